"""Where the parts of the tree are read: below the site's address, or at a host of their own.

Paths are those of the tree, percent-encoded, in which each language lies below its prefix. A link
is what the page that is being made says to lead to such a path. It depends on the host of that
page and not on its language: a story from before its language had a prefix has none in its path.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from django.conf import settings

from .edition import Place, here

if TYPE_CHECKING:
    from collections.abc import Iterator

_own: ContextVar[str] = ContextVar("site", default="")  # empty: the address of the whole site


@contextmanager
def read_at(path: str) -> Iterator[None]:
    """Make what is made in the block for the host at which ``path`` is read."""
    token = _own.set(_placed(path)[0])
    try:
        yield
    finally:
        _own.reset(token)


def own_site() -> str:
    """Return scheme and host of the page that is being made; elsewhere those of the site."""
    return _own.get() or settings.SITE_URL


def spot() -> tuple[Place, str]:
    """Return by what the links on pages differ: their edition and their host."""
    return here(), own_site()


def linked(path: str) -> str:
    """Return the link to ``path``; what is no path is returned as it is.

    On the host at which ``path`` is read it is root-relative, without the prefix of a language that
    has a host of its own; elsewhere it is the whole address.
    """
    if not settings.LANGUAGE_SITES or not path.startswith("/"):
        return path
    site, rest = _placed(path)
    return rest if site == own_site() else site + rest


def address_of(path: str) -> str:
    """Return the whole address of ``path``, the same on each page."""
    return "".join(_placed(path))


def _placed(path: str) -> tuple[str, str]:
    """Return scheme and host of ``path``, and what it is called there."""
    home = f"/{path.split('/', 2)[1]}/"
    if home not in settings.LANGUAGE_SITES:
        return settings.SITE_URL, path
    # Never two slashes: a browser would take what follows for a host.
    return settings.LANGUAGE_SITES[home], "/" + path[len(home) :].lstrip("/")
