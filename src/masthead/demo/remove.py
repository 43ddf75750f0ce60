"""Taking the fictional outlet away again, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Page, PageLogEntry

from masthead.addresses.models import Address
from masthead.articles.editions import front_of, why_it_stays
from masthead.articles.tree import front_page
from masthead.demo.files import table
from masthead.demo.models import DemoThing
from masthead.demo.used import is_used
from masthead.outlet.models import OutletLink, OutletSettings
from masthead.ticker.models import TickerItem

ORDER = ("ticker", "story", "page", "topic", "section", "person", "document", "picture", "portrait")
"""Kinds in the order in which nothing that is still there needs what goes."""


@dataclass
class Removal:
    """How many things went, and the names of those that stay because own pages need them."""

    removed: int = 0
    kept: list[str] = field(default_factory=list)


@transaction.atomic
def remove() -> Removal:
    """Remove all that the demo made. What editors made stays, with all it needs."""
    result = Removal()
    if not DemoThing.objects.exists():
        return result
    _restore_outlet()
    for kind in ORDER:
        for row in list(DemoThing.objects.filter(kind=kind).order_by("pk")):
            _remove(row, result)
    for row in list(DemoThing.objects.filter(kind="edition")):
        _remove_edition(row, result)
    for row in list(DemoThing.objects.filter(kind="menu")):
        if row.thing and not row.thing.items.exists():
            row.thing.delete()
        row.delete()
    front_page().save_revision().publish()  # its revision must not name stories that are gone
    return result


def _remove(row: DemoThing, result: Removal) -> None:
    thing = row.thing
    if thing is not None:  # otherwise an editor was faster
        if is_used(row.kind, thing):
            result.kept.append(str(thing))
        else:
            _delete(thing)
            result.removed += 1
    row.delete()


def _remove_edition(row: DemoThing, result: Removal) -> None:
    """Take a language away that nobody has written in; its front page leaves no address behind."""
    edition = row.thing
    if edition is not None and why_it_stays(edition):
        result.kept.append(str(edition))
    elif edition is not None:
        front = front_of(edition)
        if front:
            _delete(front)
        edition.delete()
        result.removed += 1
    row.delete()


def _delete(thing: Any) -> None:
    """Delete one thing with its addresses; a page with its log."""
    addresses = Address.objects.filter(
        content_type=ContentType.objects.get_for_model(thing), object_id=thing.pk
    )
    rows = list(addresses.values_list("pk", flat=True))  # deleting takes the key away
    if isinstance(thing, Page):
        # The demo's ticker is gone by now; items that editors wrote stay, and lead nowhere.
        TickerItem.objects.filter(page_id=thing.pk).update(page=None)
    page = thing.pk if isinstance(thing, Page) else None
    thing.delete()
    Address.objects.filter(pk__in=rows).delete()
    PageLogEntry.objects.filter(page_id=page).delete()


def _restore_outlet() -> None:
    """Give each setting that still says what the demo wrote its former value back."""
    row = DemoThing.objects.filter(kind="settings").first()
    if row is None:
        return
    about = table("outlet.toml")
    outlet = OutletSettings.load()
    for name, former in row.before.items():
        if getattr(outlet, name) == about["settings"][name]:
            setattr(outlet, name, former)
    outlet.save()
    urls = [link["url"] for link in about["links"]]
    OutletLink.objects.filter(outlet=outlet, url__in=urls).delete()
    row.delete()
