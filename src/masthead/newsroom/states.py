"""Where a story stands between its first word and its readers."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, Exists, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision, WorkflowState

# Wagtail keeps the id of a revision's or workflow's page as text, and PostgreSQL compares no text
# with numbers: no filter can go over the relation.
PAGE_ID = Cast(OuterRef("pk"), output_field=CharField())

STATES = (
    ("draft", _("Draft")),
    ("review", _("In review")),
    ("scheduled", _("Scheduled")),
    ("live", _("Published")),
    ("changed", _("Published, with changes that are not")),
    ("withdrawn", _("Withdrawn")),
)


def with_state(stories: Any) -> Any:
    """Return ``stories`` with what their state is told by, in a fixed number of queries."""
    # Wagtail's own prefetch looks under the base class unless the pages are of several classes.
    states = Prefetch(
        "_specific_workflow_states",
        queryset=WorkflowState.objects.active().select_related("current_task_state__task"),
        to_attr="_current_workflow_states",
    )
    return stories.prefetch_related(states).annotate_approved_schedule()


def with_due(stories: Any) -> Any:
    """Return those of ``stories`` that are scheduled, with ``due``, the soonest first."""
    planned = Revision.page_revisions.filter(object_id=PAGE_ID, approved_go_live_at__isnull=False)
    soonest = planned.order_by("approved_go_live_at").values("approved_go_live_at")[:1]
    return stories.annotate(due=Subquery(soonest)).filter(due__isnull=False).order_by("due")


def in_state(stories: Any, state: str) -> Any:
    """Return those of ``stories`` that stand in ``state``, one of STATES."""
    if state == "scheduled":
        return with_due(stories)
    if state == "review":
        page_type = Q(base_content_type__app_label="wagtailcore", base_content_type__model="page")
        return stories.filter(
            Exists(
                WorkflowState.objects.filter(
                    page_type, object_id=PAGE_ID, status=WorkflowState.STATUS_IN_PROGRESS
                )
            )
        )
    conditions: dict[str, dict[str, Any]] = {
        "draft": {"live": False, "first_published_at": None},
        "live": {"live": True},
        "changed": {"live": True, "has_unpublished_changes": True},
        "withdrawn": {"live": False, "first_published_at__isnull": False},
    }
    return stories.filter(**conditions[state])
