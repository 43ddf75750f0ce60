"""The way of a story to its readers: the desk looks at it, then an editor approves it."""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Count
from wagtail.models import (
    GroupApprovalTask,
    Page,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from masthead.articles.tree import front_page

from .roles import GROUPS

WORKFLOW = "the desk"  # Wagtail says "Submit to …"
STEPS = ("Desk review", "Editor's approval")
REVIEWERS = ("editor", "administrator")
WAGTAILS_OWN = "Moderators approval"


@transaction.atomic
def ensure_workflow() -> None:
    """Let every page go through the two steps, unless the outlet has arranged its own way."""
    _forget_wagtails_own()
    if Workflow.objects.exists():
        return
    reviewers = Group.objects.filter(name__in=[GROUPS[role] for role in REVIEWERS])
    workflow = Workflow.objects.create(name=WORKFLOW)
    for order, name in enumerate(STEPS):
        step = GroupApprovalTask.objects.create(name=name)
        step.groups.set(reviewers)
        WorkflowTask.objects.create(workflow=workflow, task=step, sort_order=order)
    WorkflowPage.objects.create(workflow=workflow, page=Page.objects.get(pk=front_page().pk))


def _forget_wagtails_own() -> None:
    """Remove the workflow that comes with Wagtail's migrations, as long as nothing used it."""
    unused = Workflow.objects.annotate(uses=Count("workflow_states"))
    unused.filter(name=WAGTAILS_OWN, uses=0).delete()
    Task.objects.filter(name=WAGTAILS_OWN, workflow_tasks=None, task_states=None).delete()
