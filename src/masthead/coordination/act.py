"""What a moderator makes of a case. Comments are decided by the same verbs as in the queue."""

from __future__ import annotations

from collections.abc import Callable, Collection

from django.db import transaction
from django.utils import timezone

from masthead.comments import moderate
from masthead.comments.models import Comment, Status
from masthead.comments.moderate import Decision
from masthead.people.models import User

from .models import Case, CaseEntry, State, Verb

VERBS: dict[Verb, Callable[[Comment, Decision], bool]] = {
    Verb.HOLD: moderate.hold,
    Verb.APPROVE: moderate.approve,
    Verb.REJECT: moderate.reject,
    Verb.SPAM: moderate.mark_spam,
}


@transaction.atomic
def hold(case: Case, user: User) -> int:
    """Hold all comments of the case that are shown, and those that join it later; how many now."""
    shown = Comment.objects.filter(case_member__case=case, status=Status.APPROVED)
    decision = Decision(user, rule="case", at=timezone.now())
    held = sum(moderate.hold(comment, decision) for comment in shown)
    Case.objects.filter(pk=case.pk).update(holds=True, state=State.OPEN)
    CaseEntry.objects.create(case=case, actor=user, verb=Verb.HOLD, comments=held, at=decision.at)
    return held


@transaction.atomic
def decide(case: Case, verb: Verb, ids: Collection[int], user: User, reason: str = "") -> int:
    """Do the same with several comments of the case; how many of them were changed here.

    ``reason`` is what their senders read.
    """
    chosen = Comment.objects.filter(case_member__case=case, pk__in=ids)
    decision = Decision(user, rule="case", reason=reason, at=timezone.now())
    done = sum(VERBS[verb](comment, decision) for comment in chosen)
    CaseEntry.objects.create(
        case=case, actor=user, verb=verb, comments=done, reason=reason, at=decision.at
    )
    return done


@transaction.atomic
def mark_wrong(case: Case, user: User, reason: str = "") -> None:
    """Say that these people have nothing to do with each other; what joins later stays quiet."""
    _end(case, State.WRONG, Verb.WRONG, user, reason)


@transaction.atomic
def close(case: Case, user: User) -> None:
    """Say that all is decided. A comment that joins later opens the case again."""
    _end(case, State.JUDGED, Verb.JUDGED, user, "")


@transaction.atomic
def reopen(case: Case, user: User) -> None:
    """Take the judgement back."""
    _end(case, State.OPEN, Verb.REOPENED, user, "")


def _end(case: Case, state: State, verb: Verb, user: User, reason: str) -> None:
    # Of two moderators at once, the second changes nothing and adds no line.
    if Case.objects.filter(pk=case.pk).exclude(state=state).update(state=state, holds=False):
        CaseEntry.objects.create(case=case, actor=user, verb=verb, reason=reason)
