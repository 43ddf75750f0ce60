"""One import, from files to a filled site."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from ..map.story import OldSite, Story, story
from ..read.errors import Place
from ..read.records import Item, Site
from ..report import Progress, Report
from ..survey import Survey
from .context import Import
from .files import write_files
from .finish import count_references, finish_attachments, finish_links, index, pick_sticky
from .known import Known
from .menus import write_menus
from .outlet import write_outlet
from .people import write_people
from .stories import BATCH, write_stories
from .terms import write_terms

#: Statuses that WordPress itself does not show as posts; what is said of each.
_NOT_TAKEN = {
    "trash": "It was in the trash.",
    "auto-draft": "WordPress saved it by itself; nobody wrote in it.",
    "inherit": "It is an older version of another post.",
}


def import_files(
    paths: Sequence[Path], report: Report, progress: Progress, *, uploads: Path | None = None
) -> None:
    """Import exports of one site and tell in `report` what became of everything in them.

    With `report.dry_run` all work is done and taken back at the end. Raises NotReadable before
    anything is written.
    """
    report.files = [path.name for path in paths]
    progress("reading", 0, 0)
    survey = Survey(paths, report.note)
    run = Import(
        survey=survey,
        old=_old_site(survey.old_site),
        report=report,
        progress=progress,
        known=Known(_name(survey.old_site)),
        language=_language(survey.old_site.language),
        uploads=uploads,
        dry_run=report.dry_run,
    )
    if not report.dry_run:
        _write(run)
        return
    with transaction.atomic():
        _write(run)
        transaction.set_rollback(True)


def _write(run: Import) -> None:
    run.term_slugs = {(term.taxonomy, term.id): term.slug for term in run.survey.terms.values()}
    write_outlet(run)
    write_people(run)
    write_terms(run)
    write_files(run)
    _write_pages(run)
    sticky = _write_posts(run)
    _tell_the_rest(run)
    write_menus(run)
    finish_links(run)
    finish_attachments(run)
    pick_sticky(run, sticky)
    index(run)
    count_references(run)


def _write_pages(run: Import) -> None:
    """Pages from the top of their tree downwards; those of one parent together."""
    batch: list[Story] = []
    done = 0
    for item in run.survey.pages():
        if not _is_taken(item, "page", run):
            continue
        made = story(item, run.old, run.survey, run.report.note)
        if batch and (made.parent != batch[0].parent or len(batch) >= BATCH):
            _flush_pages(batch, run)
            batch = []
        batch.append(made)
        done += 1
        run.progress("pages", done, run.survey.counts["page"])
    _flush_pages(batch, run)


def _flush_pages(batch: list[Story], run: Import) -> None:
    if batch:
        write_stories(batch, run)
        rows = run.known.find("page", (made.old_id for made in batch))
        run.pages |= {int(old_id): row.object_id for old_id, row in rows.items()}


def _write_posts(run: Import) -> list[int]:
    """Posts in the order of the files; returns the old ids of sticky ones."""
    sticky: list[int] = []
    done = 0
    for batch in _batches(_posts(run)):
        write_stories(batch, run)
        sticky += [made.old_id for made in batch if made.sticky]
        done += len(batch)
        run.progress("posts", done, run.survey.counts["post"])
    return sticky


def _posts(run: Import) -> Iterator[Story]:
    for item in run.survey.items(_silent):
        if item.type != "post":
            reason = f"Things of the type “{item.type}” have no place here."
            run.report.skipped("other", item.id, reason, item.place)
        elif _is_taken(item, "post", run):
            yield story(item, run.old, run.survey, run.report.note)


def _batches(stories: Iterator[Story]) -> Iterator[list[Story]]:
    batch: list[Story] = []
    for made in stories:
        batch.append(made)
        if len(batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _is_taken(item: Item, kind: str, run: Import) -> bool:
    reason = _NOT_TAKEN.get(item.status)
    if reason is None:
        return True
    run.report.skipped(kind, item.id, reason, item.place)
    for comment in item.comments:
        run.report.skipped("comment", comment.id, "Its story was not taken over.", comment.place)
    return False


def _tell_the_rest(run: Import) -> None:
    for item in run.survey.kept("wp_block"):
        run.report.skipped(
            "pattern", item.id, "It is written out in each story that uses it.", item.place
        )
    for item, first in run.survey.twice:
        reason = f"Its id was read before, at {first.file}."
        kind = item.type if item.type in ("page", "post", "attachment") else "other"
        run.report.skipped(kind, item.id, reason, item.place)


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


def _silent(words: str, place: Place) -> None:
    """The second reading notices what the first has told already."""
