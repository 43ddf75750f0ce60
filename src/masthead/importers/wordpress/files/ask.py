"""Asking the net for files, several at once, politely, and not for ever."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from http import HTTPStatus
from itertools import islice
from pathlib import Path, PurePosixPath
from queue import SimpleQueue
from tempfile import TemporaryDirectory
from typing import BinaryIO, Protocol, TypeVar
from urllib.parse import unquote, urlsplit

from django.conf import settings

from masthead.core.fetch import (
    AnsweredError,
    BadAddressError,
    Fetched,
    FetchError,
    Limits,
    TooLargeError,
)
from masthead.importers.models import AwaitedFile

from .look import Looked, look, shows_picture

#: No more than a browser opens to one host.
_ASKERS = 6
#: A host that failed so often in a row is not asked again in this run.
_PATIENCE = 10
#: Seconds a busy host is left alone, unless it says how long; and the longest it may say.
_REST, _LONGEST_REST = 5.0, 30.0

_PICTURE = Limits(bytes=settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE, seconds=120)
_FILE = Limits(bytes=512 * 1024**2, seconds=900)
_BUSY = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)

#: Pictures wait for each other here: a large one takes hundreds of megabytes to look at.
_LOOKING = threading.Lock()

T = TypeVar("T")
R = TypeVar("R")


class Fetch(Protocol):
    """`core.fetch.fetch`, or one that may ask other machines."""

    def __call__(self, url: str, into: BinaryIO, *, limits: Limits) -> Fetched:
        """Write what is at `url` into a file."""


def ask(files: Iterable[AwaitedFile], fetch: Fetch) -> Iterator[tuple[AwaitedFile, Looked]]:
    """Each file with what came of it, in the order in which they come.

    What came lies in a temporary folder until the next one is asked for.
    """
    hosts = _Hosts()
    with TemporaryDirectory(prefix="masthead-files-", ignore_cleanup_errors=True) as folder:

        def work(file: AwaitedFile) -> Looked:
            return _get(file, Path(folder) / str(file.pk), fetch, hosts)

        for file, looked in _at_once(work, files):
            yield file, looked
            if looked.path:
                looked.path.unlink()


def _get(file: AwaitedFile, path: Path, fetch: Fetch, hosts: "_Hosts") -> Looked:
    problem = "The export does not say where its file was."
    for url in file.addresses:
        try:
            _fetch_patiently(url, path, fetch, hosts, _PICTURE if shows_picture(file) else _FILE)
        except FetchError as error:
            problem = str(error)
            path.unlink(missing_ok=True)
            continue
        with _LOOKING:
            looked = look(file, path, _name(url))
        if looked.path:
            return looked
        path.unlink()
        problem = looked.problem
    return Looked(problem=problem)


def _fetch_patiently(url: str, path: Path, fetch: Fetch, hosts: "_Hosts", limits: Limits) -> None:
    """Fetch; a host that is only busy is asked once more after a while."""
    host = urlsplit(url).hostname or ""
    for last in (False, True):
        hosts.wait(host)
        try:
            with path.open("wb") as into:
                found = fetch(url, into, limits=limits)
        except FetchError as error:
            if isinstance(error, AnsweredError) and error.status in _BUSY and not last:
                hosts.leave(host, error.wait)
                continue
            hosts.heard(host, alive=_is_alive(error))
            raise
        hosts.heard(host, alive=True)
        if limits is _FILE and found.content_type == "text/html":
            raise FetchError(f"{host} sent a web page instead of the file.")
        return


def _is_alive(error: FetchError) -> bool:
    """Whether only this file cannot be had, and others of the host may."""
    if isinstance(error, AnsweredError):
        return error.status < HTTPStatus.INTERNAL_SERVER_ERROR and error.status not in _BUSY
    return isinstance(error, TooLargeError | BadAddressError)


def _name(url: str) -> str:
    return PurePosixPath(unquote(urlsplit(url).path)).name or "picture"


class _Hosts:
    """Which hosts are asked, and when; all threads share it."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.failures: Counter[str] = Counter()
        self.until: dict[str, float] = {}

    def wait(self, host: str) -> None:
        """Wait until the host wants to be asked. Raises FetchError for one that was given up."""
        with self.lock:
            if self.failures[host] >= _PATIENCE:
                raise FetchError(f"{host} was given up after {_PATIENCE} failures in a row.")
            rest = self.until.get(host, 0) - time.monotonic()
        if rest > 0:
            time.sleep(rest)

    def leave(self, host: str, seconds: float) -> None:
        """The host wants to be left alone; 0 seconds mean that it did not say how long."""
        with self.lock:
            rest = min(seconds or _REST, _LONGEST_REST)
            self.until[host] = max(self.until.get(host, 0), time.monotonic() + rest)

    def heard(self, host: str, *, alive: bool) -> None:
        """Count failures in a row."""
        with self.lock:
            self.failures[host] = 0 if alive else self.failures[host] + 1


def _at_once(work: Callable[[T], R], things: Iterable[T]) -> Iterator[tuple[T, R]]:
    """Each thing with what `work` makes of it, a few at the same time, in no order.

    The threads hold up nobody: whoever stops the import need not wait for a slow host.
    """
    todo: SimpleQueue[T | None] = SimpleQueue()
    done: SimpleQueue[tuple[T, R | BaseException]] = SimpleQueue()
    for _ in range(_ASKERS):
        threading.Thread(target=_serve, args=(work, todo, done), daemon=True).start()
    rest = iter(things)
    try:
        under_way = 0
        for thing in islice(rest, _ASKERS):
            todo.put(thing)
            under_way += 1
        while under_way:
            thing, result = done.get()
            if isinstance(result, BaseException):
                raise result
            yield thing, result
            under_way -= 1
            for following in islice(rest, 1):
                todo.put(following)
                under_way += 1
    finally:
        for _ in range(_ASKERS):
            todo.put(None)


def _serve(
    work: Callable[[T], R],
    todo: "SimpleQueue[T | None]",
    done: "SimpleQueue[tuple[T, R | BaseException]]",
) -> None:
    while (thing := todo.get()) is not None:
        try:
            done.put((thing, work(thing)))
        except BaseException as error:  # noqa: BLE001 - it is raised where the results are read
            done.put((thing, error))
