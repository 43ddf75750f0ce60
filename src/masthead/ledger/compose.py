"""A story as an article object: what its page shows, read from the page's own templates.

The parts of the page are rendered and read with the checker's own eyes, so that what is recorded
is what the page shows, and a page that no checker would accept is never recorded.
"""

from __future__ import annotations

import mimetypes
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from django.conf import settings
from django.core.files.storage import default_storage
from django.template.loader import render_to_string

from masthead.addresses.paths import absolute
from masthead.core.edition import within
from masthead.core.sites import address_of, read_at
from masthead.core.text import nfc
from masthead.outlet.language import reading_in
from masthead.outlet.models import OutletSettings
from masthead.record.article import STANDARD, correction, moment, rendition, serialise
from masthead.record.verify.page import BODY_END, BODY_START, Page

if TYPE_CHECKING:
    from masthead.articles.models import ArticlePage

    from .models import RecordEntry

TEMPLATE = "masthead/record/composed.html"
_BLANK = re.compile(r"\s*\n\s*")
_ARTICLE = re.compile(r"(</?)article\b", re.IGNORECASE)  # imported markup may have some
_OWN_ROLES = {"headline", "byline", "correction"}


class Composing:
    """Stands for the record while there is none yet: everything is marked, from the page itself."""

    def __init__(self, page: ArticlePage, entry: RecordEntry) -> None:
        self.revision = f"{page.uid.urn} {entry.revision}"
        last = page.last_published_at
        self.shows_updated = bool(last) and moment(last) == moment(entry.time)


def compose(page: ArticlePage, entry: RecordEntry) -> bytes:
    """Return the article object of ``page`` for ``entry``.

    Raises RecordError where a checker would refuse the page, or the object is over 8 MiB.
    """
    with within(page.edition), read_at(page.public_path or "/"):
        return _composed(page, entry)


def _composed(page: ArticlePage, entry: RecordEntry) -> bytes:
    shown = rendered(page, entry)
    outlet = OutletSettings.load()
    texts = shown.shown.get("correction", [])
    return serialise(
        {
            **_identity(entry),
            "firstCreated": moment(page.first_published_at or entry.time),
            "pubStatus": "usable",
            "language": page.language,
            "headlines": [{"role": "main", "value": page.title}],
            **({"by": shown.shown["byline"][0]} if "byline" in shown.shown else {}),
            "descriptions": [
                {"role": role, "value": text}
                for role, values in shown.shown.items()
                if role not in _OWN_ROLES
                for text in values
            ],
            "people": [{"name": line.who.name, "rel": "author"} for line in page.bylines.all()],
            "organisations": [{"name": outlet.name, "rel": "publisher", "uri": address_of("/")}],
            "bodies": [{"role": "main", "contentType": "text/html", "value": shown.body}],
            "associations": [
                *_pictures("lead", shown.leads),
                *_pictures("illustration", [(one,) for one in dict.fromkeys(shown.addresses)]),
                *(
                    correction(page.uid.urn, at, note.time, text)
                    for at, (note, text) in enumerate(zip(page.notes, texts, strict=True), start=1)
                ),
            ],
        }
    )


def taken_away(entry: RecordEntry) -> bytes:
    """Return the object of a story that is not to be read any more."""
    reason = [{"role": "reason", "value": entry.reason}] if entry.reason else []
    return serialise(
        {
            **_identity(entry),
            "firstCreated": moment(entry.time),
            "pubStatus": "canceled",
            "descriptions": reason,
        }
    )


def rendered(page: ArticlePage, entry: RecordEntry) -> Page:
    """Return what the page shows of the story. Raises RecordError for what no checker accepts."""
    context = {"page": page, "story": page, "record": Composing(page, entry)}
    with reading_in(page.language):
        html = render_to_string(TEMPLATE, context)
    return Page.parse(tidy(html).encode())


def tidy(html: str) -> str:
    """Return the page with a body as a record holds it: NFC, no article inside, no blank lines."""
    head, start, rest = html.partition(BODY_START)
    body, end, tail = rest.rpartition(BODY_END)
    body = _ARTICLE.sub(r"\1section", nfc(body.replace("\r", "").replace("\0", "")))
    # Templates leave much white space behind, which matters nowhere but in preformatted text.
    body = body.strip() if "<pre" in body else _BLANK.sub("\n", body).strip()
    return head + start + body + end + tail


def _identity(entry: RecordEntry) -> dict[str, Any]:
    return {
        "standard": STANDARD,
        "uri": entry.article.urn,
        "type": "text",
        "version": str(entry.revision),
        "versionCreated": moment(entry.time),
    }


def _pictures(rel: str, groups: Any) -> list[dict[str, Any]]:
    return [
        {
            "name": f"{rel} {at}",
            "rel": rel,
            "uri": absolute(addresses[0]),
            "type": "picture",
            "renditions": [_file(address) for address in dict.fromkeys(addresses)],
        }
        for at, addresses in enumerate(groups, start=1)
        if addresses
    ]


def _file(address: str) -> dict[str, Any]:
    """One file of a picture; one that was lost is recorded as what readers get: no bytes."""
    media_type = mimetypes.guess_type(address)[0] or "application/octet-stream"
    name = unquote(address.removeprefix(settings.MEDIA_URL))
    data = b""
    if address.startswith(settings.MEDIA_URL) and default_storage.exists(name):
        with default_storage.open(name) as file:
            data = file.read()
    return rendition(absolute(address), media_type, data)
