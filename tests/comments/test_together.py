"""Many write at one moment."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import OperationalError, connection
from tests.comments.at_once import at_once, real_database
from tests.factories import ArticleFactory, CommentFactory

from masthead.articles.models import ArticlePage
from masthead.comments import together
from masthead.comments.models import Comment, ModerationEntry, Status
from masthead.comments.together import store
from masthead.outlet.models import OutletSettings


def _new(story: ArticlePage, number: int, **fields: object) -> Comment:
    given = {"page_id": story.pk, "text": f"Text {number}", "status": Status.APPROVED}
    return Comment(**given | fields)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_all_that_come_at_once_are_stored_and_one_that_fails_fails_alone(
    outlet: OutletSettings, tmp_path: Path
) -> None:
    story, elsewhere = ArticleFactory(), CommentFactory(page=ArticleFactory())

    def send(number: int) -> str:
        # Nobody can answer what stands under another story.
        wrong = {"parent": elsewhere} if number == 7 else {}
        try:
            return store(_new(story, number, **wrong), "").text
        except ValueError as error:
            return str(error)

    with real_database(tmp_path):
        told = at_once([lambda number=number: send(number) for number in range(40)])
        rows = Comment.objects.filter(page=story).order_by("number")
        stored = at_once([lambda: list(rows.values_list("number", "path", "pk"))])[0]
        logged = at_once([lambda: ModerationEntry.objects.filter(comment__page=story).count()])[0]
    assert "cannot be answered here" in told[7]
    assert [words for words in told if words.startswith("Text")] == [
        f"Text {number}" for number in range(40) if number != 7
    ]
    if connection.vendor == "sqlite":
        assert [number for number, _path, _pk in stored] == list(range(1, 40))
        assert all(path == f"{pk:010d}" for _number, path, pk in stored)
        assert logged == 39


@pytest.mark.django_db
def test_all_are_told_when_the_disk_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    tries = []

    def fail(jobs: list[together._Job]) -> None:
        tries.append(len(jobs))
        raise OperationalError("disk is full")

    monkeypatch.setattr(together, "_write", fail)
    jobs = [together._Job(Comment(text=text), "") for text in ("One", "Two")]  # noqa: SLF001
    together._waiting.extend(jobs)  # noqa: SLF001
    together._write_next()  # noqa: SLF001
    assert [(job.done, str(job.error)) for job in jobs] == [(True, "disk is full")] * 2
    assert tries == [2]  # and not once more for each
