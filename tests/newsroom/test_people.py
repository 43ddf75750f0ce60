import re

from tests.factories import ArticleFactory, ImageFactory, PersonFactory
from tests.newsroom.conftest import SignIn
from wagtail.models import ModelLogEntry

from masthead.addresses.resolve import resolve
from masthead.articles.models import ArticlePage, SectionPage
from masthead.people.models import Person


def formset(name: str, *rows: dict[str, str]) -> dict[str, str]:
    """The rows of a formset as a browser sends them."""
    sent = {f"{name}-TOTAL_FORMS": str(len(rows)), f"{name}-INITIAL_FORMS": "0"}
    for at, row in enumerate(rows):
        sent |= {f"{name}-{at}-{key}": value for key, value in row.items()}
    return sent


def test_the_list_shows_portraits_and_how_many_stories_readers_can_find(
    sign_in: SignIn, section: SectionPage
) -> None:
    person = PersonFactory(name="Ines Calder", portrait=ImageFactory())
    for live in (True, True, False):
        ArticleFactory(section=section, by=[person, (person, "photographs")], live=live)
    page = sign_in("editor").get("/newsroom/people/")
    assert [(it.name, it.story_count) for it in page.context["object_list"]] == [("Ines Calder", 2)]
    html = page.content.decode()
    assert 'class="face"' in html
    assert 'href="/author/' in html


def test_a_new_person_has_a_page_at_once(sign_in: SignIn) -> None:
    fields = {
        "name": "شیرین کیانی",
        "slug": "شیرین-کیانی",
        "bio": "null",
        **formset("links"),
        **formset("names"),
    }
    response = sign_in("editor").post("/newsroom/people/add/", fields)
    assert response.status_code == 302, response.context["form"].errors
    found = resolve("/author/شیرین-کیانی/")
    assert found is not None
    assert found.thing.name == "شیرین کیانی"


def test_merging_says_what_will_happen_and_asks_before_it_does(
    sign_in: SignIn, section: SectionPage
) -> None:
    double = PersonFactory(name="I. Calder", slug="i-calder")
    person = PersonFactory(name="Ines Calder", slug="ines-calder")
    ArticleFactory(section=section, by=[double])
    ArticleFactory(section=section, by=[double, person])
    client = sign_in("editor")
    address = f"/newsroom/people/merge/{double.pk}/"
    assert client.get(address).status_code == 200
    asked = client.get(address, {"into": person.pk}).content.decode()
    assert "2 stories of I. Calder will stand under the name Ines Calder" in " ".join(asked.split())
    assert double.bylines.count() == 2
    client.post(address, {"into": person.pk})
    assert ArticlePage.objects.by_person(person).count() == 2
    assert person.bylines.count() == 2
    found = resolve("/author/i-calder/")
    assert found is not None
    assert found.redirect_to == "/author/ines-calder/"
    assert ModelLogEntry.objects.filter(action="people.merge").count() == 1
    assert list(client.get("/newsroom/people/").context["object_list"]) == [person]


def test_nobody_is_merged_into_themselves_or_into_somebody_merged(
    sign_in: SignIn, section: SectionPage
) -> None:
    one, two, three = PersonFactory.create_batch(3)
    client = sign_in("editor")
    client.post(f"/newsroom/people/merge/{one.pk}/", {"into": two.pk})
    for target in (three, one):
        response = client.post(f"/newsroom/people/merge/{three.pk}/", {"into": target.pk})
        assert response.status_code == 200
        assert response.context["form"].errors
    assert client.get(f"/newsroom/people/merge/{one.pk}/").status_code == 404


def test_a_reporter_merges_nobody(sign_in: SignIn) -> None:
    one, two = PersonFactory.create_batch(2)
    response = sign_in("reporter").post(f"/newsroom/people/merge/{one.pk}/", {"into": two.pk})
    one.refresh_from_db()
    assert one.merged_into is None
    assert response.status_code in {302, 403}


def test_a_name_holds_nothing_unseen_and_makes_its_own_address(sign_in: SignIn) -> None:
    fields = {"name": "Ro\u202ebin \u200fField", "slug": "", "bio": "null"}
    fields |= formset("links") | formset("names")
    client = sign_in("editor")
    for expected in ("robin-field", "robin-field-2"):
        response = client.post("/newsroom/people/add/", fields)
        assert response.status_code == 302, response.context["form"].errors
        assert Person.objects.get(slug=expected).name == "Robin Field"


def test_names_in_other_languages_are_written_in_the_form_of_the_person(sign_in: SignIn) -> None:
    fields = {"name": "Mariam Daryavand", "slug": "", "bio": "null"} | formset("links")
    row = {"language": "FA", "name": "مریم دریاوند", "job_title": "دبیر", "bio": "null"}
    client = sign_in("editor")
    for wrong, told in (
        ({"language": "persian"}, "is no language code"),
        ({"language": "x-mine"}, "is no language code"),
        ({"language": ""}, "This field is required"),
    ):
        names = formset("names", row | wrong)
        response = client.post("/newsroom/people/add/", fields | names)
        assert response.status_code == 200, wrong
        assert told in response.content.decode(), wrong
    response = client.post("/newsroom/people/add/", fields | formset("names", row, row))
    assert "duplicate" in response.content.decode()
    assert not Person.objects.exists()
    response = client.post("/newsroom/people/add/", fields | formset("names", row))
    assert response.status_code == 302
    name = Person.objects.get().names.get()
    assert (name.language, name.name, name.job_title) == ("fa", "مریم دریاوند", "دبیر")
    form = client.get(f"/newsroom/people/edit/{name.person_id}/").content.decode()
    for field in ("name", "job_title"):  # whatever the language of the newsroom is
        assert re.search(rf'<input[^>]*name="names-0-{field}"[^>]*dir="auto"', form), field
