"""Reading once what many pages show alike, while they are rendered one after the other.

One request for a page is the smallest batch. What is read stands for the batch alone. Whoever
begins one has read its list of pages before: so a change that comes while it runs asks for its
pages anew, and a later batch reads it.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

T = TypeVar("T")

_kept: ContextVar[dict[Hashable, Any] | None] = ContextVar("kept", default=None)


@contextmanager
def batch() -> Iterator[None]:
    """Keep what ``once`` makes until the end of the block; inside another batch, of that one."""
    if _kept.get() is not None:
        yield
        return
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def once(key: Hashable, make: Callable[[], T]) -> T:
    """Return what ``make`` returns; inside a batch it is called once for each ``key``."""
    kept = _kept.get()
    if kept is None:
        return make()
    if key not in kept:
        kept[key] = make()
    return cast("T", kept[key])
