from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "masthead.publishing"
    label = "publishing"

    def ready(self) -> None:
        """Connect the receivers, once all models are there."""
        from masthead.publishing import on_publish  # noqa: PLC0415 - models load after apps

        on_publish.connect()
