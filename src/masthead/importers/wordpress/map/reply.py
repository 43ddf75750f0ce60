"""Comments."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo

from masthead.core.html import visible_text
from masthead.core.text import collapse, printable
from masthead.importers.errors import Place, Tell
from masthead.importers.replies import NAME_LIMIT, Reply, apart, web_address, with_parent

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
    return [with_parent(reply, kept, tell) for reply in kept.values()], dropped


def _reply(comment: OldComment, zone: tzinfo, fallback: datetime, tell: Tell) -> Reply:
    at = moment(comment.date_gmt, comment.date, zone)
    if at is None:
        tell("A comment without a date got its story's.", comment.place)
    name = collapse(visible_text(printable(comment.author)))
    return Reply(
        old_id=comment.id,
        parent=comment.parent,
        status=STATUS[comment.approved],
        source=_SOURCES[comment.type],
        name=name[:NAME_LIMIT] or "Anonymous",
        email=comment.email,
        url=web_address(comment.url),
        user=comment.user,
        at=at or fallback,
        text=printable(comment.content).strip(),
        html=_html(printable(comment.content)),
        place=comment.place,
    )


def _html(content: str) -> str:
    """Paragraphs as WordPress makes them; what a comment may not hold leaves its words apart."""
    return apart(autop(content))
