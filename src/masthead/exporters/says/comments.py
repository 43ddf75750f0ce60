"""Comments."""

from __future__ import annotations

from typing import Any

from masthead.comments.models import Comment

from .common import moment


def comment_values(comment: Comment) -> dict[str, Any]:
    """A comment of whatever state.

    Without what is not the outlet's to give away: the key with which its sender finds it again,
    and the hash of the sender's address.
    """
    return {
        "id": comment.pk,
        "page": comment.page_id,
        "parent": comment.parent_id,
        "number": comment.number,
        "status": comment.status,
        "source": comment.source,
        "held_because": comment.held_because,
        "name": comment.author_name,
        "url": comment.author_url,
        "person": comment.person_id,
        "text": comment.text,
        "html": comment.html,
        "created_at": moment(comment.created_at),
        "approved_at": moment(comment.approved_at),
        "edited": comment.edited,
        "featured": comment.featured,
    }
