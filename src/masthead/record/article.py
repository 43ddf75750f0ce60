"""Article objects: what one revision of a story said, as ninjs 3.1 (IPTC News in JSON).

Canonical JSON with all text in NFC. What a page shows outside of the body stands in `headlines`,
`by` and `descriptions`; pictures and corrections are `associations`. See docs/record-format.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from . import canonical
from .encoding import url_decode, url_encode
from .entry import TIME
from .errors import MalformedError
from .tree import HASH_BYTES

STANDARD = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#",
}
LARGEST = 8 * 1024 * 1024  # bytes; the longest live coverage has a tenth
STATUSES = {"usable", "withheld", "canceled"}
LEAD, CORRECTION = "lead", "correction"  # what an association is to the story
_DIGEST = "ni:///sha-256;"  # RFC 6920: a name made of the content
_SPACES = re.compile("[\t\n\f\r ]+")  # HTML's "ASCII whitespace"; a no-break space is a character
_ARTICLE_TAG = re.compile(r"</?article", re.IGNORECASE)


@dataclass(frozen=True)
class Picture:
    """One file of a picture: its address, the SHA-256 of its bytes, and how many they are."""

    href: str
    digest: bytes
    size: int

    def is_at(self, address: str) -> bool:
        """Whether a page of the outlet or of a mirror means this file by `address`."""
        parts = urlsplit(self.href)
        return address in {self.href, parts.path + (f"?{parts.query}" if parts.query else "")}

    def is_made_of(self, data: bytes) -> bool:
        """Whether these are the bytes that were published."""
        return len(data) == self.size and sha256(data).digest() == self.digest


@dataclass(frozen=True)
class Article:
    """What a checker needs of an article object."""

    uri: str
    version: int
    first_created: datetime
    version_created: datetime
    status: str
    body: str | None  # HTML; None for what is not to be read any more
    shown: dict[str, list[str]]  # role -> the texts that a page shows outside of the body
    leads: tuple[tuple[Picture, ...], ...]  # the files of each picture outside of the body
    pictures: tuple[Picture, ...]  # the files of all pictures

    @classmethod
    def parse(cls, data: bytes) -> Article:
        """Read an article object. Raises MalformedError, naming what is missing or wrong."""
        values = canonical.read(data, "the article object", LARGEST)
        if canonical.composed(values) != values:
            raise MalformedError("the article object has text that is not in NFC")
        try:
            return _article(values)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            kind = type(error).__name__
            raise MalformedError(
                f"the article object lacks or misspells {error} ({kind})"
            ) from None


def serialise(values: dict[str, Any]) -> bytes:
    """Return the object's bytes: text in NFC, canonical JSON.

    Raises MalformedError for what could not be read again, and for a revision over 8 MiB.
    """
    data = canonical.write(canonical.composed(values))
    Article.parse(data)
    return data


def rendition(href: str, media_type: str, data: bytes) -> dict[str, Any]:
    """Return a ninjs rendition of one file of a picture, named by its content."""
    return {
        "name": _DIGEST + url_encode(sha256(data).digest()),
        "href": href,
        "contentType": media_type,
        "sizeInBytes": len(data),
    }


def correction(uri: str, position: int, time: datetime, text: str) -> dict[str, Any]:
    """Return the ninjs association for correction number `position` (from 1) of the story `uri`."""
    return {
        "name": f"{CORRECTION} {position}",
        "rel": CORRECTION,
        "uri": f"{uri}#{CORRECTION}-{position}",
        "type": "text",
        "versionCreated": moment(time),
        "bodies": [{"role": CORRECTION, "contentType": "text/plain", "value": text}],
    }


def one_line(text: str) -> str:
    """Return a text as page and object compare it: each run of white space is one space."""
    return _SPACES.sub(" ", text).strip(" ")


def moment(time: datetime) -> str:
    """Return an aware time as the record writes it: RFC 3339, UTC, whole seconds."""
    return time.astimezone(UTC).strftime(TIME)


def _article(values: dict[str, Any]) -> Article:
    status, version = values["pubStatus"], values["version"]
    if status not in STATUSES:
        raise MalformedError(f"the article object has the unknown status {status!r}")
    if str(int(version)) != version or int(version) < 1:
        raise MalformedError(f"version {version!r} is not a number from 1")
    associated = _listed(values, "associations")
    files = {_text(item["name"]): _files(item) for item in associated if item.get("renditions")}
    if len({_text(item["name"]) for item in associated}) < len(associated):
        raise MalformedError("two associations of the article object have the same name")
    article = Article(
        uri=_text(values["uri"]),
        version=int(version),
        first_created=_time(values["firstCreated"]),
        version_created=_time(values["versionCreated"]),
        status=status,
        body=_body(values) if status == "usable" else None,
        shown=_shown(values, associated),
        leads=tuple(files[item["name"]] for item in associated if item.get("rel") == LEAD),
        pictures=tuple(file for found in files.values() for file in found),
    )
    if article.body is not None and not {"headline", "published"} <= article.shown.keys():
        raise MalformedError("the article object has no headline or no date as readers see them")
    return article


def _shown(values: dict[str, Any], associated: list[dict[str, Any]]) -> dict[str, list[str]]:
    shown: dict[str, list[str]] = {}
    headlines, descriptions = _listed(values, "headlines"), _listed(values, "descriptions")
    texts = [("headline", item) for item in headlines if item["role"] == "main"]
    texts += [(item["role"], item) for item in descriptions]
    texts += [
        (CORRECTION, item["bodies"][0]) for item in associated if item.get("rel") == CORRECTION
    ]
    for role, item in texts:
        shown.setdefault(_text(role), []).append(one_line(item["value"]))
    if values.get("by"):
        shown["byline"] = [one_line(values["by"])]
    return shown


def _body(values: dict[str, Any]) -> str:
    found = _listed(values, "bodies")
    bodies: list[str] = [item["value"] for item in found if item["role"] == "main"]
    if len(bodies) != 1:
        raise MalformedError(f"the article object has {len(bodies)} main bodies, not one")
    if _ARTICLE_TAG.search(bodies[0]) or "\r" in bodies[0] or "\0" in bodies[0]:
        raise MalformedError("the body holds an article element, a carriage return or a NUL")
    return bodies[0]


def _files(item: dict[str, Any]) -> tuple[Picture, ...]:
    found = []
    for file in item["renditions"]:
        digest = url_decode(file["name"].removeprefix(_DIGEST))
        if not file["name"].startswith(_DIGEST) or len(digest) != HASH_BYTES:
            raise MalformedError(f"{file['href']!r} is not named by the SHA-256 of its bytes")
        urlsplit(file["href"]).path.encode()  # raises where it is no address
        if type(file["sizeInBytes"]) is not int or file["sizeInBytes"] < 0:
            raise MalformedError(f"{file['href']!r} has no size in whole bytes")
        found.append(Picture(file["href"], digest, file["sizeInBytes"]))
    return tuple(found)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _listed(values: dict[str, Any], name: str) -> list[dict[str, Any]]:
    items = values.get(name, [])
    if not isinstance(items, list):
        raise MalformedError(f"{name!r} of the article object is no list")
    return items


def _time(text: str) -> datetime:
    time = datetime.strptime(text, TIME).replace(tzinfo=UTC)
    if moment(time) != text:
        raise MalformedError(f"{text!r} is not a time in UTC with whole seconds")
    return time
