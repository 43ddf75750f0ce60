"""The newsroom answers a reader."""

from __future__ import annotations

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils import timezone

from masthead.core.bidi import neutral
from masthead.outlet.models import OutletSettings
from masthead.people.models import Person, User

from .identity import fingerprint
from .models import Comment, ModerationEntry, Source, Status
from .moderate import Decision, approve
from .text import render
from .thread import attach


@transaction.atomic
def answer(comment: Comment, user: User, text: str) -> Comment:
    """Publish ``user``'s reply to a comment, which is approved first if it was held.

    It bears the name and mark of the person whose account it is. Sent twice, it is one. Raises
    ValueError where the comment is not shown and cannot be, such as an erased one.
    """
    mark = fingerprint("newsroom", user.pk, comment.pk, text)
    first = Comment.objects.filter(fingerprint=mark).first()
    if first:
        return first
    if comment.status == Status.PENDING:
        approve(comment, Decision(user))
    if comment.status != Status.APPROVED:
        message = f"comment {comment.pk} is not shown, so readers would not see what is answered"
        raise ValueError(message)
    person = profile(user)
    reply = attach(
        Comment(
            page_id=comment.page_id,
            parent=comment,
            status=Status.APPROVED,
            source=Source.NEWSROOM,
            person=person,
            author_name=_name(user, person, comment),
            text=neutral(text),
            html=render(text),
            fingerprint=mark,
            created_at=timezone.now(),
        )
    )
    ModerationEntry.objects.create(comment=reply, actor=user, after=Status.APPROVED)
    return reply


def _name(user: User, person: Person | None, comment: Comment) -> str:
    """What those call the one who answers who read the page."""
    if person is None:
        return user.get_full_name() or outlet_name()
    return person.spoken(getattr(comment.page.specific, "language", "")).name


def profile(user: User) -> Person | None:
    """The person readers know ``user`` as, if there is one."""
    try:
        return user.person
    except ObjectDoesNotExist:
        return None


def outlet_name() -> str:
    """Who speaks where an account has neither profile nor full name: never its user name."""
    return OutletSettings.load().name
