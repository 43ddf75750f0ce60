from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class ArticlesConfig(AppConfig):
    name = "masthead.articles"
    label = "articles"

    def ready(self) -> None:
        """Let migrations go around the triggers."""
        from . import triggers  # noqa: PLC0415 - its models are loaded by now

        pre_migrate.connect(triggers.before_migrations, sender=self)
        post_migrate.connect(triggers.after_migrations, sender=self)
