from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate

from . import words


class LedgerConfig(AppConfig):
    name = "masthead.ledger"
    label = "ledger"

    def ready(self) -> None:
        """Let migrations go around the triggers, and say which pages tell of the record."""
        from . import baking  # noqa: PLC0415 - models load after apps

        pre_migrate.connect(words.before_migrations, sender=self)
        post_migrate.connect(words.after_migrations, sender=self)
        baking.register()
