"""Attachments become images and documents, from the folder of uploads."""

import mimetypes
import unicodedata
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.files import File
from django.db import transaction

from masthead.core.html import visible_text
from masthead.core.text import collapse, printable
from masthead.importers.models import ImportedThing
from masthead.media.models import Document, Image
from masthead.media.validate import PictureRefused, check_picture

from ..map.pictures import is_picture
from ..map.work import file_key
from ..read.php import BrokenPhpError, loads
from ..read.records import Item
from .context import Import
from .known import chunks
from .paths import lead

_BATCH = 50
_READERS = 4
_TITLE_LIMIT = 255


@dataclass(frozen=True)
class Found:
    """A file of the uploads, looked at: where it is, or why it cannot be had."""

    item: Item
    path: Path | None = None
    problem: str = ""
    is_picture: bool = False


def write_files(run: Import) -> None:
    """Take over every file that is there; those that are not are told."""
    total = run.survey.counts["attachment"]
    folder = Uploads(run.uploads) if run.uploads else None
    done = 0
    for batch in chunks(run.survey.lookup.kept("attachment"), _BATCH):
        with transaction.atomic():
            _write(batch, folder, run)
        done += len(batch)
        run.progress("files", done, total)


def _write(batch: list[Item], folder: "Uploads | None", run: Import) -> None:
    rows = run.known.find("attachment", (item.id for item in batch))
    fresh = []
    for item in batch:
        row = rows.get(str(item.id))
        if row is None or row.thing is None:
            fresh.append(item)
            continue
        _remember(item, row.thing, run)
        run.report.unchanged("attachment")
    if folder is None:
        for item in fresh:
            reason = "Files are taken over with --uploads FOLDER."
            run.report.skipped("attachment", item.id, reason, item.place)
        return
    with ThreadPoolExecutor(_READERS) as readers:
        looked_at = list(readers.map(folder.look, fresh))
    for found in looked_at:
        if found.path is None or found.problem:
            run.report.skipped("attachment", found.item.id, found.problem, found.item.place)
        else:
            _take(found, found.path, rows.get(str(found.item.id)), run)


def _take(found: Found, path: Path, row: ImportedThing | None, run: Import) -> None:
    item = found.item
    thing = _image(item, path) if found.is_picture else _document(item, path)
    with path.open("rb") as file:
        if run.dry_run:
            thing.file.name = path.name
        else:
            # Not stored here: saving takes out of the file what it tells about its makers.
            thing.file = File(file, name=path.name)
        thing.save()
    _keep_caption_apart(thing)
    if row is None:
        row = run.known.row("attachment", item.id, thing)
    row.object_id = thing.pk
    row.save()
    _remember(item, thing, run)
    if not run.dry_run and "/wp-content/uploads/" in item.attachment_url:
        lead(urlsplit(item.attachment_url).path, thing.file.url)
    run.report.made("attachment")


def _keep_caption_apart(thing: Image | Document) -> None:
    """A caption from the file would stand under the picture in stories that had none."""
    if isinstance(thing, Image) and thing.caption:
        thing.description = thing.description or thing.caption[:_TITLE_LIMIT]
        thing.caption = ""
        thing.save(update_fields=["description", "caption"])


def _remember(item: Item, thing: Any, run: Import) -> None:
    if isinstance(thing, Image):
        run.images[item.id] = thing.pk
    else:
        run.documents[file_key(item.attachment_url)] = thing.pk


def _image(item: Item, path: Path) -> Image:
    return Image(
        title=_title(item, path),
        alt_text=collapse(printable(item.first("_wp_attachment_image_alt"))),
        # Not the caption: a story that shows a picture without words would get some.
        description=visible_text(printable(item.excerpt))[:_TITLE_LIMIT],
        credit=_credit(item)[:_TITLE_LIMIT],
        width=1,
        height=1,
        file_size=path.stat().st_size,
    )


def _document(item: Item, path: Path) -> Document:
    return Document(title=_title(item, path), file_size=path.stat().st_size)


def _title(item: Item, path: Path) -> str:
    return collapse(visible_text(printable(item.title)))[:_TITLE_LIMIT] or path.name[:_TITLE_LIMIT]


def _credit(item: Item) -> str:
    """The photographer, as the camera or agency wrote it into the file and WordPress kept it."""
    try:
        meta: Any = loads(item.first("_wp_attachment_metadata") or "a:0:{}")
    except BrokenPhpError:
        return ""
    inner = meta.get("image_meta") if isinstance(meta, dict) else None
    values = inner if isinstance(inner, dict) else {}
    return collapse(str(values.get("credit") or values.get("copyright") or ""))


class Uploads:
    """The folder `wp-content/uploads`, whose names may be in another case or normal form."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names: dict[Path, dict[str, Path]] = {}

    def look(self, item: Item) -> Found:
        """Find the file of an attachment and see what it is."""
        path = next(filter(None, map(self._find, _candidates(item))), None)
        if path is None:
            return Found(item, problem="Its file is not in the folder of uploads.")
        if is_picture(path.name):
            return _look_at_picture(item, path)
        kind = mimetypes.guess_type(path.name)[0] or ""
        if path.suffix[1:].lower() in settings.WAGTAILDOCS_EXTENSIONS or kind.startswith(
            ("audio/", "video/")
        ):
            return Found(item, path)
        return Found(item, problem=f"Files of the kind “{path.suffix[1:]}” are not taken over.")

    def _find(self, name: str) -> Path | None:
        path = self.folder
        for part in name.split("/"):
            if part in ("", ".", ".."):
                return None
            exact = path / part
            path = exact if exact.exists() else self._below(path).get(_folded(part), exact)
        inside = path.resolve().is_relative_to(self.folder.resolve())
        return path if inside and path.is_file() else None

    def _below(self, folder: Path) -> dict[str, Path]:
        if folder not in self.names:
            below = folder.iterdir() if folder.is_dir() else ()
            self.names[folder] = {_folded(path.name): path for path in below}
        return self.names[folder]


def _candidates(item: Item) -> Iterator[str]:
    """Where in the uploads the file may be: as its meta says, as its address says."""
    if attached := item.first("_wp_attached_file"):
        yield attached.lstrip("/")
    path = unquote(urlsplit(item.attachment_url).path)
    yield path.partition("/wp-content/uploads/")[2] or path.lstrip("/")


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _look_at_picture(item: Item, path: Path) -> Found:
    try:
        with path.open("rb") as file:
            check_picture(file, path.name)
    except PictureRefused as reason:
        return Found(item, problem=str(reason))
    return Found(item, path, is_picture=True)
