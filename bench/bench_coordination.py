"""Planted campaigns among ordinary comments: how many are found, how many cases are none.

Times are the processor's: on a machine that others use, the clock measures the others.

With a file of real texts, one a line, as an argument, those are the ordinary comments as well.
The seeds are not those with which the thresholds were chosen.
"""

import random
import resource
import sys
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median

from bench.comments_made import Made, World

from masthead.coordination.memory import Memory
from masthead.coordination.phrases import NOTHING, Known, known
from masthead.coordination.said import Said

SEEDS = (11, 12, 13)
SHARES = (0.0, 0.1, 0.2, 0.3, 0.5)
ORDINARY, CAMPAIGNS, ACCOUNTS = 20_000, 30, 8
FIRST_TRY = {0.0: 29, 0.1: 30, 0.2: 26, 0.3: 15, 0.5: 0}  # of 30, as issue 5 quotes it
LEAST = 3  # names that make a case
BEAT_FROM = 0.3  # of the words changed
MANY, SCAN, JUDGED = 100_000, 30.0, 0.020  # comments; seconds for all, seconds for each


@dataclass
class Result:
    found: set[int] = field(default_factory=set)
    members: int = 0
    wrong: int = 0
    hours: list[float] = field(default_factory=list)
    before: list[int] = field(default_factory=list)


def main() -> None:
    texts = Path(sys.argv[1]).read_text(errors="replace").splitlines() if sys.argv[1:] else []
    failed = False
    for name, source in [("made", []), ("real", texts)] if texts else [("made", [])]:
        print(f"{name} comments, {len(SEEDS)} seeds")
        for share in SHARES:
            failed |= not told(share, [run(seed, share, source) for seed in SEEDS])
    failed |= not speed()
    sys.exit(failed)


def told(share: float, results: list[Result]) -> bool:
    found = [len(it.found) for it in results]
    ordinary = sum(it.wrong for it in results) / len(results)
    members = sum(it.members for it in results) / len(results) / CAMPAIGNS / ACCOUNTS
    hours = median(hour for it in results for hour in it.hours)
    before = median(count for it in results for count in it.before)
    print(
        f"{share:>4.0%} of words changed: {found} of {CAMPAIGNS} campaigns found"
        f" (first try {FIRST_TRY[share]}), {members:.0%} of their comments;"
        f" {1000 * ordinary / ORDINARY:.2f} false cases per 1,000;"
        f" alert {hours:.1f} h after the third comment, at comment {before:.0f}"
    )
    return share < BEAT_FROM or sum(found) / len(found) > FIRST_TRY[share]


def run(seed: int, share: float, texts: list[str]) -> Result:
    world = World(seed)
    comments = world.ordinary(ORDINARY)
    if texts:
        comments = really_said(comments, texts, seed)
    for number in range(CAMPAIGNS):
        first = ORDINARY + 1 + number * ACCOUNTS
        campaign = world.campaign(number, first, 0.0 if texts else share, ACCOUNTS)
        comments += really_planned(campaign, texts, share, seed) if texts else campaign
    stories = {} if texts else {it.page: known(it.text) for it in world.stories}
    return judged(sorted(comments, key=lambda it: it.at), stories)


def really_said(comments: list[Made], texts: list[str], seed: int) -> list[Made]:
    chance = random.Random(seed)  # noqa: S311 - no secret
    drawn = chance.sample(texts, len(comments))
    return [replace(it, text=text) for it, text in zip(comments, drawn, strict=True)]


def really_planned(campaign: list[Made], texts: list[str], share: float, seed: int) -> list[Made]:
    """A campaign of real sentences, with other real words in place of those that are changed."""
    chance = random.Random(f"{seed} {campaign[0].pk}")  # noqa: S311 - no secret
    template: list[str] = []
    length = chance.randint(28, 60)
    while len(template) < length:
        template += chance.choice(texts).split()
    planned = []
    for it in campaign:
        words = template[:length]
        for at in chance.sample(range(length), round(share * length)):
            words[at] = chance.choice(chance.choice(texts).split() or [""])
        planned.append(replace(it, text=" ".join(words)))
    return planned


def judged(comments: list[Made], stories: dict[int, Known]) -> Result:
    cases, alerts = scanned(comments, stories)
    by = {it.pk: it for it in comments}
    times: dict[int, list[float]] = {}
    for it in comments:
        if it.campaign is not None:
            times.setdefault(it.campaign, []).append(it.at)
    result = Result()
    for case, members in cases.items():
        counted = Counter(by[pk].campaign for pk in members)
        ordinary = counted.pop(None, 0)
        result.wrong += ordinary >= len(members) / 2
        for number, count in counted.items():
            if count >= LEAST and ordinary < len(members) / 2:
                result.found.add(number)
                result.members += count
                since = times[number]
                result.hours.append(max(0.0, alerts[case] - since[2]) / 3600)
                result.before.append(sum(at <= alerts[case] for at in since))
    return result


def scanned(
    comments: list[Made], stories: dict[int, Known], taken: list[float] | None = None
) -> tuple[dict[int, list[int]], dict[int, float]]:
    memory, cases, alerts = Memory(), {}, {}
    seen: set[str] = set()
    for it in comments:
        first = it.sender not in seen
        seen.add(it.sender)
        story = stories.get(it.page, NOTHING)
        started = time.process_time()
        said = Said(it.pk, it.page, it.name, it.at, it.text, it.parent, story, first)
        group = memory.add(said)
        if group:
            case = group.case or len(cases) + 1
            cases.setdefault(case, []).extend(group.members)
            alerts.setdefault(case, it.at)
            memory.settle(group.members, case)
        if taken is not None:
            taken.append(time.process_time() - started)
    return cases, alerts


def speed() -> bool:
    world = World(SEEDS[0])
    comments = world.ordinary(MANY)
    stories = {it.page: known(it.text) for it in world.stories}
    taken: list[float] = []
    started, worked = time.perf_counter(), time.process_time()
    scanned(comments, stories, taken)
    took, work = time.perf_counter() - started, time.process_time() - worked
    taken.sort()
    late = taken[int(0.999 * len(taken))]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    lines = [
        (f"{MANY:,} comments scanned, s ({took:.0f} by the clock)", work, SCAN),
        ("a comment against the last 7 days, median, ms", 1000 * median(taken), 1000 * JUDGED),
        ("the same, 999 of 1,000, ms", 1000 * late, 1000 * JUDGED),
    ]
    for name, value, limit in lines:
        print(f"{name:<55} {value:>8.2f}   limit {limit:,.0f}, {value / limit:.0%} of it")
    print(f"{'the slowest, ms; memory of all, MB':<55} {1000 * taken[-1]:>8.2f}   {peak:,.0f}")
    return work <= SCAN and late <= JUDGED


main()
