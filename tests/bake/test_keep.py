"""What a first reader asks for is kept; what differs per reader never is."""

import errno
import os
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from tests.factories import ArticleFactory, SectionFactory

from masthead.articles.models import ArticlePage
from masthead.bake import keep, work
from masthead.core import durable

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outlet")]


@pytest.fixture(autouse=True)
def story(outlet: Any) -> Any:
    return ArticleFactory(slug="ferry", section=SectionFactory(slug="news"))


def test_a_page_that_was_never_baked_is_kept_at_its_first_request(client: Client) -> None:
    answer = client.get("/news/ferry/")
    assert work.tree().file("/news/ferry/").read_bytes() == answer.content


@pytest.mark.parametrize(
    "path",
    ["/news/ferry/?from=mail", "/search/", "/metrics", "/nothing/", "/newsroom/", "/NEWS/ferry/"],
)
def test_what_is_not_the_same_for_all_readers_is_not_kept(client: Client, path: str) -> None:
    client.get(path)
    assert not list(work.tree().paths())


def test_a_preview_in_the_newsroom_is_never_kept_for_readers(story: Any) -> None:
    story.title = "What nobody may know yet"
    draft = ArticlePage(title="Not even begun", section=story.section)
    for page in (story, draft):
        assert page.title in page.make_preview_request().content.decode()
    assert not list(work.tree().paths())


def test_a_preview_is_not_answered_with_the_public_page(client: Client, story: Any) -> None:
    client.get("/news/ferry/")
    file = work.tree().file("/news/ferry/")
    os.utime(file, (2**32, 2**32))
    story.title = "What nobody may know yet"
    assert story.title in story.make_preview_request().content.decode()
    assert story.title not in file.read_text()


def test_what_is_rendered_for_somebody_signed_in_is_not_kept(
    client: Client, admin_user: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def greet(request: Any, _thing: Any) -> HttpResponse:
        return HttpResponse(f"Hello {request.user}")

    monkeypatch.setattr("masthead.reader.route.show", greet)
    client.force_login(admin_user)
    client.get("/news/ferry/")
    assert not list(work.tree().paths())


def test_whoever_waited_gets_the_rendering_of_the_one_before(client: Client) -> None:
    client.get("/news/ferry/")
    made = keep._made_meanwhile("/news/ferry/", 0.0)  # noqa: SLF001 - the moment cannot be timed
    assert made is not None
    assert made.content == work.tree().file("/news/ferry/").read_bytes()
    assert keep._made_meanwhile("/news/ferry/", 10**12) is None  # noqa: SLF001


def test_a_full_disk_does_not_keep_the_page_from_its_reader(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(durable, "_stage", full)
    assert client.get("/news/ferry/").status_code == 200
