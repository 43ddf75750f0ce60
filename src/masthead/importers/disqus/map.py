"""Comments of one Disqus thread in our words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from masthead.core.html import visible_text
from masthead.core.text import collapse, printable
from masthead.importers.discussions.thread import Left, tombs
from masthead.importers.discussions.words import html_of
from masthead.importers.errors import Place, Tell
from masthead.importers.replies import NAME_LIMIT, Reply, emptied, with_parent
from masthead.importers.wordpress.map.autop import autop

_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)  # equal for every run


@dataclass(frozen=True, slots=True)
class Post:
    """A comment as Disqus tells of it. The address of its sender's machine is not even read."""

    place: Place
    id: int
    parent: int
    created: str
    name: str
    email: str
    message: str
    state: str


def replies_of(
    posts: Sequence[Post], thread_created: str, tell: Tell
) -> tuple[list[Reply], list[Left]]:
    """The comments of one thread, and those that were deleted and that nobody answered."""
    start = _moment(thread_created) or _NO_DATE
    made = {post.id: _reply(post, start, tell) for post in posts}
    threaded = [with_parent(reply, made, tell) for reply in made.values()]
    deleted = {reply.old_id for reply in threaded if reply.status == "withdrawn"}
    return tombs(threaded, deleted, "It was deleted there.")


def _reply(post: Post, start: datetime, tell: Tell) -> Reply:
    at = _moment(post.created)
    if at is None:
        tell("A comment without a date got its thread's.", post.place)
    message = printable(post.message)
    reply = Reply(
        old_id=post.id,
        parent=post.parent,
        status=post.state,
        source="import",
        name=collapse(visible_text(printable(post.name)))[:NAME_LIMIT] or "Anonymous",
        email=post.email,
        url="",  # an export does not tell it
        user=0,
        at=at or start,
        text=visible_text(html_of(message)),
        html=html_of(autop(message)),
        place=post.place,
    )
    return emptied(reply) if post.state == "withdrawn" else reply


def _moment(written: str) -> datetime | None:
    """ISO 8601, in UTC where it names no zone."""
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        return None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
