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
from masthead.comments.models import Comment, Report, Status


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
    reports: list[Report] = field(default_factory=list)

    @property
    def suspicions(self) -> list[str]:
        """What speaks against it, in words."""
        return in_words(self.comment.held_because)

    @property
    def why(self) -> list[str]:
        """Why it was held though nothing speaks against it, in words."""
        return in_words(self.comment.held_because, of_mode=True)


#: The tab of comments that stand, and that readers have reported.
REPORTED = "reported"


def in_state(state: str, words: str = "") -> QuerySet[Comment]:
    """Comments of one state: held ones as they came in, the others newest first.

    ``REPORTED`` are those that are shown and wait for a decision about the reports.

    ``words`` are looked for in names, texts and headlines; a whole e-mail address finds what its
    owner sent, although it is stored nowhere.
    """
    found = Comment.objects.filter(status=state)
    if state == REPORTED:
        # Not "and is shown" as well, which follows: the index of all shown ones would be read.
        found = Comment.objects.filter(reported_at__isnull=False)
    if words:
        wanted = (
            Q(author_name__icontains=words)
            | Q(text__icontains=words)
            | Q(page__title__icontains=words)
        )
        found = found.filter(wanted | Q(email_hash=email_hash(words)) if "@" in words else wanted)
    if state == REPORTED:
        return found.order_by("reported_at", "pk")
    if state == Status.PENDING:
        return found.order_by("created_at", "pk")
    return found.order_by("-created_at", "-pk")


def rows(comments: QuerySet[Comment]) -> list[Row]:
    """Rows of a slice of comments, with story, parent and the sender's history."""
    found = list(comments.select_related("page", "parent", "person"))
    paths = _story_paths(comment.page for comment in found)
    histories = _histories(found)
    reports = _reports(found)
    return [
        Row(
            comment,
            paths.get(comment.page_id, ""),
            histories.get(comment.email_hash, History()),
            reports.get(comment.pk, []),
        )
        for comment in found
    ]


def _reports(comments: Sequence[Comment]) -> dict[int, list[Report]]:
    """What readers said of the comments about whose reports nobody has decided."""
    waiting = {comment.pk: comment.reported_at for comment in comments if comment.reported_at}
    found: dict[int, list[Report]] = {}
    for report in Report.objects.filter(comment__in=waiting) if waiting else ():
        since = waiting[report.comment_id]
        if since and report.at >= since:
            found.setdefault(report.comment_id, []).append(report)
    return found


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
