"""One switch for the day on which a campaign comes: everything is held, and everybody is told."""

from __future__ import annotations

from django.utils import timezone
from wagtail.log_actions import log

from masthead.core.batch import once
from masthead.people.models import User

from .models import CommentRules

_IS_ON = "comments are under siege"
BEGIN, END = "comments.siege_begin", "comments.siege_end"
# How long a comment lies before its sender can confirm it, where no script proves work.
WAIT = 20  # seconds


def is_on() -> bool:
    """Whether comments are under siege."""
    return once(_IS_ON, lambda: CommentRules.load().siege_since is not None)


def note(*, is_on: bool) -> None:
    """Keep for this batch what was read together with the page."""
    once(_IS_ON, lambda: is_on)


def begin(user: User) -> bool:
    """Hold everything from now on; False where that was so already."""
    return _set(user, BEGIN, begins=True)


def end(user: User) -> bool:
    """Go back to the rules of other days; False where that was so already."""
    return _set(user, END, begins=False)


def _set(user: User, action: str, *, begins: bool) -> bool:
    rules = CommentRules.load()
    if begins == (rules.siege_since is not None):
        return False
    rules.siege_since = timezone.now() if begins else None
    rules.save()  # not update(): pages that show it hear of it by the signal
    log(rules, action, user=user)
    return True
