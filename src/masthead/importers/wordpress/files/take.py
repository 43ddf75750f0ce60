"""A file becomes a picture or document of the outlet, and goes where it was missing."""

from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.core.files import File
from django.db import transaction
from PIL import UnidentifiedImageError

from masthead.importers.models import AwaitedFile, ImportedThing
from masthead.media.models import Document, Image
from masthead.media.validate import PictureRefused

from ..write.own_things import fill_picture
from ..write.paths import lead
from .fill import fill
from .look import Looked

_TITLE_LIMIT = 255


def take(file: AwaitedFile, looked: Looked, *, dry_run: bool = False) -> Image | Document:
    """Take in a file that was looked at. Needs a transaction.

    A dry run makes the rows and leaves the file where it is. Raises PictureRefused, with nothing
    done, for one that looked whole and is not.
    """
    try:
        with transaction.atomic():
            return _take(file, looked, dry_run=dry_run)
    except (ValueError, LookupError, SyntaxError, EOFError, UnidentifiedImageError):
        message = f"{looked.name} is damaged in a way that shows only when it is taken in."
        raise PictureRefused(message) from None


def _take(file: AwaitedFile, looked: Looked, *, dry_run: bool) -> Image | Document:
    path = looked.path
    if path is None:
        message = "there is no file to take in"
        raise ValueError(message)
    thing = _image(file, looked, path) if looked.is_picture else _document(file, looked, path)
    with path.open("rb") as opened:
        if dry_run:
            thing.file.name = looked.name
        else:
            # Not stored here: saving takes out of the file what it tells about its makers.
            thing.file = File(opened, name=looked.name)
        thing.save()
    _keep_caption_apart(thing)
    fill_picture(thing, file.own)
    ImportedThing.objects.update_or_create(
        site=file.site,
        kind="attachment" if file.is_attachment else "picture",
        old_id=file.old_id,
        defaults={
            "content_type": ContentType.objects.get_for_model(thing),
            "object_id": thing.pk,
        },
    )
    if file.file_path and not dry_run:
        lead(file.file_path, thing.file.url)
    return thing


@transaction.atomic
def take_late(file: AwaitedFile, looked: Looked, *, dry_run: bool = False) -> set[int]:
    """Take in a file that stories wait for; returns the ids of the pages that show it now.

    Raises PictureRefused, as `take` does.
    """
    thing = take(file, looked, dry_run=dry_run)
    if not dry_run:
        for path in file.page_paths:
            lead(path, thing.file.url)
    pages = fill(file, thing)
    file.delete()
    return pages


def _image(file: AwaitedFile, looked: Looked, path: Path) -> Image:
    facts = dict(file.facts)
    title = facts.pop("title", "") or looked.name[:_TITLE_LIMIT]
    return Image(title=title, width=1, height=1, file_size=path.stat().st_size, **facts)


def _document(file: AwaitedFile, looked: Looked, path: Path) -> Document:
    title = file.facts.get("title") or looked.name[:_TITLE_LIMIT]
    return Document(title=title, file_size=path.stat().st_size)


def _keep_caption_apart(thing: Image | Document) -> None:
    """A caption from the file would stand under the picture in stories that had none."""
    if isinstance(thing, Image) and thing.caption:
        thing.description = thing.description or thing.caption[:_TITLE_LIMIT]
        thing.caption = ""
        thing.save(update_fields=["description", "caption"])
