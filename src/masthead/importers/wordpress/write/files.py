"""Attachments become images and documents: at once from the folder of uploads, else later."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from masthead.importers.models import AwaitedFile, AwaitedPlace
from masthead.importers.report import Report
from masthead.media.models import Image
from masthead.media.validate import PictureRefused

from ..files.bring import bring
from ..files.describe import of_attachment
from ..files.look import Looked, refused_kind, shows_picture
from ..files.take import take, take_late
from ..files.uploads import NOT_THERE, Uploads
from ..map.work import file_key
from ..read.records import Item
from .context import Import
from .known import chunks

_BATCH = 50
_READERS = 4
_DELETED = "It was deleted here since."
#: What an export says of a file; not why it could not be had.
_SAID = ("key", "addresses", "names", "facts", "own", "file_path", "page_paths", "place")


def write_files(run: Import) -> None:
    """Take over every file of the uploads; remember those that are not there."""
    total = run.survey.counts["attachment"]
    folder = Uploads(run.uploads) if run.uploads else None
    done = 0
    for batch in chunks(run.survey.lookup.kept("attachment"), _BATCH):
        with transaction.atomic():
            _write(batch, folder, run)
        done += len(batch)
        run.progress("files", done, total)


def _write(batch: list[Item], folder: Uploads | None, run: Import) -> None:
    rows = run.known.find("attachment", (item.id for item in batch))
    fresh: list[tuple[Item, AwaitedFile]] = []
    for item in batch:
        row = rows.get(str(item.id))
        file = of_attachment(item, run.known.site)
        if row and row.thing:
            _remember(item, row.thing, run)
            run.report.unchanged("attachment")
        elif problem := _DELETED if row else refused_kind(file):
            run.report.skipped("attachment", item.id, problem, item.place)
        else:
            fresh.append((item, file))
    with ThreadPoolExecutor(_READERS) as readers:
        looked_at = (
            list(readers.map(folder.look, [file for _, file in fresh]))
            if folder
            else [Looked()] * len(fresh)
        )
    waited_for = _waited_for([file for _, file in fresh], run)
    missing = []
    for (item, file), looked in zip(fresh, looked_at, strict=True):
        problem = looked.problem
        if looked.path:
            problem = _take(item, waited_for.get(file.old_id, file), looked, run)
        if problem or not looked.path:
            file.reason = "" if problem == NOT_THERE else problem
            missing.append(file)
    wait_for(missing, run)


def _waited_for(files: list[AwaitedFile], run: Import) -> dict[str, AwaitedFile]:
    """The rows that an earlier run left, by old id."""
    ids = [file.old_id for file in files]
    rows = AwaitedFile.objects.filter(site=run.known.site, old_id__in=ids)
    return {row.old_id: row for row in rows}


def _take(item: Item, file: AwaitedFile, looked: Looked, run: Import) -> str:
    """Take the file in; returns why that could not be done."""
    try:
        if file.pk:
            run.filled |= take_late(file, looked, dry_run=run.dry_run)
            row = run.known.find("attachment", [item.id])[str(item.id)]
            _remember(item, row.thing, run)
        else:
            _remember(item, take(file, looked, dry_run=run.dry_run), run)
    except PictureRefused as refused:
        return str(refused)
    run.report.made("attachment")
    return ""


def _remember(item: Item, thing: Any, run: Import) -> None:
    if isinstance(thing, Image):
        run.images[item.id] = thing.pk
    else:
        run.documents[file_key(item.attachment_url)] = thing.pk


def wait_for(files: list[AwaitedFile], run: Import) -> None:
    """Keep a row for each file, with what the export says of it now. Needs a transaction."""
    AwaitedFile.objects.bulk_create(
        files, update_conflicts=True, unique_fields=["site", "old_id"], update_fields=_SAID
    )
    for file in files:
        if file.reason:
            AwaitedFile.objects.filter(pk=file.pk, reason="").update(reason=file.reason)
        if not file.is_attachment:
            continue
        run.awaited[int(file.old_id)] = file.pk
        if not shows_picture(file):
            run.awaited_documents[file.key] = file.pk


def bring_files(run: Import) -> None:
    """Take in what texts name and the uploads have, ask the net for the rest, tell what is missing.

    Nobody is asked a second time for what could not be had: that is what `import media` is for.
    """
    files = AwaitedFile.objects.filter(site=run.known.site, reason="")
    came = bring(
        files,
        Uploads(run.uploads) if run.uploads else None,
        None if run.dry_run else run.fetch,
        lambda done, total: run.progress("pictures", done, total),
        dry_run=run.dry_run,
    )
    for file, _ in came:
        if file.is_attachment and run.awaited.pop(int(file.old_id), 0):
            run.report.made("attachment")
    _tell_missing(run)


def _tell_missing(run: Import) -> None:
    unasked = NOT_THERE if run.uploads else "Nobody was asked for its file yet."
    files = AwaitedFile.objects.filter(site=run.known.site)
    for file in files.order_by("pk").iterator():
        reason = file.reason or unasked
        if file.is_attachment and int(file.old_id) in run.awaited:
            run.report.skipped("attachment", file.old_id, reason, file.place)
    tell_places(run.report, files, unasked)


def tell_places(
    report: Report,
    files: QuerySet[AwaitedFile],
    unasked: str = "Nobody was asked for its file yet.",
) -> None:
    """Report every place in a story that is kept for one of the files."""
    places = AwaitedPlace.objects.filter(file__in=files).select_related("file")
    for place in places.order_by("file", "pk").iterator():
        report.lacks(place.file.label, place.file.reason or unasked, place.place)
