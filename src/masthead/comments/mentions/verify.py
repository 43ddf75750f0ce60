"""The worker's part: ask the source, and hold, change or take away the comment that it is."""

from __future__ import annotations

import logging
from datetime import timedelta
from http import HTTPStatus
from io import BytesIO
from threading import Event

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from masthead.comments.identity import fingerprint
from masthead.comments.models import Comment, Mention, Status
from masthead.comments.moderate import Decision, hold, withdraw
from masthead.comments.text import is_blank, render
from masthead.comments.thread import attach
from masthead.core.bidi import neutral, plain_name
from masthead.core.fetch import AnsweredError, FetchError, Guard, Limits, fetch
from masthead.core.text import nfc, printable

from .source import Said, find

log = logging.getLogger("masthead.comments.mentions")

LEASE = timedelta(minutes=5)
WAIT = timedelta(minutes=15)
TRIES = 3
LIMITS = Limits(bytes=1024 * 1024, seconds=20, seconds_per_read=8, redirects=5)
AWAY = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}
RULE_GONE, RULE_CHANGED = "source is gone", "source changed"
ANYONE = Guard()


def verify_due(stop: Event, guard: Guard = ANYONE) -> int:
    """Check all claims that are due; the number checked."""
    checked = 0
    while not stop.is_set() and (row := _claim()):
        _verify(row, guard)
        checked += 1
    return checked


def _claim() -> Mention | None:
    """The next one; compare and swap, so that of two workers one gets it."""
    now = timezone.now()
    free = Q(claimed_until=None) | Q(claimed_until__lt=now)
    row = Mention.objects.filter(free, due_at__lte=now).order_by("due_at", "pk").first()
    if row is None:
        return None
    same = Mention.objects.filter(pk=row.pk, claimed_until=row.claimed_until, due_at=row.due_at)
    return row if same.update(claimed_until=now + LEASE) else _claim()


def _verify(row: Mention, guard: Guard) -> None:
    body = BytesIO()
    try:
        answer = fetch(row.source, body, guard=guard, limits=LIMITS, accept="text/html")
    except AnsweredError as error:
        return _take_away(row) if error.status in AWAY else _again(row)
    except FetchError as error:
        log.info("a mention could not be checked: %s", type(error).__name__)
        return _again(row)
    is_page = answer.content_type in {"text/html", "application/xhtml+xml"}
    said = find(body.getvalue(), answer.url, row.target) if is_page else None
    return _keep(row, said) if said else _take_away(row)


@transaction.atomic
def _keep(row: Mention, said: Said) -> None:
    text = neutral(printable(nfc(said.text))).strip()
    name = plain_name(printable(nfc(said.name)))
    text = row.source if is_blank(text) else text
    comment = row.comment or _hold(row, name or row.source[:60], text)
    if comment.text != text and comment.status != Status.WITHDRAWN:
        # Nobody gets something harmless approved and then writes something else in its place.
        Comment.objects.filter(pk=comment.pk).update(text=text, html=render(text))
        comment.refresh_from_db()
        if comment.status == Status.APPROVED:
            hold(comment, Decision(rule=RULE_CHANGED))
    Mention.objects.filter(pk=row.pk).update(comment=comment, due_at=None, claimed_until=None)


def _hold(row: Mention, name: str, text: str) -> Comment:
    """Always held first, whatever the mode of the story."""
    mark = fingerprint("mention", row.source, row.page_id)
    known = Comment.objects.filter(fingerprint=mark).first()
    return known or attach(
        Comment(
            page_id=row.page_id,
            status=Status.PENDING,
            source=row.kind,
            held_because="elsewhere",
            author_name=name,
            author_url=row.source,
            text=text,
            html=render(text),
            fingerprint=mark,
            created_at=timezone.now(),
        )
    )


@transaction.atomic
def _take_away(row: Mention) -> None:
    """The link is not there, or not any more."""
    if row.comment:
        withdraw(row.comment, Decision(rule=RULE_GONE))
    row.delete()


def _again(row: Mention) -> None:
    """Later; after some tries it stays as it was, and a claim that nothing came of is forgotten."""
    if row.tries + 1 < TRIES:
        later = timezone.now() + WAIT * (row.tries + 1)
        fields = {"due_at": later, "claimed_until": None, "tries": row.tries + 1}
        Mention.objects.filter(pk=row.pk).update(**fields)
    elif row.comment_id is None:
        row.delete()
    else:
        Mention.objects.filter(pk=row.pk).update(due_at=None, claimed_until=None, tries=0)
