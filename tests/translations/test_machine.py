"""What a machine translated is marked until a person has read it."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import Settings

from masthead.addresses.assign import paths_to
from masthead.articles.models import ArticlePage
from masthead.people.models import User
from masthead.translations import machine
from masthead.translations.start import start
from tests.factories import PersonFactory

from . import provider
from .conftest import row_of


@pytest.fixture
def draft(original: ArticlePage, editor: User) -> ArticlePage:
    """A translation that was only begun."""
    return start(original, "fr", editor)


def choose(settings: Settings, name: str) -> None:
    """Set the plug-in."""
    settings.MASTHEAD_TRANSLATION_PROVIDER = f"tests.translations.provider:{name}"


def test_there_is_none_unless_the_outlet_chose_one(settings: Settings) -> None:
    assert settings.MASTHEAD_TRANSLATION_PROVIDER == ""
    assert not machine.is_offered()


def test_what_nobody_translated_is_and_keeps_its_structure(
    settings: Settings, original: ArticlePage, draft: ArticlePage, editor: User
) -> None:
    choose(settings, "shout")
    draft.title = "Le bac est en retard"
    draft.save_revision()
    made = machine.translate(row_of(draft), original, editor)
    page = ArticlePage.objects.get(pk=draft.pk).get_latest_revision_as_object()
    assert (page.title, page.standfirst) == (
        "Le bac est en retard",
        "THE HARBOUR OFFICE COUNTS PASSENGERS ANEW.",
    )
    assert [block["value"] for block in page.body.raw_data] == [
        "<p>THE FERRY CAME AT <b>SEVEN</b>.</p>",
        {"text": "<p>WE WAITED.</p>", "attribution": "A PASSENGER", "source_url": None},
        "<p>IT LEFT AT NINE.</p>",
    ]
    assert made == 4
    assert provider.asked[-1] == ("en", "fr")
    assert machine.unread(row_of(draft), page) == {
        "standfirst",
        *(block.id for block in original.body),
    }
    assert machine.translate(row_of(draft), original, editor) == 0  # never over what is there


def test_a_person_who_edits_takes_the_mark_away(
    settings: Settings, original: ArticlePage, draft: ArticlePage, editor: User
) -> None:
    choose(settings, "shout")
    machine.translate(row_of(draft), original, editor)
    page = ArticlePage.objects.get(pk=draft.pk).get_latest_revision_as_object()
    body = page.body.get_prep_value()
    body[0]["value"] = "<p>Le bac est venu à sept heures.</p>"
    page.body = body
    assert body[0]["id"] not in machine.unread(row_of(draft), page)
    assert body[1]["id"] in machine.unread(row_of(draft), page)


def test_readers_learn_who_checked_it(
    settings: Settings, original: ArticlePage, draft: ArticlePage, editor: User
) -> None:
    choose(settings, "shout")
    machine.translate(row_of(draft), original, editor)
    ArticlePage.objects.get(pk=draft.pk).latest_revision.publish()
    path = paths_to(draft)[0]
    made = machine.made_by_machine(row_of(draft), ArticlePage.objects.get(pk=draft.pk))
    assert made is not None
    assert not made.is_checked
    PersonFactory(name="Darya Noor", account=editor)
    assert machine.check(row_of(draft), editor) == 5
    assert "Darya Noor" in Client().get(path).content.decode()
    assert machine.unread(row_of(draft), ArticlePage.objects.get(pk=draft.pk)) == set()


def test_an_account_that_readers_do_not_know_stays_unnamed(
    settings: Settings, original: ArticlePage, draft: ArticlePage, editor: User
) -> None:
    choose(settings, "shout")
    machine.translate(row_of(draft), original, editor)
    machine.check(row_of(draft), editor)
    page = ArticlePage.objects.get(pk=draft.pk).get_latest_revision_as_object()
    made = machine.made_by_machine(row_of(draft), page)
    assert made is not None
    assert (made.is_checked, made.checked_by) == (True, "")


def test_markup_that_was_not_there_is_not_taken(
    settings: Settings, original: ArticlePage, draft: ArticlePage, editor: User
) -> None:
    choose(settings, "smuggle")
    machine.translate(row_of(draft), original, editor)
    page = ArticlePage.objects.get(pk=draft.pk).get_latest_revision_as_object()
    assert page.body.raw_data[0]["value"] == "<p>The ferry came at <b>seven</b>.</p>"
    assert page.body.raw_data[1]["value"]["text"] == "<p>We waited.</p>"


@pytest.mark.parametrize(
    ("name", "told"),
    [("forget", "not as many came back"), ("fail", "OSError: no answer"), ("absent", "absent")],
)
def test_a_plug_in_that_fails_changes_nothing(
    settings: Settings,
    original: ArticlePage,
    draft: ArticlePage,
    editor: User,
    name: str,
    told: str,
) -> None:
    choose(settings, name)
    before = draft.latest_revision_id
    with pytest.raises(machine.ProviderError, match=told):
        machine.translate(row_of(draft), original, editor)
    assert ArticlePage.objects.get(pk=draft.pk).latest_revision_id == before
