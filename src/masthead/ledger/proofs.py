"""Proofs of entries, made of the published files."""

from __future__ import annotations

from masthead.record.proof import Proof
from masthead.record.tiles import TileReader
from masthead.record.tree import inclusion_path

from . import files
from .models import RecordEntry


class NotYetError(Exception):
    """The entry does not stand in the published log yet."""


def proof_of(entry: RecordEntry) -> Proof:
    """Return the proof of an entry against the newest published checkpoint.

    Raises NotYetError where it is not covered, MalformedError where files are missing or damaged.
    """
    found = files.published()
    if found is None or entry.place is None or entry.place >= found[1].size:
        raise NotYetError(f"revision {entry.revision} of {entry.article} is not published yet")
    note, checkpoint = found
    path = inclusion_path(entry.place, checkpoint.size, TileReader(checkpoint.size, files.fetch))
    content = getattr(entry, "content", None)
    salt = bytes(content.salt) if content else None
    return Proof(entry.place, tuple(path), note, entry.as_entry, salt)
