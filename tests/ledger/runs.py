"""Stories through the whole way to the record, as the worker takes them."""

from typing import Any

from masthead.articles.models import ArticlePage
from masthead.ledger import files, work
from masthead.ledger.models import RecordEntry
from masthead.record.audit import entries_of
from masthead.record.entry import Entry


def record_all() -> None:
    """Let the worker do what waits."""
    while work.step():
        pass


def log() -> list[Entry]:
    """Everything that the published files hold, read and checked as an outsider does."""
    found = files.published()
    if found is None:
        return []
    return [Entry.parse(data) for data in entries_of(files.fetch, found[1])]


def publish_again(story: ArticlePage, **changes: Any) -> ArticlePage:
    """Change a story as an editor does."""
    page = story.get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()
    found: ArticlePage = ArticlePage.objects.get(pk=story.pk)
    return found


def rows() -> list[tuple[str, int, int | None]]:
    """Kind, revision and place of every row, in the order in which they were written."""
    return list(RecordEntry.objects.order_by("pk").values_list("kind", "revision", "place"))
