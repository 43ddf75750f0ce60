"""What each block of a body becomes in WordPress. `BLOCKS` is the table.

All become blocks that WordPress has itself, so that a text can be edited there. What those have no
attribute for goes beside them under the name "masthead": our importer reads it, WordPress passes
over it and drops it when somebody edits the text, which is right: then it is no longer true.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from django.utils import timezone

from masthead.articles.models import ArticlePage
from masthead.core.html import clean, from_text, visible_text
from masthead.core.language import direction

from .figures import gallery, image
from .markup import apart, block
from .text import text_blocks
from .write import Body

Handler = Callable[[Any, Body], str]


def markup(raw: list[dict[str, Any]], body: Body) -> str:
    """The content of a post: the blocks of `raw`, one after the other."""
    parts = []
    before = ""
    for one in raw:
        value = one["value"]
        if one["type"] == "quote":  # it stands for the one with the same id in another language
            value = {**value, "id": one.get("id") or ""}
        made = BLOCKS[one["type"]](value, body) if one["type"] in BLOCKS else ""
        if made:
            parts.append(apart(made) if one["type"] == before == "text" else made)
            before = one["type"]
    return "".join(parts).strip()


def words(text: str) -> str:
    """Plain text as HTML; nothing for nothing."""
    return from_text(text or "")


def carried(kind: str, **values: Any) -> dict[str, Any]:
    """The attribute with what only we understand: the block's type here, and its value."""
    return {"masthead": {"type": kind, **values}}


def text(value: str, body: Body) -> str:
    """Paragraphs, headings and lists."""
    return text_blocks(body.rich(value))


def quote(value: dict[str, Any], body: Body) -> str:
    """A quotation; who said it stands at its end, and leads to where it can be read."""
    said = body.rich(value["text"])
    attribution, source = value.get("attribution") or "", value.get("source_url") or ""
    name = words(attribution)
    if source:
        name = f'<a href="{escape(source)}">{name or escape(source)}</a>'
    end = f"<cite>{name}</cite>" if name else ""
    inner = text_blocks(said).strip()
    html = f'<blockquote class="wp-block-quote">{inner}{end}</blockquote>'
    own = carried("quote", id=value["id"], text=said, attribution=attribution, source_url=source)
    return block("quote", html, own)


def pull_quote(value: dict[str, Any], body: Body) -> str:
    """A line set large."""
    del body
    attribution = value.get("attribution") or ""
    end = f"<cite>{words(attribution)}</cite>" if attribution else ""
    html = (
        '<figure class="wp-block-pullquote"><blockquote>'
        f"<p>{words(value['text'])}</p>{end}</blockquote></figure>"
    )
    return block(
        "pullquote", html, carried("pull_quote", text=value["text"], attribution=attribution)
    )


def table(value: dict[str, Any], body: Body) -> str:
    """A table with a heading for each column."""
    headings = [column["heading"] or "" for column in value["columns"]]
    rows = [[body.rich(cell) for cell in row["values"]] for row in value["rows"]]
    caption = value.get("caption") or ""
    head = "".join(f"<th>{words(heading)}</th>" for heading in headings)
    lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    head = f"<thead><tr>{head}</tr></thead>" if any(headings) else ""
    note = _note(words(caption))
    html = (
        f'<figure class="wp-block-table"><table>{head}<tbody>{lines}</tbody></table>{note}</figure>'
    )
    return block("table", html, carried("table", headings=headings, rows=rows, caption=caption))


def aside(value: dict[str, Any], body: Body) -> str:
    """A box: a group with a heading."""
    said = body.rich(value["text"])
    heading = value.get("heading") or ""
    inner = _heading(heading, 2) + text_blocks(said)
    html = f'<aside class="wp-block-group">{inner.strip()}</aside>'
    return block("group", html, {"tagName": "aside"} | carried("aside", heading=heading, text=said))


def foreign(value: dict[str, Any], body: Body) -> str:
    """Words in another language: a group that names it."""
    said, lang = body.rich(value["text"]), escape(value["lang"])
    inner = text_blocks(said).strip()
    html = f'<div class="wp-block-group" lang="{lang}" dir="{direction(lang)}">{inner}</div>'
    return block("group", html, carried("foreign", lang=value["lang"], text=said))


def timeline(value: dict[str, Any], body: Body) -> str:
    """Events: a group with the day and the title of each."""
    events = [
        {"when": one["when"], "title": one["title"], "text": body.rich(one.get("text") or "")}
        for one in (_item(item) for item in value["events"])
    ]
    heading = value.get("heading") or ""
    inner = _heading(heading, 2)
    for one in events:
        inner += block("paragraph", f"<p>{words(one['when'])}</p>")
        inner += _heading(one["title"], 3) + text_blocks(one["text"])
    html = f'<section class="wp-block-group">{inner.strip()}</section>'
    return block(
        "group", html, {"tagName": "section"} | carried("timeline", heading=heading, events=events)
    )


def background(value: dict[str, Any], body: Body) -> str:
    """A background page, which its stories show: here a line that leads to it."""
    topic = body.export.topics.get(value["page"] or 0)
    if topic is None:
        return ""
    taxonomy, slug, title = topic
    path = body.around.paths.get(value["page"], "")
    name = (
        f'<a href="{escape(body.export.address(path))}">{words(title)}</a>'
        if path
        else words(title)
    )
    html = f'<div class="wp-block-group">{block("paragraph", f"<p>{name}</p>").strip()}</div>'
    return block("group", html, carried("background", taxonomy=taxonomy, topic=slug))


def document(value: dict[str, Any], body: Body) -> str:
    """A file to download."""
    found = body.around.documents.get(value["document"] or 0)
    if found is None:
        return ""
    url = body.export.file(found)
    number, title = body.export.ids.document(found.pk), value.get("title") or ""
    name = words(title or found.title)
    html = f'<div class="wp-block-file"><a href="{escape(url)}">{name}</a></div>'
    return block(
        "file",
        html,
        {"id": number, "href": url, "showDownloadButton": False}
        | carried("document", url=url, title=title),
    )


def code(value: dict[str, Any], body: Body) -> str:
    """Text in which every space counts."""
    del body
    source, language = value["code"], value.get("language") or ""
    html = f'<pre class="wp-block-code"><code>{escape(source, quote=False)}</code></pre>'
    return block("code", html, carried("code", code=source, language=language))


def embed(value: dict[str, Any], body: Body) -> str:
    """Something at another provider: WordPress asks it what to show."""
    del body
    url, title, caption = value["url"], value.get("title") or "", value.get("caption") or ""
    html = (
        '<figure class="wp-block-embed"><div class="wp-block-embed__wrapper">\n'
        f"{escape(url, quote=False)}\n</div>{_note(words(caption or title))}</figure>"
    )
    return block(
        "embed", html, {"url": url} | carried("embed", url=url, title=title, caption=caption)
    )


def divider(value: object, body: Body) -> str:
    """A pause."""
    del value, body
    return block("separator", '<hr class="wp-block-separator has-alpha-channel-opacity"/>')


def html(value: str, body: Body) -> str:
    """Markup from elsewhere, as readers get it."""
    del body
    cleaned = clean(value or "")
    return block("html", cleaned, carried("html", html=cleaned)) if visible_text(cleaned) else ""


def corrections(story: ArticlePage) -> str:
    """What readers were told of mistakes, at the end of the text: WordPress has no place for it."""
    notes = list(story.corrections.all())
    if not notes:
        return ""
    inner = "".join(
        block(
            "paragraph",
            f"<p><strong>{words(note.get_kind_display())}</strong>, "
            f"{timezone.localtime(note.time):%Y-%m-%d}: {words(note.text)}</p>",
        )
        for note in notes
    )
    html = f'<div class="wp-block-group">{inner.strip()}</div>'
    return "\n\n" + block("group", html, carried("corrections")).strip()


def _note(note: str) -> str:
    return f'<figcaption class="wp-element-caption">{note}</figcaption>' if note else ""


def _heading(title: str, level: int) -> str:
    if not title:
        return ""
    tag = f'<h{level} class="wp-block-heading">{words(title)}</h{level}>'
    return block("heading", tag, {"level": level} if level != 2 else None)  # noqa: PLR2004 - WordPress's own default


def _item(item: dict[str, Any]) -> dict[str, Any]:
    """The value of an item of a list block, which older rows hold alone."""
    inner: dict[str, Any] = item["value"] if item.get("type") == "item" else item
    return inner


#: The table: what each block becomes.
BLOCKS: dict[str, Handler] = {
    "text": text,
    "quote": quote,
    "pull_quote": pull_quote,
    "foreign": foreign,
    "image": image,
    "gallery": gallery,
    "table": table,
    "aside": aside,
    "timeline": timeline,
    "background": background,
    "document": document,
    "code": code,
    "embed": embed,
    "divider": divider,
    "html": html,
}
