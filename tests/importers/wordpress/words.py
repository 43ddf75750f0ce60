"""The words readers see, before and after: written apart from the importer, to check it.

`before` reads what WordPress has stored with regular expressions and html.parser alone; `after`
reads body blocks. Equal lists mean: no word lost, none added, none in another place.
"""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

_HIDDEN = {"script", "style", "iframe", "object", "noscript", "video", "audio", "svg", "template"}
_INLINE = set(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q s samp "
    "small span strike strong sub sup time tt u var wbr".split()
)
_CAPTION = re.compile(r"\[(?:wp_)?caption([^\]]*)\](.*?)\[/(?:wp_)?caption\]", re.DOTALL)
_PROVIDER = re.compile(
    r"https?://(?:www\.)?(?:youtube\.com|youtu\.be|twitter\.com|wordpress\.tv|vimeo\.com)/\S+"
)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.hidden = 0
        self.in_embed = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in _HIDDEN
        self.in_embed = self.in_embed or ("class", "wp-block-embed__wrapper") in attrs
        if tag not in _INLINE or ("wp-block-file__button" in (dict(attrs).get("class") or "")):
            self.text += "\n"
        if tag == "q":
            self.text += "“"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.text += "" if tag in _INLINE else "\n"

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in _HIDDEN
        self.in_embed = self.in_embed and tag != "div"
        if tag not in _INLINE:
            self.text += "\n"
        if tag == "q":
            self.text += "”"

    def handle_data(self, data: str) -> None:
        if not self.hidden and not self.in_embed:
            self.text += data


def seen(html: str) -> str:
    """The visible text of HTML."""
    reader = _Words()
    reader.feed(html)
    reader.close()
    return reader.text


def before(content: str, gallery: Callable[[str], list[str]]) -> list[str]:
    """The words of a stored post. `gallery` gives the captions for a gallery's attributes."""

    def captioned(found: re.Match[str]) -> str:
        in_attribute = re.search(r'caption="([^"]*)"', found[1])
        return f"<p>{found[2]}</p><p>{in_attribute[1] if in_attribute else ''}</p>"

    content = re.sub(r"<!--.*?-->", "", content, flags=re.DOTALL)
    content = _CAPTION.sub(captioned, content)
    content = re.sub(r"\[gallery([^\]]*)\]", lambda m: "<p>" + "<p>".join(gallery(m[1])), content)
    content = re.sub(r"\[(audio|video|embed|playlist)\b[^\]]*\](?:.*?\[/\1\])?", "", content)
    content = re.sub(rf"(?m)^\s*{_PROVIDER.pattern}\s*$", "", content)
    return seen(content).split()


def after(body: list[dict[str, Any]]) -> list[str]:
    """The words of body blocks, in the order a page shows them."""
    return [word for block in body for part in _parts(block) for word in seen(part).split()]


def _parts(block: dict[str, Any]) -> list[str]:
    value = block["value"]
    return _PARTS[block["type"]](value)


def _quote(value: dict[str, Any]) -> list[str]:
    return [value["text"], _plain(value["attribution"])]


def _pull_quote(value: dict[str, Any]) -> list[str]:
    return [_plain(value["text"]), _plain(value["attribution"])]


def _gallery(value: dict[str, Any]) -> list[str]:
    return [*(item["value"]["caption"] for item in value["images"]), _plain(value["caption"])]


def _table(value: dict[str, Any]) -> list[str]:
    heads = [_plain(column["heading"]) for column in value["columns"]]
    cells = [cell for row in value["rows"] for cell in row["values"]]
    return [*heads, *cells, _plain(value["caption"])]


_PARTS: dict[str, Callable[[Any], list[str]]] = {
    "foreign": lambda value: [value["text"]],
    "aside": lambda value: [_plain(value["heading"]), value["text"]],
    "code": lambda value: [_plain(value["code"])],
    "divider": lambda _: [],
    "embed": lambda value: [_plain(value["caption"])],
    "gallery": _gallery,
    "html": lambda value: [value],
    "image": lambda value: [value["caption"]],
    "pull_quote": _pull_quote,
    "quote": _quote,
    "table": _table,
    "text": lambda value: [value],
}


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def captions_of(attributes: str, attached: list[str], by_id: dict[int, str]) -> list[str]:
    """The captions a `[gallery]` shows, by its attributes."""
    named = re.search(r'ids="([^"]*)"', attributes)
    if named:
        return [by_id.get(int(number), "") for number in named[1].split(",")]
    return attached
