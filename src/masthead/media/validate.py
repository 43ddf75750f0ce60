"""Which files are pictures that readers can be given."""

from __future__ import annotations

import warnings
from pathlib import PurePath
from typing import BinaryIO

from django.conf import settings
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from .svg import check_drawing, looks_like_drawing

FORMATS = ("AVIF", "GIF", "JPEG", "PNG", "WEBP")
HEAD = 1024  # bytes that are read to tell a drawing from a photograph
DRAFT = (256, 256)  # JPEG is decoded at about this size: the whole file is read, little is kept


class PictureRefused(ValueError):  # noqa: N818 - it is an answer, not a fault
    """The file is no picture that readers can be given; the text says why, in one sentence."""


def check_picture(file: BinaryIO, name: str) -> None:
    """Raise ``PictureRefused`` where ``file`` is not a whole, harmless picture.

    ``name`` is for the sentence. Of a picture that is too large only the header is read. The file
    is left at its beginning.
    """
    name = PurePath(name).name
    try:
        _check_size(file, name)
        file.seek(0)
        head = file.read(HEAD)
        file.seek(0)
        if looks_like_drawing(head):
            check_drawing(file.read(), name)
        else:
            _check_photograph(file, name)
    except ValueError as reason:
        raise PictureRefused(str(reason)) from None
    finally:
        file.seek(0)


def _check_size(file: BinaryIO, name: str) -> None:
    size = file.seek(0, 2)
    if size > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
        limit = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE // 2**20
        message = _("%(name)s has %(size)d MB; a picture may have %(limit)d MB.")
        raise ValueError(message % {"name": name, "size": size // 2**20, "limit": limit})


def _check_photograph(file: BinaryIO, name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is below
        try:
            with Image.open(file, formats=FORMATS) as picture:
                _check_pixels(picture, name)
                picture.draft(None, DRAFT)
                picture.load()
        except Image.DecompressionBombError:
            message = _("%(name)s has far more pixels than a screen can show; make it smaller.")
            raise ValueError(message % {"name": name}) from None
        except UnidentifiedImageError:
            message = _("%(name)s is no picture; use JPEG, PNG, WebP, AVIF, GIF or SVG.")
            raise ValueError(message % {"name": name}) from None
        except (OSError, SyntaxError, EOFError):
            message = _("%(name)s is damaged or cut off; save it anew and try again.")
            raise ValueError(message % {"name": name}) from None


def _check_pixels(picture: Image.Image, name: str) -> None:
    width, height = picture.size
    limit = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
    if width * height > limit:
        message = _("%(name)s is %(size)s pixels large; at most %(limit)d million are taken.")
        size = f"{width} × {height}"
        raise ValueError(message % {"name": name, "size": size, "limit": limit // 10**6})
