"""Entries: what the log holds of each publication.

An entry names nobody and says nothing of the content, since it can never be taken back.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from . import canonical
from .encoding import url_decode
from .errors import MalformedError
from .tree import HASH_BYTES

VERSION = 1
LARGEST = 1024  # bytes
TIME = "%Y-%m-%dT%H:%M:%SZ"  # RFC 3339, UTC, whole seconds
LARGEST_INTEGER = 2**53 - 1  # what every JSON reader keeps exactly (RFC 8785, appendix D)
OF_THE_LOG = UUID(int=0)  # the id in an entry that concerns no article: a change of key
_FIELDS = {"v", "kind", "id", "rev", "prev", "time", "commit"}


class EntryKind(StrEnum):
    """What happened."""

    PUBLISH = "publish"
    UPDATE = "update"
    CORRECT = "correct"
    WITHDRAW = "withdraw"
    ERASE = "erase"
    KEY_CHANGE = "key-change"

    @property
    def takes_away(self) -> bool:
        """Whether nothing is to be read under this article from here on."""
        return self in {EntryKind.WITHDRAW, EntryKind.ERASE}


@dataclass(frozen=True)
class Entry:
    """One line of the record; `previous` is the index of the entry before for the same article."""

    kind: EntryKind
    article: UUID
    revision: int
    previous: int | None
    time: datetime
    commit: str

    def __post_init__(self) -> None:
        """Refuse what could not be read again. Raises MalformedError."""
        if self.time.tzinfo is None:
            raise MalformedError("the time of an entry needs a time zone")
        if not _is_integer(self.revision, least=1):
            raise MalformedError(f"revision {self.revision} is not between 1 and {LARGEST_INTEGER}")
        if self.previous is not None and not _is_integer(self.previous, least=0):
            raise MalformedError(f"{self.previous} cannot be the index of an entry")
        if len(url_decode(self.commit)) != HASH_BYTES:
            raise MalformedError("the commitment of the entry is not 32 bytes long")

    def fields(self) -> dict[str, Any]:
        """What its JSON says."""
        return {
            "v": VERSION,
            "kind": self.kind.value,
            "id": str(self.article),
            "rev": self.revision,
            "prev": self.previous,
            "time": self.time.astimezone(UTC).strftime(TIME),
            "commit": self.commit,
        }

    def serialise(self) -> bytes:
        """Canonical JSON (RFC 8785), under 1 KB.

        Not by ``canonical.write``, which takes most of a sequencer's time: with these fields, ASCII
        without a character to escape and integers below 2**53, sorted and without spaces is it.
        """
        return json.dumps(self.fields(), sort_keys=True, separators=(",", ":")).encode("ascii")

    @classmethod
    def parse(cls, data: bytes) -> Entry:
        """Read an entry. Raises MalformedError unless it is complete and canonical."""
        return cls.from_fields(canonical.read(data, "the entry", LARGEST))

    @classmethod
    def from_fields(cls, fields: dict[str, Any]) -> Entry:
        """Make an entry of what its JSON says. Raises MalformedError unless that is an entry."""
        if set(fields) != _FIELDS or fields["v"] != VERSION:
            raise MalformedError("the entry has other fields than version 1 has")
        try:
            entry = cls(
                EntryKind(fields["kind"]),
                UUID(fields["id"]),
                fields["rev"],
                fields["prev"],
                datetime.strptime(fields["time"], TIME).replace(tzinfo=UTC),
                fields["commit"],
            )
        except (ValueError, TypeError, AttributeError) as error:
            raise MalformedError(f"the entry cannot be read: {error}") from None
        # UUIDs and times have more than one spelling, and true counts as 1.
        if entry.serialise() != canonical.write(fields):
            raise MalformedError("the entry spells a field in another way than the format says")
        return entry


def _is_integer(value: object, least: int) -> bool:
    """Whether JSON wrote an integer in range; to Python, true is one and 1.0 is equal to one."""
    return type(value) is int and least <= value <= LARGEST_INTEGER
