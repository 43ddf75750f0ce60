"""What a file is, before it is taken in."""

import mimetypes
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from PIL import Image, UnidentifiedImageError

from masthead.importers.models import AwaitedFile
from masthead.media.svg import looks_like_drawing
from masthead.media.validate import HEAD, PictureRefused, check_picture

from ..map.pictures import is_picture


@dataclass(frozen=True)
class Looked:
    """A file on this machine: what it is and is called, or why it cannot be taken in."""

    path: Path | None = None
    name: str = ""
    is_picture: bool = False
    problem: str = ""


def refused_kind(file: AwaitedFile) -> str:
    """Why files of this kind are never taken over, by their name; "" if they are."""
    if not file.key and not file.names:
        return "The export does not say where its file was."
    if shows_picture(file):
        return ""
    name = file.names[0] if file.names else ""
    suffix = Path(name).suffix[1:].lower()
    kind = mimetypes.guess_type(name)[0] or ""
    if suffix in settings.WAGTAILDOCS_EXTENSIONS or kind.startswith(("audio/", "video/")):
        return ""
    return f"Files of the kind “{suffix}” are not taken over."


def shows_picture(file: AwaitedFile) -> bool:
    """Whether it is meant to be a picture: by its name, or because a text shows it as one."""
    return not file.is_attachment or any(map(is_picture, file.names))


def look(file: AwaitedFile, path: Path, name: str) -> Looked:
    """See what the file at `path` is; `name` is the one it had on the old site."""
    if not shows_picture(file):
        return Looked(path, name)
    try:
        with path.open("rb") as opened:
            check_picture(opened, name)
    except PictureRefused as reason:
        return Looked(problem=str(reason))
    return Looked(path, name if is_picture(name) else f"{name}{_suffix(path)}", is_picture=True)


def _suffix(path: Path) -> str:
    """The ending for a picture whose address has none, by what is in it."""
    with path.open("rb") as opened:
        if looks_like_drawing(opened.read(HEAD)):
            return ".svg"
    try:
        with Image.open(path) as picture:
            return f".{(picture.format or 'jpeg').lower()}"
    except (UnidentifiedImageError, OSError):
        return ".jpeg"
