"""A translation is behind its original until a person says that it is not."""

from __future__ import annotations

import pytest
from django.test import Client

from masthead.addresses.assign import paths_to
from masthead.articles.models import ArticlePage
from masthead.bake.models import BakeRequest
from masthead.core.batch import batch
from masthead.ledger import erase
from masthead.people.models import User
from masthead.translations.compare import compared
from masthead.translations.confirm import ChangedAgainError, confirm
from masthead.translations.models import Translation
from masthead.translations.start import start
from masthead.translations.told import read_standing, standing
from tests.factories import ArticleFactory, UserFactory
from tests.ledger.runs import publish_again

from .conftest import row_of


def page_of(story: ArticlePage) -> str:
    """What readers get."""
    return Client().get(paths_to(story)[0]).content.decode()


def correct(story: ArticlePage, change: str = "correction", note: str = "It was eight.") -> None:
    """Publish another first paragraph."""
    body = story.body.get_prep_value()
    body[0]["value"] = f"<p>The ferry came at eight. {note}</p>"
    publish_again(story, body=body, change=change, change_note=note)


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ("correction", "The original was corrected."),
        ("clarification", "The original was clarified."),
        ("update", "The original was updated."),
    ],
)
def test_readers_are_told_until_a_person_confirms(
    original: ArticlePage, translation: ArticlePage, editor: User, change: str, line: str
) -> None:
    assert "The original was" not in page_of(translation)
    correct(original, change)
    assert "متن اصلی" in page_of(translation) or line in page_of(translation)
    row = row_of(translation)
    assert row.change == change
    BakeRequest.objects.all().delete()
    seen = ArticlePage.objects.get(pk=original.pk).live_revision_id
    made = confirm(row, editor, seen)
    assert (made.by, made.source_id, made.number) == (editor, seen, 2)
    assert row_of(translation).source_id == seen
    assert 'class="corrections standing"' not in page_of(translation)
    asked = BakeRequest.objects.values_list("path", flat=True)
    assert set(asked) == set(paths_to(translation))


def test_a_minor_change_tells_nobody(original: ArticlePage, translation: ArticlePage) -> None:
    correct(original, "minor", "")
    assert not row_of(translation).is_behind
    assert 'class="corrections standing"' not in page_of(translation)


def test_a_correction_is_not_hidden_by_a_later_update(
    original: ArticlePage, translation: ArticlePage
) -> None:
    correct(original)
    at = row_of(translation).changed_at
    correct(original, "update", "")
    row = row_of(translation)
    assert (row.change, row.changed_at) == ("correction", at)


def test_nobody_confirms_what_they_have_not_seen(
    original: ArticlePage, translation: ArticlePage, editor: User
) -> None:
    seen = original.live_revision_id
    correct(original)
    with pytest.raises(ChangedAgainError):
        confirm(row_of(translation), editor, seen)
    assert row_of(translation).is_behind


def test_the_translation_is_baked_when_its_original_is_corrected(
    original: ArticlePage, translation: ArticlePage
) -> None:
    BakeRequest.objects.all().delete()
    correct(original)
    asked = set(BakeRequest.objects.values_list("path", flat=True))
    assert set(paths_to(translation)) <= asked


def test_what_changed_is_told_block_by_block(original: ArticlePage) -> None:
    before = original.live_revision.as_object()
    first, quote, last = original.body.get_prep_value()
    added = {"type": "text", "value": "<p>Nobody was hurt.</p>", "id": "new"}
    first = first | {"value": "<p>The ferry came at <b>eight</b>.</p>"}
    last = last | {"value": "<h2>It left at nine.</h2>"}
    after = publish_again(original, body=[first, added, last])
    found = [one for one in compared(before, after) if one.passage.kind]
    assert [(one.passage.place, one.fate) for one in found] == [
        (first["id"], "changed"),
        (quote["id"], "gone"),
        ("new", "new"),
        (last["id"], "other"),
    ]
    assert [(piece.kind, piece.text) for piece in found[0].pieces] == [
        ("same", "The ferry came at"),
        ("gone", "seven."),
        ("new", "eight."),
    ]


def test_a_withdrawn_original_is_named_and_its_return_is_a_change(
    original: ArticlePage, translation: ArticlePage
) -> None:
    BakeRequest.objects.all().delete()
    original.unpublish()
    assert set(paths_to(translation)) <= set(BakeRequest.objects.values_list("path", flat=True))
    assert "پس گرفته" in page_of(translation) or "was withdrawn" in page_of(translation)
    original.get_latest_revision().publish()
    assert row_of(translation).change == "update"


def test_an_erased_original_leaves_its_mark_and_none_of_its_words(
    original: ArticlePage, translation: ArticlePage, editor: User
) -> None:
    ArticlePage.objects.get(pk=original.pk).unpublish()
    wish = erase.ask(original, "A name.", editor)
    BakeRequest.objects.all().delete()
    erase.erase(wish, UserFactory())
    assert set(paths_to(translation)) <= set(BakeRequest.objects.values_list("path", flat=True))
    row = row_of(translation)
    assert (row.original, row.source) == (original.uid, None)
    # The row outlives the next change as well.
    publish_again(ArticlePage.objects.get(pk=translation.pk), standfirst="نو")
    assert row_of(translation).original == original.uid
    assert 'class="corrections standing"' in page_of(translation)


def test_a_translation_of_a_draft_is_behind_if_the_draft_was_changed(
    original: ArticlePage, editor: User
) -> None:
    for words, expected in (("<p>One.</p>", ""), ("<p>Two.</p>", "update")):
        draft = ArticleFactory(live=False, words="One.")
        page = start(draft, "fa", editor)
        body = draft.body.get_prep_value()
        body[0]["value"] = words
        publish_again(draft, body=body)
        assert row_of(page).change == expected


def test_a_story_that_says_later_what_it_was_made_from_is_followed(
    original: ArticlePage,
) -> None:
    other = ArticleFactory(language="fr")
    publish_again(other, translation_of=original)
    row = row_of(other)
    assert (row.original, row.source_id) == (original.uid, original.live_revision_id)
    publish_again(other, translation_of=None)
    assert not Translation.objects.filter(page=other.pk).exists()


def test_pages_rendered_together_read_the_standing_at_once(
    original: ArticlePage, translation: ArticlePage
) -> None:
    correct(original)
    alone = standing(translation)
    with batch():
        read_standing([original, translation])
        assert standing(translation) == alone
        assert standing(original) is None
    assert alone is not None
    assert alone.original is not None
