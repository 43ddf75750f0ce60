"""What an import did: counts, and every skip with its reason and place."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from .errors import Place

K = TypeVar("K")

#: Places kept of one reason, so that no export fills the memory; the count is always whole.
PLACES_KEPT = 1000
#: Different reasons (or pictures) kept, for the same end; further ones are counted together.
REASONS_KEPT = 20_000
OTHERS = "Others, too many to name"
#: What an import from WordPress counts, in the order of its report.
KINDS = (
    "edition", "author", "category", "tag", "term", "attachment", "pattern", "page", "post",
    "comment", "menu", "menu item", "other",
)  # fmt: skip
#: What can become of a thing that was read; `read` is their sum.
OUTCOMES = ("made", "changed", "unchanged", "skipped")


@dataclass
class Reason:
    """Why something was skipped, or what was noticed, and where."""

    count: int = 0
    places: list[str] = field(default_factory=list)

    def add(self, place: str) -> None:
        """Once more, at `place`."""
        self.count += 1
        if len(self.places) < PLACES_KEPT:
            self.places.append(place)


@dataclass
class Report:
    """Fills while an import runs; equal for a dry run and the run after it."""

    files: list[str] = field(default_factory=list)
    dry_run: bool = False
    kinds: tuple[str, ...] = KINDS
    counts: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    skips: dict[tuple[str, str], Reason] = field(default_factory=lambda: defaultdict(Reason))
    notes: dict[str, Reason] = field(default_factory=lambda: defaultdict(Reason))
    pictures: dict[tuple[str, str], Reason] = field(default_factory=lambda: defaultdict(Reason))

    def made(self, kind: str, number: int = 1) -> None:
        """Things are new here."""
        self.counts[kind]["made"] += number

    def changed(self, kind: str, number: int = 1) -> None:
        """Things were here and are different now."""
        self.counts[kind]["changed"] += number

    def unchanged(self, kind: str, number: int = 1) -> None:
        """Things were here as the export has them."""
        self.counts[kind]["unchanged"] += number

    def skipped(self, kind: str, name: object, reason: str, place: Place | str) -> None:
        """Something is not taken over; `name` is its id or name on the old site."""
        self.counts[kind]["skipped"] += 1
        self._reason(self.skips, (kind, reason), (kind, OTHERS)).add(f"{place} ({name})")

    def note(self, words: str, place: Place) -> None:
        """Something was noticed that a person may want to look at."""
        self._reason(self.notes, words, OTHERS).add(str(place))

    def lacks(self, picture: str, reason: str, place: Place | str) -> None:
        """A picture could not be had; its place in a story is marked."""
        self._reason(self.pictures, (picture, reason), (OTHERS, "")).add(str(place))

    @staticmethod
    def _reason(table: dict[K, Reason], key: K, others: K) -> Reason:
        return table[key if key in table or len(table) < REASONS_KEPT else others]

    def read(self, kind: str) -> int:
        """How many of a kind the export holds; each has exactly one outcome."""
        return sum(self.counts[kind][outcome] for outcome in OUTCOMES)

    def as_json(self) -> dict[str, Any]:
        """Everything, as `--report` writes it."""
        return {
            "files": self.files,
            "dry_run": self.dry_run,
            "counts": {
                kind: {"read": self.read(kind)} | {one: self.counts[kind][one] for one in OUTCOMES}
                for kind in self.kinds
            },
            "skipped": [
                {"kind": kind, "reason": reason, "count": found.count, "places": found.places}
                for (kind, reason), found in self.skips.items()
            ],
            "noticed": [
                {"what": words, "count": found.count, "places": found.places}
                for words, found in self.notes.items()
            ],
            "missing_pictures": [
                {
                    "picture": picture,
                    "reason": reason,
                    "count": found.count,
                    "places": found.places,
                }
                for (picture, reason), found in self.pictures.items()
            ],
        }

    def save(self, path: Path) -> None:
        """Write the report to `path` as JSON. Raises OSError."""
        path.write_text(json.dumps(self.as_json(), indent=2, ensure_ascii=False) + "\n", "utf-8")


#: Told how far a step is: its name, what is done, how much there is in all.
Progress = Callable[[str, int, int], None]
