"""Where a public path lies in the baked tree, and as what it is served.

One table for the baker that writes, the server that reads, and the printed configurations of
other servers.
"""

from __future__ import annotations

import hashlib

HTML = "text/html; charset=utf-8"
RSS = "application/rss+xml; charset=utf-8"
ATOM = "application/atom+xml; charset=utf-8"
JSON_FEED = "application/feed+json; charset=utf-8"
# By how a path ends, first match; a path that ends otherwise is a page.
TYPES = (
    ("/feed.json", JSON_FEED),
    ("/atom.xml", ATOM),
    (".json", "application/json; charset=utf-8"),
    (".xml", "application/xml; charset=utf-8"),
    (".css", "text/css; charset=utf-8"),
    (".txt", "text/plain; charset=utf-8"),
    (".html", HTML),
)
# Feeds stand below what they tell of, in these forms: /news/feed/, /feed/fa/atom/.
FEED = "/feed/"
FEED_FORMS = (("/atom/", ATOM), ("/json/", JSON_FEED), ("/", RSS))
FOLDER_FILES = {HTML: "index.html", JSON_FEED: "index.json"}  # else index.xml
ENCODINGS = {"br": ".br", "gzip": ".gz"}
GONE = ".gone"  # beside where the page was: the body of the answer 410
REDIRECT = ".redirect"  # the path or address that the answer 301 names
INDEXES = frozenset({"index.html", "index.xml", "index.json"})
LONGEST_NAME = 200  # bytes; a file system takes 255, and suffixes come behind


def content_type(path: str) -> str:
    """Return the media type of what stands at ``path``."""
    forms = FEED_FORMS if FEED in path and path.endswith("/") else TYPES
    return next((kind for ending, kind in forms if path.endswith(ending)), HTML)


def relative(path: str) -> str:
    """Return the file, relative to the tree's root, of a public path (decoded, NFC).

    A path that no file system could name, or that would lie where another one does, lies under a
    hash; other servers than our own will not find it there and ask ours.
    """
    kind = content_type(path)
    folders, name = path.split("/")[1:-1], path.rpartition("/")[2]
    if any(_unfit_folder(folder) for folder in folders) or _unfit(name) or name in INDEXES:
        return f"~{hashlib.sha256(path.encode('utf-8', 'surrogatepass')).hexdigest()}.html"
    if path.endswith("/"):
        name = FOLDER_FILES.get(kind, "index.xml")
    elif kind == HTML and not name.endswith(".html"):
        name += "~.html"
    return "/".join([*folders, name])


def path_of(folder: str, name: str) -> str | None:
    """Return the public path of a file of the tree; None for copies, marks and hashed names."""
    for state in (GONE, REDIRECT):
        name = name.removesuffix(state)
    if name.startswith((".", "~")) or name.endswith(tuple(ENCODINGS.values())):
        return None
    if name in INDEXES:
        name = ""
    name = name.removesuffix("~.html")
    return f"/{folder}/{name}" if folder else f"/{name}"


def _unfit_folder(segment: str) -> bool:
    """Whether no folder can have the name, or a file may have it: /story.html and what is below."""
    return not segment or _unfit(segment) or segment.endswith(tuple(end for end, _ in TYPES[2:]))


def _unfit(segment: str) -> bool:
    long = len(segment.encode("utf-8", "surrogatepass")) > LONGEST_NAME
    return long or segment.startswith((".", "~")) or "~." in segment or "\0" in segment
