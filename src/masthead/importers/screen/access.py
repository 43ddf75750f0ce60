"""Who may move a site in."""

from __future__ import annotations

from typing import Any

from wagtail.admin.auth import permission_required

PERMISSION = "moving_in.add_move"

administrators_only = permission_required(PERMISSION)


def may_move_in(user: Any) -> bool:
    """Whether `user` finds the screen in the menu."""
    return bool(user.has_perm(PERMISSION))
