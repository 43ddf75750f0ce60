"""Blocks of an export that Masthead wrote: their values stand beside them as they were.

They were in a file meanwhile, so nothing is believed: each value is read like any other HTML, and
a block with one that is not as it should be is read as WordPress's own.
"""

import re
from collections.abc import Callable
from typing import Any

from masthead.core.html import clean
from masthead.core.language import is_language
from masthead.core.text import printable

from . import make
from .make import Block, Shown
from .pictures import picture
from .reader import Reader
from .tree import tree

Values = dict[str, Any]
_SIZES = frozenset({"column", "wide", "full", "margin"})


def own_block(attributes: Values, reader: Reader) -> list[Block] | None:
    """The block that the attribute "masthead" describes; None if there is none to be trusted."""
    values = attributes.get("masthead")
    if not isinstance(values, dict):
        return None
    make_block = OWN_BLOCKS.get(str(values.get("type")))
    if values.get("type") == "corrections":  # they stand in the story's meta as well
        return []
    try:
        return [make_block(values, reader)] if make_block else None
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def starts_anew(attributes: Values) -> bool:
    """Whether a text does not go on from the text before it."""
    values = attributes.get("masthead")
    return isinstance(values, dict) and values.get("type") == "text"


def rich(html: object, reader: Reader) -> str:
    """Rich text, with paragraphs where it had some. Raises ValueError for anything else."""
    if not isinstance(html, str):
        raise TypeError
    if not html.strip():
        return ""
    element = tree(html)
    if not html.lstrip().startswith("<") or html.lstrip().startswith(_INLINE):
        words, lifted = reader.strict(element)
        if lifted:
            raise ValueError
        return words
    blocks = reader.inside(element)
    if any(block["type"] != "text" for block in blocks):
        raise ValueError
    return "".join(block["value"] for block in blocks)


_INLINE = ("<a", "<b>", "<b ", "<i", "<em", "<strong", "<su", "<s>", "<code", "<br")


def line(text: object) -> str:
    """Plain words."""
    if not isinstance(text, str):
        raise TypeError
    return printable(text)


def _address(values: Values, name: str) -> str:
    """A web address; anything else would run something or lead nowhere."""
    url = line(values.get(name, ""))
    return url if url.startswith(("https://", "http://")) and " " not in url else ""


def _quote(values: Values, reader: Reader) -> Block:
    said = rich(values["text"], reader)
    source = _address(values, "source_url")
    return make.quote(said, line(values["attribution"]), source, _name(values.get("id")))


def _name(given: object) -> str:
    """The id of a block; nothing for what is none."""
    return given if isinstance(given, str) and _NAME.fullmatch(given) else ""


_NAME = re.compile("[0-9A-Za-z-]{1,64}")


def _pull_quote(values: Values, reader: Reader) -> Block:
    del reader
    return make.pull_quote(line(values["text"]), line(values["attribution"]))


def _shown(values: Values, reader: Reader) -> Shown:
    found = picture(reader.work, "", int(values["id"]))
    if not found.picture.id:
        raise ValueError
    return Shown(found.picture, line(values["alt"]), rich(values["caption"], reader))


def _image(values: Values, reader: Reader) -> Block:
    size = values["size"] if values["size"] in _SIZES else "column"
    return make.image(_shown(values, reader), size, _address(values, "link"))


def _gallery(values: Values, reader: Reader) -> Block:
    images = [_shown(one, reader) for one in values["images"]]
    if not images:
        raise ValueError
    return make.gallery(images, line(values["caption"]))


def _table(values: Values, reader: Reader) -> Block:
    headings = [line(heading) for heading in values["headings"]]
    rows = [[rich(cell, reader) for cell in row] for row in values["rows"]]
    if not headings or any(len(row) != len(headings) for row in rows):
        raise ValueError
    return make.table(headings, rows, line(values["caption"]))


def _aside(values: Values, reader: Reader) -> Block:
    return make.aside(line(values["heading"]), rich(values["text"], reader))


def _foreign(values: Values, reader: Reader) -> Block:
    lang = line(values["lang"])
    if not is_language(lang):
        raise ValueError
    return make.foreign(lang, rich(values["text"], reader))


def _timeline(values: Values, reader: Reader) -> Block:
    events = [
        (line(one["when"]), line(one["title"]), rich(one["text"], reader))
        for one in values["events"]
    ]
    return make.timeline(line(values["heading"]), events)


def _background(values: Values, reader: Reader) -> Block:
    del reader
    return make.background(line(values["taxonomy"]), line(values["topic"]))


def _document(values: Values, reader: Reader) -> Block:
    """An embed of a file of the old site, of which writing makes a document."""
    del reader
    url = _address(values, "url")
    if not url:
        raise ValueError
    return make.embed(url, title=line(values["title"]))


def _code(values: Values, reader: Reader) -> Block:
    del reader
    return make.code(line(values["code"]), line(values["language"]))


def _embed(values: Values, reader: Reader) -> Block:
    del reader
    url = _address(values, "url")
    if not url:
        raise ValueError
    return make.embed(url, line(values["caption"]), line(values["title"]))


def _html(values: Values, reader: Reader) -> Block:
    del reader
    return make.html(clean(line(values["html"])))


#: The table: what each type is made of.
OWN_BLOCKS: dict[str, Callable[[Values, Reader], Block]] = {
    "quote": _quote,
    "pull_quote": _pull_quote,
    "foreign": _foreign,
    "image": _image,
    "gallery": _gallery,
    "table": _table,
    "aside": _aside,
    "timeline": _timeline,
    "background": _background,
    "document": _document,
    "code": _code,
    "embed": _embed,
    "html": _html,
}
