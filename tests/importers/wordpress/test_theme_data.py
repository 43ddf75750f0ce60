"""The real export: everything in it arrives, and a second run changes nothing."""

import json
import os
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from wagtail.models import Page, ReferenceIndex, Revision

from masthead.addresses.resolve import resolve
from masthead.articles import tree
from masthead.articles.models import ArticlePage, SectionPage, StandardPage, TopicPage
from masthead.comments.models import Comment, Status
from masthead.importers.models import ImportedThing
from masthead.importers.report import Report
from masthead.outlet.models import Menu
from masthead.people.models import Person
from tests.importers.wordpress import old_addresses, raw_export, words
from tests.importers.wordpress.runs import everything, run

pytestmark = pytest.mark.django_db


def body_of(page: Any) -> list[dict[str, Any]]:
    return list(page.body.raw_data)


def unmarked(body: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The body without the words the importer itself puts where a picture is missing."""
    out = []
    for block in body:
        value = block["value"]
        if block["type"] == "html" and 'class="missing-picture"' in value:
            start, _, rest = value.partition("<p>")
            value = start + rest.partition("</p>")[2]
        out.append(block | {"value": value})
    return out


@pytest.fixture
def raw(theme_data: Path) -> list[raw_export.Raw]:
    return raw_export.items(theme_data)


# Django closes PostgreSQL's connection after each test; there each test imports for itself.
SCOPE: Any = "function" if os.environ.get("TEST_DATABASE_URL") else "module"


@pytest.fixture(scope=SCOPE)
def imported(
    request: pytest.FixtureRequest,
    django_db_setup: None,
    django_db_blocker: Any,
    theme_data: Path,
) -> Iterator[Report]:
    """The export in a new outlet; the tests of this file all look at the same one."""
    if SCOPE == "function":
        request.getfixturevalue("db")
        tree.plant("The Harbour Post")
        yield run(theme_data)
        return
    with django_db_blocker.unblock(), transaction.atomic():
        tree.plant("The Harbour Post")
        yield run(theme_data)
        transaction.set_rollback(True)


def test_every_public_post_and_page_stands_at_its_old_path(
    imported: Report, raw: list[raw_export.Raw]
) -> None:
    public = [one for one in raw if one.type in ("post", "page") and one.is_public]
    assert len(public) == 76
    for one in public:
        found = resolve(one.path)
        assert found, one.path
        assert isinstance(found.thing, ArticlePage if one.type == "post" else StandardPage)
        assert found.thing.live
        redirect = resolve(f"/?p={one.id}")
        assert redirect
        assert redirect.redirect_to == one.path


def test_what_was_not_public_is_not_public(imported: Report) -> None:
    scheduled = ArticlePage.objects.get(title="Scheduled")
    assert not scheduled.live
    assert scheduled.go_live_at
    assert scheduled.go_live_at.isoformat() == "2030-01-01T19:00:18+00:00"
    approved = Revision.page_revisions.get(object_id=str(scheduled.pk)).approved_go_live_at
    assert approved == scheduled.go_live_at
    for part in ("Draft", "Template: Password Protected"):
        page = ArticlePage.objects.get(title__startswith=part)
        assert not page.live
        assert page.go_live_at is None
        assert page.get_latest_revision_as_object().title == page.title


def test_no_word_of_any_post_is_lost_and_none_changes_its_place(
    imported: Report, raw: list[raw_export.Raw]
) -> None:
    attached = raw_export.galleries(raw)
    captions = {one.id: one.caption for one in raw if one.type == "attachment"}
    compared = 0
    for one in raw:
        if one.type not in ("post", "page"):
            continue
        row = ImportedThing.objects.get(kind=one.type, old_id=str(one.id))

        def gallery(attributes: str, post: int = one.id) -> list[str]:
            return words.captions_of(attributes, attached.get(post, []), captions)

        page = row.thing
        assert isinstance(page, ArticlePage | StandardPage)
        expected = words.before(one.content, gallery)
        assert words.after(unmarked(body_of(page))) == expected, one.link
        revision = page.get_latest_revision_as_object()
        assert body_of(revision) == body_of(page)
        compared += 1
    assert compared == 79


def test_all_comments_arrive_in_their_state_and_thread(
    imported: Report, raw: list[raw_export.Raw]
) -> None:
    assert Comment.objects.count() == 33
    states = Counter(Comment.objects.values_list("status", flat=True))
    assert states == {Status.APPROVED: 30, Status.PENDING: 3}
    assert Comment.objects.filter(parent__isnull=False).count() == 10
    sources = Counter(Comment.objects.values_list("source", flat=True))
    assert sources == {"import": 29, "pingback": 2, "trackback": 2}
    for one in raw:
        if not one.comments:
            continue
        row = ImportedThing.objects.get(kind=one.type, old_id=str(one.id))
        for element in one.comments:
            comment = Comment.objects.get(
                pk=row.comments[element.findtext(raw_export.WP + "comment_id")]
            )
            assert comment.page_id == row.object_id
            parent = element.findtext(raw_export.WP + "comment_parent") or "0"
            assert (comment.parent_id or 0) == row.comments.get(parent, 0)
            date = element.findtext(raw_export.WP + "comment_date_gmt") or ""
            assert comment.created_at.strftime("%Y-%m-%d %H:%M:%S") == date


def test_shown_comments_are_numbered_by_date_and_nothing_tells_who_wrote_them(
    imported: Report,
) -> None:
    page = ArticlePage.objects.get(title="Template: Comments")
    shown = list(page.reader_comments.shown().order_by("created_at", "pk"))
    assert sorted(comment.number for comment in shown) == list(range(1, len(shown) + 1))
    dates = [comment.created_at for comment in sorted(shown, key=lambda one: one.number or 0)]
    assert dates == sorted(dates)
    stored = json.dumps(list(Comment.objects.values()), default=str)
    assert "@example" not in stored
    assert all(len(one.email_hash) in (0, 64) for one in Comment.objects.all())


def test_every_category_tag_and_author_arrives(imported: Report, theme_data: Path) -> None:
    categories = raw_export.terms(theme_data, "category", "category_nicename")
    tags = raw_export.terms(theme_data, "tag", "tag_slug")
    for slug in categories:
        row = ImportedThing.objects.get(kind="category", old_id=slug)
        assert isinstance(row.thing, SectionPage)
    for slug in tags:
        found = resolve(f"/tag/{slug}/")
        assert found, slug
        assert isinstance(found.thing, TopicPage)
    assert set(Person.objects.values_list("name", flat=True)) == {"Theme Buster", "Theme Reviewer"}
    found = resolve("/author/themedemos/")
    assert found
    assert isinstance(found.thing, Person)
    child = SectionPage.objects.get(title="Child 1")
    assert child.get_parent().title == "Parent"


def test_bylines_topics_and_sections_are_those_of_the_post(imported: Report) -> None:
    article = ArticlePage.objects.get(title="Post Format: Standard")
    assert [line.person.name for line in article.bylines.all()] == ["Theme Buster"]
    assert {topic.title for topic in article.topics.all()} == {
        "Post Formats",
        "readability",
        "standard",
    }
    assert article.section
    assert {article.section.title, *(one.title for one in article.other_sections.all())} == {
        "Classic",
        "Post Formats",
    }
    assert article.first_published_at
    assert article.first_published_at.isoformat() == "2010-10-05T07:27:25+00:00"


def test_every_menu_arrives_with_its_nesting(imported: Report, raw: list[raw_export.Raw]) -> None:
    menus = {menu.slug: list(menu.items.all()) for menu in Menu.objects.all()}
    expected = raw_export.menus(raw)
    assert sum(map(len, expected.values())) == 70
    assert set(menus) == {*expected, "empty-menu"}
    for slug, entries in expected.items():
        levels = [level for level, _ in entries]
        labels = [label for _, label in entries]
        assert [item.level for item in menus[slug]] == levels
        assert [item.label for item in menus[slug]] == labels
        assert all(item.page_id or item.url for item in menus[slug])


def test_pages_keep_their_tree(imported: Report) -> None:
    page = StandardPage.objects.get(title="Level 3")
    assert [one.title for one in page.get_ancestors()][-2:] == ["Level 1", "Level 2"]
    assert Page.find_problems() == ([], [], [], [], [])


def test_the_report_accounts_for_everything(imported: Report) -> None:
    counts = {kind: imported.read(kind) for kind in imported.counts}
    assert counts == {
        "author": 2,
        "category": 68,
        "tag": 114,
        "term": 9,
        "attachment": 37,
        "page": 21,
        "post": 58,
        "comment": 33,
        "menu": 6,
        "menu item": 70,
    }
    for entry in imported.as_json()["skipped"]:
        assert entry["reason"]
        assert len(entry["places"]) == entry["count"]
        assert all(", line " in place for place in entry["places"])


def test_a_second_run_changes_nothing(imported: Report, theme_data: Path) -> None:
    before = everything()
    again = run(theme_data)
    assert everything() == before
    for kind, counts in again.counts.items():
        assert counts["made"] == counts["changed"] == 0, kind
        assert again.read(kind) == imported.read(kind)


def test_attachment_pages_and_old_ids_lead_to_the_story(imported: Report) -> None:
    for path in ("/2010/09/10/post-format-gallery/canola2/", "/?attachment_id=611"):
        found = resolve(path)
        assert found
        assert found.redirect_to == "/2010/09/10/post-format-gallery/"


def test_every_old_address_answers_at_once_or_after_one_redirect(
    imported: Report, raw: list[raw_export.Raw], theme_data: Path, client: Client
) -> None:
    """The list is made from the export alone."""

    @cache
    def answer(path: str) -> tuple[int, str]:
        response = client.head(path)
        return response.status_code, response.headers.get("Location", "")

    addresses = old_addresses.addresses(raw, theme_data)
    assert len(addresses) > 1500
    lost = []
    for address in addresses:
        status, location = answer(address)
        if status == 301:
            status, _ = answer(location)
        if status != 200:
            lost.append((address, location, status))
    assert not lost


def test_no_page_asks_the_old_site_for_anything(imported: Report) -> None:
    for page in [*ArticlePage.objects.all(), *StandardPage.objects.all()]:
        html = str(page.body)
        assert "<img" not in html
        assert "<iframe" not in html
        assert "<script" not in html


def test_imported_stories_are_found(imported: Report) -> None:
    found = [page.title for page in ArticlePage.objects.live().search("Wendy")]
    assert "Post Format: Standard" in found
    assert ReferenceIndex.objects.exists()


def test_an_imported_story_is_edited_like_any_other(imported: Report) -> None:
    page = ArticlePage.objects.get(title="Post Format: Standard")
    path = page.public_path
    draft = page.get_latest_revision_as_object()
    draft.title = "Edited"
    draft.save_revision().publish()
    page = ArticlePage.objects.get(pk=page.pk)
    assert (page.title, page.public_path, page.live) == ("Edited", path, True)
    assert [line.person.name for line in page.bylines.all()] == ["Theme Buster"]
    assert page.topics.count() == 3
    assert page.revisions.count() == 2


def test_every_imported_body_passes_the_editors_form(imported: Report) -> None:
    for page in [*ArticlePage.objects.all(), *StandardPage.objects.all()]:
        page.body.stream_block.clean(page.body)
        page.full_clean()
