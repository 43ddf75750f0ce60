"""Words in another language than the story they stand in."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.template import Context
from selectolax.lexbor import LexborHTMLParser as Html

from masthead.articles.blocks import StoryBody
from masthead.articles.templatetags.body_tags import turned

PERSIAN = "<p>BBC گزارش داد که بندر باز است.</p>"
ENGLISH = "<p>The harbour is open.</p>"


def test_a_paragraph_that_runs_the_other_way_says_so_and_no_other_does() -> None:
    html = Html(turned(Context({"direction": "rtl"}), PERSIAN + ENGLISH))
    assert [part.attributes.get("dir") for part in html.css("p")] == [None, "ltr"]
    html = Html(turned(Context({"direction": "ltr"}), PERSIAN + ENGLISH))
    assert [part.attributes.get("dir") for part in html.css("p")] == ["rtl", None]


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_what_runs_as_the_page_does_stays_as_it_was_to_the_byte(direction: str) -> None:
    words = {"ltr": '<p data-block-key="x">A&nbsp;b &amp; c<br/></p>', "rtl": PERSIAN}[direction]
    assert turned(Context({"direction": direction}), words) == words


def test_a_whole_list_is_turned_with_its_marks() -> None:
    html = Html(turned(Context({"direction": "rtl"}), "<ul><li>One</li><li>Two</li></ul>"))
    assert html.css_first("ul").attributes["dir"] == "ltr"


def test_a_block_in_another_language_names_it() -> None:
    block = StoryBody().child_blocks["foreign"]
    value = block.to_python({"lang": "ckb", "text": "<p>بەندەر</p>"})
    box = Html(block.render(value)).css_first(".prose")
    assert box.attributes["lang"] == "ckb"
    assert box.attributes["dir"] == "rtl"


def test_a_block_in_no_language_there_is_is_refused() -> None:
    block = StoryBody().child_blocks["foreign"]
    with pytest.raises(ValidationError):
        block.clean(block.to_python({"lang": "not a tag", "text": "<p>x</p>"}))
