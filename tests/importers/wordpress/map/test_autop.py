"""Paragraphs as WordPress makes them of empty lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masthead.core.html import visible_text
from masthead.importers.wordpress.map.autop import autop


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        ("One.", "<p>One.</p>"),
        ("One.\n\nTwo.", "<p>One.</p><p>Two.</p>"),
        ("One.\r\n\r\nTwo.", "<p>One.</p><p>Two.</p>"),
        ("One.\n \t\n\n\nTwo.", "<p>One.</p><p>Two.</p>"),
        ("One\ntwo", "<p>One<br>two</p>"),
        ("One<br />\ntwo", "<p>One<br />two</p>"),
        ("<h2>A</h2>\nOne.", "<h2>A</h2><p>One.</p>"),
        ("One.\n<h2>A</h2>\nTwo.", "<p>One.</p><h2>A</h2><p>Two.</p>"),
        ("<p>One.</p>\n\n<p>Two.</p>", "<p>One.</p><p>Two.</p>"),
        ("<strong>One</strong>\n\nTwo", "<p><strong>One</strong></p><p>Two</p>"),
        ("<blockquote>One\n\nTwo</blockquote>", "<blockquote><p>One</p><p>Two</p></blockquote>"),
        ("<blockquote>One</blockquote>", "<blockquote><p>One</p></blockquote>"),
        ("<ul>\n<li>One</li>\n<li>Two</li>\n</ul>", "<ul><li>One</li><li>Two</li></ul>"),
        ("<div>One</div>", "<div>One</div>"),
        ("<div>One\n\nTwo</div>", "<div><p>One</p><p>Two</p></div>"),
        ("<pre>a\n\nb\nc</pre>", "<pre>a\n\nb\nc</pre>"),
        ("One\n\n<pre>a\n\nb</pre>\n\nTwo", "<p>One</p><pre>a\n\nb</pre><p>Two</p>"),
        ("<script>\nvar a;\n\nb();\n</script>", "<p><script>\nvar a;\n\nb();\n</script></p>"),
        ('<a href="x"\ntitle="y">One</a>', '<p><a href="x" title="y">One</a></p>'),
        ("<table>\n<tr>\n<td>1</td>\n</tr>\n</table>", "<table><tr><td>1</td></tr></table>"),
        ("One<hr />Two", "<p>One</p><hr /><p>Two</p>"),
        ("", ""),
        ("\n\n", ""),
    ],
)
def test_paragraphs(typed: str, made: str) -> None:
    found = autop(typed)
    assert found.replace("<br>\n", "<br>").replace("</p>\n", "</p>") == made


@given(st.text(alphabet="ab \n<>/phrdiv=\"'", max_size=80))
def test_no_character_of_the_text_is_lost(typed: str) -> None:
    assert "".join(autop(typed).split()).replace("<br>", "").replace("<p>", "").replace(
        "</p>", ""
    ) == "".join(typed.split()).replace("<br>", "").replace("<p>", "").replace("</p>", "")


@given(
    st.lists(
        st.sampled_from(["One. ", "\n", "\n\n", "<b>", "</b>", "<div>", "</div>", "<p>", "</p>"])
    )
)
def test_the_words_stay_in_their_order(parts: list[str]) -> None:
    typed = "".join(parts)
    assert visible_text(autop(typed)).split() == visible_text(typed).split()
