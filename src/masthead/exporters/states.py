"""Where pages stand, asked for a batch at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, PageViewRestriction, Revision, WorkflowState

LIVE, SCHEDULED, REVIEW, DRAFT, RESTRICTED = "live", "scheduled", "review", "draft", "restricted"


def states(pages: Iterable[Any]) -> dict[int, str]:
    """By id: live, restricted (live, but not open to everybody), scheduled, review or draft."""
    found = {page.pk: LIVE if page.live else DRAFT for page in pages}
    base = ContentType.objects.get_for_model(Page)
    waiting = [str(pk) for pk, state in found.items() if state == DRAFT]
    reviewed = WorkflowState.objects.filter(
        base_content_type=base, object_id__in=waiting, status=WorkflowState.STATUS_IN_PROGRESS
    )
    planned = Revision.objects.filter(
        base_content_type=base, object_id__in=waiting, approved_go_live_at__isnull=False
    )
    for ids, state in ((reviewed, REVIEW), (planned, SCHEDULED)):
        found |= {int(pk): state for pk in ids.values_list("object_id", flat=True)}
    closed = PageViewRestriction.objects.filter(page__in=found).values_list("page_id", flat=True)
    return found | {pk: RESTRICTED for pk in closed if found[pk] == LIVE}


def as_it_stands(page: Any) -> Any:
    """The page as readers have it; one that is not public as its writer left it."""
    if page.live or page.latest_revision_id is None:
        return page
    return page.get_latest_revision_as_object()
