"""Asking an authority once a day to sign that the record existed then (RFC 3161); off by default.

The authority is chosen by ``record_timestamp_url``; its certificates lie in a file in the outlet's
folder, so that an answer by somebody else is not kept. Nothing waits for it.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from masthead.core.fetch import FetchError, Guard, Limits, Sent, fetch
from masthead.record import timestamp
from masthead.record.errors import RecordError
from masthead.record.note import Note

from . import files
from .baking import bake_record
from .models import RecordHead, RecordStamp

log = logging.getLogger(__name__)

FILE_NAME = "record_timestamp.pem"
FOLDER = "timestamp"
EVERY = timedelta(days=1)  # authorities that ask for nothing ask for restraint
AGAIN = timedelta(minutes=15)  # after a failure
PATIENCE = Limits(bytes=timestamp.LARGEST, seconds=30, seconds_per_read=10)
ANYONE = Guard()


def is_due(head: RecordHead | None) -> bool:
    """Whether it is time to ask: something is new, and the last answer is a day old."""
    if head is None or not head.size or not settings.RECORD_TIMESTAMP_URL:
        return False
    now = timezone.now()
    if head.stamp_asked_at and now < head.stamp_asked_at + (AGAIN if head.stamp_trouble else EVERY):
        return False
    return not RecordStamp.objects.filter(size=head.size).exists()


def ask(guard: Guard = ANYONE) -> bool:
    """Ask for a stamp over the newest checkpoint and keep it; whether one came.

    A failure is kept to be shown, and never raised.
    """
    head = RecordHead.objects.first()
    if head is None or not head.checkpoint:
        return False
    head.stamp_asked_at, head.stamp_trouble = timezone.now(), ""
    try:
        keep(_stamp(head, guard))
    except (FetchError, RecordError, OSError) as error:
        head.stamp_trouble = f"{settings.RECORD_TIMESTAMP_URL}: {error}"
        log.warning("no time stamp for the record: %s", head.stamp_trouble)
    head.save(update_fields=["stamp_asked_at", "stamp_trouble"])
    return not head.stamp_trouble


def keep(stamp: RecordStamp) -> None:
    """Publish a stamp and its checkpoint as files, then remember it. Raises OSError."""
    place = f"{FOLDER}/{stamp.size}"
    files.put({place: stamp.checkpoint.encode(), f"{place}.tsr": bytes(stamp.token)})
    with transaction.atomic():
        stamp.save()
        bake_record()


def _stamp(head: RecordHead, guard: Guard) -> RecordStamp:
    """Raises FetchError, RecordError where the answer does not hold, OSError."""
    trusted = timestamp.authorities((Path(settings.RECORD_KEYS) / FILE_NAME).read_bytes())
    text = Note.parse(head.checkpoint.encode()).text
    question = timestamp.query(text)
    into = BytesIO()
    fetch(
        settings.RECORD_TIMESTAMP_URL,
        into,
        guard=guard,
        limits=PATIENCE,
        accept=timestamp.REPLY_TYPE,
        sent=Sent(question.data, timestamp.QUERY_TYPE),
    )
    said = timestamp.check(into.getvalue(), text, trusted, question.nonce)
    return RecordStamp(
        size=head.size,
        checkpoint=head.checkpoint,
        token=into.getvalue(),
        time=said.time,
        authority=said.authority[:255],
    )
