"""Stories that stand at addresses of an old site, as an import leaves them."""

from datetime import UTC, datetime
from typing import Any

from masthead.addresses.assign import move, redirect
from masthead.comments.models import Comment
from tests.factories import ArticleFactory


def story_at(path: str, *others: str) -> Any:
    made = ArticleFactory(published_at=datetime(2019, 1, 1, tzinfo=UTC))
    move(made, path)
    for other in others:
        redirect(other, made)
    return made


def seen(page: Any) -> list[tuple[Any, ...]]:
    """What readers find under a story: number, state, name, HTML, and the number it answers."""
    rows = Comment.objects.filter(page_id=page.pk).in_thread().select_related("parent")
    return [
        (one.number, one.status, one.author_name, one.html, one.parent and one.parent.number)
        for one in rows
    ]
