import unicodedata
from datetime import timedelta
from urllib.parse import quote

from django.utils import timezone
from pytest_django import Settings
from tests.factories import ArticleFactory, PersonFactory
from tests.newsroom.conftest import NEW_STORY, SignIn, story_fields, write
from wagtail.test.utils.form_data import streamfield

from masthead.addresses.resolve import resolve
from masthead.articles.models import ArticlePage, SectionPage
from masthead.articles.tree import stories_folder
from masthead.outlet.models import OutletSettings


def test_a_new_story_begins_with_the_writers_name_and_the_outlets_language(
    sign_in: SignIn, section: SectionPage
) -> None:
    client = sign_in("reporter")
    person = PersonFactory(name="Ines Calder", account=client.user)  # type: ignore[attr-defined]
    OutletSettings.objects.update(language="fa")
    response = client.get(NEW_STORY.format(stories_folder().pk))
    form = response.context["form"]
    assert form["language"].value() == "fa"
    assert [line["person"].value() for line in form.formsets["bylines"]] == [person.pk]
    assert form.fields["title"].widget.attrs["dir"] == "rtl"


def test_the_name_that_was_filled_in_stays_or_is_taken_away(
    sign_in: SignIn, section: SectionPage
) -> None:
    client = sign_in("reporter")
    person = PersonFactory(account=client.user)  # type: ignore[attr-defined]
    for deleted, expected in (("", [person]), ("on", [])):
        fields = story_fields(section)
        fields |= {
            "bylines-TOTAL_FORMS": 1,
            "bylines-INITIAL_FORMS": 1,
            "bylines-0-id": "",
            "bylines-0-person": person.pk,
            "bylines-0-role": "by",
            "bylines-0-ORDER": 1,
            "bylines-0-DELETE": deleted,
        }
        client.post(NEW_STORY.format(stories_folder().pk), fields)
        story = ArticlePage.objects.order_by("-pk")[0]
        assert [line.person for line in story.bylines.all()] == expected


def test_a_draft_may_be_unfinished(sign_in: SignIn) -> None:
    response = write(sign_in("reporter"), None, standfirst="")
    assert response.status_code == 302
    assert not ArticlePage.objects.get().live


def test_what_readers_get_names_who_made_it_or_says_why_not(
    sign_in: SignIn, section: SectionPage
) -> None:
    editor = sign_in("editor")
    response = write(editor, section, "publish")
    assert "Add a name to the byline" in response.content.decode()
    assert not ArticlePage.objects.filter(live=True).exists()
    write(editor, section, "publish", no_byline_reason="The author is in danger.")
    assert ArticlePage.objects.get(live=True).no_byline_reason == "The author is in danger."


def test_what_readers_get_stands_in_a_section(sign_in: SignIn) -> None:
    response = write(sign_in("editor"), None, "publish", no_byline_reason="Wire")
    assert "section" in response.context["form"].errors


def test_the_ticker_is_not_told_to_stop_in_the_past(sign_in: SignIn, section: SectionPage) -> None:
    earlier = (timezone.now() - timedelta(hours=1)).strftime("%Y-%m-%d %H:%M")
    response = write(sign_in("reporter"), section, breaking="on", breaking_until=earlier)
    assert response.context["form"].errors["breaking_until"] == [
        "This time has passed. Choose a later one."
    ]


def test_a_translation_is_in_another_language(sign_in: SignIn, section: SectionPage) -> None:
    original = ArticleFactory(section=section, language="en")
    reporter = sign_in("reporter")
    response = write(reporter, section, translation_of=original.pk)
    assert "another language" in response.context["form"].errors["translation_of"][0]
    assert write(reporter, section, translation_of=original.pk, language="fa").status_code == 302


def test_a_headline_is_one_line(sign_in: SignIn, section: SectionPage) -> None:
    write(sign_in("reporter"), section, title="Ferries stop \r\n for a day")
    assert ArticlePage.objects.get().title == "Ferries stop for a day"


def test_a_word_is_no_language_code(sign_in: SignIn, section: SectionPage) -> None:
    response = write(sign_in("reporter"), section, language="Persian")
    assert "“Persian” is no language code" in response.context["form"].errors["language"][0]


def test_two_stories_may_have_the_same_headline(sign_in: SignIn, section: SectionPage) -> None:
    editor = sign_in("editor")
    for _ in range(2):
        assert write(editor, section, "publish", no_byline_reason="Wire").status_code == 302
    assert {story.public_path for story in ArticlePage.objects.all()} == {
        "/harbour/ferries-stop-for-a-day/",
        "/harbour/ferries-stop-for-a-day-2/",
    }


def test_an_address_may_be_written_in_any_script(sign_in: SignIn, section: SectionPage) -> None:
    fields = {"slug": "بندر-دوباره-باز-شد", "language": "fa", "no_byline_reason": "Wire"}
    write(sign_in("editor"), section, "publish", **fields)
    assert ArticlePage.objects.get().public_path == "/harbour/بندر-دوباره-باز-شد/"


def test_the_form_shows_the_permanent_address_and_does_not_change_it(
    sign_in: SignIn, section: SectionPage
) -> None:
    story = ArticleFactory(section=section, slug="night-ferry", by=[PersonFactory()])
    response = sign_in("editor").get(f"/newsroom/pages/{story.pk}/edit/")
    assert "/harbour/night-ferry/" in response.content.decode()
    assert response.context["form"].fields["slug"].disabled


def test_the_form_speaks_of_headlines_and_not_of_pages(
    sign_in: SignIn, section: SectionPage
) -> None:
    html = sign_in("reporter").get(NEW_STORY.format(stories_folder().pk)).content.decode()
    for word in ("Headline", "Standfirst", "Byline", "How it was reported"):
        assert word in html
    assert "page title" not in html.lower()


def test_a_story_can_be_seen_as_readers_will_before_it_is_saved(
    sign_in: SignIn, section: SectionPage
) -> None:
    client = sign_in("reporter")
    address = f"/newsroom/pages/add/articles/articlepage/{stories_folder().pk}/preview/"
    answer = client.post(address, story_fields(section)).json()
    assert answer["is_valid"]
    page = client.get(address + "?mode=").content.decode()
    assert "Ferries stop for a day" in page
    assert "The quay was empty." in page


def test_a_story_that_anybody_can_copy_is_not_offered_a_password(sign_in: SignIn) -> None:
    story = ArticleFactory()
    client = sign_in("administrator")
    address = f"/newsroom/pages/{story.pk}/privacy/"
    assert "has been disabled" in client.get(address).json()["html"]
    client.post(address, {"restriction_type": "password", "password": "harbour"})
    assert not story.get_view_restrictions()


def test_the_address_is_made_of_the_headline_and_keeps_the_half_space(
    sign_in: SignIn, section: SectionPage
) -> None:
    fields = {"title": "بندر می\u200cماند", "slug": "", "no_byline_reason": "Wire"}
    write(sign_in("editor"), section, "publish", **fields)
    assert ArticlePage.objects.get().public_path == "/harbour/بندر-می\u200cماند/"


def test_an_outlet_may_have_its_addresses_in_latin_letters(
    sign_in: SignIn, section: SectionPage, settings: Settings
) -> None:
    settings.MASTHEAD_ADDRESS_LETTERS = "latin"
    fields = {"title": "Порт Авель", "slug": "", "no_byline_reason": "Wire"}
    write(sign_in("editor"), section, "publish", **fields)
    assert ArticlePage.objects.get().public_path == "/harbour/port-avel/"


def test_headlines_that_differ_only_by_normal_form_do_not_share_an_address(
    sign_in: SignIn, section: SectionPage
) -> None:
    editor = sign_in("editor")
    for form in ("NFC", "NFD"):
        title = unicodedata.normalize(form, "Café Orée")
        write(editor, section, "publish", title=title, slug="", no_byline_reason="Wire")
    paths = {story.public_path for story in ArticlePage.objects.all()}
    assert paths == {"/harbour/café-orée/", "/harbour/café-orée-2/"}
    asked = resolve(quote(unicodedata.normalize("NFD", "/harbour/café-orée/")))
    assert asked is not None
    assert asked.redirect_to == "/harbour/café-orée/"


def test_marks_that_turn_words_round_are_taken_out_of_headline_and_body(
    sign_in: SignIn, section: SectionPage
) -> None:
    body = streamfield([("pull_quote", {"text": "one \u202etwo\u2069", "attribution": ""})])
    write(sign_in("editor"), section, title="Ferry \u202egnp.exe\u2067 here", body=body)
    story = ArticlePage.objects.get()
    assert story.title == "Ferry gnp.exe\u2067 here\u2069"
    assert story.body[0].value["text"] == "one two"
