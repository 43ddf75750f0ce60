"""A moderator closes the discussion under one page, or opens it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from wagtail.log_actions import log
from wagtail.models import Page

from masthead.core.batch import once
from masthead.people.models import User

from .baking import bake_page
from .models import ThreadLock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

LOCK, UNLOCK = "comments.lock", "comments.unlock"


def is_locked(page_id: int) -> bool:
    """Whether nobody can add to what was said under this page."""
    known = _read_before()
    return known[page_id] if page_id in known else _locked(page_id).exists()


def read_locks(page_ids: Sequence[int]) -> None:
    """Learn under which of several pages nobody can add anything; for this batch."""
    locked = set(_locked(*page_ids).values_list("page_id", flat=True))
    _read_before().update((page_id, page_id in locked) for page_id in page_ids)


def note_lock(page_id: int, *, locked: bool) -> None:
    """Keep for this batch what was read together with the page."""
    _read_before()[page_id] = locked


def _locked(*page_ids: int) -> QuerySet[ThreadLock]:
    return ThreadLock.objects.filter(page_id__in=page_ids)


def _read_before() -> dict[int, bool]:
    return once("locked threads", dict)


def lock_thread(page: Page, user: User) -> bool:
    """Take no more comments under ``page``; False where that was so already."""
    try:
        with transaction.atomic():
            ThreadLock.objects.create(page=page, actor=user)
    except IntegrityError:
        return False
    bake_page(page.pk)
    log(page, LOCK, user=user)
    return True


def unlock_thread(page: Page, user: User) -> bool:
    """Take comments again, if nothing else speaks against it; False where it was not locked."""
    removed, _each = ThreadLock.objects.filter(page=page).delete()
    if removed:
        bake_page(page.pk)
        log(page, UNLOCK, user=user)
    return bool(removed)
