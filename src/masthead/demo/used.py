"""Whether something of the demo is needed by what editors made."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.models import Page, ReferenceIndex

from masthead.addresses.models import Address
from masthead.articles.models import FrontPage, SectionPage, TopicPage
from masthead.demo.models import DemoThing
from masthead.outlet.models import Menu, OutletSettings

MAY_BE_NEEDED = frozenset({"topic", "section", "person", "document", "picture", "portrait"})
LOSES_A_LINK_ONLY: tuple[type[Model], ...] = (FrontPage, OutletSettings, Menu, Address)
"""What stays whole when something it names is gone, or goes with it, as an address does."""


def is_used(kind: str, thing: Any) -> bool:
    """Whether `thing` has to stay: own pages lie under it or cannot do without it.

    Called when the demo's own stories are gone already.
    """
    if isinstance(thing, Page) and thing.get_children().exists():
        return True
    if kind not in MAY_BE_NEEDED:
        return False
    # Wagtail's index of references knows foreign keys and bodies, but no many-to-many fields.
    if isinstance(thing, TopicPage) and thing.articles.exists():
        return True
    if isinstance(thing, SectionPage) and thing.also_articles.exists():
        return True
    return any(_is_own(reference) for reference in ReferenceIndex.get_references_to(thing))


def _is_own(reference: ReferenceIndex) -> bool:
    """Whether an editor made what names the thing."""
    model = reference.content_type.model_class()
    if model is None or issubclass(model, LOSES_A_LINK_ONLY):
        return False
    types = {reference.content_type_id, ContentType.objects.get_for_model(model).pk}
    return not DemoThing.objects.filter(
        content_type__in=types, object_id=reference.object_id
    ).exists()
