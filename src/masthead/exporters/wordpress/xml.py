"""WXR as text: RSS 2.0 with the elements WordPress's own export has (version 1.2)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from django.utils import timezone

from masthead.core.text import printable

#: The name of our own elements and of the meta that carries what WordPress has no place for.
OURS = "_masthead"
NAMESPACE = "urn:masthead:export:1"

HEAD = f"""<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0"
  xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:wfw="http://wellformedweb.org/CommentAPI/"
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:wp="http://wordpress.org/export/1.2/"
  xmlns:masthead="{NAMESPACE}">
<channel>
"""
TAIL = "</channel>\n</rss>\n"


def cdata(text: str) -> str:
    """Text as it is; an end mark in it is split over two sections, what XML forbids is dropped."""
    return "<![CDATA[" + printable(text).replace("]]>", "]]]]><![CDATA[>") + "]]>"


def tag(name: str, value: object = "") -> str:
    """One element with plain content."""
    return f"<{name}>{escape(printable(str(value)))}</{name}>\n"


def kept(name: str, value: str) -> str:
    """One element whose content is CDATA, as WordPress writes texts."""
    return f"<{name}>{cdata(value)}</{name}>\n"


def term_use(taxonomy: str, slug: str, name: str) -> str:
    """A term as an item names it."""
    start = f"<category domain={quoteattr(taxonomy)} nicename={quoteattr(slug)}>"
    return f"{start}{cdata(name)}</category>\n"


def meta(key: str, value: str, element: str = "wp:postmeta") -> str:
    """A pair of meta; nothing for an empty value."""
    if not value:
        return ""
    return f"<{element}>{tag('wp:meta_key', key)}{kept('wp:meta_value', value)}</{element}>\n"


def ours(values: Mapping[str, Any], element: str = "wp:postmeta") -> str:
    """What WordPress has no place for, as meta that it hides and keeps."""
    return meta(OURS, as_json(values), element)


def ours_of_site(kind: str, name: str, values: Mapping[str, Any]) -> str:
    """The same for what is no item: an element of our own, which WordPress passes over."""
    start = f"<masthead:thing kind={quoteattr(kind)} name={quoteattr(name)}>"
    return f"{start}{cdata(as_json(values))}</masthead:thing>\n"


def as_json(values: Mapping[str, Any]) -> str:
    """Without what is empty: a reader of it takes what is missing as empty."""
    full = {name: value for name, value in values.items() if value not in (None, "", [], {}, False)}
    return json.dumps(full, ensure_ascii=False, separators=(",", ":"))


def times(name: str, moment: datetime) -> str:
    """A time in the outlet's zone and in UTC, to the second, as WordPress keeps it."""
    local = timezone.localtime(moment)
    return tag(name, f"{local:%Y-%m-%d %H:%M:%S}") + tag(
        f"{name}_gmt", f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S}"
    )


def rss_date(moment: datetime) -> str:
    """A time as RSS writes it (RFC 822)."""
    days = "Mon Tue Wed Thu Fri Sat Sun".split()
    months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
    utc = moment.astimezone(UTC)
    day, month = days[utc.weekday()], months[utc.month - 1]
    return f"{day}, {utc:%d} {month} {utc:%Y %H:%M:%S} +0000"


def nicename(slug: str) -> str:
    """A short name as WordPress stores it: percent-encoded, in small letters."""
    return quote(slug, safe="").lower()
