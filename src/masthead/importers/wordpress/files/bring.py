"""Having files at last that were waited for."""

from collections.abc import Callable, Iterator

from django.db.models import QuerySet

from masthead.importers.models import AwaitedFile
from masthead.media.validate import PictureRefused

from .ask import Fetch, ask
from .look import Looked
from .take import take_late
from .uploads import Uploads

_CHUNK = 500


def bring(
    files: QuerySet[AwaitedFile],
    uploads: Uploads | None,
    fetch: Fetch | None,
    progress: Callable[[int, int], None],
    *,
    dry_run: bool = False,
) -> Iterator[tuple[AwaitedFile, set[int]]]:
    """Take in what is in the uploads or comes from the net.

    Yields each file that is here now, with the ids of the pages that show it. Of the others the
    reason is kept. Each file is a transaction of its own, so that a stopped run goes on where it
    was. A dry run comes without `fetch`.
    """
    if uploads:
        for file in _each(files):
            looked = uploads.look(file)
            if looked.path and (pages := _taken(file, looked, dry_run=dry_run)) is not None:
                yield file, pages
    if fetch:
        yield from _from_the_net(files, fetch, progress)


def _from_the_net(
    files: QuerySet[AwaitedFile], fetch: Fetch, progress: Callable[[int, int], None]
) -> Iterator[tuple[AwaitedFile, set[int]]]:
    total = files.count()
    if total:
        progress(0, total)
    for done, (file, looked) in enumerate(ask(_each(files), fetch), start=1):
        if not looked.path:
            AwaitedFile.objects.filter(pk=file.pk).update(reason=looked.problem)
        elif (pages := _taken(file, looked)) is not None:
            yield file, pages
        progress(done, total)


def _taken(file: AwaitedFile, looked: Looked, *, dry_run: bool = False) -> set[int] | None:
    """Take the file in; None, with the reason kept, if that cannot be done."""
    try:
        return take_late(file, looked, dry_run=dry_run)
    except PictureRefused as refused:
        AwaitedFile.objects.filter(pk=file.pk).update(reason=str(refused))
        return None


def _each(files: QuerySet[AwaitedFile]) -> Iterator[AwaitedFile]:
    """The rows as they are now; they may change and go while they are gone through."""
    ids = list(files.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), _CHUNK):
        yield from AwaitedFile.objects.filter(pk__in=ids[start : start + _CHUNK]).order_by("pk")
