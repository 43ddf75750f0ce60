"""Whether the record may go on: what is checked before anything is signed."""

from __future__ import annotations

from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from masthead.record.checkpoint import Checkpoint
from masthead.record.errors import MalformedError
from masthead.record.keys import Key, public_key
from masthead.record.note import Note
from masthead.record.note import sign as sign_note
from masthead.record.tree import EMPTY_ROOT

from . import files, keys
from .models import RecordHead

PREFIX = "record"
_LOCAL = {"localhost", "127.0.0.1", "::1"}


class StoppedError(Exception):
    """Nothing is signed until a person has looked; the text says why and what to do.

    Most reasons are looked at anew each time; some only go away by ``masthead record resume``.
    """

    until_resumed = False


class ForkedError(StoppedError):
    """Somebody may have seen another history than the one here."""

    until_resumed = True


def own_origin() -> str:
    """Return the log's name by the settings: its prefix without the scheme."""
    return f"{urlsplit(settings.SITE_URL).netloc}/{PREFIX}"


def opened() -> RecordHead:
    """Return the head, once everything says that the record may go on. Raises StoppedError."""
    head = RecordHead.objects.first() or begin()
    if head.stopped:
        raise ForkedError(head.stopped)
    _check_key(head)
    _check_published(head)
    if _was_only_local(head):
        _rename(head)
    return head


def begin() -> RecordHead:
    """Begin the record of this outlet. Raises StoppedError where files of another one lie there."""
    found = _published()
    if found:
        raise StoppedError(
            f"{files.root()} has a record of {found[1].size} entries and the database has none:"
            " it is new, or was restored from a backup before the record began. Restore the"
            " newest backup; nothing is signed over what was published"
        )
    try:
        key, recovery = keys.make(), keys.make_recovery()
    except keys.KeyMissingError as error:
        raise StoppedError(str(error)) from None
    origin = own_origin()
    return RecordHead.objects.get_or_create(
        pk=1,
        defaults={
            "origin": origin,
            "key": str(public_key(origin, key)),
            "recovery": str(public_key(origin, recovery)) if recovery else "",
            "root": EMPTY_ROOT.hex(),
        },
    )[0]


def sign(head: RecordHead, checkpoint: Checkpoint) -> Note:
    """Sign a checkpoint with the record's key, and with the one before while that is kept."""
    text = str(checkpoint)
    private: list[Ed25519PrivateKey | None] = [keys.signing_key(), keys.old_key()]
    lines = [sign_note(text, head.origin, key) for key in private if key]
    return Note(text, tuple(lines))


def _check_key(head: RecordHead) -> None:
    try:
        found = str(public_key(head.origin, keys.signing_key()))
    except keys.KeyMissingError as error:
        raise StoppedError(str(error)) from None
    if found != head.key:
        known = Key.parse(head.key)
        raise StoppedError(
            f"the key at hand is not the one of this record (key id {known.id.hex()}): put that"
            " one back, or change the key with `masthead record key rotate`"
        )


def _check_published(head: RecordHead) -> None:
    """Compare head and published checkpoint. Raises StoppedError for all but equal and behind."""
    found = _published()
    if found is None:
        if not head.size:
            # So that from the first entry on a missing checkpoint means that files were lost.
            files.publish(sign(head, Checkpoint(head.origin, 0, EMPTY_ROOT)))
            return
        raise StoppedError(
            f"the published files of the record are missing from {files.root()}:"
            " `masthead record rebuild` writes them again from the database"
        )
    checkpoint = found[1]
    renamed = _was_only_local(head) and checkpoint.origin == own_origin()
    if checkpoint.origin != head.origin and not renamed:
        raise StoppedError(
            f"{files.root()} has the record of {checkpoint.origin}, not of {head.origin}"
        )
    if checkpoint.size > head.size:
        raise StoppedError(
            f"the published record has {checkpoint.size} entries, the database only {head.size}:"
            " it was restored from an old backup. Restore a newer one; nothing is signed over"
            " what was published"
        )
    if checkpoint.size == head.size and checkpoint.root.hex() != head.root:
        raise StoppedError(
            f"the published record of {head.size} entries has another root than the database:"
            " one of them was changed by other means. Find out which before anything is signed"
        )


def _published() -> tuple[Note, Checkpoint] | None:
    try:
        return files.published()
    except MalformedError as error:
        raise StoppedError(
            f"the published checkpoint in {files.root()} cannot be read: {error}"
        ) from None


def _was_only_local(head: RecordHead) -> bool:
    host = urlsplit(f"//{head.origin}").hostname
    own = urlsplit(settings.SITE_URL).hostname
    return host in _LOCAL and own not in _LOCAL


def _rename(head: RecordHead) -> None:
    """Give a record that only this machine could see the name that readers will know.

    The entries do not hold the name, so size and root stay; only the signature is another.
    """
    head.origin = own_origin()
    head.key = str(public_key(head.origin, keys.signing_key()))
    if head.recovery:
        old = Key.parse(head.recovery)
        head.recovery = str(Key(head.origin, old.kind, old.public))
    head.cosignatures = ""
    note = sign(head, Checkpoint(head.origin, head.size, bytes.fromhex(head.root)))
    head.checkpoint = str(note)
    # First the file: after a crash before the row is saved this is done once more.
    files.publish(note)
    head.save()
