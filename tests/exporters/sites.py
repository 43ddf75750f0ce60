"""A site as its readers get it, to compare two: every address and what answers there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import unified_diff

from django.db import connection
from django.test import Client

from masthead.addresses.models import Address
from masthead.addresses.paths import encoded
from masthead.core.batch import batch
from masthead.outlet.editions import places

#: What no address row leads to, in each edition.
_MORE = (
    "/feed/",
    "/feed.json",
    "/atom.xml",
    "/sitemap.xml",
    "/news-sitemap.xml",
    "/ticker/",
    "/ticker.json",
    "/outlet.css",
)
_BELOW = {
    "articlepage": ("feed/", "ninjs.json"),
    "sectionpage": ("feed/",),
    "topicpage": ("feed/",),
    "person": ("feed/",),
}
#: What is another in every database, or at every moment: ids, names of files, when something was
#: made. Each is replaced by a word.
_CHANGING = (
    (re.compile(r"(/media/(?:images|original_images|documents)/)[^\s\"'<>,]+"), r"\1FILE"),
    (re.compile(r"/documents/\d+/[^\s\"'<>]+"), "/documents/ID/FILE"),
    (re.compile(r"(/share/[\w/-]*?)\d+(?:-[0-9a-f]+)?(?=[./\"])"), r"\1ID"),
    (re.compile(r"(comment/(?:on/)?)\d+"), r"\1ID"),
    (re.compile(r"(\bitem-|:comment-|\"version\": \")\d+"), r"\1ID"),
    (re.compile(r"(:comment-ID-)\d+"), r"\1ID"),
    (re.compile(r"name=\"stamp\" value=\"[^\"]*\"|value=\"[^\"]*\" name=\"stamp\""), "STAMP"),
    (re.compile(r"(<lastBuildDate>|<updated>)[^<]*"), r"\1NOW"),
    (re.compile(r" data-block-key=\"[^\"]*\""), ""),
    (re.compile(r"(nonce-|nonce=\")[^\"']+"), r"\1NONCE"),
)


#: White space that nobody sees: between tags, which feeds write escaped as well.
_BETWEEN_TAGS = re.compile(r"(?:>|&gt;|\\u003E)(?:\s|\\n)*(?:<|&lt;|\\u003C)")


def site() -> dict[str, list[str]]:
    """Status, target and text of each address, in lines."""
    reader = Client(raise_request_exception=True)
    with batch():  # nothing changes meanwhile
        return {path: _answer(reader, path) for path in _paths()}


def _paths() -> Iterator[str]:
    rows = Address.objects.order_by("path").values_list(
        "path", "is_canonical", "content_type__model"
    )
    for path, canonical, kind in rows:
        yield encoded(path)
        for below in _BELOW.get(kind, ()) if canonical and "?" not in path else ():
            yield f"{encoded(path).rstrip('/')}/{below}"
    for place in places():
        yield from map(place.path, _MORE)


def _answer(reader: Client, path: str) -> list[str]:
    response = reader.get(path)
    status, target = response.status_code, response.headers.get("Location", "")
    streamed = response.streaming
    content = b"".join(response) if streamed else response.content  # type: ignore[arg-type]
    text = content.decode("utf-8", "replace") if status < 500 else ""
    for pattern, word in _CHANGING:
        text = pattern.sub(word, text)
        target = pattern.sub(word, target)
    text = _BETWEEN_TAGS.sub(">\n<", text)
    lines = [line.strip() for line in text.splitlines()]
    return [f"{status} {target}", *(line for line in lines if line)]


def differences(before: dict[str, list[str]], after: dict[str, list[str]]) -> list[str]:
    """The lines that differ, under the address where they do; empty for equal sites."""
    found = []
    for path in sorted(before.keys() | after.keys()):
        one, other = before.get(path, ["nothing"]), after.get(path, ["nothing"])
        if one != other:
            found += [f"== {path}", *unified_diff(one, other, lineterm="", n=0)]
    return found


def shift_ids() -> None:
    """Let new rows get other ids than the same rows had before, so that no test passes by luck."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("UPDATE sqlite_sequence SET seq = seq + 1000")
