"""Posts and pages of every status and oddity, in the site."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.importers.wordpress import wxr
from tests.importers.wordpress.runs import everything, run
from wagtail.models import Page

from masthead.addresses.models import Address
from masthead.addresses.resolve import resolve
from masthead.articles.models import ArticlePage, FrontPick, SectionPage, StandardPage
from masthead.comments.models import Comment
from masthead.core.html import visible_text
from masthead.importers.models import ImportedThing
from masthead.outlet.models import Menu, OutletSettings
from masthead.people.models import Person

pytestmark = pytest.mark.usefixtures("outlet")


def story(number: int) -> ArticlePage:
    row = ImportedThing.objects.get(kind="post", old_id=str(number))
    assert isinstance(row.thing, ArticlePage)
    return row.thing


def thing_at(path: str) -> Any:
    found = resolve(path)
    return found and (found.thing or found.redirect_to)


@pytest.mark.parametrize(
    ("status", "live", "scheduled"),
    [
        ("publish", True, False),
        ("future", False, True),
        ("draft", False, False),
        ("pending", False, False),
        ("private", False, False),
        ("some-plugin-status", False, False),
    ],
)
def test_each_status_is_as_public_as_it_was(
    tmp_path: Path, status: str, *, live: bool, scheduled: bool
) -> None:
    date = "2035-01-01 09:00:00" if scheduled else "2024-03-01 09:00:00"
    run(wxr.write(tmp_path, wxr.item(1, "A", status=status, post_date_gmt=date)))
    page = story(1)
    assert page.live is live
    assert (page.go_live_at is not None) is scheduled
    assert page.has_unpublished_changes is not live
    assert page.get_latest_revision_as_object().title == "Story 1"
    in_review = page.current_workflow_state is not None
    assert in_review is (status == "pending")


def test_trash_and_what_wordpress_saves_by_itself_are_skipped_with_their_comments(
    tmp_path: Path,
) -> None:
    report = run(
        wxr.write(
            tmp_path,
            wxr.item(1, status="trash", inside=wxr.comment(1, "Gone")),
            wxr.item(2, status="auto-draft"),
            wxr.item(3, post_type="revision", status="inherit"),
        )
    )
    assert not ArticlePage.objects.exists()
    assert report.counts["post"]["skipped"] == 2
    assert report.counts["comment"]["skipped"] == 1
    assert report.counts["other"]["skipped"] == 1


def test_a_password_keeps_a_post_from_readers(tmp_path: Path) -> None:
    report = run(wxr.write(tmp_path, wxr.item(1, post_password="enter")))
    assert not story(1).live
    assert any("password" in words for words in report.notes)


def test_dates_are_kept_and_those_of_zero_are_made_up_for(tmp_path: Path) -> None:
    zero = "0000-00-00 00:00:00"
    run(
        wxr.write(
            tmp_path,
            wxr.item(1, post_modified_gmt="2024-05-05 05:05:05"),
            wxr.item(2, post_date_gmt=zero),
            wxr.item(3, post_date_gmt=zero, post_date=zero),
        )
    )
    assert story(1).first_published_at == datetime(2024, 3, 1, 9, tzinfo=UTC)
    assert story(1).last_published_at == datetime(2024, 5, 5, 5, 5, 5, tzinfo=UTC)
    assert story(2).first_published_at == datetime(2024, 3, 1, 10, tzinfo=UTC)
    assert story(3).first_published_at == datetime(2025, 5, 5, 10, tzinfo=UTC)


def test_two_posts_with_one_path_are_both_read_and_the_second_is_told(tmp_path: Path) -> None:
    link = "https://old.example/same/"
    report = run(wxr.write(tmp_path, wxr.item(1, link=link), wxr.item(2, link=link)))
    assert thing_at("/same/") == story(1)
    assert thing_at("/same-2/") == story(2)
    assert "The path /same/ is taken; it is read at /same-2/." in report.notes


def test_a_path_of_the_products_own_is_not_taken(tmp_path: Path) -> None:
    run(wxr.write(tmp_path, wxr.item(1, link="https://old.example/search/")))
    assert thing_at("/search-2/") == story(1)


def test_paths_in_other_scripts_are_decoded(tmp_path: Path) -> None:
    link = "https://old.example/%d8%ae%d8%a8%d8%b1/"
    run(wxr.write(tmp_path, wxr.item(1, link=link, post_name="%d8%ae%d8%a8%d8%b1")))
    assert thing_at("/خبر/") == story(1)
    assert story(1).slug == "خبر"


def test_old_slugs_ids_and_guids_lead_to_the_story_in_one_step(tmp_path: Path) -> None:
    inside = wxr.meta("_wp_old_slug", "first-name")
    guid = "http://www.old.example/2020/01/before/"
    run(wxr.write(tmp_path, wxr.item(1, inside=inside, guid=guid)))
    for path in ("/?p=1", "/2024/03/first-name/", "/2020/01/before/"):
        assert thing_at(path) == "/2024/03/story-1/"


def test_a_path_belongs_to_the_post_that_is_there_not_to_one_that_once_was(tmp_path: Path) -> None:
    inside = wxr.meta("_wp_old_slug", "story-2")
    run(wxr.write(tmp_path, wxr.item(1, inside=inside), wxr.item(2)))
    assert thing_at("/2024/03/story-2/") == story(2)


def test_a_post_without_a_pretty_link_gets_one_and_keeps_the_plain(tmp_path: Path) -> None:
    run(wxr.write(tmp_path, wxr.item(12, link="https://old.example/?p=12", post_name="plain")))
    path = story(12).public_path
    assert path
    assert path.endswith("/plain/")
    assert thing_at("/?p=12") == path


def test_a_scheduled_post_has_its_promised_path(tmp_path: Path) -> None:
    run(wxr.write(tmp_path, wxr.item(1, status="future", post_date_gmt="2035-01-01 09:00:00")))
    page = story(1)
    page.get_latest_revision().publish()
    assert story(1).public_path == "/2024/03/story-1/"


def test_pages_find_parents_that_come_later_and_survive_bad_ones(tmp_path: Path) -> None:
    page = {"post_type": "page"}
    run(
        wxr.write(
            tmp_path,
            wxr.item(1, title="Child", post_parent="2", **page),
            wxr.item(2, title="Parent", **page),
            wxr.item(3, title="Orphan", post_parent="99", **page),
            wxr.item(4, title="Own parent", post_parent="4", **page),
            wxr.item(5, title="Circle A", post_parent="6", **page),
            wxr.item(6, title="Circle B", post_parent="5", **page),
        )
    )
    assert StandardPage.objects.get(title="Child").get_parent().title == "Parent"
    assert StandardPage.objects.count() == 6
    assert Page.find_problems() == ([], [], [], [], [])


def test_missing_authors_categories_and_titles_stop_nothing(tmp_path: Path) -> None:
    inside = wxr.use("category", "unlisted", "Unlisted") + wxr.use("post_tag", "loose", "Loose")
    run(
        wxr.write(
            tmp_path, wxr.item(1, "First words here.", creator="ghost", title="", inside=inside)
        )
    )
    page = story(1)
    assert page.title == "First words here."
    assert [line.person.name for line in page.bylines.all()] == ["ghost"]
    assert page.section
    assert page.section.title == "Unlisted"
    assert [topic.title for topic in page.topics.all()] == ["Loose"]


def test_co_authors_and_guests_stand_in_the_byline_in_order(tmp_path: Path) -> None:
    guest = wxr.item(
        9,
        post_type="guest-author",
        post_name="cap-bo",
        inside=wxr.meta("cap-display_name", "Bo Guest") + wxr.meta("cap-user_login", "bo")
        + wxr.meta("cap-description", "Writes at times."),
    )  # fmt: skip
    uses = wxr.use("author", "cap-bo") + wxr.use("author", "cap-alma")
    run(wxr.write(tmp_path, guest, wxr.item(1, inside=uses)))
    assert [line.person.name for line in story(1).bylines.all()] == ["Bo Guest", "Alma Verne"]
    assert Person.objects.get(slug="bo").bio == "<p>Writes at times.</p>"
    assert thing_at("/author/bo/") == Person.objects.get(slug="bo")


def test_categories_nest_even_in_circles(tmp_path: Path) -> None:
    run(
        wxr.write(
            tmp_path,
            wxr.category("below", "Below", "above", 2),
            wxr.category("above", "Above", "", 3),
            wxr.category("a", "A", "b", 4),
            wxr.category("b", "B", "a", 5),
        )
    )
    assert SectionPage.objects.get(title="Below").get_parent().title == "Above"
    assert SectionPage.objects.count() == 4
    assert thing_at("/category/above/below/") == SectionPage.objects.get(title="Below")
    assert thing_at("/category/below/") == "/category/above/below/"
    assert thing_at("/?cat=3") == "/category/above/"


def test_the_main_category_is_the_section(tmp_path: Path) -> None:
    terms = wxr.category("a", "A", "", 4) + wxr.category("b", "B", "", 5)
    inside = (
        wxr.use("category", "a") + wxr.use("category", "b")
        + wxr.meta("_yoast_wpseo_primary_category", "5")
    )  # fmt: skip
    run(wxr.write(tmp_path, terms, wxr.item(1, inside=inside)))
    section = story(1).section
    assert section
    assert section.title == "B"
    assert [one.title for one in story(1).other_sections.all()] == ["A"]


def test_search_fields_of_plugins_are_taken_over(tmp_path: Path) -> None:
    inside = (
        wxr.meta("_yoast_wpseo_title", "%%title%% %%sep%% %%sitename%%")
        + wxr.meta("rank_math_description", "Short.")
        + wxr.meta("rank_math_robots", 'a:1:{i:0;s:7:"noindex";}')
        + wxr.meta("_yoast_wpseo_canonical", "https://first.example/x/")
    )
    run(wxr.write(tmp_path, wxr.item(1, inside=inside)))
    page = story(1)
    assert page.seo_title == "Story 1 - The Old Harbour"
    assert (page.search_description, page.noindex) == ("Short.", True)
    assert page.canonical_url == "https://first.example/x/"


def test_links_lead_to_the_pages_themselves_backwards_and_forwards(tmp_path: Path) -> None:
    to = '<a href="https://www.old.example/2024/03/story-{}/">x</a>'
    run(
        wxr.write(
            tmp_path,
            wxr.item(1, f"{to.format(2)} {to.format(3)} <a href='http://old.example/?p=2'>y</a>"),
            wxr.item(2, to.format(1)),
        )
    )
    assert f'<a linktype="page" id="{story(1).pk}">' in str(story(2).body.raw_data[0])
    first = story(1).body.raw_data[0]["value"]
    assert first.count(f'<a linktype="page" id="{story(2).pk}">') == 2
    assert '<a href="/2024/03/story-3/">' in first
    revision = story(1).get_latest_revision_as_object()
    assert revision.body.raw_data[0]["value"] == first


def test_sticky_posts_are_placed_on_the_front_page_once(tmp_path: Path) -> None:
    path = wxr.write(tmp_path, wxr.item(1, is_sticky="1"), wxr.item(2))
    run(path)
    run(path)
    assert [pick.article_id for pick in FrontPick.objects.all()] == [story(1).pk]


def test_broken_php_is_told_and_stops_nothing(tmp_path: Path) -> None:
    inside = wxr.meta("_wp_attachment_metadata", 'a:2:{s:5:"width";i:')
    report = run(wxr.write(tmp_path, wxr.item(1, "A", inside=inside)))
    assert story(1).live
    (told,) = [words for words in report.notes if "damaged PHP" in words]
    assert "_wp_attachment_metadata" in told


def test_an_id_that_comes_twice_is_told_with_both_places(tmp_path: Path) -> None:
    first = wxr.write(tmp_path, wxr.item(1, title="First"), name="a.xml")
    second = wxr.write(tmp_path, wxr.item(1, title="Second"), wxr.item(2), name="b.xml")
    report = run(first, second)
    assert story(1).title == "First"
    assert story(2).live
    ((_, reason),) = report.skips
    assert "a.xml" in reason


def test_the_site_gets_the_old_name_only_if_it_has_none(tmp_path: Path) -> None:
    run(wxr.write(tmp_path, wxr.item(1)))
    assert OutletSettings.load().name == "The Harbour Post"


def test_comments_keep_state_and_thread_whatever_their_parents(tmp_path: Path) -> None:
    inside = (
        wxr.comment(5, "Second", parent=3, comment_date_gmt="2024-03-02 09:00:00")
        + wxr.comment(3, "First", comment_date_gmt="2024-03-02 08:00:00", comment_user_id="3")
        + wxr.comment(6, "To nobody", parent=99)
        + wxr.comment(7, "To itself", parent=7)
        + wxr.comment(8, "Circle", parent=9)
        + wxr.comment(9, "Circle", parent=8)
        + wxr.comment(10, "Held", approved="0")
        + wxr.comment(11, "Spam", approved="spam")
        + wxr.comment(12, "Thrown away", approved="trash")
        + wxr.comment(13, "<p>A</p><script>x</script>", comment_type="pingback", comment_author="")
    )
    inside += wxr.comment(14, "Payment received", comment_type="order_note")
    report = run(wxr.write(tmp_path, wxr.item(1, inside=inside)))
    found = {comment.text: comment for comment in Comment.objects.all()}
    assert found["Second"].parent == found["First"]
    assert found["First"].number
    assert found["Second"].number == found["First"].number + 1
    assert found["First"].person
    assert found["First"].person.name == "Alma Verne"
    assert found["To nobody"].parent is found["To itself"].parent is None
    assert found["Held"].status == "pending"
    assert found["Spam"].status == "spam"
    assert "Thrown away" not in found
    assert "Payment received" not in found
    ping = next(comment for comment in found.values() if comment.source == "pingback")
    assert (ping.author_name, ping.html) == ("Anonymous", "<p>A</p>")
    assert report.counts["comment"] == {"made": 9, "skipped": 2}


def test_words_of_a_comment_stay_apart_whatever_it_held(tmp_path: Path) -> None:
    html = "<h2>A</h2><table><tr><td>B</td><td>C</td></tr><tr><td>D</td></tr></table>E"
    run(wxr.write(tmp_path, wxr.item(1, inside=wxr.comment(1, html))))
    assert visible_text(Comment.objects.get().html).split() == ["A", "B", "C", "D", "E"]


def test_the_only_menu_or_the_one_named_so_becomes_the_main_menu(tmp_path: Path) -> None:
    def entry(number: int, menu: str) -> str:
        values = {"type": "custom", "menu_item_parent": "0", "url": "https://x.example/"}
        inside = "".join(wxr.meta(f"_menu_item_{name}", value) for name, value in values.items())
        return wxr.item(
            number, post_type="nav_menu_item", inside=wxr.use("nav_menu", menu) + inside
        )

    menus = wxr.term("nav_menu", "foot", "Foot") + wxr.term("nav_menu", "main-menu", "Main")
    run(wxr.write(tmp_path, menus, entry(1, "foot"), entry(2, "main-menu")))
    assert [menu.slug for menu in Menu.objects.filter(place="header")] == ["main-menu"]


def test_a_newer_export_changes_what_changed_and_adds_what_is_new(tmp_path: Path) -> None:
    run(wxr.write(tmp_path, wxr.item(1, "Old", inside=wxr.comment(1, "A")), wxr.item(2, "Same")))
    same = story(2).latest_revision_id
    newer = wxr.write(
        tmp_path,
        wxr.item(1, "New", inside=wxr.comment(1, "A") + wxr.comment(2, "B", parent=1)),
        wxr.item(2, "Same"),
        wxr.item(3, "Added"),
    )
    report = run(newer)
    assert story(1).body.raw_data[0]["value"] == "<p>New</p>"
    assert story(1).live
    assert story(1).first_published_at == datetime(2024, 3, 1, 9, tzinfo=UTC)
    assert story(2).latest_revision_id == same
    assert report.counts["post"] == {"made": 1, "changed": 1, "unchanged": 1}
    assert report.counts["comment"] == {"made": 1, "unchanged": 1}
    assert Comment.objects.get(text="B").parent == Comment.objects.get(text="A")
    before = everything()
    run(newer)
    assert everything() == before


def test_a_story_that_was_edited_here_is_left_alone(tmp_path: Path) -> None:
    run(wxr.write(tmp_path, wxr.item(1, "Old")))
    page = story(1)
    page.title = "Edited here"
    page.save_revision().publish()
    report = run(wxr.write(tmp_path, wxr.item(1, "New", inside=wxr.comment(1, "A"))))
    assert story(1).title == "Edited here"
    assert ("post", "It was edited here since the last import.") in report.skips
    assert Comment.objects.count() == 1


def test_a_story_that_was_deleted_here_does_not_come_back(tmp_path: Path) -> None:
    path = wxr.write(tmp_path, wxr.item(1, "Old", inside=wxr.comment(1, "A")))
    run(path)
    story(1).delete()
    report = run(path)
    assert not ArticlePage.objects.exists()
    assert report.counts["post"]["skipped"] == 1
    assert Address.objects.filter(path="/2024/03/story-1/").exists()


def test_a_story_of_a_site_in_several_languages_knows_its_own(tmp_path: Path) -> None:
    inside = wxr.use("language", "fa", "فارسی") + wxr.use("post_translations", "pll_1")
    report = run(wxr.write(tmp_path, wxr.item(1, inside=inside), wxr.item(2)))
    assert (story(1).language, story(2).language) == ("fa", "en-GB")
    assert not story(1).topics.exists()
    assert report.counts["term"] == {"skipped": 2}
