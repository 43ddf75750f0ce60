"""Comments of stories and pages."""

from __future__ import annotations

from collections.abc import Iterable

from masthead.comments.models import Comment, Source, Status
from masthead.exporters.says.comments import comment_values

from .write import Export
from .xml import kept, ours, tag, times

#: States of WordPress. What was refused or taken back is in its trash.
_APPROVED = {Status.APPROVED: "1", Status.PENDING: "0", Status.SPAM: "spam"}
_TYPES = {Source.PINGBACK: "pingback", Source.TRACKBACK: "trackback"}
_CARRIED = (
    "number", "status", "source", "held_because", "text", "html", "created_at", "approved_at",
    "edited", "featured",
)  # fmt: skip


def comments_of(pages: Iterable[int]) -> dict[int, list[Comment]]:
    """The comments of these pages, each after the one it answers."""
    found: dict[int, list[Comment]] = {}
    for comment in Comment.objects.filter(page__in=list(pages)).order_by("path"):
        found.setdefault(comment.page_id, []).append(comment)
    return found


def written(comment: Comment, export: Export) -> str:
    """One comment.

    Without e-mail and IP address: the first is here only as a keyed hash, the second nowhere.
    """
    values = comment_values(comment)
    carried = {name: values[name] for name in _CARRIED}
    if comment.person_id in export.logins:
        carried["person"] = export.logins[comment.person_id]
    return (
        "<wp:comment>\n"
        + tag("wp:comment_id", comment.pk)
        + kept("wp:comment_author", comment.author_name)
        + kept("wp:comment_author_email", "")
        + tag("wp:comment_author_url", comment.author_url)
        + kept("wp:comment_author_IP", "")
        + times("wp:comment_date", comment.created_at)
        + kept("wp:comment_content", comment.html)
        + kept("wp:comment_approved", _APPROVED.get(Status(comment.status), "trash"))
        + kept("wp:comment_type", _TYPES.get(Source(comment.source), "comment"))
        + tag("wp:comment_parent", comment.parent_id or 0)
        + tag("wp:comment_user_id", comment.person_id or 0)
        + ours(carried, "wp:commentmeta")
        + "</wp:comment>\n"
    )
