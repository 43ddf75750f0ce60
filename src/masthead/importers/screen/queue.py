"""Who works on which import: claims by compare-and-swap, so that a crash leaves nothing stuck."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from .models import Move, State, Task

#: A worker that has said nothing for so long is gone.
LOST_AFTER = timedelta(seconds=90)


def ask(move: Move, task: Task) -> bool:
    """Queue a task of an import that is not under way; whether it was queued."""
    at_work = [State.WAITING, State.RUNNING]
    ready = Q(brought__isnull=False) if task == Task.FETCH else Q(has_files=True)
    return bool(
        Move.objects.filter(ready, pk=move.pk)
        .exclude(state__in=at_work)
        .update(
            task=task, state=State.WAITING, stop_asked=False, problem="", claim="", step="",
            done=0, total=0, changed_at=timezone.now(),
        )
    )  # fmt: skip


def ask_to_stop(move: Move) -> None:
    """Stop an import: at once if nobody has begun, else as soon as its worker hears of it."""
    now = timezone.now()
    waiting = Move.objects.filter(pk=move.pk, state=State.WAITING)
    if not waiting.update(state=State.STOPPED, changed_at=now):
        Move.objects.filter(pk=move.pk, state=State.RUNNING).update(stop_asked=True)


def claim(token: str, now: datetime) -> Move | None:
    """Take the next import that waits, or whose worker is gone; None where there is none."""
    gone = now - LOST_AFTER
    if Move.objects.filter(state=State.RUNNING, alive_at__gte=gone).exists():
        return None
    lost = Q(state=State.RUNNING, alive_at__lt=gone)
    for move in Move.objects.filter(Q(state=State.WAITING) | lost).order_by("changed_at"):
        won = Move.objects.filter(pk=move.pk, state=move.state, claim=move.claim).update(
            state=State.RUNNING, claim=token, alive_at=now
        )
        if won:
            return Move.objects.get(pk=move.pk)
    return None


def tell(move: Move, now: datetime, progress: tuple[str, int, int]) -> bool:
    """Say how far it is; False where it is to be stopped, or is another worker's by now."""
    step, done, total = progress
    own = Move.objects.filter(pk=move.pk, claim=move.claim, state=State.RUNNING)
    own.update(alive_at=now, step=step[:40], done=done, total=total)
    return own.filter(stop_asked=False).exists()


def settle(move: Move, state: State, **said: object) -> bool:
    """Put down how a claimed import ended; False where another worker has it by now."""
    own = Move.objects.filter(pk=move.pk, claim=move.claim, state=State.RUNNING)
    return bool(own.update(state=state, claim="", changed_at=timezone.now(), **said))
