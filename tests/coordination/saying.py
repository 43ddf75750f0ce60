"""Comments for these tests, without a database."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from masthead.coordination.group import Group
from masthead.coordination.memory import Memory
from masthead.coordination.said import Said

HOUR = 3600.0

# People who have nothing to do with each other, so that the site has a way of speaking.
SMALL_TALK = """
The ferry was late again on Monday and nobody told us why it had to wait so long outside.
I have lived by the harbour for thirty years and never saw so many boats in the basin.
Does anybody know when the library will open its upper floor for the evening readers?
My grandmother worked in the cannery and would have laughed about this kind of plan.
Thank you for this article, it explains the levy better than the council ever did.
It would help to have a bench and a lamp near the second crossing, for older people.
The market used to be louder, I miss the man who sold pears from an old green van.
Please print the numbers as well, a graph without numbers tells me nothing at all.
We cycled out to the dune last week and counted eleven owls before it was quite dark.
If the tide table is wrong by an hour then the whole timetable has to be made again.
""".strip().splitlines()

TEMPLATE = (
    "Ask yourselves who profits from the new breakwater, because it is certainly not the small "
    "fishermen of our village, and the committee has been silent about the contract since March"
)


def say(pk: int, text: str, name: str = "", hours: float = 0.0, **more: Any) -> Said:
    return Said(pk, more.pop("page", 1), name or f"Name {pk}", hours * HOUR, text, **more)


def used_to(memory: Memory, times: int = 1) -> Memory:
    """The memory of a site where small talk was heard before."""
    for nth in range(times):
        for at, text in enumerate(SMALL_TALK):
            memory.learn(say(-1 - at - 100 * nth, text))
    return memory


def found(memory: Memory, said: Iterable[Said]) -> list[Group]:
    """The groups that were found, settled as the worker settles them."""
    groups = []
    for nth, one in enumerate(said, start=1):
        group = memory.add(one)
        if group:
            case = group.case or -nth
            memory.settle(group.members, case)
            groups.append(Group(group.members, case))
    return groups
