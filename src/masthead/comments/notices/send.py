"""The worker's part: mail that is due is claimed, sent, and tried again where it failed."""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from threading import Event
from typing import Any

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import F, Q
from django.utils import timezone

from masthead.articles.models import Correction
from masthead.comments.models import About, Comment, Follower, MailCount

from .write import corrections, news, please_confirm

log = logging.getLogger("masthead.comments.notices")

LEASE = timedelta(minutes=5)  # after it a claim counts as abandoned: the worker died
CAP = 5  # mails to one address on one day, of all pages together
TRIES = 6
FIRST_WAIT = timedelta(minutes=5)  # doubled with each failure
FORGOTTEN = timedelta(days=14)  # a wish that nobody confirmed
TOLD_AT_ONCE = 20  # comments or corrections in one letter


def send_due(stop: Event) -> int:
    """Send all that is due; the number sent. Ends early when the server does not answer."""
    if not settings.EMAIL_HOST:
        return 0
    _tidy()
    connection = get_connection()
    sent = 0
    try:
        while not stop.is_set() and (row := _claim()):
            letter, until = _letter(row)
            if letter is not None:
                letter.connection = connection
                sent += _post(letter, row, until, connection)
    except (smtplib.SMTPException, OSError) as error:
        # Not its text, which may name the recipient.
        log.warning("mail could not be sent and is tried again: %s", type(error).__name__)
    finally:
        connection.close()
    return sent


def _post(letter: EmailMessage, row: Follower, until: datetime, connection: Any) -> bool:
    """Send one; whether it went. Raises what the mail server did wrong, the row put off."""
    try:
        connection.open()
        letter.send()
    except smtplib.SMTPRecipientsRefused:
        row.delete()  # nobody is there
        return False
    except (smtplib.SMTPException, OSError):
        _again(row)
        raise
    # A crash before this line sends the letter once more after the lease.
    Follower.objects.filter(pk=row.pk).update(
        due_at=None, claimed_until=None, tries=0, told_until=until
    )
    return True


def is_due() -> bool:
    """Whether there is anything to send."""
    return (
        bool(settings.EMAIL_HOST) and Follower.objects.filter(due_at__lte=timezone.now()).exists()
    )


def _claim() -> Follower | None:
    """The next one; compare and swap, so that of two workers one gets it."""
    now = timezone.now()
    free = Q(claimed_until=None) | Q(claimed_until__lt=now)
    row = Follower.objects.filter(free, due_at__lte=now).order_by("due_at", "pk").first()
    if row is None:
        return None
    same = Follower.objects.filter(pk=row.pk, claimed_until=row.claimed_until, due_at=row.due_at)
    return row if same.update(claimed_until=now + LEASE) else _claim()


def _letter(row: Follower) -> tuple[EmailMessage | None, datetime]:
    """What to send, and until when that tells; None where nothing is, and the row is put aside."""
    page = row.page.specific
    try:
        if row.confirmed_at is None:
            return (please_confirm(row, page) if _may_get(row) else None), row.told_until
        found = _corrections(row) if row.about == About.CORRECTIONS else _news(row)
        if not found or not page.live or not page.url:
            _put_aside(row)
            return None, row.told_until
        until = max(_shown_at(one) or row.told_until for one in found)
        return (_told(row, page, found) if _may_get(row) else None), until
    except InvalidToken:
        row.delete()  # sealed under another key: nobody can read it any more
        return None, row.told_until


def _news(row: Follower) -> list[Comment]:
    shown = Comment.objects.shown().filter(page_id=row.page_id, approved_at__gt=row.told_until)
    return list(shown.exclude(email_hash=row.email_hash).order_by("approved_at")[:TOLD_AT_ONCE])


def _corrections(row: Follower) -> list[Correction]:
    shown = Correction.objects.filter(article_id=row.page_id, time__gt=row.told_until)
    return list(shown.order_by("time")[:TOLD_AT_ONCE])


def _shown_at(one: Comment | Correction) -> datetime | None:
    return one.time if isinstance(one, Correction) else one.approved_at


def _told(
    row: Follower, page: Any, found: Sequence[Comment] | Sequence[Correction]
) -> EmailMessage:
    write: Any = corrections if row.about == About.CORRECTIONS else news
    letter: EmailMessage = write(row, page, found)
    return letter


def _may_get(row: Follower) -> bool:
    """Count one more mail to this address, or put it off until tomorrow."""
    now = timezone.now()
    MailCount.objects.get_or_create(email_hash=row.email_hash, day=now.date())
    today = MailCount.objects.filter(email_hash=row.email_hash, day=now.date(), number__lt=CAP)
    if today.update(number=F("number") + 1):
        return True
    tomorrow = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    Follower.objects.filter(pk=row.pk).update(due_at=tomorrow, claimed_until=None)
    return False


def _put_aside(row: Follower) -> None:
    Follower.objects.filter(pk=row.pk).update(due_at=None, claimed_until=None)


def _again(row: Follower) -> None:
    """Later, each time twice as late; in the end not at all."""
    if row.tries + 1 >= TRIES and row.confirmed_at is None:
        row.delete()
        return
    due = timezone.now() + FIRST_WAIT * 2**row.tries if row.tries + 1 < TRIES else None
    Follower.objects.filter(pk=row.pk).update(
        due_at=due, claimed_until=None, tries=(row.tries + 1) % TRIES
    )


def _tidy() -> None:
    """Forget what nobody confirmed, and the counts of past days."""
    now = timezone.now()
    Follower.objects.filter(confirmed_at=None, asked_at__lt=now - FORGOTTEN).delete()
    MailCount.objects.filter(day__lt=date.fromordinal(now.date().toordinal() - 1)).delete()
