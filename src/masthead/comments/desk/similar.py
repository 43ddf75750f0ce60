"""Comments that say nearly the same as one, for a moderator to see side by side."""

from __future__ import annotations

from dataclasses import dataclass

from masthead.comments.checks import plain
from masthead.comments.models import Comment, Status

READ_BEFORE, READ_AFTER = 1_200, 800  # comments compared, the nearest in time
LEAST_ALIKE = 0.4  # of all groups of three words that either has, those that both have
SHOWN = 5
GROUP = 3  # words


@dataclass(frozen=True)
class Similar:
    """Another comment, and how many hundredths of the two are alike."""

    comment: Comment
    percent: int


def similar_to(comment: Comment) -> list[Similar]:
    """The most similar comments of those around it in time, under whatever story, by whomever."""
    own = groups(comment.text)
    if not own:
        return []
    kept = Comment.objects.exclude(status=Status.WITHDRAWN)
    # By the key, which grows with time: by the time itself a million rows would be read.
    before = kept.filter(pk__lt=comment.pk).order_by("-pk").values_list("pk", "text")
    after = kept.filter(pk__gt=comment.pk).order_by("pk").values_list("pk", "text")
    near = [*before[:READ_BEFORE], *after[:READ_AFTER]]
    alike = {pk: _share(own, groups(text)) for pk, text in near}
    best = sorted((pk for pk in alike if alike[pk] >= LEAST_ALIKE), key=lambda pk: -alike[pk])
    found = Comment.objects.select_related("page").in_bulk(best[:SHOWN])
    return [Similar(found[pk], round(alike[pk] * 100)) for pk in best[:SHOWN] if pk in found]


def groups(text: str) -> frozenset[tuple[str, ...]]:
    """All groups of three words that follow each other; of a shorter text the text itself."""
    words = plain(text).split()
    if len(words) < GROUP:
        return frozenset({tuple(words)}) if words else frozenset()
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def _share(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    return len(one & other) / len(one | other)
