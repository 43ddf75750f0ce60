"""What all parts of loading share: the moment, and the things made so far by their names."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.models import Page

from masthead.demo.models import DemoThing


@dataclass
class Desk:
    """One loading of the demo; every time is counted back from `now`."""

    now: datetime
    _made: dict[tuple[str, str], Any] = field(default_factory=dict)

    def keep(self, kind: str, name: str, thing: Model, before: dict[str, Any] | None = None) -> Any:
        """Remember that the demo made `thing`, under a name that other files use; return it."""
        DemoThing.objects.create(
            kind=kind,
            name=name,
            content_type=ContentType.objects.get_for_model(thing),
            object_id=thing.pk,
            before=before or {},
        )
        self._made[kind, name] = thing
        return thing

    def find(self, kind: str, name: str) -> Any:
        """Return what was made under that name. Raises KeyError: a file names what is not there."""
        return self._made[kind, name]

    def find_all(self, kind: str, names: list[str]) -> list[Any]:
        """Return what was made under those names, in their order."""
        return [self.find(kind, name) for name in names]

    def publish(self, page: Page, parent: Page, first: datetime, last: datetime) -> Page:
        """Publish a new page the way the newsroom does, as of its own day; return it."""
        page.live = False
        page.first_published_at = first
        parent.add_child(instance=page)
        revision = page.save_revision()
        revision.publish()
        type(revision).objects.filter(pk=revision.pk).update(created_at=last)
        type(page).objects.filter(pk=page.pk).update(
            last_published_at=last, latest_revision_created_at=last
        )
        return page
