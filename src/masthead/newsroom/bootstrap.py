"""A newsroom ready for its first story."""

from __future__ import annotations

from django.db import transaction

from masthead.articles import tree
from masthead.outlet.models import Menu, OutletSettings

from .roles import ensure_roles
from .workflow import ensure_workflow

# (slug, name, place); empty menus, so that editors find where links go.
MENUS = (
    ("header", "Under the name plate", "header"),
    ("footer", "At the foot", "footer"),
)


@transaction.atomic
def set_up(name: str, language: str = "en") -> None:
    """Make what an outlet needs and has not got yet; what editors changed stays.

    ``name`` and ``language`` (BCP 47) are used only when the outlet is new.
    """
    tree.plant(name)
    ensure_roles()
    ensure_workflow()
    if not OutletSettings.objects.exists():
        OutletSettings.objects.create(name=name, language=language)
    if not Menu.objects.exists():
        Menu.objects.bulk_create(
            Menu(slug=slug, name=title, place=place) for slug, title, place in MENUS
        )
