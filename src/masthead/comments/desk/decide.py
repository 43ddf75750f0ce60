"""A moderator pressed a button."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.http import QueryDict
from django.utils import timezone

from masthead.comments import moderate
from masthead.comments.models import Comment, ModerationEntry
from masthead.comments.moderate import Decision
from masthead.people.models import User

from .rows import in_state

Verb = Callable[[Comment, Decision], bool]

VERBS: dict[str, Verb] = {
    "approve": moderate.approve,
    "reject": moderate.reject,
    "spam": moderate.mark_spam,
    "hold": moderate.hold,
    "keep": moderate.keep,
}
ID = re.compile("[0-9]{1,18}")  # what fits a 64-bit integer
UNDO = "undo"
UNDO_OFFERED = timedelta(minutes=10)
REASON_LENGTH = 255  # characters that ModerationEntry.reason holds


@dataclass
class Result:
    """How many comments were changed, and how many somebody else had changed before."""

    verb: str
    done: int = 0
    missed: int = 0


@transaction.atomic
def decide(data: QueryDict, user: User) -> Result | None:
    """Do what the queue's form asks for; None where it asks for nothing that is known.

    ``one=approve:12`` is the button of a comment, ``all=approve`` the button for those in
    ``chosen``. ``seen`` is the state in which they stood on the screen: what has left it since,
    by another moderator's hand, stays as that one decided.
    """
    verb, _colon, one = data.get("one", "").partition(":")
    verb = verb or data.get("all", "")
    ids = [int(pk) for pk in ([one] if one else data.getlist("chosen")) if ID.fullmatch(pk)]
    if verb not in VERBS or not ids:
        return None
    result = Result(verb)
    moment = timezone.now()
    for comment in in_state(data.get("seen", "")).filter(pk__in=ids):
        reason = data.get(f"reason-{comment.pk}", "") or data.get("reason", "")
        decision = Decision(user, reason=reason.strip()[:REASON_LENGTH], at=moment)
        result.done += VERBS[verb](comment, decision)
    result.missed = len(set(ids)) - result.done
    return result


def last_decisions(user: User) -> list[ModerationEntry]:
    """What ``user`` decided last, all at one moment; empty if long ago, or if it was an undo."""
    own = ModerationEntry.objects.filter(actor=user, at__gte=timezone.now() - UNDO_OFFERED)
    # Only what changed a state can be taken back by giving the state back.
    own = own.exclude(before="").exclude(before=F("after"))
    last = own.order_by("-at", "-pk").first()
    if not last or last.rule == UNDO:
        return []
    return list(own.filter(at=last.at).select_related("comment"))


@transaction.atomic
def undo(entries: Iterable[ModerationEntry], user: User) -> Result:
    """Return comments to their state before ``entries``, where nobody has decided since."""
    result = Result(UNDO)
    decision = Decision(user, rule=UNDO)
    for entry in entries:
        if moderate.undo(entry, decision):
            result.done += 1
        else:
            result.missed += 1
    return result
