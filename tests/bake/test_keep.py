"""What a first reader asks for is kept; what differs per reader never is."""

import errno
from typing import Any

import pytest
from django.test import Client
from tests.factories import ArticleFactory, SectionFactory

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
