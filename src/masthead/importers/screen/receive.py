"""Uploaded files become an import that waits for the worker."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.text import get_valid_filename

from .models import Move

if TYPE_CHECKING:
    from masthead.people.models import User

_NAME_LIMIT = 120
_PIECE = 1024 * 1024


def receive(
    user: User,
    exports: Sequence[UploadedFile[Any]],
    uploads: UploadedFile[Any] | None,
    *,
    asks: bool,
) -> Move:
    """Store the files where only we can read them, and queue a trial run.

    A crash before the row is there leaves files that nobody knows; `forget.forget_old` finds
    them. Raises OSError when the disk is full.
    """
    move = Move(asked_by=user, asks_old_site=asks)
    for folder in (move.folder.parent, move.folder, move.exports):
        folder.mkdir(mode=0o700, exist_ok=True)
    try:
        for file in exports:
            name = _free(_name(file), move.exports)
            _store(file, move.exports / name)
            move.files.append({"name": name, "size": file.size or 0})
        if uploads:
            _store(uploads, move.uploads)
            move.files.append({"name": _name(uploads), "size": uploads.size or 0})
        with transaction.atomic():
            move.save()
    except BaseException:
        shutil.rmtree(move.folder, ignore_errors=True)
        raise
    return move


def _name(file: UploadedFile[Any]) -> str:
    try:
        return get_valid_filename(Path(file.name or "").name)[-_NAME_LIMIT:]
    except SuspiciousFileOperation:
        return "export.xml"


def _free(name: str, folder: Path) -> str:
    number, free = 1, name
    while (folder / free).exists():
        number += 1
        free = f"{number}-{name}"
    return free


def _store(file: UploadedFile[Any], path: Path) -> None:
    path.touch(mode=0o600, exist_ok=False)
    with path.open("wb") as target:
        for piece in file.chunks(_PIECE):
            target.write(piece)
