from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "masthead.media"
    label = "media"

    def ready(self) -> None:
        """Let pictures be written fast."""
        from .encoding import install  # noqa: PLC0415 - Willow registers its own first

        install()
