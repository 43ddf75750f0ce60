"""The rarer things a moderator does on the page of one comment."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from masthead.comments.ban import ban
from masthead.comments.edit import by_newsroom
from masthead.comments.forms import TEXT_LENGTH
from masthead.comments.lock import lock_thread, unlock_thread
from masthead.comments.models import Ban, Comment
from masthead.comments.moderate import Decision, feature, withdraw
from masthead.comments.text import is_blank

Done = tuple[bool, str]


def _reason(data: QueryDict) -> str:
    return data.get("reason", "").strip()[:255]


def _meanwhile() -> str:
    return _("Somebody else changed this comment meanwhile.")


def erase(comment: Comment, user: Any, data: QueryDict) -> Done:
    """Erase what was written and by whom, once the box is ticked."""
    if "sure" not in data:
        return False, _("Tick the box first: what is erased does not come back.")
    done = withdraw(comment, Decision(user, reason=_reason(data)))
    told = _("Text, name and the hash of the address are erased.")
    return done, told if done else _meanwhile()


def edit(comment: Comment, user: Any, data: QueryDict) -> Done:
    """Change the text."""
    words = data.get("words", "").replace("\r\n", "\n").strip()
    if is_blank(words) or len(words) > TEXT_LENGTH:
        return False, _("A text has to be there, of 10,000 characters at most.")
    done = by_newsroom(comment, user, words, _reason(data))
    return done, _("The text is changed. What stood there is kept.") if done else _meanwhile()


def point_out(comment: Comment, user: Any, data: QueryDict) -> Done:
    """Mark it for readers, or no longer."""
    on = data["feature"] == "on"
    done = feature(comment, Decision(user), on=on)
    told = _("Readers see it pointed out.") if on else _("It is not pointed out any more.")
    return done, told if done else _meanwhile()


def ban_sender(comment: Comment, user: Any, data: QueryDict) -> Done:
    """Send what this name or this address writes from now on to the spam."""
    kind = Ban.Kind.NAME if data["ban"] == Ban.Kind.NAME else Ban.Kind.SENDER
    done = ban(comment, kind, user, _reason(data))
    return done, _("What comes from there goes to the spam.") if done else _("That is banned.")


def lock(comment: Comment, user: Any, data: QueryDict) -> Done:
    """Close or open the discussion under the story."""
    if data["lock"] == "on":
        return lock_thread(comment.page, user), _("Nobody can add to this discussion now.")
    return unlock_thread(comment.page, user), _("This discussion is open again.")


#: By the name of the button.
OTHERS: dict[str, Callable[[Comment, Any, QueryDict], Done]] = {
    "erase": erase,
    "edit": edit,
    "feature": point_out,
    "ban": ban_sender,
    "lock": lock,
}
