"""The demo's files, read without a database."""

import re
from datetime import UTC, datetime

import pytest

from masthead.demo.files import pieces, sheets
from masthead.demo.moments import moment


@pytest.mark.parametrize("hour", [0, 6, 12, 18, 23])
def test_a_story_names_only_those_before_it_at_whatever_hour_it_is_loaded(hour: int) -> None:
    now = datetime(2024, 3, 14, hour, 1, tzinfo=UTC)
    told = sorted(sheets("stories"), key=lambda sheet: moment(sheet.head["published"], now))
    before: set[str] = set()
    for sheet in told:
        named = {*sheet.head.get("related", []), *re.findall(r"\(story:(.+?)\)", sheet.text)}
        named |= {sheet.head["translation_of"]} if "translation_of" in sheet.head else set()
        assert named <= before, sheet.name
        before.add(sheet.name)


def test_a_change_comes_after_the_publication() -> None:
    now = datetime(2024, 3, 14, 9, 0, tzinfo=UTC)
    for sheet in sheets("stories"):
        if "updated" in sheet.head:
            first, last = (moment(sheet.head[key], now) for key in ("published", "updated"))
            assert first < last, sheet.name


def test_text_and_blocks_come_out_in_their_order() -> None:
    text = 'One\n\n::: divider\n:::\n\nTwo\n\n::: code\ncode = "x"\n:::\n'
    assert [(kind, value) for kind, value in pieces(text) if kind != "text"] == [
        ("divider", {}),
        ("code", {"code": "x"}),
    ]
    assert [value.strip() for kind, value in pieces(text) if kind == "text"] == ["One", "Two"]


def test_no_paragraph_is_printed_twice() -> None:
    seen: dict[str, str] = {}
    for sheet in sheets("stories"):
        for paragraph in sheet.text.split("\n\n"):
            if len(paragraph) > 80:
                assert paragraph not in seen, (sheet.name, seen.get(paragraph))
                seen[paragraph] = sheet.name
