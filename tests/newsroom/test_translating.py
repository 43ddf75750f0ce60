"""The translation desk: languages side by side, begun, compared, confirmed."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import Settings
from tests.factories import ArticleFactory, PersonFactory, SectionFactory
from tests.ledger.runs import publish_again
from tests.newsroom.conftest import SignIn, story_fields, write

from masthead.articles.models import ArticlePage, SectionPage
from masthead.translations.models import Confirmation, Translation

DESK = "/newsroom/translations/"


@pytest.fixture
def story(section: SectionPage) -> ArticlePage:
    made: ArticlePage = ArticleFactory(title="Ferries stop", section=section, language="en")
    return made


def begin(client: Client, story: ArticlePage, language: str = "fa", **said: object) -> ArticlePage:
    """Press the button of the desk."""
    client.post(f"{DESK}{story.pk}/", {"language": language, "translator": "", **said})
    return ArticlePage.objects.get(translation_of=story, language=language)


def titles(client: Client, query: str = "") -> list[str]:
    """The stories that the desk shows."""
    return [one.page.title for one in client.get(DESK + query).context["stories"]]


def test_a_reporter_begins_a_translation_and_stands_in_its_byline(
    sign_in: SignIn, story: ArticlePage
) -> None:
    reporter = sign_in("reporter")
    person = PersonFactory(name="Darya Noor", account=reporter.user)  # type: ignore[attr-defined]
    form = reporter.get(f"{DESK}{story.pk}/?language=fa").context["form"]
    assert form["translator"].value() == person.pk
    page = begin(reporter, story, translator=person.pk)
    shown = reporter.get(f"{DESK}{story.pk}/").content.decode()
    assert "Darya Noor" in shown
    assert f"/newsroom/pages/{page.pk}/edit/" in shown
    assert "Draft" in shown


def test_a_second_translation_into_a_language_is_refused_with_a_sentence(
    sign_in: SignIn, story: ArticlePage
) -> None:
    reporter = sign_in("reporter")
    begin(reporter, story)
    answer = reporter.post(f"{DESK}{story.pk}/", {"language": "fa"})
    assert "This story is there in that language already" in answer.content.decode()
    assert ArticlePage.objects.filter(translation_of=story).count() == 1


def test_so_is_one_that_is_named_in_the_form(
    sign_in: SignIn, story: ArticlePage, section: SectionPage
) -> None:
    reporter = sign_in("reporter")
    page = begin(reporter, story)
    answer = write(reporter, section, language="fa", translation_of=story.pk)
    errors = answer.context["form"].errors
    assert "This story is there in that language already" in errors["translation_of"][0]
    # A translation of a translation is one of the original.
    write(reporter, section, language="ar", translation_of=page.pk, slug="third")
    assert ArticlePage.objects.get(language="ar").translation_of == story
    # The original does not become what its translation is.
    fields = story_fields(section, language="fa", slug=story.slug)
    answer = reporter.post(f"/newsroom/pages/{story.pk}/edit/", fields)
    assert "already" in answer.context["form"].errors["language"][0]


def test_the_desk_shows_mine_what_is_behind_and_what_nobody_began(
    sign_in: SignIn, story: ArticlePage
) -> None:
    reporter, editor = sign_in("reporter"), sign_in("editor")
    ArticleFactory(title="Nobody translates this")
    begin(reporter, story)
    assert titles(reporter) == ["Nobody translates this", "Ferries stop"]
    assert titles(reporter, "?show=mine") == ["Ferries stop"]
    assert titles(editor, "?show=mine") == []
    assert titles(editor, "?show=missing&language=fa") == ["Nobody translates this"]
    assert titles(editor, "?language=fa") == ["Ferries stop"]
    assert titles(editor, "?show=behind") == []
    publish_again(story, standfirst="Crews rest.", change="update")
    assert titles(editor, "?show=behind") == ["Ferries stop"]
    assert titles(editor, "?q=nobody") == ["Nobody translates this"]


def test_the_original_stands_beside_the_form(sign_in: SignIn, story: ArticlePage) -> None:
    reporter = sign_in("reporter")
    page = begin(reporter, story)
    form = f"/newsroom/pages/{page.pk}/edit/"
    shown = reporter.get(form).content.decode()
    assert f'data-place="{story.body[0].id}"' in shown
    assert "not translated yet" in shown
    assert (
        "data-originals"
        not in reporter.get(form.replace(str(page.pk), str(story.pk))).content.decode()
    )
    publish_again(story, standfirst="The harbour office counts crews anew.", change="update")
    assert "<ins>crews</ins>" in reporter.get(form).content.decode()


def test_the_section_is_that_of_the_language(sign_in: SignIn, story: ArticlePage) -> None:
    theirs = SectionFactory(
        title="بندر", slug="bandar", language="fa", translation_of=story.section
    )
    assert begin(sign_in("reporter"), story).section == theirs
    assert begin(sign_in("editor"), story, "fr").section == story.section


def test_an_editor_reads_what_changed_and_confirms(sign_in: SignIn, story: ArticlePage) -> None:
    editor = sign_in("editor")
    page = begin(editor, story)
    publish_again(story, standfirst="The harbour office counts crews anew.", change="update")
    address = f"{DESK}{page.pk}/compare/"
    shown = editor.get(address)
    text = shown.content.decode()
    assert "<del>passengers</del>" in text
    assert "<ins>crews</ins>" in text
    seen = shown.context["seen"]
    editor.post(address, {"do": "confirm", "seen": seen})
    made = Confirmation.objects.get()
    assert (made.by, made.source_id, made.number) == (editor.user, seen, 2)  # type: ignore[attr-defined]
    assert not Translation.objects.get().is_behind
    assert "against revision 2" in editor.get(address).content.decode()


def test_a_confirmation_of_an_older_text_is_none(sign_in: SignIn, story: ArticlePage) -> None:
    editor = sign_in("editor")
    page = begin(editor, story)
    address = f"{DESK}{page.pk}/compare/"
    seen = editor.get(address).context["seen"]
    publish_again(story, standfirst="Crews rest.", change="update")
    answer = editor.post(address, {"do": "confirm", "seen": seen}, follow=True)
    assert "changed again while you read" in answer.content.decode()
    assert Translation.objects.get().is_behind


def test_what_readers_are_told_is_for_those_who_publish(
    sign_in: SignIn, story: ArticlePage
) -> None:
    reporter = sign_in("reporter")
    page = begin(reporter, story)
    page.latest_revision.publish()
    publish_again(story, standfirst="Crews rest.", change="correction", change_note="Rest.")
    address = f"{DESK}{page.pk}/compare/"
    shown = reporter.get(address)
    assert 'value="confirm"' not in shown.content.decode()
    reporter.post(address, {"do": "confirm", "seen": shown.context["seen"]})
    assert Translation.objects.get().is_behind
    moderator = sign_in("moderator")
    for path in (DESK, f"{DESK}{story.pk}/", address):
        assert moderator.get(path).status_code == 302


def test_a_machine_translates_if_the_outlet_chose_one(
    sign_in: SignIn, story: ArticlePage, settings: Settings
) -> None:
    reporter = sign_in("reporter")
    page = begin(reporter, story)
    address = f"{DESK}{page.pk}/compare/"
    assert reporter.post(address, {"do": "machine"}).status_code in {302, 403}
    assert 'value="machine"' not in reporter.get(address).content.decode()
    settings.MASTHEAD_TRANSLATION_PROVIDER = "tests.translations.provider:shout"
    reporter.post(address, {"do": "machine"})
    draft = ArticlePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert draft.title == "FERRIES STOP"
    settings.MASTHEAD_TRANSLATION_PROVIDER = "tests.translations.provider:fail"
    other = begin(reporter, story, "fr")
    answer = reporter.post(f"{DESK}{other.pk}/compare/", {"do": "machine"}, follow=True)
    assert "nothing is changed: OSError: no answer" in answer.content.decode()
    reporter.post(address, {"do": "checked"})
    assert Translation.objects.get(page=page.pk).machine_texts.filter(checked_at=None).count() == 0


def test_a_copy_of_a_translation_has_the_sources_itself(
    sign_in: SignIn, story: ArticlePage
) -> None:
    editor = sign_in("editor")
    source = "https://port.example/minutes"
    said = {"text": "<p>We waited.</p>", "attribution": "", "source_url": source}
    publish_again(story, body=[{"type": "quote", "value": said, "id": "q"}], change="minor")
    page = begin(editor, story)
    form = {"new_title": "Copied", "new_slug": "copied", "new_parent_page": page.get_parent().pk}
    editor.post(f"/newsroom/pages/{page.pk}/copy/", form)
    copied = ArticlePage.objects.get(slug="copied")
    assert copied.translation_of is None
    quote = copied.get_latest_revision_as_object().body.raw_data[0]
    assert quote["value"]["source_url"] == source
