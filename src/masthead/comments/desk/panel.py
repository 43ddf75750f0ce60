"""On the newsroom's first screen: the comments that have waited longest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wagtail.admin.ui.components import Component

from masthead.comments.models import Status

from .access import may_moderate
from .rows import in_state
from .tabs import MOST

FIRST = 3


class HeldPanel(Component):
    """Comments held, for those who may decide on them; nothing where none is held."""

    name = "comments-held"
    order = 35
    template_name = "masthead/newsroom/comments/panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """The number held, and the first of them."""
        if not may_moderate((parent_context or {})["request"].user):
            return {"count": 0}
        return {
            "count": in_state(Status.PENDING).order_by()[: MOST + 1].count(),
            "comments": in_state(Status.PENDING).select_related("page")[:FIRST],
        }
