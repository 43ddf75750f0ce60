import pytest
from django.contrib.auth.models import Group
from django.test import Client
from tests.factories import ArticleFactory, PersonFactory
from tests.newsroom.conftest import SignIn, write
from wagtail.models import Workflow

from masthead.addresses.assign import canonical
from masthead.articles.models import ArticlePage, SectionPage
from masthead.newsroom.bootstrap import set_up
from masthead.newsroom.roles import GROUPS, ensure_roles
from masthead.outlet.models import Menu, OutletSettings
from masthead.people.models import User

# What each role is let into; others are sent back to the first screen with a message.
DOORS = {
    "/newsroom/": {"reporter", "editor", "moderator", "administrator"},
    "/newsroom/stories/": {"reporter", "editor", "administrator"},
    "/newsroom/images/": {"reporter", "editor", "administrator"},
    "/newsroom/documents/": {"reporter", "editor", "administrator"},
    "/newsroom/people/": {"reporter", "editor", "administrator"},
    "/newsroom/people/add/": {"editor", "administrator"},
    "/newsroom/menus/": {"editor", "administrator"},
    "/newsroom/addresses/": {"editor", "administrator"},
    "/newsroom/addresses/new/": {"editor", "administrator"},
    "/newsroom/users/": {"administrator"},
    "/newsroom/groups/": {"administrator"},
    "/newsroom/workflows/list/": {"administrator"},
    "/newsroom/settings/outlet/outletsettings/": {"administrator"},
}


def is_let_in(client: Client, path: str) -> bool:
    chain = client.get(path, follow=True).redirect_chain
    return all(shown.startswith(path) for shown, _status in chain)


@pytest.mark.parametrize("role", GROUPS)
def test_each_role_is_let_in_where_it_works_and_nowhere_else(role: str, sign_in: SignIn) -> None:
    client = sign_in(role)
    open_doors = {path for path in DOORS if is_let_in(client, path)}
    assert open_doors == {path for path, roles in DOORS.items() if role in roles}


def test_the_menu_offers_each_role_what_it_may_do(sign_in: SignIn) -> None:
    for role, words in {
        "reporter": {"Stories", "Images", "Documents"},
        "editor": {"Stories", "Front page", "Topics", "People", "Site"},
        "administrator": {"Stories", "Front page", "Topics", "People", "Site", "Settings"},
    }.items():
        page = sign_in(role).get("/newsroom/").content.decode()
        missing = {word for word in words if f'"{word}"' not in page}
        assert not missing, (role, missing)


def test_nobody_meets_the_page_tree_in_the_menu(sign_in: SignIn) -> None:
    page = sign_in("administrator").get("/newsroom/").content.decode()
    assert '"explorer"' not in page


def test_a_reporter_writes_but_does_not_publish(sign_in: SignIn, section: SectionPage) -> None:
    reporter = sign_in("reporter")
    assert write(reporter, section, "publish").status_code == 302
    story = ArticlePage.objects.get()
    assert not story.live
    assert story.owner == reporter.user  # type: ignore[attr-defined]


def test_a_reporter_works_on_the_drafts_of_others(sign_in: SignIn, section: SectionPage) -> None:
    story = ArticleFactory(section=section, live=False)
    client = sign_in("reporter")
    assert client.get(f"/newsroom/pages/{story.pk}/edit/").status_code == 200
    assert client.post(f"/newsroom/pages/{story.pk}/unpublish/").status_code == 302
    assert client.get(f"/newsroom/pages/{section.pk}/edit/").status_code == 302


def test_a_reporter_does_not_delete_what_readers_have(
    sign_in: SignIn, section: SectionPage
) -> None:
    story = ArticleFactory(section=section, by=[PersonFactory()])
    sign_in("reporter").post(f"/newsroom/pages/{story.pk}/delete/")
    assert ArticlePage.objects.filter(pk=story.pk, live=True).exists()


def test_an_editor_publishes_and_the_story_has_its_address(
    sign_in: SignIn, section: SectionPage
) -> None:
    person = PersonFactory()
    bylines = [{"person": person.pk, "role": "by"}]
    response = write(sign_in("editor"), section, "publish", bylines=bylines)
    assert response.status_code == 302, response.context["form"].errors
    story = ArticlePage.objects.get()
    assert story.live
    assert story.public_path == "/harbour/ferries-stop-for-a-day/"


def test_a_moderator_finds_no_stories_to_change(sign_in: SignIn, section: SectionPage) -> None:
    story = ArticleFactory(section=section)
    client = sign_in("moderator")
    assert client.get(f"/newsroom/pages/{story.pk}/edit/").status_code == 302
    assert write(client, section, "publish").status_code == 302
    assert ArticlePage.objects.count() == 1


def test_nobody_deletes_people_or_addresses(sign_in: SignIn) -> None:
    person = PersonFactory()
    address = canonical(person)
    assert address is not None
    first = Client()
    first.force_login(User.objects.create_superuser("first"))
    for client in (sign_in("editor"), sign_in("administrator"), first):
        client.post(f"/newsroom/people/delete/{person.pk}/")
        client.post(f"/newsroom/addresses/delete/{address.pk}/")
        client.post(f"/newsroom/bulk/people/person/delete/?id={person.pk}")
        assert "/delete/" not in client.get("/newsroom/addresses/").content.decode()
    person.refresh_from_db()
    address.refresh_from_db()


def test_setting_up_twice_changes_nothing_and_mends_the_roles(newsroom: None) -> None:
    editors = Group.objects.get(name=GROUPS["editor"])
    before = set(editors.permissions.values_list("codename", flat=True))
    editors.permissions.clear()
    editors.page_permissions.all().delete()
    own = Group.objects.create(name="Interns")
    set_up("Another name")
    ensure_roles()
    assert set(editors.permissions.values_list("codename", flat=True)) == before
    assert editors.page_permissions.count() == 5
    assert Workflow.objects.count() == 1
    assert Group.objects.filter(pk=own.pk).exists()
    assert OutletSettings.load().name == "The Harbour Post"
    assert Menu.objects.count() == 2
