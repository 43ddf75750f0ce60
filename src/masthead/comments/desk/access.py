"""Who may moderate."""

from __future__ import annotations

from typing import Any

from wagtail.admin.auth import permission_required

PERMISSION = "comments.moderate_comment"

moderators_only = permission_required(PERMISSION)


def may_moderate(user: Any) -> bool:
    """Whether ``user`` sees the queue, its entry in the menu and its panel."""
    return bool(user.has_perm(PERMISSION))
