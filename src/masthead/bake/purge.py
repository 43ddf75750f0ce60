"""Telling the cache in front of the site (a CDN, Varnish) which pages changed.

Through Wagtail's backends for such caches. It happens beside the baking, which never waits for
another machine; what cannot be told is told later.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from io import BytesIO
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.db import connection
from django.db.models import Min
from django.utils import timezone
from wagtail.contrib.frontend_cache.utils import get_backends

from masthead.core.fetch import FetchError, Guard, fetch
from masthead.core.sites import address_of

from .models import Purge
from .work import tree

log = logging.getLogger(__name__)

BACKENDS = logging.getLogger("wagtail.frontendcache")
AT_ONCE = 300  # paths
LONGEST_DELAY = timedelta(minutes=30)
#: The site's own address, which its operator wrote; it may well be of this machine.
OWN_SITE = Guard(allow=lambda _address: True, ports=None)


class Purging:
    """Looks whether there is something to tell, and tells it in a thread."""

    def __init__(self) -> None:
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()

    def look(self) -> None:
        """Begin, unless that is going on."""
        if not settings.WAGTAILFRONTENDCACHE or (self._thread and self._thread.is_alive()):
            return
        if Purge.objects.filter(due_at__lte=timezone.now()).exists():
            self._thread = threading.Thread(target=self._run, name="purging", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End after what is on its way."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(timeout=30)

    def _run(self) -> None:
        try:
            while not self._stop.is_set() and tell_some():
                pass
        except Exception:
            log.exception("the cache in front could not be told what changed; it is tried again")
        finally:
            connection.close()


def tell_some() -> int:
    """Tell of the next paths, as many as one step takes; how many rows were dealt with."""
    rows = list(Purge.objects.filter(due_at__lte=timezone.now()).order_by("pk")[:AT_ONCE])
    if not rows:
        return 0
    paths = list(dict.fromkeys(row.path for row in rows))
    error = _tell([address_of(quote(path)) for path in paths])
    told = Purge.objects.filter(pk__in=[row.pk for row in rows])
    if error:
        attempts = max(row.attempts for row in rows)
        delay = min(LONGEST_DELAY, timedelta(seconds=2 ** min(20, attempts)))
        told.update(due_at=timezone.now() + delay, attempts=attempts + 1, error=error[:2000])
        return len(rows)
    told.delete()
    if settings.CACHE_WARM:
        _warm(path for path in paths if tree().file(path).exists())
    return len(rows)


def trouble() -> str:
    """Return what stands against telling, in words for the operator; empty where nothing does."""
    failing = Purge.objects.exclude(error="").order_by("-attempts").first()
    if failing:
        waiting = Purge.objects.count()
        return f"{waiting} changed pages could not be told to the cache in front: {failing.error}"
    oldest = Purge.objects.aggregate(at=Min("due_at"))["at"]
    late = oldest and timezone.now() - oldest > timedelta(minutes=5)
    return "the cache in front has not answered for five minutes" if late else ""


def _tell(urls: list[str]) -> str:
    """Tell every backend; the first thing that went wrong, or nothing."""
    with _errors() as errors:
        for name, backend in get_backends().items():
            own = [url for url in urls if backend.invalidates_hostname(urlsplit(url).hostname)]
            if not own:
                continue
            try:
                backend.purge_batch(own)
            except Exception as error:  # each has another library
                log.exception("the backend %r failed", name)
                errors.append(f"{type(error).__name__}: {error}")
    return next(iter(errors), "")


@contextmanager
def _errors() -> Iterator[list[str]]:
    """Collect what the backends say went wrong: they say it in the log and nowhere else."""
    errors: list[str] = []

    class Collecting(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            errors.append(record.getMessage())

    handler = Collecting(logging.ERROR)
    BACKENDS.addHandler(handler)
    try:
        yield errors
    finally:
        BACKENDS.removeHandler(handler)


def _warm(paths: Iterable[str]) -> None:
    """Ask for the pages, so that the cache has them before the first reader does."""
    for path in paths:
        with suppress(FetchError):  # then the first reader warms it
            fetch(address_of(quote(path)), BytesIO(), guard=OWN_SITE)
