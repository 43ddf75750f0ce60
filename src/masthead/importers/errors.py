"""What ends a reading, and what is only told."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A line of an export file, counted from 1; what every entry of the report points at.

    In a database it is a row instead; `unit` says of what.
    """

    file: str
    line: int
    unit: str = "line"

    def __str__(self) -> str:
        return f"{self.file}, {self.unit} {self.line}"


class NotReadableError(Exception):
    """The file cannot be imported at all. The text is one sentence: what, where, what to do."""


#: Takes what was noticed, in words, and where. Noticing never stops a reading.
Tell = Callable[[str, Place], None]
