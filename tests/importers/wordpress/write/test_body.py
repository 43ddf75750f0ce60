"""Ids of blocks, by which a translation knows what it was made from."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.importers.wordpress import wxr
from tests.importers.wordpress.runs import everything, run

from masthead.articles.models import ArticlePage

pytestmark = pytest.mark.usefixtures("outlet")

CALDER = "<blockquote><p>We waited.</p><cite>Ines Calder</cite></blockquote>"
NOOR = "<blockquote><p>We left.</p><cite>Darya Noor</cite></blockquote>"
NOBODY = "<blockquote><p>We waited.</p></blockquote>"


def quotations(folder: Path, *said: str) -> list[tuple[str, str]]:
    """Import a post that says so; who is quoted in it, and the ids."""
    run(wxr.write(folder, wxr.item(1, "<p>Before.</p>".join(said))))
    story = ArticlePage.objects.get()
    return [
        (block["value"]["attribution"], block["id"])
        for block in story.body.raw_data
        if block["type"] == "quote"
    ]


def test_a_quotation_keeps_its_id_wherever_it_stands(tmp_path: Path) -> None:
    before = dict(quotations(tmp_path, CALDER, NOOR))
    after = dict(quotations(tmp_path, NOBODY, "", NOOR, CALDER))
    assert before.items() < after.items()
    assert len(set(after.values())) == 3


def test_with_another_source_it_is_the_same(tmp_path: Path) -> None:
    before = quotations(tmp_path, CALDER)
    cited = CALDER.replace("<blockquote>", '<blockquote cite="https://port.example/minutes">')
    assert quotations(tmp_path, cited) == before
    assert "https://port.example/minutes" in str(ArticlePage.objects.get().body.raw_data)


def test_two_that_are_equal_have_an_id_each_and_keep_it(tmp_path: Path) -> None:
    before = quotations(tmp_path, CALDER, CALDER)
    assert len(set(before)) == 2
    done = everything()
    assert quotations(tmp_path, CALDER, CALDER) == before
    assert everything() == done
