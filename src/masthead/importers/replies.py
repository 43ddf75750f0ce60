"""Comments of another system, ready to be written."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from .errors import Place, Tell

#: Characters our rows hold.
NAME_LIMIT = 120
_URL_LIMIT = 500
_CELL_END = re.compile(r"</t[dh]\s*>", re.IGNORECASE)
_LINE_END = re.compile(r"</(?:tr|caption|d[td]|h[1-6]|div|section|figcaption)\s*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reply:
    """A comment, ready for its story. `parent` is an old id among the same story's, or 0."""

    old_id: int
    parent: int
    status: str
    source: str
    name: str
    email: str  # in clear; only its keyed hash is stored
    url: str
    user: int
    at: datetime
    text: str
    html: str  # still to be cleaned
    place: Place


def emptied(reply: Reply) -> Reply:
    """Only the place of a comment that was deleted."""
    return replace(reply, name="", email="", url="", text="", html="")


def web_address(said: str) -> str:
    """A sender's website as our rows take it; "" for what is none."""
    fits = len(said) <= _URL_LIMIT and not any(char.isspace() for char in said)
    return said if fits and said.startswith(("http://", "https://")) else ""


def apart(html: str) -> str:
    """HTML whose words stay apart when what a comment may not hold is taken out."""
    return _LINE_END.sub("<br>", _CELL_END.sub(" ", html))


def with_parent(reply: Reply, kept: Mapping[int, Reply], tell: Tell) -> Reply:
    """The reply, as one to nobody if its parent is missing, itself, or answers it in turn."""
    if not reply.parent:
        return reply
    above, seen = reply, {reply.old_id}
    while above.parent in kept and above.parent not in seen:
        seen.add(above.parent)
        above = kept[above.parent]
    circle = above.parent in seen and above.parent == reply.old_id
    if reply.parent in kept and not circle:
        return reply
    reason = "answers itself" if circle else "answers one that is not in the export"
    tell(f"A comment {reason}; it now stands on its own.", reply.place)
    return replace(reply, parent=0)
