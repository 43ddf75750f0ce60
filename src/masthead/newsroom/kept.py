"""What nobody deletes, whatever their role: what was public keeps its answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from masthead.addresses.models import Address
from masthead.people.models import Person


class Kept(ModelPermissionPolicy):
    """Wagtail's usual rights but that of deleting, which superusers have without being given it."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether ``user`` may do ``action``."""
        return action != "delete" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        """Whether ``user`` may do one of ``actions``."""
        return any(self.user_has_permission(user, action) for action in actions)


def register() -> None:
    """Tell Wagtail, before it makes policies of its own."""
    for model in (Address, Person):
        register_permission_policy(model, Kept(model))
