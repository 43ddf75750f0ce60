"""Comments of names that keep coming together."""

from __future__ import annotations

from collections import Counter

from .group import Group
from .memory import Memory
from .together import Act, circles

KNOWN_BY_NOW = 0.5  # of a circle's comments: then it adds to that case


def circles_in(memory: Memory, nth: int) -> list[Group]:
    """The groups that the week's circles make; new ones are numbered from -1 - ``nth`` on down."""
    week = memory.kept
    acts = [
        Act(
            it.said.pk,
            it.name,
            it.said.page,
            it.said.at,
            week[it.said.answers].name if it.said.answers in week else "",
        )
        for it in week.values()
    ]
    found: list[Group] = []
    for circle in circles(acts):
        theirs = [act for act in acts if act.name in circle.names and act.page in circle.pages]
        cases = Counter(case for act in theirs if (case := week[act.pk].case) is not None)
        free = tuple(sorted(act.pk for act in theirs if week[act.pk].case is None))
        if not free:
            continue
        case, count = cases.most_common(1)[0] if cases else (0, 0)
        if count < KNOWN_BY_NOW * len(theirs):
            case = -1 - nth - len(found)
        memory.settle(free, case)
        found.append(Group(free, case, circle=circle))
    return found
