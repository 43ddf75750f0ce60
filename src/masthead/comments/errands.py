"""What the worker does with other machines, beside its other work: they may take their time."""

from __future__ import annotations

import logging
import threading

from django.db import connection
from django.utils import timezone

from .mentions.verify import verify_due
from .models import Mention
from .notices.send import is_due, send_due

log = logging.getLogger("masthead.comments")


class Errands:
    """Looks in each of the worker's rounds what is due, and does it in a thread."""

    def __init__(self) -> None:
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()

    def round(self) -> None:
        """Begin, unless that is going on."""
        if (self._thread is None or not self._thread.is_alive()) and _anything():
            self._thread = threading.Thread(target=self._run, name="errands", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End after what is on its way."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(timeout=30)

    def _run(self) -> None:
        try:
            sent = send_due(self._stop)
            if sent:
                log.info("%d notices sent", sent)
            verify_due(self._stop)
        except Exception:
            log.exception("mail or mentions could not be dealt with; they are tried again")
        finally:
            connection.close()


def _anything() -> bool:
    return is_due() or Mention.objects.filter(due_at__lte=timezone.now()).exists()
