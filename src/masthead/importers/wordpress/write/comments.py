"""Comments under imported stories, many at once."""

from masthead.comments import text
from masthead.comments.identity import email_hash
from masthead.comments.models import Comment, Status
from masthead.comments.thread import attach_all

from ..map.reply import Reply
from .context import Import


def build(
    page: int, replies: list[Reply], here: dict[str, Comment], run: Import
) -> dict[str, Comment]:
    """Comments to be saved, by old id; `here` are those of the page that earlier runs made."""
    made = {str(reply.old_id): _comment(page, reply, run) for reply in replies}
    for reply in replies:
        parent = str(reply.parent)
        made[str(reply.old_id)].parent = made.get(parent) or here.get(parent)
    return made


def save(comments: list[Comment]) -> None:
    """Save at their places, each shown one with its number, in the order of their dates."""
    attach_all(comments)


def _comment(page: int, reply: Reply, run: Import) -> Comment:
    shown = reply.status == Status.APPROVED
    return Comment(
        page_id=page,
        status=reply.status,
        source=reply.source,
        author_name=text.neutral_name(reply.name) or reply.name,
        author_url=reply.url,
        email_hash=email_hash(reply.email),
        person_id=run.users.get(reply.user) if reply.user else None,
        text=reply.text,
        html=text.clean(reply.html).replace("<p></p>", ""),
        created_at=reply.at,
        approved_at=reply.at if shown else None,
    )
