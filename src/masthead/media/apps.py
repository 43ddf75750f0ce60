from django.apps import AppConfig
from django.conf import settings
from PIL import Image


class MediaConfig(AppConfig):
    name = "masthead.media"
    label = "media"

    def ready(self) -> None:
        """Let pictures be written fast, and warn at our own limit of pixels."""
        from .encoding import install  # noqa: PLC0415 - Willow registers its own first

        install()
        Image.MAX_IMAGE_PIXELS = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
