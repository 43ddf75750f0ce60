"""Each block of the block editor."""

# ruff: noqa: E501 - markup is read best with one case a line

import json
from typing import Any

import pytest

from masthead.importers.wordpress.map.core_blocks import BLOCKS, DYNAMIC
from masthead.importers.wordpress.map.markup import Markup, parse

from .texts import BOAT, UPLOADS, convert, text


def block(name: str, html: str, **attributes: Any) -> str:
    values = f" {json.dumps(attributes)}" if attributes else ""
    return f"<!-- wp:{name}{values} -->\n{html}\n<!-- /wp:{name} -->"


P = block("paragraph", "<p>A</p>")
IMG = f'<img src="{UPLOADS}/boat.jpg" alt="A boat" class="wp-image-5"/>'

FIGURE = block("image", f"<figure>{IMG}</figure>", id=5)
COLUMN = block("column", f"<div>{P}</div>")
ITEM = block("accordion-item", f"<div><h3>A</h3>{P}</div>")
BUTTON = block("button", '<div><a href="https://x.example/">Go</a></div>')
LINK = '<!-- wp:social-link {"url":"https://x.example/","service":"mastodon"} /-->'

CASES = {
    "paragraph": (P, ["text"]),
    "heading": (block("heading", "<h3>A</h3>", level=3), ["text"]),
    "list": (block("list", "<ul><!-- wp:list-item --><li>A</li><!-- /wp:list-item --></ul>"), ["text"]),
    "quote": (block("quote", f"<blockquote>{P}<cite>B</cite></blockquote>"), ["quote"]),
    "pullquote": (block("pullquote", "<figure><blockquote><p>A</p><cite>B</cite></blockquote></figure>"), ["pull_quote"]),
    "code": (block("code", "<pre><code>a</code></pre>"), ["code"]),
    "preformatted": (block("preformatted", "<pre>a  b</pre>"), ["code"]),
    "verse": (block("verse", "<pre>a<br>b</pre>"), ["code"]),
    "separator": (block("separator", "<hr/>"), ["divider"]),
    "spacer": (block("spacer", "<div style='height:9px'></div>"), []),
    "table": (block("table", "<figure><table><tr><td>A</td><td>B</td></tr></table><figcaption>C</figcaption></figure>"), ["table"]),
    "image": (block("image", f"<figure>{IMG}</figure>", id=5, align="wide"), ["image"]),
    "gallery": (block("gallery", f"<figure>{FIGURE}{FIGURE}</figure>"), ["gallery"]),
    "cover": (block("cover", f"<div>{IMG}<div>{P}</div></div>", url=BOAT.url, id=5), ["image", "text"]),
    "cover of old": (block("cover", "<div style='background-image:url(x)'><p>A</p></div>", url=BOAT.url, id=5), ["image", "text"]),
    "media-text": (block("media-text", f"<div><figure>{IMG}</figure><div>{P}</div></div>", mediaId=5), ["image", "text"]),
    "group": (block("group", f"<div>{P}{P}</div>"), ["text"]),
    "columns": (block("columns", f"<div>{COLUMN}{COLUMN}</div>"), ["text"]),
    "buttons": (block("buttons", f"<div>{BUTTON}</div>"), ["text"]),
    "file": (block("file", f'<div><a href="{UPLOADS}/a.pdf">A</a><a class="wp-block-file__button" href="{UPLOADS}/a.pdf" download>Download</a></div>'), ["text"]),
    "audio": (block("audio", '<figure><audio src="https://x.example/a.mp3"></audio><figcaption>C</figcaption></figure>'), ["embed"]),
    "video": (block("video", '<figure><video src="https://x.example/a.mp4"></video></figure>'), ["embed"]),
    "embed": (block("embed", '<figure><div class="wp-block-embed__wrapper">\nhttps://youtu.be/abcdefgh\n</div><figcaption>C</figcaption></figure>', url="https://youtu.be/abcdefgh"), ["embed"]),
    "core-embed/vimeo": (block("core-embed/vimeo", "<figure><div>https://vimeo.com/1</div></figure>", url="https://vimeo.com/1"), ["embed"]),
    "details": (block("details", f"<details><summary>S</summary>{P}</details>"), ["aside"]),
    "html": (block("html", "<dl><dt>A</dt><dd>B</dd></dl>"), ["html"]),
    "shortcode": (block("shortcode", "[gallery]"), ["gallery"]),
    "more": (block("more", "<!--more-->"), []),
    "nextpage": (block("nextpage", "<!--nextpage-->"), ["divider"]),
    "freeform": (block("freeform", "A\n\nB"), ["text"]),
    "loose text": (f"{P}\n\nA\n\nB\n\n{P}", ["text"]),
    "social-links": (block("social-links", f"<ul>{LINK}</ul>"), ["text"]),
    "math": (block("math", "<math><mi>x</mi></math>"), ["text"]),
    "accordion": (block("accordion", f"<div>{ITEM}</div>"), ["text"]),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_each_block_becomes_something_sensible(name: str) -> None:
    content, kinds = CASES[name]
    found = convert(content)
    assert found.kinds == kinds
    assert "wp:" not in json.dumps(list(found), default=str)
    assert "data-slot" not in json.dumps(list(found), default=str)


@pytest.mark.parametrize("name", sorted(DYNAMIC))
def test_blocks_that_a_site_fills_are_left_out_and_told(name: str) -> None:
    short = name.removeprefix("core/")
    found = convert(f"{P}<!-- wp:{short} /-->{P}")
    assert found == [text("<p>A</p><p>A</p>")]
    assert found.notes == [f"The block {short} is filled by the site itself; it was left out."]


def test_words_that_a_writer_put_into_a_query_stay() -> None:
    assert convert(block("query", f"<div>{P}<!-- wp:post-title /--></div>")) == [text("<p>A</p>")]


def test_a_reusable_block_is_written_out_where_it_is_used() -> None:
    content = '<!-- wp:block {"ref":9} /-->'
    assert convert(content, patterns={9: P}) == [text("<p>A</p>")]
    missing = convert(content)
    assert missing == []
    assert missing.notes == ["The reusable block 9 is not in the export."]


def test_a_reusable_block_within_itself_ends() -> None:
    content = '<!-- wp:block {"ref":9} /-->'
    assert convert(content, patterns={9: P + content}) == [text("<p>A</p>")]


def test_footnotes_are_listed_where_they_stand() -> None:
    found = convert("<!-- wp:footnotes /-->", footnotes={"a": "First <em>note</em>", "b": "Second"})
    assert found == [text("<ol><li>First <em>note</em></li><li>Second</li></ol>")]


def test_a_block_of_a_plugin_keeps_its_words() -> None:
    assert convert('<!-- wp:acme/box {"a":1} --><div>A</div><!-- /wp:acme/box -->') == [
        text("<p>A</p>")
    ]
    empty = convert('<!-- wp:acme/form {"id":3} /-->')
    assert empty.notes == ["The block acme/form of a plugin holds no text; it was left out."]


def test_markup_nests_and_survives_damage() -> None:
    (group,) = parse(block("group", f"<div>{P}</div>", layout={"type": "flex"}))
    assert group.attributes == {"layout": {"type": "flex"}}
    assert [inner.name for inner in group.inner()] == ["core/paragraph"]
    for broken in (
        "<!-- wp:group --><p>A</p>",
        "<p>A</p><!-- /wp:group -->",
        '<!-- wp:group {"a":} --><p>A</p><!-- /wp:group -->',
        "<!-- wp:group --><!-- wp:paragraph --><p>A</p><!-- /wp:group -->",
    ):
        assert convert(broken) == [text("<p>A</p>")]


def test_attributes_may_hold_what_looks_like_an_end() -> None:
    (found,) = parse('<!-- wp:a/b {"x":"\\u002d\\u002d\\u003e {}"} /-->')
    assert found == Markup("a/b", {"x": "--> {}"})


def test_every_block_of_the_table_is_tested_here() -> None:
    tested = {f"core/{name}" for name in CASES} | DYNAMIC
    apart = {"", "core/block", "core/footnotes", "core/missing", "core/cover-image"}
    inner = {"core/list-item", "core/button", "core/social-link"}
    assert set(BLOCKS) - tested - apart - inner == set()
