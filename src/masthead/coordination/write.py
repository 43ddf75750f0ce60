"""What was found becomes rows, in one short transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from masthead.comments import moderate
from masthead.comments.models import Comment, Status
from masthead.comments.moderate import Decision

from .facts import Fact, gather, passages, site
from .group import Group
from .memory import Memory
from .models import Case, CaseEntry, CaseFact, CaseMember, State, Verb
from .read import members
from .together import Circle

RULE = "case"  # what the log of a comment says that was held because its case is


def write(found: Sequence[Group], memory: Memory, now: datetime) -> int:
    """Store groups as cases; return how many comments came into one.

    A number below zero is that of a new case. The memory knows them by their rows' numbers then.
    """
    numbers: dict[int, int] = {}
    with transaction.atomic():
        for case in dict.fromkeys(group.case for group in found):
            numbers[case] = case if case > 0 else _opened(now)
        joined = sum(_add(numbers[group.case], group.members, now) for group in found)
        for number in numbers.values():
            _tell(number, memory, [it.circle for it in found if numbers[it.case] == number])
    for group in found:
        memory.settle(group.members, numbers[group.case])
    return joined


def _opened(now: datetime) -> int:
    case = Case.objects.create(opened_at=now, changed_at=now)
    CaseEntry.objects.create(case=case, verb=Verb.OPENED, at=now)
    return case.pk


def _add(number: int, comments: Sequence[int], now: datetime) -> int:
    """Put comments into a case; how many of them were in none."""
    case = Case.objects.select_for_update().get(pk=number)
    taken = CaseMember.objects.filter(comment__in=comments).values_list("comment_id", flat=True)
    fresh = Comment.objects.filter(pk__in=set(comments) - set(taken))
    added = [CaseMember(case=case, comment=comment, joined_at=now) for comment in fresh]
    CaseMember.objects.bulk_create(added)
    if not added or case.state == State.WRONG:  # a person said that these are no campaign
        return len(added)
    if case.state == State.JUDGED:
        CaseEntry.objects.create(case=case, verb=Verb.REOPENED, comments=len(added), at=now)
    if case.holds:
        _hold([member.comment for member in added], case, now)
    Case.objects.filter(pk=number).update(state=State.OPEN, changed_at=now)
    return len(added)


def _hold(comments: Sequence[Comment], case: Case, now: datetime) -> None:
    """Hold what joins a case whose comments a moderator held. Nothing else is decided here."""
    shown = [comment for comment in comments if comment.status == Status.APPROVED]
    held = sum(moderate.hold(comment, Decision(rule=RULE, at=now)) for comment in shown)
    if held:
        CaseEntry.objects.create(case=case, verb=Verb.HOLD, comments=held, at=now)


def _tell(number: int, memory: Memory, circles: Sequence[Circle | None]) -> None:
    """Write the facts anew. What was told of names that come together stays until told anew."""
    told = gather(members(number), memory.kept, site(memory.kept.values()))
    for circle in circles:
        if circle:
            told.append(Fact("together", {"names": len(circle.names), "stories": circle.stories}))
    kinds = {fact.kind for fact in told}
    old = CaseFact.objects.filter(case=number)
    (old if "together" in kinds else old.exclude(kind="together")).delete()
    CaseFact.objects.bulk_create(
        CaseFact(case_id=number, kind=kind, figures=it) for kind, it in told
    )
    all_rows = CaseMember.objects.filter(case=number)
    rows = [row for row in all_rows if row.comment_id in memory.kept]
    others = [memory.kept[row.comment_id] for row in rows]
    for row in rows:
        row.passages = passages(memory.kept[row.comment_id], others)
    CaseMember.objects.bulk_update(rows, ["passages"], batch_size=200)
