"""Uploaded exports do not stay: they hold the addresses of readers and writers."""

from __future__ import annotations

import logging
import shutil
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from .models import KEPT, Move, State

log = logging.getLogger(__name__)

_UPLOAD_TAKES = timedelta(days=1)  # at most, between the first byte and the row


def forget(move: Move) -> None:
    """Delete the files of an import that is not under way; its reports stay."""
    if Move.objects.filter(pk=move.pk).exclude(state=State.RUNNING).update(has_files=False):
        shutil.rmtree(move.folder, ignore_errors=True)


def forget_old(now: datetime) -> None:
    """Delete what nobody came back to, and what a crash left behind."""
    for move in Move.objects.filter(has_files=True, changed_at__lt=now - KEPT):
        forget(move)
        log.info("the files of import %d were deleted, nobody came back to them", move.pk)
    known = {str(uid) for uid in Move.objects.filter(has_files=True).values_list("uid", flat=True)}
    root = Path(settings.FOLDER) / "moving-in"
    for folder in root.iterdir() if root.is_dir() else ():
        young = folder.stat().st_mtime > (now - _UPLOAD_TAKES).timestamp()
        if folder.name not in known and not young:
            shutil.rmtree(folder, ignore_errors=True)
