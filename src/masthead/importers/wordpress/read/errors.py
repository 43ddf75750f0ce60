"""What ends a reading, and what is only told."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A line of an export file, counted from 1; what every entry of the report points at."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}"


class NotReadableError(Exception):
    """The file cannot be imported at all. The text is one sentence: what, where, what to do."""


#: Takes what was noticed, in words, and where. Noticing never stops a reading.
Tell = Callable[[str, Place], None]
