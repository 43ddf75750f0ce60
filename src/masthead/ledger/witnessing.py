"""Witnesses, and an authority for time stamps, are asked beside the other work.

They may be slow, and nobody waits for them.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from django.db import DatabaseError, connections

from masthead.record.errors import RecordError

from . import stamps, witnesses, work
from .models import RecordHead
from .opening import ForkedError
from .policies import WrongPolicyError

log = logging.getLogger(__name__)

PAUSE = 60.0  # seconds before a witness that did not answer is asked again


class Witnessing:
    """At most one thread that asks; it ends by itself."""

    def __init__(self) -> None:
        self.thread: threading.Thread | None = None
        self.asked: tuple[str, float] = ("", 0.0)

    def round(self) -> None:
        """Ask if a checkpoint is new, or the last time is a while ago."""
        if self.thread and self.thread.is_alive():
            return
        head = RecordHead.objects.first()
        due: list[Callable[[], bool]] = []
        if self._is_due(head):
            due.append(gather)
        if stamps.is_due(head):
            due.append(stamps.ask)
        if due:
            self.thread = threading.Thread(target=_ask, args=(due,), name="witnesses", daemon=True)
            self.thread.start()

    def _is_due(self, head: RecordHead | None) -> bool:
        """Whether to ask the witnesses now; that is noted."""
        try:
            if head is None or not witnesses.is_due(head):
                return False
        except WrongPolicyError as error:
            work.tell(str(error))
            return False
        before, when = self.asked
        if head.checkpoint == before and time.monotonic() - when < PAUSE:
            return False
        self.asked = (head.checkpoint, time.monotonic())
        return True


def _ask(due: list[Callable[[], bool]]) -> None:
    try:
        for ask in due:
            ask()
    except (DatabaseError, OSError, RecordError, WrongPolicyError):
        log.exception("the witnesses could not be asked")
    finally:
        connections.close_all()


def gather() -> bool:
    """Ask all witnesses and publish what they say; whether anything was published."""
    try:
        lines = witnesses.ask_all()
    except ForkedError as error:
        work.tell(str(error), for_good=True)
        return False
    for _attempt in range(50):
        with work.alone() as here:
            if here:
                return witnesses.publish(lines)
        time.sleep(0.1)  # the sequencer is at work
    return False
