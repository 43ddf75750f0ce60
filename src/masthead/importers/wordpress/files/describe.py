"""What the export says of a file, in the words in which it is kept until the file is here."""

import hashlib
from typing import Any
from urllib.parse import unquote, urlsplit

from masthead.core.html import visible_text
from masthead.core.text import collapse, printable
from masthead.importers.errors import Place
from masthead.importers.models import AwaitedFile

from ..map.make import Picture
from ..map.paths import pretty_path, same_host
from ..map.work import file_key
from ..read.ours import META
from ..read.ours import loads as loads_own
from ..read.php import BrokenPhpError, loads
from ..read.records import Item

_TITLE_LIMIT = 255
_UPLOADS = "/wp-content/uploads/"


def of_attachment(item: Item, site: str) -> AwaitedFile:
    """An attachment of the old site called `site`."""
    url = item.attachment_url
    path = _path(url)
    names = [item.first("_wp_attached_file").lstrip("/"), _below_uploads(path)]
    page = pretty_path(item.link)
    return AwaitedFile(
        site=site,
        old_id=str(item.id),
        key=file_key(url) if url else "",
        addresses=[url] if _is_web(url) else [],
        names=list(dict.fromkeys(filter(None, names))),
        facts={
            "title": collapse(visible_text(printable(item.title)))[:_TITLE_LIMIT],
            "alt_text": collapse(printable(item.first("_wp_attachment_image_alt"))),
            # Not the caption: a story that shows a picture without words would get some.
            "description": visible_text(printable(item.excerpt))[:_TITLE_LIMIT],
            "credit": _credit(item)[:_TITLE_LIMIT],
        },
        own=loads_own(item.first(META)),
        file_path=urlsplit(url).path if _UPLOADS in path else "",
        page_paths=[
            f"/?attachment_id={item.id}",
            f"/?p={item.id}",
            *([page] if page else []),
        ],
        place=str(item.place),
    )


def of_picture(picture: Picture, site: str, old_address: str, place: Place) -> AwaitedFile:
    """A picture that a text names only by its address: the export has no attachment for it.

    The text often names a smaller copy; the whole picture is tried first.
    """
    url = picture.url
    path, whole = _path(url), _path(file_key(url))
    sized = _UPLOADS in url and not path.endswith(whole)
    original = url.replace(url.rpartition("/")[2], whole.rpartition("/")[2]) if sized else url
    own = _UPLOADS in path and same_host(url, old_address)
    return AwaitedFile(
        site=site,
        old_id=name_of(url),
        key=file_key(url),
        addresses=list(filter(_is_web, dict.fromkeys((original, url)))),
        names=list(dict.fromkeys(map(_below_uploads, (_path(original), path)))) if own else [],
        facts={"title": path.rpartition("/")[2][:_TITLE_LIMIT]},
        file_path=urlsplit(url).path if own else "",
        place=str(place),
    )


def name_of(url: str) -> str:
    """What stands for an id where a picture has none but its address."""
    return "@" + hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()[:40]


def _is_web(url: str) -> bool:
    return url.startswith(("http://", "https://")) and bool(_path(url))


def _path(url: str) -> str:
    try:
        return unquote(urlsplit(url).path)
    except ValueError:
        return ""


def _below_uploads(path: str) -> str:
    return path.partition(_UPLOADS)[2] or path.lstrip("/")


def _credit(item: Item) -> str:
    """The photographer, as the camera or agency wrote it into the file and WordPress kept it."""
    try:
        meta: Any = loads(item.first("_wp_attachment_metadata") or "a:0:{}")
    except BrokenPhpError:
        return ""
    inner = meta.get("image_meta") if isinstance(meta, dict) else None
    values = inner if isinstance(inner, dict) else {}
    return collapse(str(values.get("credit") or values.get("copyright") or ""))
