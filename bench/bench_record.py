"""The public record: sequencing, proofs, checks and the audit of a million entries, in memory."""

import sys
import time
from collections.abc import Callable
from statistics import median
from uuid import UUID

from tests.record.logs import NOON, ORIGIN, WITNESSES, policy_text, private_key
from tests.record.stories import SALT, UPDATED, Published

from masthead.record.audit import entries_of
from masthead.record.checkpoint import Checkpoint
from masthead.record.commitment import commit
from masthead.record.entry import Entry, EntryKind
from masthead.record.growth import Staged, stage
from masthead.record.note import Note, cosign, sign
from masthead.record.policy import Policy
from masthead.record.proof import Proof
from masthead.record.tiles import TileReader
from masthead.record.tree import inclusion_path

SIZE, BATCH, TIMES = 1_000_000, 10_000, 200
HASHED, MADE, CHECKED, AUDITED, DISK = 10_000, 0.005, 0.002, 60.0, 200  # the limits; seconds, bytes


def main() -> None:
    entries = [entry(number).serialise() for number in range(SIZE)]
    files: dict[str, bytes] = {}
    started = time.perf_counter()
    staged = sequenced(entries, files)
    rate = SIZE / (time.perf_counter() - started)
    checkpoint = Checkpoint(ORIGIN, SIZE, staged.root)
    proofs = [made(number, checkpoint, files) for number in range(0, SIZE, SIZE // 10)]
    policy, story = Policy.parse(policy_text()), Published()
    making = seconds(lambda: str(made(654_321, checkpoint, files)))
    text = str(proofs[3]).encode()
    checking = seconds(lambda: Proof.parse(text).check(policy))
    page = seconds(lambda: story.check(story.page))
    started = time.perf_counter()
    assert sum(1 for _ in entries_of(files.get, checkpoint)) == SIZE
    audited = time.perf_counter() - started
    tiles = sum(len(data) for path, data in files.items() if "entries" not in path)
    lines = [
        ("entries hashed and laid into tiles, a second", rate, HASHED, HASHED / rate),
        ("a proof made, ms", making * 1000, MADE * 1000, making / MADE),
        (
            "a proof checked, with 3 witnesses, ms",
            checking * 1000,
            CHECKED * 1000,
            checking / CHECKED,
        ),
        ("a page checked with its proof, ms", page * 1000, None, 0.0),
        ("audit of 1 000 000 entries, s", audited, AUDITED, audited / AUDITED),
        ("tiles, bytes an entry", tiles / SIZE, DISK, tiles / SIZE / DISK),
    ]
    for name, value, limit, ratio in lines:
        share = f"limit {limit:,.0f}, {ratio:.0%} of it" if limit else "no limit"
        print(f"{name:<45} {value:>12,.2f}   {share}")
    sys.exit(any(ratio > 1 for *_, ratio in lines))


def entry(number: int) -> Entry:
    return Entry(EntryKind.PUBLISH, UUID(int=number), 1, None, UPDATED, COMMITMENT)


def sequenced(entries: list[bytes], files: dict[str, bytes]) -> Staged:
    for size in range(0, SIZE, BATCH):
        staged = stage(size, entries[size : size + BATCH], files.get)
        files |= staged.files
    # What the rules allow: a partial tile goes once the full one is there.
    for path in [path for path in files if path.partition(".p/")[0] != path]:
        if path.partition(".p/")[0] in files:
            del files[path]
    return staged


def made(number: int, checkpoint: Checkpoint, files: dict[str, bytes]) -> Proof:
    """From the files alone: no tile is kept from one proof to the next."""
    path = inclusion_path(number, SIZE, TileReader(SIZE, files.get))
    text = str(checkpoint)
    lines = [sign(text, ORIGIN, private_key(ORIGIN))]
    lines += [cosign(text, name, private_key(name), NOON) for name in WITNESSES]
    return Proof(number, tuple(path), Note(text, tuple(lines)), entry(number), SALT)


def seconds(action: Callable[[], object]) -> float:
    """The median of many runs."""
    taken = []
    for _ in range(TIMES):
        started = time.perf_counter()
        action()
        taken.append(time.perf_counter() - started)
    return median(taken)


COMMITMENT = commit(SALT, b"{}")

main()
