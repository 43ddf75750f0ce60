"""Editions in an export that Masthead wrote: made whole, kept as they are, or told with a place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.test import Client
from tests import factories
from tests.importers.wordpress import wxr
from tests.importers.wordpress.runs import everything, run

from masthead.addresses.models import Address
from masthead.articles.editions import front_of
from masthead.articles.models import ArticlePage, FrontPage, SectionPage, StandardPage
from masthead.importers.report import Report
from masthead.outlet.editions import Edition
from masthead.outlet.models import Menu, OutletSettings

pytestmark = pytest.mark.usefixtures("outlet")
HEAD = wxr.HEAD.replace("<rss ", '<rss xmlns:masthead="urn:masthead:export:1" ')


def own(kind: str, name: str, /, **values: object) -> str:
    said = wxr.cdata(json.dumps(values))
    return f'<masthead:thing kind="{kind}" name="{name}">{said}</masthead:thing>\n'


def edition(tag: str = "fa", /, **values: object) -> str:
    said = {"language": tag, "prefix": tag, "name": "پست بندر"} | values
    return own("edition", tag, **said)


SECTION = wxr.category("khabar", "خبر") + own(
    "category", "khabar", slug="khabar", language="fa", edition="fa", live=True,
    path="/fa/khabar/", first_published_at="2024-03-01T10:00:00+00:00",
)  # fmt: skip
PAGE = wxr.item(
    7, post_type="page", title="درباره",
    inside=wxr.meta("_masthead", json.dumps({"path": "/fa/about/", "language": "fa",
                                             "edition": "fa"})),
)  # fmt: skip
STORY = wxr.item(
    8, title="طناب",
    inside=wxr.use("category", "khabar")
    + wxr.meta("_masthead", json.dumps({"path": "/fa/rope/", "language": "fa"})),
)  # fmt: skip
MENU = wxr.term("nav_menu", "asli", "اصلی", 50) + own(
    "menu", "asli", slug="asli", place="header", edition="fa"
)
ENTRY = wxr.item(
    60, post_type="nav_menu_item", title="خانه",
    inside=wxr.use("nav_menu", "asli") + wxr.meta("_menu_item_type", "custom")
    + wxr.meta("_menu_item_url", "https://old.example/fa/"),
)  # fmt: skip
FRONT = own(
    "front", "fa", title="پست بندر", live=True, first_published_at="2024-03-01T10:00:00+00:00",
    picks=[{"slot": "lead", "story": 8}],
)  # fmt: skip
REST = (SECTION, MENU, FRONT, PAGE, STORY, ENTRY)


def imported(folder: Path, *parts: str) -> Report:
    path = folder / "export.xml"
    path.write_text(wxr.wxr(*parts, head=HEAD), "utf-8")
    return run(path)


def refusal(report: Report) -> tuple[str, str]:
    """Why the one edition was not taken, and where it stands."""
    ((reason, found),) = [
        (reason, found) for (kind, reason), found in report.skips.items() if kind == "edition"
    ]
    return reason, *found.places  # type: ignore[return-value]


def test_an_edition_comes_before_what_stands_in_it(tmp_path: Path) -> None:
    report = imported(tmp_path, *REST, edition(tagline="خبر از بندر"))

    made = Edition.objects.get()
    front = front_of(made)
    assert front
    assert report.counts["edition"]["made"] == 1
    assert (made.name, made.tagline, made.prefix) == ("پست بندر", "خبر از بندر", "fa")
    assert SectionPage.objects.get(slug="khabar").get_parent().pk == front.pk
    assert StandardPage.objects.get().get_parent().pk == front.pk
    assert [pick.article.title for pick in front.picks.all()] == ["طناب"]
    menu = Menu.objects.get(slug="asli")
    assert (menu.edition, menu.place) == (made, "header")
    assert [item.page_id for item in menu.items.all()] == [front.pk]
    for path in ("/fa/", "/fa/khabar/", "/fa/about/", "/fa/rope/"):
        assert 'lang="fa"' in Client().get(path).content.decode()


def test_a_second_import_changes_nothing(tmp_path: Path) -> None:
    imported(tmp_path, edition(), *REST)
    before = everything()

    report = imported(tmp_path, edition(), *REST)

    assert report.counts["edition"] == {"unchanged": 1}
    assert everything() == before


def test_a_trial_run_tells_the_same_and_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "export.xml"
    path.write_text(wxr.wxr(edition(), edition("en"), *REST, head=HEAD), "utf-8")
    before = everything()
    trial = run(path, dry_run=True)

    assert everything() == before
    assert trial.as_json() | {"dry_run": False} == run(path).as_json()


def test_an_edition_that_the_outlet_has_stays_as_it_is(tmp_path: Path) -> None:
    ours = Edition.objects.create(language="fa", prefix="per", name="پست ما")
    front = front_of(ours)
    assert front

    report = imported(tmp_path, edition(), *REST)

    reason, place = refusal(report)
    assert reason == "The outlet has the site in this language already; that stays as it is."
    assert place.startswith("export.xml, line ")
    assert Edition.objects.values_list("name", "prefix").get() == ("پست ما", "per")
    assert not front.picks.exists()
    assert SectionPage.objects.get(slug="khabar").get_parent().pk == front.pk
    assert Menu.objects.get(slug="asli").edition == ours
    assert Client().get("/fa/rope/").status_code == 200


def test_what_is_in_the_outlets_own_language_comes_to_its_first_site(tmp_path: Path) -> None:
    OutletSettings.objects.update(language="fa")

    report = imported(tmp_path, edition(), *REST)

    assert refusal(report)[0] == "The outlet itself is in fa; that stays as it is."
    assert not Edition.objects.exists()
    assert SectionPage.objects.get(slug="khabar").get_parent().title == "The Harbour Post"
    assert Menu.objects.get(slug="asli").place == "header"


#: What may be wrong with an edition, and what is told of it.
WRONG = {
    "a code that is none": (
        {"language": "qqq"}, "Its language: “qqq” is no language code. Write one such as"
    ),
    "no code": ({"language": ""}, "Its language: This field cannot be blank."),
    "another thing than a code": ({"language": [1]}, "Its language: “[1]” is no language code."),
    "a letter that no database takes": (
        {"language": "q\0qq"}, "Its language: “qqq” is no language code."
    ),
    "no name": ({"name": " "}, "Its name: This field cannot be blank."),
    "a prefix that is none": ({"prefix": "a/b"}, "Its prefix: Write a language code"),
    "a prefix of the product": ({"prefix": "tag"}, "Its prefix: Write a language code"),
    "a prefix that a page has": ({"prefix": "abc"}, "At /abc/ stands something else already."),
    "the prefix of another": ({"prefix": "ar"}, "At /ar/ begins the site in ar already."),
}  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG)
def test_one_that_cannot_be_is_one_line_and_everything_else_comes(
    tmp_path: Path, wrong: str
) -> None:
    values, words = WRONG[wrong]
    factories.StandardFactory(title="Letters", slug="abc", body=[])

    report = imported(tmp_path, edition("ar", name="البريد"), edition(**values), *REST)

    reason, place = refusal(report)
    assert reason.startswith(words)
    assert place == "export.xml, line 13 (fa)"
    assert [one.language for one in Edition.objects.all()] == ["ar"]
    assert FrontPage.objects.count() == 2
    assert ArticlePage.objects.get().title == "طناب"
    assert Client().get("/fa/rope/").status_code == 200
    assert Menu.objects.get(slug="asli").place == ""
    assert report.notes["The site in fa is not here; its menu is on no page."].count == 1


def test_the_menu_of_one_that_cannot_be_leaves_those_of_the_first_alone(tmp_path: Path) -> None:
    Menu.objects.create(name="Main", slug="asli", place="header")

    imported(tmp_path, edition(prefix="a/b"), *REST)

    menus = Menu.objects.order_by("pk").values_list("name", "place", "items__label")
    assert list(menus) == [("Main", "header", None), ("اصلی", "", "خانه")]


def test_two_with_one_language_are_one(tmp_path: Path) -> None:
    report = imported(tmp_path, edition(), edition(prefix="per"))

    assert refusal(report) == (
        "It was read before, in export.xml, line 12.", "export.xml, line 13 (fa)"
    )  # fmt: skip
    assert Edition.objects.get().prefix == "fa"


def test_one_that_was_not_public_is_not_made_so(tmp_path: Path) -> None:
    then = "2024-03-01T10:00:00+00:00"
    imported(tmp_path, edition(), own("front", "fa", title="پست بندر", first_published_at=then))

    assert Client().get("/fa/").status_code == 410


def test_one_that_was_deleted_here_stays_away(tmp_path: Path) -> None:
    imported(tmp_path, edition())
    Edition.objects.get().delete()

    report = imported(tmp_path, edition())

    assert refusal(report)[0] == "It was deleted here since."
    assert not Edition.objects.exists()


def test_a_prefix_at_which_nothing_is_any_more_can_be_had(tmp_path: Path) -> None:
    page = factories.StandardFactory(title="Old", slug="fa", body=[])
    page.delete()

    imported(tmp_path, edition())

    front = front_of(Edition.objects.get())
    assert front
    assert Address.objects.get(path="/fa/").thing == front
