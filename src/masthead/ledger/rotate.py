"""Another key for the record: told in the log, and signed for by both for as long as it takes."""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from masthead.record.commitment import KEY, commit, new_salt
from masthead.record.entry import OF_THE_LOG, EntryKind
from masthead.record.keys import public_key

from . import keys
from .append import whole_seconds
from .models import RecordContent, RecordEntry, RecordHead
from .opening import StoppedError

NEW_NAME = "record_key.new"


def rotate(recovery: Path | None = None) -> str:
    """Make a new key and let it sign; return its verifier key.

    The old key (or the recovery key, where the old one is lost) goes on signing beside it, so that
    those who trust only that one can follow. A run that was cut off is ended by the next.
    Raises StoppedError and KeyMissingError.
    """
    head = RecordHead.objects.first()
    if head is None:
        raise StoppedError("there is no record yet whose key could change")
    if keys.is_kept_elsewhere():
        raise StoppedError(
            "the settings say where the key is kept: put the old one into the file"
            f" {keys.OLD_NAME}, take record_key out of the settings, then rotate"
        )
    folder = Path(settings.RECORD_KEYS)
    old = keys.from_file(recovery or _old_file(folder))
    _check_known(head, old)
    fresh = folder / NEW_NAME
    if not fresh.exists():
        keys.write(fresh, Ed25519PrivateKey.generate())
    verifier = str(public_key(head.origin, keys.from_file(fresh)))
    if head.key != verifier:
        _tell(head, verifier)
    # A crash from here on leaves a head with the new key: the next run ends what is left.
    (folder / keys.OLD_NAME).unlink(missing_ok=True)
    keys.write(folder / keys.OLD_NAME, old)
    fresh.replace(folder / keys.FILE_NAME)
    return verifier


@transaction.atomic
def _tell(head: RecordHead, verifier: str) -> None:
    """Write the pending entry for the change, and let the head expect the new key."""
    last = RecordEntry.objects.filter(article=OF_THE_LOG).order_by("-revision").first()
    salt, content = new_salt(), verifier.encode()
    entry = RecordEntry.objects.create(
        article=OF_THE_LOG,
        revision=last.revision + 1 if last else 1,
        kind=EntryKind.KEY_CHANGE,
        time=whole_seconds(timezone.now()),
        commit=commit(salt, content, KEY),
    )
    RecordContent.objects.create(entry=entry, salt=salt, data=content, text="")
    head.older_keys = "\n".join([*head.older_keys.split(), head.key])
    head.key = verifier
    head.save(update_fields=["key", "older_keys"])


def _old_file(folder: Path) -> Path:
    """The key to sign beside the new one: after a cut, it may have been moved already."""
    current = folder / keys.FILE_NAME
    if current.exists():
        return current
    return folder / keys.OLD_NAME


def _check_known(head: RecordHead, old: Ed25519PrivateKey) -> None:
    found = str(public_key(head.origin, old))
    if found not in {head.key, head.recovery, *head.older_keys.split()}:
        raise StoppedError("this key is neither the record's own nor its recovery key")
