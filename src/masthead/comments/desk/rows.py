"""What a moderator sees of each comment, in a number of queries that does not grow with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from django.db.models import Count, Q, QuerySet
from wagtail.models import Page

from masthead.addresses.models import Address
from masthead.comments.checks import in_words
from masthead.comments.identity import email_hash
from masthead.comments.models import Comment, Status


@dataclass
class History:
    """How the sender's other comments fared, by the hash of their address."""

    shown: int = 0
    refused: int = 0
    held: int = 0


@dataclass
class Row:
    """One comment in the queue."""

    comment: Comment
    story_path: str
    history: History = field(default_factory=History)

    @property
    def suspicions(self) -> list[str]:
        """What speaks against it, in words."""
        return in_words(self.comment.held_because)

    @property
    def why(self) -> list[str]:
        """Why it was held though nothing speaks against it, in words."""
        return in_words(self.comment.held_because, of_mode=True)


def in_state(status: Status, words: str = "") -> QuerySet[Comment]:
    """Comments of one state: held ones as they came in, the others newest first.

    ``words`` are looked for in names, texts and headlines; a whole e-mail address finds what its
    owner sent, although it is stored nowhere.
    """
    found = Comment.objects.filter(status=status)
    if words:
        wanted = (
            Q(author_name__icontains=words)
            | Q(text__icontains=words)
            | Q(page__title__icontains=words)
        )
        found = found.filter(wanted | Q(email_hash=email_hash(words)) if "@" in words else wanted)
    if status == Status.PENDING:
        return found.order_by("created_at", "pk")
    return found.order_by("-created_at", "-pk")


def rows(comments: QuerySet[Comment]) -> list[Row]:
    """Rows of a slice of comments, with story, parent and the sender's history."""
    found = list(comments.select_related("page", "parent", "person"))
    paths = _story_paths(comment.page for comment in found)
    histories = _histories(found)
    return [
        Row(comment, paths.get(comment.page_id, ""), histories.get(comment.email_hash, History()))
        for comment in found
    ]


def _story_paths(pages: Iterable[Page]) -> dict[int, str]:
    kinds = {page.pk: page.content_type_id for page in pages}
    found = Address.objects.filter(
        content_type__in=set(kinds.values()), object_id__in=kinds, is_canonical=True
    )
    return {
        row.object_id: quote(row.path, safe="/?=&")
        for row in found
        if row.object_id is not None and kinds.get(row.object_id) == row.content_type_id
    }


def _histories(comments: Sequence[Comment]) -> dict[str, History]:
    senders = {comment.email_hash for comment in comments} - {""}
    counted = (
        Comment.objects.filter(email_hash__in=senders)
        .values("email_hash", "status")
        .annotate(count=Count("pk"))
        .order_by()
    )
    histories = {sender: History() for sender in senders}
    for row in counted:
        history = histories[row["email_hash"]]
        if row["status"] == Status.APPROVED:
            history.shown += row["count"]
        elif row["status"] == Status.PENDING:
            history.held += row["count"]
        else:
            history.refused += row["count"]
    return histories
