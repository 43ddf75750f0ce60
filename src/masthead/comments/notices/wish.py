"""A reader asks for mail, confirms it, ends it; a comment or a correction makes mail due."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from masthead.comments.identity import email_hash
from masthead.comments.models import About, Comment, Follower, Status

from .seal import seal

GATHERED = timedelta(minutes=10)  # comments that come within it are told in one mail
ASKED_AGAIN = timedelta(days=1)  # after it an unconfirmed wish gets another mail


@transaction.atomic
def follow(comment: Comment, email: str) -> None:
    """Note that the sender of ``comment`` wants mail about its page. Tells nobody if it was known.

    No mail leaves before the comment is approved: who only wants to flood somebody else's letter
    box writes nothing that is.
    """
    if comment.status not in {Status.PENDING, Status.APPROVED}:
        return
    now = timezone.now()
    row, is_new = Follower.objects.get_or_create(
        page_id=comment.page_id,
        email_hash=email_hash(email),
        about=About.COMMENTS,
        defaults={"comment": comment, "sealed": seal(email)},
    )
    waits = row.confirmed_at is None and row.due_at is None
    if not is_new and waits and row.asked_at < now - ASKED_AGAIN:
        Follower.objects.filter(pk=row.pk).update(comment=comment, asked_at=now)
    if comment.status == Status.APPROVED:
        _ask_to_confirm(comment)


@transaction.atomic
def follow_corrections(page: Page, email: str) -> None:
    """Note that somebody wants mail when ``page`` is corrected. Tells nobody if it was known.

    The first mail asks whether they do. There is at most one such mail a day, so that nobody can
    flood somebody else's letter box.
    """
    now = timezone.now()
    row, is_new = Follower.objects.get_or_create(
        page_id=page.pk,
        email_hash=email_hash(email),
        about=About.CORRECTIONS,
        defaults={"sealed": seal(email), "due_at": now},
    )
    waits = row.confirmed_at is None and row.due_at is None
    if not is_new and waits and row.asked_at < now - ASKED_AGAIN:
        Follower.objects.filter(pk=row.pk).update(due_at=now, asked_at=now)


def corrected(page: Page) -> None:
    """Readers see a correction of ``page``: who asked for that will be told."""
    told = Follower.objects.filter(
        page_id=page.pk, about=About.CORRECTIONS, confirmed_at__isnull=False, due_at=None
    )
    told.update(due_at=timezone.now() + GATHERED)


def confirm(row: Follower) -> None:
    """The address is its owner's, and the owner wants mail from now on."""
    now = timezone.now()
    unconfirmed = Follower.objects.filter(pk=row.pk, confirmed_at=None)
    unconfirmed.update(confirmed_at=now, told_until=now, due_at=None, tries=0)


def stop(row: Follower) -> None:
    """No mail about this page any more; the address is erased."""
    row.delete()


def shown(comment: Comment) -> None:
    """Readers see a comment: who asked with it is asked to confirm, the others will be told."""
    _ask_to_confirm(comment)
    others = Follower.objects.filter(
        page_id=comment.page_id,
        about=About.COMMENTS,
        confirmed_at__isnull=False,
        due_at=None,
    ).exclude(email_hash=comment.email_hash)
    others.update(due_at=timezone.now() + GATHERED)


def not_shown(comment: Comment) -> None:
    """It was decided against a comment: its sender is not asked anything by mail."""
    Follower.objects.filter(comment=comment, confirmed_at=None).delete()


def _ask_to_confirm(comment: Comment) -> None:
    asked = Follower.objects.filter(comment=comment, confirmed_at=None, due_at=None)
    asked.update(due_at=timezone.now(), comment=None)
