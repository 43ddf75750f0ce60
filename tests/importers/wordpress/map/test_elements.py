"""What each HTML element becomes."""

from typing import Any

import pytest

from masthead.importers.wordpress.map.make import Picture

from .texts import BOAT, UPLOADS, convert, text

IMG = f'<img src="{UPLOADS}/boat.jpg" alt="A boat">'


def html(value: str) -> dict[str, Any]:
    return {"type": "html", "value": value}


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("<p>A <b>b</b> <em>c</em></p>", "<p>A <b>b</b> <em>c</em></p>"),
        ("<h1>A</h1><h5>B</h5>", "<h2>A</h2><h4>B</h4>"),
        ("<p>A<br>B<br></p>", "<p>A<br>B</p>"),
        ("<p>&nbsp;</p><p>A</p>", "<p>A</p>"),
        ("<p><u>A</u> <span style='x'>B</span> <font>C</font></p>", "<p>A B C</p>"),
        ("<p><strike>A</strike> <kbd>B</kbd></p>", "<p><s>A</s> <code>B</code></p>"),
        ("<div>A</div><div>B</div>", "<p>A</p><p>B</p>"),
        ("<p>1 &lt; 2 &amp; 3</p>", "<p>1 &lt; 2 &amp; 3</p>"),
        ("<ul><li>A<ul><li>B</li></ul></li></ul>", "<ul><li>A<ul><li>B</li></ul></li></ul>"),
        ("<ul><li>A</li><ul><li>B</li></ul></ul>", "<ul><li>A<ul><li>B</li></ul></li></ul>"),
        ("<ul><li><p>A</p><p>B</p></li></ul>", "<ul><li>A<br>B</li></ul>"),
        ("<ol><li>A</li></ol>", "<ol><li>A</li></ol>"),
        ("<p><a href='https://x.example/?a=1&b=2'>A</a></p>",
         '<p><a href="https://x.example/?a=1&amp;b=2">A</a></p>'),
        ("<p><a href='javascript:x()'>A</a></p>", "<p>A</p>"),
        ("<p><a name='x'></a>A</p>", "<p>A</p>"),
        ("<p><img class='emoji' alt='🙂' src='https://s.w.org/e.svg'> A</p>", "<p>🙂 A</p>"),
        ("<script>x()</script><p>A</p><style>p{}</style>", "<p>A</p>"),
    ],
)  # fmt: skip
def test_rich_text(written: str, made: str) -> None:
    assert convert(written) == [text(made)]


@pytest.mark.parametrize(
    ("href", "made"),
    [
        ("https://old.example/2024/01/a/", "/2024/01/a/"),
        ("http://www.old.example/2024/01/a/#x", "/2024/01/a/#x"),
        ("../../01/a/", "/2024/01/a/"),
        ("/?p=12", "/?p=12"),
        ("#note", "#note"),
        ("mailto:desk@news.example", "mailto:desk@news.example"),
        ("https://old.example.org/", "https://old.example.org/"),
    ],
)
def test_links_of_the_old_site_become_paths(href: str, made: str) -> None:
    assert convert(f'<p><a href="{href}">A</a></p>') == [text(f'<p><a href="{made}">A</a></p>')]


@pytest.mark.parametrize(
    "written",
    [
        '<p>An <abbr title="as soon as possible">asap</abbr></p>',
        "<p><q>A</q></p>",
        "<p>H <ins>A</ins> <mark>B</mark></p>",
        '<ol start="8"><li>A</li></ol>',
        "<dl><dt>A</dt><dd>B</dd></dl>",
        "<address>A<br>B</address>",
        "<pre>A <b>B</b>\n  C</pre>",
    ],
)
def test_what_rich_text_cannot_say_is_cleaned_html(written: str) -> None:
    assert convert(written) == [html(written)]


def test_a_picture_in_a_paragraph_cuts_it_and_keeps_the_marks_around() -> None:
    found = convert(f"<p>A <strong>b {IMG} c</strong> d</p>")
    assert found.kinds == ["text", "image", "text"]
    assert found[0] == text("<p>A <strong>b </strong></p>")
    assert found[2] == text("<p><strong> c</strong> d</p>")


@pytest.mark.parametrize(
    ("attributes", "values"),
    [
        ('class="wp-image-5 alignright" src="https://cdn.example/boat.jpg"', {"size": "margin"}),
        (f'src="{UPLOADS}/boat-1024x683.jpg?w=604"', {}),
        (f'src="data:image/gif;base64,x" data-src="{UPLOADS}/boat-scaled.jpg"', {}),
        (f'src="{UPLOADS}/boat.jpg" alt="Other"', {"alt": "Other"}),
        ('class="alignwide" src="//i0.wp.com/old.example/wp-content/uploads/2024/03/boat.jpg"',
         {"size": "wide"}),
    ],
)  # fmt: skip
def test_a_picture_is_known_in_every_size_and_from_every_host(
    attributes: str, values: dict[str, str]
) -> None:
    (block,) = convert(f"<img {attributes}>")
    plain = {"image": Picture(5, BOAT.url), "alt": "", "caption": "", "size": "column", "link": ""}
    assert block["value"] == plain | {"alt": ""} | values


def test_an_unknown_picture_keeps_its_address() -> None:
    (block,) = convert('<img src="https://x.example/y.jpg" alt="Y">')
    assert block["value"]["image"] == Picture(0, "https://x.example/y.jpg")


def test_counting_pixels_are_no_pictures() -> None:
    assert convert('<p>A</p><img src="https://x.example/p.gif" width="1" height="1">').kinds == [
        "text"
    ]


@pytest.mark.parametrize(
    "written",
    [
        f"<figure>{IMG}<figcaption>C</figcaption></figure>",
        f'<div class="wp-caption">{IMG}<p class="wp-caption-text">C</p></div>',
        f'<dl class="wp-caption"><dt>{IMG}</dt><dd class="wp-caption-dd">C</dd></dl>',
    ],
)
def test_captions_of_every_age(written: str) -> None:
    (block,) = convert(written)
    assert (block["type"], block["value"]["caption"]) == ("image", "C")


def test_tables_of_words() -> None:
    (block,) = convert(
        "<table><caption>T</caption><thead><tr><th>A</th><th>B</th></tr></thead>"
        "<tbody><tr><th>1</th><td><b>2</b></td></tr><tr><td>3</td></tr></tbody></table>"
    )
    assert block["value"] == {
        "columns": [{"type": "text", "heading": "A"}, {"type": "text", "heading": "B"}],
        "rows": [{"values": ["<b>1</b>", "<b>2</b>"]}, {"values": ["3", ""]}],
        "caption": "T",
    }


def test_tables_that_span_are_html_and_tables_of_one_cell_their_content() -> None:
    assert convert(
        '<table><tr><td colspan="2">A</td></tr><tr><td>B</td><td>C</td></tr></table>'
    ).kinds == ["html"]
    assert convert("<table><tr><td><h2>A</h2>B</td></tr></table>") == [text("<h2>A</h2><p>B</p>")]


def test_a_picture_in_a_table_follows_it() -> None:
    found = convert(f"<table><tr><td>{IMG}</td><td>B</td></tr></table>")
    assert found.kinds == ["html", "image"]


def test_a_list_with_a_picture_is_cut_there_and_counts_on() -> None:
    found = convert(f"<ol><li>A</li><li>B {IMG}</li><li>C</li></ol>")
    assert found == [
        text("<ol><li>A</li></ol><p>B</p>"),
        found[1],
        html('<ol start="3"><li>C</li></ol>'),
    ]


def test_quotes() -> None:
    found = convert(
        '<blockquote cite="https://x.example/"><p>A</p><p>B</p><cite>C</cite></blockquote>'
    )
    assert found == [
        {"type": "quote",
         "value": {"text": "<p>A</p><p>B</p>", "attribution": "C", "source_url": "https://x.example/"}}
    ]  # fmt: skip


def test_a_cite_in_the_middle_is_only_words() -> None:
    (block,) = convert("<blockquote><p>A <cite>B</cite> C</p></blockquote>")
    assert block["value"] == {"text": "<p>A <em>B</em> C</p>", "attribution": "", "source_url": ""}


def test_the_code_snippet_of_a_network_becomes_a_quote_with_its_source() -> None:
    (block,) = convert(
        '<blockquote class="twitter-tweet"><p>A</p>&mdash; B <a href="https://twitter.com/b/status/1">'
        "May 1</a></blockquote><script async src='https://platform.twitter.com/widgets.js'></script>"
    )
    assert block["type"] == "quote"
    assert block["value"]["source_url"] == "https://twitter.com/b/status/1"


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ('<iframe src="https://www.youtube.com/embed/abcdefgh?rel=0"></iframe>',
         "https://www.youtube.com/watch?v=abcdefgh"),
        ('<iframe src="//player.vimeo.com/video/123"></iframe>', "https://vimeo.com/123"),
        ('<object><param name="movie" value="https://www.youtube.com/v/abcdefgh">'
         '<embed src="https://www.youtube.com/v/abcdefgh"></object>',
         "https://www.youtube.com/watch?v=abcdefgh"),
        ('<video><source src="https://x.example/a.mp4">No film</video>', "https://x.example/a.mp4"),
        ('<audio src="https://x.example/a.mp3"></audio>', "https://x.example/a.mp3"),
        ("<p>https://vimeo.com/123</p>", "https://vimeo.com/123"),
        ("A\nhttps://vimeo.com/123\nB", "https://vimeo.com/123"),
    ],
)  # fmt: skip
def test_embeds(written: str, url: str) -> None:
    (block,) = [block for block in convert(written) if block["type"] != "text"]
    assert (block["type"], block["value"]["url"]) == ("embed", url)


def test_an_address_of_no_provider_is_a_link() -> None:
    assert convert("https://x.example/a") == [
        text('<p><a href="https://x.example/a">https://x.example/a</a></p>')
    ]


def test_code_rules_and_details() -> None:
    found = convert(
        "<pre><code class='language-python'>a = 1\nb</code></pre><hr>"
        "<details><summary>More</summary><p>A</p></details>"
    )
    assert found == [
        {"type": "code", "value": {"language": "python", "code": "a = 1\nb"}},
        {"type": "divider", "value": None},
        {"type": "aside", "value": {"heading": "More", "text": "<p>A</p>"}},
    ]


def test_pages_within_a_post_are_divided_and_the_more_mark_is_gone() -> None:
    assert convert("A<!--more Go on-->\n\nB<!--nextpage-->C") == [
        text("<p>A</p><p>B</p>"),
        {"type": "divider", "value": None},
        text("<p>C</p>"),
    ]


@pytest.mark.parametrize("depth", [50, 100, 900, 5000])
def test_nesting_without_end_keeps_its_words(depth: int) -> None:
    assert convert("<div>" * depth + "Deep" + "</div>" * depth) == [text("<p>Deep</p>")]
    assert convert("<i>" * depth + "Deep")[0]["value"].count("Deep") == 1
