"""What an export that Masthead wrote says of comments beyond WordPress's fields."""

from typing import Any

from django.db.models import F

from masthead.comments import text
from masthead.comments.models import Comment, Edited, Source, Status
from masthead.core.html import visible_text

from ..map.own_story import time_of

Said = dict[str, dict[str, Any]]
_ASIDE = 1_000_000_000  # above every number, while numbers change places


def amend(made: dict[str, Comment], said: Said, people: dict[str, int]) -> None:
    """Set on comments that are not saved yet what only we know; both are by old id."""
    for old_id, comment in made.items():
        values = said.get(old_id)
        if not values:
            continue
        _state(comment, values)
        if values.get("source") in Source.values:
            comment.source = values["source"]
        if isinstance(values.get("text"), str):
            comment.text = values["text"]
        html = text.clean(str(values.get("html") or ""))
        if visible_text(html).split() == visible_text(comment.html).split():
            comment.html = html
        if values.get("edited") in Edited.values:
            comment.edited = values["edited"]
        comment.featured = values.get("featured") is True
        comment.held_because = str(values.get("held_because") or "")[:255]
        comment.person_id = people.get(str(values.get("person")))
        comment.created_at = time_of(values.get("created_at")) or comment.created_at
        if comment.status == Status.APPROVED:
            comment.approved_at = time_of(values.get("approved_at")) or comment.approved_at


def _state(comment: Comment, values: dict[str, Any]) -> None:
    """Refused and withdrawn are one state of WordPress; `map` has read both as held."""
    state = values.get("status")
    if comment.status == Status.PENDING and state in (Status.REJECTED, Status.WITHDRAWN):
        comment.status = state


def renumber(made: dict[str, Comment], said: Said) -> None:
    """Give the saved comments of a new story the numbers readers know, stubs theirs.

    Where not all that are shown have one, or two have the same, they keep those they got.
    """
    wanted = {comment.pk: _number(said.get(old_id)) for old_id, comment in made.items()}
    given = [number for number in wanted.values() if number]
    shown = [comment for comment in made.values() if comment.status == Status.APPROVED]
    if len(set(given)) < len(given) or not all(wanted[comment.pk] for comment in shown):
        return
    other = [comment for comment in made.values() if comment.number != wanted[comment.pk]]
    rows = Comment.objects.filter(pk__in=[comment.pk for comment in other])
    rows.filter(number__isnull=False).update(number=F("number") + _ASIDE)
    for comment in other:
        comment.number = wanted[comment.pk]
        Comment.objects.filter(pk=comment.pk).update(number=comment.number)


def _number(values: dict[str, Any] | None) -> int | None:
    number = values.get("number") if values else None
    return number if isinstance(number, int) and 0 < number < _ASIDE else None
