"""The first screen: the pulse, what is due today, what waits for me, what readers got last."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component
from wagtail.models import WorkflowState

from masthead.articles.models import ArticlePage
from masthead.articles.tree import stories_folder
from masthead.comments.models import Comment, Status
from masthead.ledger.models import RecordEntry, RecordHead

from . import erasing
from .states import with_due, with_state

RECENT = 8  # stories in a panel
DRAFTS = 10


class Panel(Component):
    """A panel that knows the request."""

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Return what the template needs."""
        request = (parent_context or {})["request"]
        return {"request": request, **self.facts(request.user)}

    @abstractmethod
    def facts(self, user: Any) -> dict[str, Any]:
        """Return what this panel tells ``user``."""


class PulsePanel(Panel):
    """How much happened and what is open, in one line."""

    name = "pulse"
    order = 10
    template_name = "masthead/newsroom/home/pulse.html"

    def facts(self, user: Any) -> dict[str, Any]:
        """Return the counts, and the way to a new story."""
        live = ArticlePage.objects.live()
        folder = stories_folder()
        may_write = folder.permissions_for_user(user).can_add_subpage()
        return {
            "today": live.filter(first_published_at__gte=day_begins()).count(),
            "week": live.filter(first_published_at__gte=day_begins() - timedelta(days=6)).count(),
            "drafts": ArticlePage.objects.filter(live=False, first_published_at=None).count(),
            "in_review": WorkflowState.objects.active().count(),
            "held": Comment.objects.filter(status=Status.PENDING).count(),
            "record_trouble": record_trouble(),
            "erasures": erasing.waiting(user),
            "write": reverse("wagtailadmin_pages:add", args=("articles", "articlepage", folder.pk))
            if may_write
            else None,
        }


def record_trouble() -> str:
    """Why the public record does not go on, or how many stories it could not take; or nothing."""
    head = RecordHead.objects.first()
    if head and (head.stopped or head.trouble):
        return head.stopped or head.trouble
    failed = RecordEntry.objects.exclude(trouble="").count()
    if not failed:
        return ""
    told = ngettext(
        "%(number)d story could not be recorded.",
        "%(number)d stories could not be recorded.",
        failed,
    )
    return told % {"number": failed}


class DuePanel(Panel):
    """What will be published or withdrawn today, and what comes after it."""

    name = "due"
    order = 20
    template_name = "masthead/newsroom/home/due.html"

    def facts(self, user: Any) -> dict[str, Any]:
        """Return today's schedule in its order, and the next story after today."""
        planned = with_due(ArticlePage.objects.all())
        tomorrow = day_begins() + timedelta(days=1)
        return {
            "publish": planned.filter(due__lt=tomorrow),
            "withdraw": ArticlePage.objects.live()
            .filter(expire_at__lt=tomorrow)
            .order_by("expire_at"),
            "next": planned.filter(due__gte=tomorrow).first(),
        }


class MinePanel(Panel):
    """My own stories that readers have not got, or not as they are now."""

    name = "mine"
    order = 40
    template_name = "masthead/newsroom/home/mine.html"

    def facts(self, user: Any) -> dict[str, Any]:
        """Return the stories I began or stand over, the last touched first."""
        mine = Q(owner=user) | Q(bylines__person__account=user)
        return {
            "stories": with_state(
                ArticlePage.objects.filter(mine)
                .filter(Q(live=False) | Q(has_unpublished_changes=True))
                .exclude(live=False, first_published_at__isnull=False)
                .distinct()
                .order_by("-latest_revision_created_at")
            )[:DRAFTS]
        }


class PublishedPanel(Panel):
    """What readers got last."""

    name = "published"
    order = 50
    template_name = "masthead/newsroom/home/published.html"

    def facts(self, user: Any) -> dict[str, Any]:
        """Return the newest stories."""
        return {"stories": ArticlePage.objects.for_lists()[:RECENT]}


def day_begins() -> datetime:
    """Midnight of today, where the outlet is."""
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
