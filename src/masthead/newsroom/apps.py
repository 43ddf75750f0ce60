from typing import Any

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class NewsroomConfig(AppConfig):
    name = "masthead.newsroom"
    label = "newsroom"

    def ready(self) -> None:
        """Bring the roles up to date after every migration."""
        # Permissions are made app by app; only after the last app all of them are there.
        last = [app for app in apps.get_app_configs() if app.models_module][-1]
        post_migrate.connect(_ensure_roles, sender=last, dispatch_uid="ensure_roles")

        from . import kept  # noqa: PLC0415 - models load after apps

        kept.register()


def _ensure_roles(**kwargs: Any) -> None:
    from wagtail.models import Collection  # noqa: PLC0415 - models load after apps

    from .roles import ensure_roles  # noqa: PLC0415

    # Emptied by `flush`, the database has not even the root of the collections.
    if Collection.objects.exists():
        ensure_roles()
