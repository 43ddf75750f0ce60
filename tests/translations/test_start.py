"""A translation begins with what is as true of it as of its original."""

from __future__ import annotations

import pytest

from masthead.articles.models import ArticlePage
from masthead.people.models import User
from masthead.translations.models import Translation
from masthead.translations.start import NotBegunError, start
from tests.factories import ArticleFactory, PersonFactory

from .conftest import row_of


def test_blocks_keep_their_ids_and_people_their_roles(original: ArticlePage, editor: User) -> None:
    page = start(original, "fa", editor, PersonFactory(name="Darya Noor"))
    draft = page.get_latest_revision_as_object()
    assert [block.id for block in draft.body] == [block.id for block in original.body]
    assert [(line.person.name, line.role) for line in draft.bylines.all()] == [
        ("Ines Calder", "by"),
        ("Darya Noor", "translated"),
    ]
    assert (draft.live, draft.language, draft.translation_of_id) == (False, "fa", original.pk)
    assert draft.owner == editor
    assert row_of(page).source == original.live_revision


def test_one_story_is_translated_once_into_a_language(original: ArticlePage, editor: User) -> None:
    start(original, "fa", editor)
    for language in ("fa", "en"):
        with pytest.raises(NotBegunError, match="The ferry is late"):
            start(original, language, editor)


def test_a_translation_of_a_translation_names_the_original(
    translation: ArticlePage, original: ArticlePage, editor: User
) -> None:
    page = start(translation, "ar", editor)
    assert page.translation_of == original
    assert page.title == original.title


def test_what_to_read_next_is_in_the_same_language(original: ArticlePage, editor: User) -> None:
    other, alone = ArticleFactory(language="en"), ArticleFactory(language="en")
    theirs = start(other, "fa", editor)
    draft = original.get_latest_revision_as_object()
    for story in (other, alone):
        draft.related_links.add(draft.related_links.model(related=story))
    draft.save_revision().publish()
    page = start(ArticlePage.objects.get(pk=original.pk), "fa", editor)
    assert [line.related_id for line in page.related_links.all()] == [theirs.pk]


def test_a_copy_of_a_translation_is_a_story_of_its_own(translation: ArticlePage) -> None:
    copied = translation.copy(update_attrs={"slug": "copied"})
    assert copied.translation_of is None
    assert not Translation.objects.filter(page=copied.pk).exists()
