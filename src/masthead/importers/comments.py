"""Writing comments of another system under our stories, many at once."""

from collections.abc import Mapping

from masthead.comments import text
from masthead.comments.identity import email_hash
from masthead.comments.models import Comment, Status
from masthead.comments.thread import attach_all
from masthead.core.bidi import plain_name

from .replies import Reply


def build(
    page: int, replies: list[Reply], here: Mapping[str, Comment], users: Mapping[int, int]
) -> dict[str, Comment]:
    """Comments to be saved, by old id.

    `here` are those of the page that earlier runs made, `users` our people by their old ids.
    """
    made = {str(reply.old_id): _comment(page, reply, users) for reply in replies}
    for reply in replies:
        parent = str(reply.parent)
        made[str(reply.old_id)].parent = made.get(parent) or here.get(parent)
    return made


def save(comments: list[Comment]) -> None:
    """Save at their places, each shown one with its number, in the order of their dates."""
    attach_all(comments)


def _comment(page: int, reply: Reply, users: Mapping[int, int]) -> Comment:
    shown = reply.status == Status.APPROVED
    return Comment(
        page_id=page,
        status=reply.status,
        source=reply.source,
        author_name=plain_name(reply.name) or reply.name,
        author_url=reply.url,
        email_hash=email_hash(reply.email),
        person_id=users.get(reply.user) if reply.user else None,
        text=reply.text,
        html=text.clean(reply.html).replace("<p></p>", ""),
        created_at=reply.at,
        approved_at=reply.at if shown else None,
    )
