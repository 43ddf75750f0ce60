"""A reader's comment becomes a row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from masthead.core.text import neutral

from .checks import Finding, Known, Sent, Verdict, judge
from .identity import email_hash, fingerprint
from .models import Comment, CommentRules, ModerationEntry, Source, Status
from .modes import Mode
from .text import render
from .thread import attach

STATUS = {
    Verdict.ACCEPT: Status.APPROVED,
    Verdict.HOLD: Status.PENDING,
    Verdict.REJECT: Status.SPAM,
}


@dataclass(frozen=True)
class Place:
    """Where a comment is to stand: under which page, as an answer to what, by which mode."""

    page: Any  # a specific wagtail page
    mode: Mode
    parent: Comment | None = None


def submit(place: Place, sent: Sent, email: str) -> Comment:
    """Store a comment in the state the checks give it, and return it.

    Sent again, the same comment is the same row: a reader who presses the button twice, or whose
    answer was lost on the way, has written once.
    """
    sender = email_hash(email)
    mark = fingerprint(
        place.page.pk, place.parent and place.parent.pk, sent.name, sender, sent.text
    )
    first = Comment.objects.filter(fingerprint=mark).first()
    if first:
        return first
    finding = judge(sent, _known(place, sent, sender))
    comment = Comment(
        page_id=place.page.pk,
        parent=place.parent,
        status=STATUS[finding.verdict],
        source=Source.FORM,
        held_because=" ".join(finding.rules),
        author_name=sent.name,
        author_url=sent.url,
        email_hash=sender,
        text=neutral(sent.text),
        html=render(sent.text),
        fingerprint=mark,
        created_at=timezone.now(),
    )
    try:
        return _store(comment, finding)
    except IntegrityError:
        # The same comment came in twice at one moment and the other was stored first.
        return Comment.objects.get(fingerprint=mark)


@transaction.atomic
def _store(comment: Comment, finding: Finding) -> Comment:
    attach(comment)
    if comment.status != Status.PENDING:
        ModerationEntry.objects.create(
            comment=comment, after=comment.status, rule=" ".join(finding.rules)
        )
    return comment


def _known(place: Place, sent: Sent, sender: str) -> Known:
    rules = CommentRules.load()
    own = Comment.objects.filter(email_hash=sender)
    return Known(
        mode=place.mode,
        # The name has to be the same as well: an address alone is easily guessed.
        approved_before=own.shown().filter(author_name=sent.name).exists(),
        said_before=own.filter(text=neutral(sent.text)).exists(),
        max_links=rules.max_links,
        held_words=tuple(rules.word_list()),
    )
