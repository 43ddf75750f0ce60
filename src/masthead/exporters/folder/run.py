"""One export to a folder: whole, or not there."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from masthead import __version__
from masthead.exporters.batches import Progress, batches
from masthead.media.models import Document, Image

from .lines import write_lines
from .things import FILES

#: Of the format, docs/export-format.md: raised when a reader of the old one would go wrong.
FORMAT = 1
_MARK = "export.json"


class NotEmptyError(Exception):
    """The folder holds something else."""


@dataclass
class Counts:
    """Lines by file, and originals that are not there."""

    lines: dict[str, int] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)


def export_folder(folder: Path, progress: Progress) -> Counts:
    """Write the outlet to `folder`, which is new or empty.

    All is written to `FOLDER.partial` and renamed at the end. A crash leaves that folder; the
    next run writes the lines anew and copies only those originals that it does not have yet.
    Raises NotEmptyError where `folder`, or the partial one, has other things in it.
    """
    partial = folder.with_name(f"{folder.name}.partial")
    if folder.exists() and any(folder.iterdir()):
        message = f"{folder} is not empty. Name a new folder."
        raise NotEmptyError(message)
    if partial.exists() and any(partial.iterdir()) and not (partial / _MARK).exists():
        message = f"{partial} holds something that no export wrote. Move it away."
        raise NotEmptyError(message)
    partial.mkdir(parents=True, exist_ok=True)
    _mark(partial, {})
    counts = Counts()
    for name, values in FILES.items():
        counts.lines[name] = write_lines(partial / f"{name}.jsonl", values(progress))
    counts.missing = _copy_originals(partial / "media", progress)
    _mark(partial, counts.lines)
    if folder.exists():
        folder.rmdir()
    partial.rename(folder)
    return counts


def _mark(folder: Path, lines: dict[str, int]) -> None:
    """Say what the folder is; `lines` is empty until all of it is there."""
    about = {
        "format": "masthead-export",
        "version": FORMAT,
        "made_by": f"Masthead {__version__}",
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "site": settings.SITE_URL,
        "lines": lines,
    }
    (folder / _MARK).write_text(json.dumps(about, indent=2) + "\n", "utf-8")


def _copy_originals(media: Path, progress: Progress) -> list[str]:
    total = Image.objects.count() + Document.objects.count()
    missing = []
    for done, thing in enumerate(_originals(), start=1):
        if not _copy(thing, media):
            missing.append(thing.file.name)
        progress("files", done, total)
    return missing


def _originals() -> Iterator[Image | Document]:
    for images in batches(Image.objects.all()):
        yield from images
    for documents in batches(Document.objects.all()):
        yield from documents


def _copy(thing: Image | Document, media: Path) -> bool:
    """Copy one original; False if it is not there. An interrupted copy has another name."""
    target = media / thing.file.name
    if not target.resolve().is_relative_to(media.resolve()):
        return False
    try:
        with thing.file.storage.open(thing.file.name) as source:
            if target.exists() and target.stat().st_size == source.size:
                return True
            target.parent.mkdir(parents=True, exist_ok=True)
            staged = target.with_name(f"{target.name}.partial")
            with staged.open("wb") as out:
                shutil.copyfileobj(source, out)
            staged.rename(target)
    except FileNotFoundError:
        return False
    return True
