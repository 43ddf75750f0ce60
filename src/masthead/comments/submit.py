"""A reader's comment becomes a row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError
from django.utils import timezone

from masthead.core.bidi import neutral

from .checks import Sent, Verdict, judge
from .identity import email_hash, fingerprint
from .known import known_of_new
from .models import Comment, Source, Status
from .modes import Mode
from .text import render
from .together import store

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
    # More came from the sender's part of the net than go by unwatched; see rates.
    crowded: bool = False


def submit(place: Place, sent: Sent, email: str) -> Comment:
    """Store a comment in the state the checks give it, and return it.

    Sent again, the same comment is the same row: a reader who presses the button twice, or whose
    answer was lost on the way, has written once.
    """
    sender = email_hash(email)
    mark = fingerprint(
        place.page.pk, place.parent and place.parent.pk, sent.name, sender, sent.text
    )
    text = neutral(sent.text)
    known, same = known_of_new(sender, sent.name, place.mode, text, mark, crowded=place.crowded)
    if same:
        return Comment.objects.get(pk=same)
    finding = judge(sent, known)
    comment = Comment(
        page_id=place.page.pk,
        parent=place.parent,
        status=STATUS[finding.verdict],
        source=Source.FORM,
        held_because=" ".join(finding.rules),
        author_name=sent.name,
        author_url=sent.url,
        email_hash=sender,
        text=text,
        html=render(sent.text),
        fingerprint=mark,
        created_at=timezone.now(),
    )
    try:
        return store(comment, " ".join(finding.rules))
    except IntegrityError:
        # The same comment came in twice at one moment and the other was stored first.
        return Comment.objects.get(fingerprint=mark)
