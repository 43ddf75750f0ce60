"""What may stay of HTML from strangers, and what a reader sees of it."""

import pytest

from masthead.core.html import clean, from_text, visible_text


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        '<a href="javascript:alert(1)">x</a>',
        '<a href="data:text/html,x">x</a>',
        '<p style="position:fixed" onclick="x()">x</p>',
        '<iframe src="https://video.example/1"></iframe>',
        "<style>p{display:none}</style>",
        "<svg><script>alert(1)</script></svg>",
        '<form action="/x"><input name="a"></form>',
        '<link rel="stylesheet" href="https://x.example/a.css">',
    ],
)
def test_nothing_that_runs_or_loads_is_left(hostile: str) -> None:
    cleaned = clean(hostile)
    for trace in (
        "script",
        "alert",
        "onerror",
        "style",
        "iframe",
        "src=",
        "<form",
        "<link",
        "data:",
    ):
        assert trace not in cleaned


def test_tables_lists_and_links_stay() -> None:
    html = (
        '<table><tbody><tr><td colspan="2">A</td></tr></tbody></table><ol start="3"><li>B</li></ol>'
        '<p>Write to <a href="mailto:desk@news.example" rel="noopener">us</a>.</p>'
    )
    assert clean(html) == html


def test_words_in_unknown_elements_stay() -> None:
    assert clean("<blink>Late</blink> <h1>news</h1>") == "Late news"


def test_broken_markup_is_closed() -> None:
    assert clean("<p><strong>A") == "<p><strong>A</strong></p>"


def test_the_mark_of_a_missing_picture_stays() -> None:
    html = '<figure class="missing-picture" data-picture="7"><figcaption>C</figcaption></figure>'
    assert clean(html) == html


def test_visible_text_gives_each_block_a_line() -> None:
    html = (
        "<h2>One</h2><p>two <b>th</b>ree<br>four &amp; five</p><ul><li>six</li><li>seven</li></ul>"
    )
    assert visible_text(html) == "One\ntwo three\nfour & five\nsix\nseven"


def test_visible_text_leaves_out_what_no_reader_sees() -> None:
    html = "a<script>x<b></script><style>y</style><!-- z --><iframe>q</iframe><video>v</video>b"
    assert visible_text(html) == "ab"


def test_plain_text_becomes_html() -> None:
    assert from_text("a < b\nc & d") == "a &lt; b<br>c &amp; d"
