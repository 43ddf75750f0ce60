"""One import, from files to a filled site."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import connection, transaction
from django.utils import timezone

from masthead.bake import queue
from masthead.core.fetch import fetch as fetch_from_net
from masthead.importers.report import KINDS, Progress, Report

from ..convert import BATCH, NOT_TAKEN, Batch, batches_beside
from ..files.ask import Fetch
from ..map.story import OldSite, Story, story
from ..read.records import Site
from ..survey import Survey
from .context import Import
from .editions import finish_editions, write_editions
from .files import bring_files, write_files
from .finish import finish_attachments, finish_links, index, pick_sticky
from .known import Known
from .menus import write_menus
from .originals import finish_originals
from .outlet import write_outlet
from .own_site import finish_relations, finish_site
from .people import write_people
from .standing import finish_standing
from .stories import write_stories
from .terms import write_terms
from .translations import link_translations


def import_files(
    paths: Sequence[Path],
    report: Report,
    progress: Progress,
    *,
    uploads: Path | None = None,
    fetch: Fetch | None = fetch_from_net,
) -> None:
    """Import exports of one site and tell in `report` what became of everything in them.

    Files that are not in `uploads` are asked for with `fetch`, at last, when all texts are there;
    None asks nobody. With `report.dry_run` all work is done and taken back at the end. Raises
    NotReadableError before anything is written.
    """
    report.files = [path.name for path in paths]
    progress("reading", 0, 0)
    with TemporaryDirectory(prefix="masthead-import-") as folder:
        survey = Survey(paths, Path(folder), report.note)
        _import(survey, report, progress, uploads, fetch)
        survey.lookup.close()


def _import(
    survey: Survey,
    report: Report,
    progress: Progress,
    uploads: Path | None,
    fetch: Fetch | None,
) -> None:
    run = Import(
        survey=survey,
        old=_old_site(survey.old_site),
        report=report,
        progress=progress,
        known=Known(_name(survey.old_site)),
        language=_language(survey.old_site.language),
        uploads=uploads,
        fetch=fetch,
        dry_run=report.dry_run,
    )
    with _seldom_collecting(), _unmapped():
        if not report.dry_run:
            _write(run)
            return
        with transaction.atomic():
            _write(run)
            transaction.set_rollback(True)


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    """Batches are many objects that soon go; looking for circles in them takes a sixth of all."""
    before = gc.get_threshold()
    gc.set_threshold(50_000, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def _unmapped() -> Iterator[None]:
    """SQLite maps its file into memory for readers; a long write would soon hold all of the map."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        # A database in memory has no such setting, and answers nothing.
        before = cursor.execute("PRAGMA mmap_size").fetchone() or (0,)
        cursor.execute("PRAGMA mmap_size = 0")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA mmap_size = {before[0]:d}")


def _write(run: Import) -> None:
    with queue.whole_site_instead():
        _write_all(run)


def _write_all(run: Import) -> None:
    run.term_slugs = {(term.taxonomy, term.id): term.slug for term in run.survey.terms.values()}
    write_files(run)
    write_outlet(run)
    write_editions(run)
    write_people(run)
    write_terms(run)
    _write_pages(run)
    sticky = _write_posts(run)
    _tell_the_rest(run)
    write_menus(run)
    finish_links(run)
    link_translations(run)
    finish_attachments(run)
    finish_relations(run)
    finish_originals(run)
    finish_standing(run)
    if not run.survey.lookup.own("front", "front"):
        pick_sticky(run, sticky)
    finish_site(run)
    finish_editions(run)
    index(run)
    bring_files(run)


def _write_pages(run: Import) -> None:
    """Pages from the top of their tree downwards; those of one parent together."""
    batch = Batch()
    for done, item in enumerate(run.survey.lookup.pages(), start=1):
        if reason := NOT_TAKEN.get(item.status):
            batch.refuse("page", item, reason)
        else:
            page = story(item, run.old, run.survey.lookup, batch.note)
            if batch.stories and not _goes_with(page, batch.stories):
                _flush_pages(batch, run)
                batch = Batch()
            batch.stories.append(page)
        run.progress("pages", done, run.survey.counts["page"])
    _flush_pages(batch, run)


def _goes_with(page: Story, pages: list[Story]) -> bool:
    """Whether it comes under the same page, or the same front page, and there is room."""
    first = pages[0]
    same = page.parent == first.parent and page.own.get("edition") == first.own.get("edition")
    return same and len(pages) < BATCH


def _flush_pages(batch: Batch, run: Import) -> None:
    _tell(batch, run)
    if batch.stories:
        write_stories(batch.stories, run)
        rows = run.known.find("page", (made.old_id for made in batch.stories))
        run.pages |= {int(old_id): row.object_id for old_id, row in rows.items()}


def _write_posts(run: Import) -> list[int]:
    """Posts in the order of the files; returns the old ids of sticky ones."""
    sticky: list[int] = []
    survey = run.survey
    done, total = 0, survey.counts["post"]
    for batch in batches_beside(survey.path, survey.paths, run.old, total):
        _tell(batch, run)
        if batch.stories:
            write_stories(batch.stories, run)
        sticky += [made.old_id for made in batch.stories if made.sticky]
        done += len(batch.stories)
        run.progress("posts", done, total)
    return sticky


def _tell(batch: Batch, run: Import) -> None:
    for words, place in batch.notes:
        run.report.note(words, place)
    for skip in batch.skipped:
        run.report.skipped(*skip)


def _tell_the_rest(run: Import) -> None:
    for item in run.survey.lookup.kept("wp_block"):
        run.report.skipped(
            "pattern", item.id, "It is written out in each story that uses it.", item.place
        )
    for twice in run.survey.twice:
        reason = f"Its id was read before, in {twice.first.file}."
        kind = {"nav_menu_item": "menu item"}.get(twice.type, twice.type)
        run.report.skipped(kind if kind in KINDS else "other", twice.id, reason, twice.place)


def _old_site(site: Site) -> OldSite:
    try:
        exported = parsedate_to_datetime(site.published).astimezone(UTC)
    except (ValueError, TypeError, IndexError):
        exported = datetime(2000, 1, 1, tzinfo=UTC)  # equal for every run
    return OldSite(site.title, site.address, timezone.get_default_timezone(), exported)


def _name(site: Site) -> str:
    """What tells this site from others: its address without the parts that change."""
    bare = site.address.partition("://")[2] or site.title or "wordpress"
    return bare.removeprefix("www.")[:255]


def _language(written: str) -> str:
    """A BCP 47 tag for what WordPress writes ("en-US", "fa_IR", "de_DE_formal")."""
    parts = written.replace("_", "-").split("-")
    language = parts[0].lower()
    region = parts[1].upper() if len(parts) > 1 and len(parts[1]) == 2 else ""  # noqa: PLR2004
    return f"{language}-{region}" if language and region else language or "en"
