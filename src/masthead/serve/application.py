"""The application in front of Django's: answers what was baked, hands on the rest."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote_to_bytes

from .answer import has, head, lead, plain, send
from .counts import HITS, MISSES
from .rest import BusyError, NotRunningError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from .answer import Answer, Application, Environ, Headers, StartResponse
    from .hosts import Hosts
    from .pages import Pages
    from .rest import Rest

# Old sites ask for pages by number, at their front page; only Django knows which page that is.
PAGE_QUERIES = frozenset({"p", "page_id", "attachment_id", "cat", "tag", "author", "m"})
LONGEST_PATH = 2048  # characters; an address has at most a third of it
CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class Front:
    """Answers from ``pages`` and ``folders`` what it can, and lets ``rest`` answer the rest."""

    def __init__(
        self,
        pages: Pages,
        folders: Mapping[str, Application],
        rest: Rest,
        headers: Headers,
        counts: memoryview,
        hosts: Hosts,
    ) -> None:
        self.pages = pages
        self.counts = counts  # see serve.counts
        self.folders = folders
        self.rest = rest
        self.headers = headers
        self.hosts = hosts
        self.bad_path = plain("400 Bad Request", "No page has an address like this.", headers)
        self.busy = _later("Too many readers ask for this at the moment.", "5", headers)
        self.not_running = _later("This page cannot be made at the moment.", "30", headers)

    def ready(self, url: bytes, headers: Mapping[bytes, bytes]) -> tuple[bytes, bytes] | None:
        """Return head and body for a plain GET of ``url`` if they lie in memory, else None.

        The head has no Date and does not end. Names of ``headers`` are in lower case. Whatever is
        not ordinary is left to ``__call__``, which answers the same.
        """
        path = plain_path(url) if len(url) <= LONGEST_PATH else ""
        if path and self.hosts.sites:
            path, moved = self.hosts.read(headers.get(b"host", b"").decode("latin-1"), path)
            if moved:
                return None
        answer = self.pages.held(path) if path else None
        if answer is None or answer.location:
            return None
        self.counts[HITS] += 1
        variant = answer.chosen(headers.get(b"accept-encoding", b"").decode("latin-1"))
        known = headers.get(b"if-none-match")
        if known and has(known.decode("latin-1"), variant.etag):
            return head("304 Not Modified", variant.not_modified), b""
        if not variant.head:
            variant.head = head(answer.status, variant.headers)
        return variant.head, variant.body

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request, as WSGI wants it."""
        path = environ["PATH_INFO"]
        if not path.isascii():
            try:
                path = path.encode("latin-1").decode()
            except UnicodeError:
                return send(self.bad_path, environ, start_response)
        if self.hosts.sites:
            path, moved = self.hosts.read(environ.get("HTTP_HOST", ""), path)
            if moved and environ["REQUEST_METHOD"] in {"GET", "HEAD"}:
                query = environ.get("QUERY_STRING")
                target = f"{moved}?{query}" if query else moved
                return send(lead(target, self.headers), environ, start_response)
        if may_be_baked(path, environ):
            answer = self.pages.get(path)
            if answer is not None:
                self.counts[HITS] += 1
                return send(answer, environ, start_response)
        return self._not_baked(path, environ, start_response)

    def _not_baked(
        self, path: str, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        if is_bad(path):
            return send(self.bad_path, environ, start_response)
        for prefix, folder in self.folders.items():
            if path.startswith(prefix):
                return folder(environ, start_response)
        looked_up = may_be_baked(path, environ)
        home = self.hosts.home(environ.get("HTTP_HOST", ""))
        answer = self._written_otherwise(path, home) if looked_up else None
        if answer:
            return send(answer, environ, start_response)
        if looked_up:
            self.counts[MISSES] += 1
        return self._ask(path if looked_up else "", environ, start_response)

    def _ask(self, path: str, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Let the application answer, unless ``path`` was baked while the request waited."""

        def turn(application: Application) -> Iterable[bytes]:
            answer = self.pages.get(path) if path else None
            if answer is not None:
                return send(answer, environ, start_response)
            return application(environ, start_response)

        try:
            return self.rest.run(turn, stays=environ["REQUEST_METHOD"] == "POST")
        except BusyError:
            return send(self.busy, environ, start_response)
        except NotRunningError:
            return send(self.not_running, environ, start_response)

    def _written_otherwise(self, path: str, home: str) -> Answer | None:
        """Lead to the page that is meant where its path is written wrongly, in one redirect.

        ``home`` is where the host of the request begins.
        """
        for other in spellings(path):
            answer = self.pages.get(other)
            if answer and answer.location:
                return answer
            if answer:
                return lead(quote("/" + other.removeprefix(home)), self.headers)
        return None


@lru_cache(maxsize=1024)
def plain_path(url: bytes) -> str:
    """Return the path of a request's target, decoded; empty where it needs a closer look."""
    written, mark, _query = url.partition(b"?")
    if not written.startswith(b"/") or b"#" in url:
        return ""
    if mark and written == b"/":
        return ""  # may name another page
    try:
        return unquote_to_bytes(written).decode()
    except UnicodeError:
        return ""


def may_be_baked(path: str, environ: Environ) -> bool:
    """Whether the answer is one for all readers: a query tells only where a reader came from."""
    if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
        return False
    query = environ.get("QUERY_STRING")
    return not query or path != "/" or not names_a_page(query)


def names_a_page(query: str) -> bool:
    """Whether the query of the front page names another page."""
    return any(part.partition("=")[0] in PAGE_QUERIES for part in query.split("&"))


def is_bad(path: str) -> bool:
    """Whether no page can have the path, and none may be looked for there."""
    return (
        not path.startswith("/")
        or len(path) > LONGEST_PATH
        or CONTROL.search(path) is not None
        or not {".", ".."}.isdisjoint(path.split("/"))
    )


def spellings(path: str) -> Iterator[str]:
    """Yield the paths that may be meant by ``path``, the nearest first."""
    tidy = re.sub("/+", "/", unicodedata.normalize("NFC", path))
    seen = {path}
    for written in (tidy, tidy.lower()):
        for other in (written, written.rstrip("/") if written.endswith("/") else written + "/"):
            if other and other not in seen:
                seen.add(other)
                yield other


def _later(text: str, seconds: str, headers: Headers) -> Answer:
    answer = plain("503 Service Unavailable", text, headers)
    answer.plain.headers.append(("Retry-After", seconds))
    return answer
