from __future__ import annotations

import random

from masthead.coordination.together import DAY, HOUR, Act, circles

PAGES = 30


def _readers(chance: random.Random) -> list[Act]:
    """Regulars who come whenever there is something new."""
    return [
        Act(0, f"reader {reader}", page, page * DAY / 2 + chance.random() * 8 * HOUR)
        for page in range(PAGES)
        for reader in range(40)
        if chance.random() < 0.3
    ]


def _circle(chance: random.Random) -> list[Act]:
    return [
        Act(0, f"friend {friend}", page, page * DAY / 2 + 5 * HOUR + chance.random() * 900)
        for page in chance.sample(range(PAGES), 5)
        for friend in range(4)
    ]


def test_names_that_come_together_story_after_story_are_a_circle() -> None:
    chance = random.Random(7)  # noqa: S311 - no secret
    found = circles(_readers(chance) + _circle(chance))
    assert [circle.names for circle in found] == [frozenset(f"friend {n}" for n in range(4))]
    assert found[0].stories == 5
    assert len(found[0].pages) == 5


def test_regular_readers_meet_by_chance() -> None:
    assert not circles(_readers(random.Random(7)))  # noqa: S311 - no secret


def test_those_who_answer_each_other_are_no_circle() -> None:
    acts = [
        Act(0, f"friend {one}", page, page * DAY, answers=f"friend {other}")
        for page in range(5)
        for one in range(3)
        for other in range(3)
        if one != other
    ]
    assert not circles(acts)


def test_nobody_is_no_circle() -> None:
    assert not circles([])
