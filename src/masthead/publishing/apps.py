from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class PublishingConfig(AppConfig):
    name = "masthead.publishing"
    label = "publishing"

    def ready(self) -> None:
        """Connect the receivers, once all models are there."""
        from masthead.publishing import indexes, on_publish  # noqa: PLC0415 - models load after apps

        on_publish.connect()
        post_migrate.connect(indexes.make, sender=apps.get_app_config("wagtailcore"))
