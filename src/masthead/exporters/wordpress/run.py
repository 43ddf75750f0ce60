"""One export, from the outlet to a stream of text."""

from __future__ import annotations

from typing import TextIO

from django.utils import timezone

from masthead.exporters.batches import Progress
from masthead.outlet.models import OutletSettings

from . import menus, posts, site
from .attachments import attachments
from .ids import Ids
from .write import Export
from .xml import TAIL


def write(out: TextIO, media_base: str, progress: Progress) -> None:
    """Write the whole outlet as WXR 1.2 to `out`.

    What is held at once is a batch of stories, and the names of people, sections and topics.
    `media_base` is the address below which originals of pictures and files are had.
    """
    export = Export(Ids.of_outlet(), media_base.rstrip("/"), timezone.now())
    out.write(site.head(export, OutletSettings.load()))
    for part in (
        site.editions(),
        site.people(export),
        site.sections(export),
        site.topics(export),
        site.menu_names(export.ids.base),
    ):
        out.writelines(part)
    for part in (
        site.fronts(export),
        menus.rest(export),
        attachments(export, progress),
        posts.pages(export, progress),
        posts.posts(export, progress),
        menus.menu_items(export),
    ):
        out.writelines(part)
    out.write(TAIL)
