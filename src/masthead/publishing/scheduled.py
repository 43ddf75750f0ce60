"""What was to be published or withdrawn at a time that has come.

Each piece is claimed and changed in one transaction: of two workers one wins, and a
crash in between leaves the piece for the next round.
"""

import logging
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models, transaction
from wagtail.models import DraftStateMixin, Page, Revision

log = logging.getLogger(__name__)


def run_due(now: datetime) -> tuple[int, int]:
    """Publish and withdraw what is due at `now`; how many of each."""
    withdrawn = sum(_alone(withdraw, thing, now) for thing in list(expired(now)))
    due = Revision.objects.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at")
    published = sum(_alone(publish, revision, now) for revision in list(due))
    return published, withdrawn


def expired(now: datetime) -> Iterator[Any]:
    """Live pages and snippets whose time has run out."""
    kinds = [Page, *(model for model in apps.get_models() if _is_draftable_snippet(model))]
    for kind in kinds:
        yield from kind.objects.filter(live=True, expire_at__lte=now).order_by("expire_at")


@transaction.atomic
def publish(revision: Any, now: datetime) -> bool:
    """Publish `revision` if it is still due; whether it was done here."""
    claim = Revision.objects.filter(pk=revision.pk, approved_go_live_at__lte=now)
    if not claim.update(approved_go_live_at=None):
        return False
    Revision.objects.get(pk=revision.pk).publish(log_action="wagtail.publish.scheduled")
    return True


@transaction.atomic
def withdraw(thing: Any, now: datetime) -> bool:
    """Take `thing` off the site if it is still due; whether it was done here."""
    claim = type(thing).objects.filter(pk=thing.pk, live=True, expire_at__lte=now)
    if not claim.update(expired=True):
        return False
    thing.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    return True


def _alone(verb: Callable[[Any, datetime], bool], thing: Any, now: datetime) -> bool:
    """Do it so that one piece that fails does not hold up the others."""
    try:
        return verb(thing, now)
    except Exception:
        log.exception("%s on schedule failed and is tried again: %s", verb.__name__, thing)
        return False


def _is_draftable_snippet(model: type[models.Model]) -> bool:
    return issubclass(model, DraftStateMixin) and not issubclass(model, Page)
