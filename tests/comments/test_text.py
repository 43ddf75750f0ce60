"""What becomes of the text of a comment."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masthead.comments.text import TAGS, clean, is_blank, render


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def _assert_harmless(html: str) -> None:
    reader = _Tags()
    reader.feed(html)
    for tag, attributes in reader.found:
        assert tag in TAGS
        if tag == "a":
            assert set(attributes) <= {"href", "rel"}
            assert attributes == {} or attributes["rel"] == "nofollow ugc noopener"
            assert (attributes.get("href") or "http://").lower().startswith(("http://", "https://"))
        else:
            assert not attributes


PIECES = st.sampled_from(
    [
        *("<script>", "</script>", "<img src=x onerror=alert(1)>", "<svg onload=", "<!--", "-->"),
        *("[a](javascript:alert(1))", "[a](data:text/html,x)", "[x](//evil.example)", "]]>", "<"),
        *("[a](<java\nscript:x>)", "![x](http://e.example/p.png)", "http://e.example/", "`", "**"),
        *("> ", "\n\n", "1. ", "- ", "&lt;script&gt;", "&#x3c;", "\\<", "<a href=", '"', "'", "(/"),
        *("<a href='http://a.example' onclick='x' style='y'>", "<iframe srcdoc=", "[a]: x\n[a]"),
    ]
)


@given(st.lists(st.one_of(PIECES, st.text(max_size=20)), max_size=30).map("".join))
def test_no_text_yields_a_tag_outside_the_list(text: str) -> None:
    _assert_harmless(render(text))
    _assert_harmless(clean(text))


def test_markdown_a_reader_would_use_is_shown() -> None:
    html = render("One *two* **three**\nnext line\n\n> said\n\n- a\n- b\n\n~~no~~ `x < y`")
    assert "<em>two</em> <strong>three</strong><br>" in html
    assert "<blockquote>" in html
    assert "<li>b</li>" in html
    assert "<code>x &lt; y</code>" in html


@pytest.mark.parametrize("text", ["http://e.example/a?b=1&c=2", "see www.example.org now"])
def test_bare_addresses_become_links_that_pass_on_no_credit(text: str) -> None:
    html = render(text)
    assert 'rel="nofollow ugc noopener"' in html
    assert 'href="http' in html


@pytest.mark.parametrize(
    "link", ["/newsroom/", "//evil.example/", "javascript:alert(1)", "data:text/html,x", "#top"]
)
def test_links_that_are_not_absolute_web_addresses_lead_nowhere(link: str) -> None:
    assert "href" not in render(f"[here]({link})")
    assert "here" in render(f"[here]({link})")
    assert "href" not in clean(f'<a href="{link}">here</a>')


def test_html_typed_by_a_reader_is_shown_as_typed() -> None:
    assert render("<b>bold</b> & <script>x</script>") == (
        "<p>&lt;b&gt;bold&lt;/b&gt; &amp; &lt;script&gt;x&lt;/script&gt;</p>"
    )


def test_headings_rules_and_pictures_stay_text() -> None:
    html = render("# Big\n\n![p](http://e.example/p.png)\n\nA\n---")
    assert "<h1" not in html
    assert "<img" not in html
    assert "# Big" in html


def test_override_marks_are_gone_and_direction_marks_of_persian_stay() -> None:
    assert render("a\u202eb\u202cc") == "<p>abc</p>"
    assert "می\u200cروم" in render("می\u200cروم")


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \t\n",
        "\u00a0\u2003\u3000\u1680",
        "\u200b\u200c\u200d\ufeff\u2060",
        "\u3164\u2800",
        "\x07",
    ],
)
def test_text_of_which_nothing_is_seen_is_blank(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", [".", "👍", "آ", "0"])
def test_the_shortest_comments_are_not_blank(text: str) -> None:
    assert not is_blank(text)


def test_quotes_nested_a_thousand_deep_are_flattened() -> None:
    html = render("> " * 1000 + "bottom")
    assert "bottom" in html
    assert html.count("<blockquote>") == 5
    assert "bottom" in render("- " * 1000 + "bottom")
