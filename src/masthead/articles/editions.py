"""The pages that an edition has from its first day on, and what keeps it from being taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils.translation import ngettext

from masthead.addresses.models import Address

from . import triggers
from .models import ArticlePage, FrontPage

if TYPE_CHECKING:
    from masthead.outlet.editions import Edition


def front_of(edition: Edition) -> FrontPage | None:
    """Return the front page of a further edition; None before ``plant``."""
    return FrontPage.objects.filter(language=edition.language).first()


@transaction.atomic
def plant(edition: Edition) -> FrontPage:
    """Give a new edition its front page, and the stories that are written in its language.

    Where an address only says that something was there once, the front page takes its place.
    """
    triggers.relist_language(edition.language)
    found = front_of(edition)
    if found:
        return found
    once_there = Address.objects.filter(path=edition.place.home, to="").first()
    if once_there and once_there.thing is None:
        once_there.delete()
    first = FrontPage.objects.order_by("path")[:1].get()
    front: FrontPage = first.add_sibling(
        "last-sibling",
        instance=FrontPage(
            title=edition.name,
            slug=f"front-{edition.prefix}",
            language=edition.language,
            live=False,
        ),
    )
    front.save_revision().publish()
    return front


def why_it_stays(edition: Edition) -> str:
    """Say why the edition cannot be taken away; nothing where it can."""
    stories = ArticlePage.objects.filter(written_in(edition.language)).count()
    if stories:
        return ngettext(
            "%(number)s story is written in this language: give it another language or delete it.",
            "%(number)s stories are written in this language: give them another or delete them.",
            stories,
        ) % {"number": stories}
    front = front_of(edition)
    below = front.get_descendant_count() if front else 0
    if below:
        return ngettext(
            "%(number)s page stands under its front page: delete it first.",
            "%(number)s pages stand under its front page: delete them first.",
            below,
        ) % {"number": below}
    return ""


@transaction.atomic
def uproot(edition: Edition) -> None:
    """Take the front page of an edition away; its address answers "gone" from now on."""
    front = front_of(edition)
    if front:
        front.delete()
    triggers.relist_language(edition.language)


def written_in(tag: str) -> Q:
    """What is written in the language ``tag`` or a narrower one."""
    return Q(language__iexact=tag) | Q(language__istartswith=f"{tag}-")
