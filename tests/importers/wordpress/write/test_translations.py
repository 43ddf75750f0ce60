"""Sites in several languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.importers.wordpress import wxr
from tests.importers.wordpress.runs import everything, run

from masthead.articles.models import ArticlePage

pytestmark = pytest.mark.usefixtures("outlet")


def group(name: str, description: str) -> str:
    term = wxr.term("post_translations", name, name)
    said = f"<wp:term_description>{wxr.cdata(description)}</wp:term_description>"
    return term.replace("</wp:term>", f"{said}</wp:term>")


def in_language(language: str) -> str:
    return wxr.use("language", language) + wxr.use("post_translations", "pll_1")


def story(number: int) -> ArticlePage:
    return ArticlePage.objects.get(title=f"Story {number}")


def export(folder: Path, description: str) -> Path:
    return wxr.write(
        folder,
        group("pll_1", description),
        wxr.item(1, inside=in_language("fa")),
        wxr.item(2, inside=in_language("en")),
        wxr.item(3, inside=in_language("fr")),
    )


def test_translations_name_the_story_in_the_sites_language(tmp_path: Path) -> None:
    path = export(tmp_path, 'a:3:{s:2:"fa";i:1;s:2:"en";i:2;s:2:"fr";i:3;}')
    run(path)
    assert story(2).translation_of is None
    for number, language in ((1, "fa"), (3, "fr")):
        found = story(number)
        assert (found.translation_of, found.language) == (story(2), language)
        assert found.get_latest_revision_as_object().translation_of == story(2)
    before = everything()
    run(path)
    assert everything() == before


def test_what_an_editor_untied_stays_untied(tmp_path: Path) -> None:
    path = export(tmp_path, 'a:2:{s:2:"en";i:2;s:2:"fr";i:3;}')
    run(path)
    draft = story(3).get_latest_revision_as_object()
    draft.translation_of = None
    draft.save_revision().publish()
    run(path)
    assert story(3).translation_of is None


@pytest.mark.parametrize(
    ("description", "noticed"),
    [
        ('a:2:{s:2:"en";i:2;s:2:"f', ["A group of translations is damaged PHP"]),
        ('a:2:{s:2:"en";i:99;s:2:"fr";s:1:"x";}', []),
        ("", []),
        ("i:5;", []),
    ],
)
def test_a_group_that_tells_nothing_ties_nothing(
    tmp_path: Path, description: str, noticed: list[str]
) -> None:
    report = run(export(tmp_path, description))
    assert [words for words in report.notes if "translations" in words] == [
        words for words in report.notes if noticed and words.startswith(noticed[0])
    ]
    assert bool(noticed) == any(noticed and words.startswith(noticed[0]) for words in report.notes)
    assert not ArticlePage.objects.exclude(translation_of=None).exists()
