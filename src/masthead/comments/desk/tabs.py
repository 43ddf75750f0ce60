"""The tabs of the queue, in the order of a moderator's attention."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from masthead.comments.models import Status

from .rows import REPORTED, in_state

MOST = 999  # counted; nobody needs to know by how many more the queue is too long


@dataclass(frozen=True)
class Tab:
    """One of them; ``count`` only where something waits to be decided."""

    state: str
    label: Any
    count: str = ""


def tabs() -> list[Tab]:
    """All of them, with what waits."""
    order = [Status.APPROVED, Status.REJECTED, Status.SPAM, Status.WITHDRAWN]
    return [
        Tab(Status.PENDING, Status.PENDING.label, waiting(Status.PENDING)),
        Tab(REPORTED, _("reported"), waiting(REPORTED)),
        *(Tab(status, status.label) for status in order),
    ]


def waiting(state: str) -> str:
    """How many wait, as it is shown: "", "12", "999+". Never reads more than it shows."""
    number = in_state(state).order_by()[: MOST + 1].count()
    return f"{MOST}+" if number > MOST else str(number or "")


def chosen(value: str) -> str:
    """The state that an address names; the held ones where it names none."""
    return value if value in {REPORTED, *Status.values} else Status.PENDING
