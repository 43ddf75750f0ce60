"""The feed of what was corrected, clarified or withdrawn."""

from __future__ import annotations

from html import escape

from django.utils.translation import gettext as _

from masthead.addresses.paths import absolute
from masthead.articles.changes import EXPLAINED, Change
from masthead.core.sites import address_of
from masthead.ledger import lists
from masthead.ledger.lists import Listed
from masthead.outlet.language import reading_in
from masthead.outlet.models import OutletSettings

from .model import Author, Entry, Feed
from .stories import LENGTH, version_of

PLACE = "/record/corrections/"


def corrections() -> Feed:
    """The newest corrections, clarifications and withdrawals."""
    outlet = OutletSettings.load()
    found = lists.with_stories(lists.told()[:LENGTH])
    with reading_in(outlet.language):
        subject = _("Corrections and withdrawals")
        title = f"{outlet.name}: {subject}"
    return Feed(
        title=title,
        description="",
        home_url=address_of(PLACE),
        language=outlet.language,
        publisher=Author(outlet.name, address_of("/")),
        updated=max((one.entry.time for one in found), default=None),
        version=version_of([title, *((one.entry.pk, one.headline) for one in found)]),
        entries=lambda: [_entry(one, outlet.language) for one in found],
    )


def _entry(one: Listed, language: str) -> Entry:
    with reading_in(language):
        change = one.entry.change
        what = str(EXPLAINED[Change(change)]) if change else _("Withdrawn")
        name = one.headline or _("A story that was taken away")
    return Entry(
        uid=f"{one.entry.article.urn}:{one.entry.revision}",
        title=f"{what}: {name}",
        url=absolute(one.address or PLACE),
        published=one.entry.time,
        updated=one.entry.time,
        html=f"<p>{escape(one.entry.reason)}</p>" if one.entry.reason else "",
        language=language,
    )
