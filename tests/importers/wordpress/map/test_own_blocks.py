"""Blocks of our own export: nothing in them is believed because it says that it is ours."""

from __future__ import annotations

from typing import Any

import pytest
from tests.importers.wordpress.map.texts import convert

from masthead.exporters.wordpress.markup import block


def read(name: str, inside: str, **values: Any) -> list[dict[str, Any]]:
    return convert(block(name, inside, {"masthead": values}))


def test_what_wordpress_has_no_place_for_is_read_from_beside_the_block() -> None:
    (made,) = read(
        "group", "<p>When</p>", type="timeline", heading="So far",
        events=[{"when": "1 May", "title": "Start", "text": "<p>A <b>bold</b> one.</p>"}],
    )  # fmt: skip

    assert made["type"] == "timeline"
    assert made["value"]["events"][0]["value"]["text"] == "<p>A <b>bold</b> one.</p>"


def test_a_quotation_keeps_the_name_that_it_has_in_other_languages() -> None:
    said = {"type": "quote", "text": "<p>So.</p>", "attribution": "", "source_url": ""}
    named = [read("quote", "<p>x</p>", id=name, **said) for name in ("6f-1d", "", "<b>", 4)]
    assert [one.get("id") for (one,) in named] == ["6f-1d", None, None, None]


def test_nothing_that_runs_comes_in_with_it() -> None:
    (quote,) = read(
        "quote", "<p>x</p>", type="quote", attribution="<script>alert(1)</script>",
        text='<p onclick="alert(1)">So<script>alert(1)</script></p>', source_url="javascript:x",
    )  # fmt: skip
    (html,) = read("html", "<p>x</p>", type="html", html='<p>A<img src="x" onerror="y"></p>')

    assert quote["value"]["text"] == "<p>So</p>"
    assert quote["value"]["source_url"] == ""
    assert html["value"] == "<p>A</p>"


@pytest.mark.parametrize(
    "values",
    [
        {"type": "quote"},
        {"type": "quote", "text": 4, "attribution": "", "source_url": ""},
        {"type": "table", "headings": ["A"], "rows": [["1", "2"]], "caption": ""},
        {"type": "embed", "url": "javascript:alert(1)", "title": "", "caption": ""},
        {"type": "image", "id": 4711, "alt": "", "caption": "", "size": "", "link": ""},
        {"type": "gallery", "images": "none", "caption": ""},
        {"type": "unheard of"},
        {},
    ],
)
def test_a_block_whose_values_are_not_as_they_should_be_is_read_as_wordpress_s_own(
    values: dict[str, Any],
) -> None:
    assert read("paragraph", "<p>The words.</p>", **values) == [
        {"type": "text", "value": "<p>The words.</p>"}
    ]


def test_two_texts_that_stood_apart_stay_apart() -> None:
    one = block("paragraph", "<p>One.</p>")
    two = block("paragraph", "<p>Two.</p>", {"masthead": {"type": "text"}})

    assert [made["value"] for made in convert(one + two + one)] == [
        "<p>One.</p>",
        "<p>Two.</p><p>One.</p>",
    ]
