"""How feeds answer: not modified, moved, gone."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.factories import ArticleFactory, CommentFactory, SectionFactory
from wagtail.models import PageViewRestriction

from masthead.addresses.assign import move
from masthead.outlet.models import OutletSettings

from .conftest import Reader

pytestmark = pytest.mark.usefixtures("outlet")


@pytest.mark.parametrize("address", ["/feed/", "/atom.xml", "/feed.json", "/feed/en/"])
def test_a_reader_that_has_the_feed_gets_nothing_twice(client: Client, address: str) -> None:
    ArticleFactory()
    first = client.get(address)
    by_tag = client.get(address, headers={"if-none-match": first["ETag"]})
    by_date = client.get(address, headers={"if-modified-since": first["Last-Modified"]})

    assert (by_tag.status_code, by_date.status_code) == (304, 304)
    assert by_tag.content == b""
    assert by_tag["ETag"] == first["ETag"]


def test_a_new_story_a_change_a_withdrawal_and_a_comment_are_news(client: Client) -> None:
    tags = set()

    def note() -> None:
        tags.add(client.get("/feed/")["ETag"])

    story = ArticleFactory()
    note()
    other = ArticleFactory()
    note()
    story.title = "Another headline"
    story.save_revision().publish()
    note()
    other.unpublish()
    note()
    CommentFactory(page=story)
    note()
    assert len(tags) == 5


def test_a_feed_reader_may_ask_for_the_head_only(client: Client) -> None:
    ArticleFactory()
    response = client.head("/feed/")
    assert response.status_code == 200
    assert response["ETag"]
    assert client.post("/feed/").status_code == 405


def test_the_old_address_of_a_section_leads_to_its_feed(client: Client) -> None:
    section = SectionFactory(title="Region", slug="region")
    move(section, "/harbour/")
    response = client.get("/region/feed/atom/")
    assert response.status_code == 301
    assert response["Location"] == "/harbour/feed/atom/"


def test_a_feed_without_the_closing_slash_leads_to_the_one_with_it(client: Client) -> None:
    section = SectionFactory(slug="region")
    response = client.get(f"{section.url}feed")
    assert (response.status_code, response["Location"]) == (301, f"{section.url}feed/")


def test_a_path_in_another_script_has_its_feed(client: Client) -> None:
    section = SectionFactory(title="خبر", slug="خبر")
    assert section.url.isascii()
    assert client.get(f"{section.url}feed/").status_code == 200


def test_the_feed_of_a_withdrawn_story_is_gone_and_of_nothing_not_found(client: Client) -> None:
    story = ArticleFactory()
    address = f"{story.url}feed/"
    story.unpublish()
    assert client.get(address).status_code == 410
    assert client.get("/nothing/here/feed/").status_code == 404


def test_what_is_not_open_to_everybody_is_in_no_feed(client: Client, reader: Reader) -> None:
    story = ArticleFactory()
    CommentFactory(page=story)
    PageViewRestriction.objects.create(page=story, restriction_type="login")

    assert client.get(f"{story.url}feed/").status_code == 404
    assert reader.feed("/feed/").entries == []
    assert reader.feed("/comments/feed/").entries == []


def test_comments_are_read_under_one_story_and_everywhere(reader: Reader) -> None:
    story, other = ArticleFactory(title="Ferry late"), ArticleFactory()
    first = CommentFactory(page=story, author_name="Robin Field", html="<p>Late <b>again</b>.</p>")
    CommentFactory(page=other)
    CommentFactory(page=story, status="pending", author_name="Held")

    (entry,) = reader.feed(f"{story.url}feed/").entries
    everywhere = reader.feed("/comments/feed/").entries

    assert entry.title == "Comment on Ferry late by Robin Field"
    assert entry.link.endswith(f"{story.url}#comment-{first.number}")
    assert entry.content[0].value == "<p>Late <b>again</b>.</p>"
    assert len(everywhere) == 2
    assert entry.id in {item.id for item in everywhere}


def test_a_feed_of_comments_is_in_the_outlets_language(
    reader: Reader, outlet: OutletSettings
) -> None:
    outlet.language = "fr"
    outlet.save()
    CommentFactory(page=ArticleFactory(title="Le bac"), author_name="Robin Field")

    (entry,) = reader.feed("/comments/feed/").entries

    assert entry.title == "Commentaire de Robin Field sur «\u00a0Le bac\u00a0»"


def test_a_feed_of_comments_does_not_give_away_what_only_their_senders_know(
    client: Client,
) -> None:
    comment = CommentFactory(page=ArticleFactory())
    for address in ("/comments/feed/", "/comments/feed/atom/", "/comments/feed/json/"):
        content = client.get(address).content.decode()
        assert str(comment.uid) not in content
        assert comment.uid.hex not in content


def test_a_story_read_at_a_number_claims_no_feed_of_its_own(reader: Reader) -> None:
    story = ArticleFactory()
    move(story, "/?p=12")
    (entry,) = reader.feed("/feed/").entries
    (atom,) = reader.feed("/atom.xml").entries
    assert entry.link.endswith("/?p=12")
    assert "wfw_commentrss" not in entry
    assert "replies" not in {link.rel for link in atom.links}
