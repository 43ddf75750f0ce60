"""Comments."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo

from masthead.core.html import visible_text
from masthead.core.text import collapse, printable

from ..read.errors import Place, Tell
from ..read.records import OldComment
from .autop import autop
from .dates import moment

#: What WordPress calls a comment's state, and ours. What is not here was thrown away there.
STATUS = {
    "1": "approved",
    "approve": "approved",
    "approved": "approved",
    "0": "pending",
    "hold": "pending",
    "spam": "spam",
}
#: The types readers see. Plugins keep private notes as comments of other types.
_SOURCES = {"comment": "import", "pingback": "pingback", "trackback": "trackback"}
_CELL_END = re.compile(r"</t[dh]\s*>", re.IGNORECASE)
_LINE_END = re.compile(r"</(?:tr|caption|d[td]|h[1-6]|div|section|figcaption)\s*>", re.IGNORECASE)
_NAME_LIMIT = 120
_URL_LIMIT = 500


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


@dataclass(frozen=True, slots=True)
class Dropped:
    """A comment that is not taken over, and why."""

    old_id: int
    reason: str
    place: Place


def replies(
    comments: Iterable[OldComment], zone: tzinfo, fallback: datetime, tell: Tell
) -> tuple[list[Reply], list[Dropped]]:
    """The comments of one story in the export's order; parents exist and do not circle."""
    kept: dict[int, Reply] = {}
    dropped: list[Dropped] = []
    for comment in comments:
        if comment.approved not in STATUS:
            dropped.append(
                Dropped(comment.id, f"Its state was “{comment.approved}”.", comment.place)
            )
        elif comment.type not in _SOURCES:
            reason = f"Comments of the type “{comment.type}” are no readers' comments."
            dropped.append(Dropped(comment.id, reason, comment.place))
        elif comment.id in kept:
            dropped.append(Dropped(comment.id, "Another comment has the same id.", comment.place))
        else:
            kept[comment.id] = _reply(comment, zone, fallback, tell)
    return [_with_parent(reply, kept, tell) for reply in kept.values()], dropped


def _reply(comment: OldComment, zone: tzinfo, fallback: datetime, tell: Tell) -> Reply:
    at = moment(comment.date_gmt, comment.date, zone)
    if at is None:
        tell("A comment without a date got its story's.", comment.place)
    url = comment.url if comment.url.startswith(("http://", "https://")) else ""
    name = collapse(visible_text(printable(comment.author)))
    return Reply(
        old_id=comment.id,
        parent=comment.parent,
        status=STATUS[comment.approved],
        source=_SOURCES[comment.type],
        name=name[:_NAME_LIMIT] or "Anonymous",
        email=comment.email,
        url=url if len(url) <= _URL_LIMIT and " " not in url else "",
        user=comment.user,
        at=at or fallback,
        text=printable(comment.content).strip(),
        html=_html(printable(comment.content)),
        place=comment.place,
    )


def _html(content: str) -> str:
    """Paragraphs as WordPress makes them; what a comment may not hold leaves its words apart."""
    return _LINE_END.sub("<br>", _CELL_END.sub(" ", autop(content)))


def _with_parent(reply: Reply, kept: dict[int, Reply], tell: Tell) -> Reply:
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
    return Reply(**{name: getattr(reply, name) for name in Reply.__slots__} | {"parent": 0})
