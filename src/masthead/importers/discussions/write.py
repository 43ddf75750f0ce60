"""Writing discussions of another system under the stories that are here."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Page

from masthead.comments.models import Comment
from masthead.core.html import visible_text
from masthead.core.text import collapse
from masthead.importers.comments import build, save
from masthead.importers.models import ImportedThing
from masthead.importers.replies import Reply
from masthead.importers.report import Progress, Report

from .find import host_of, page_at
from .thread import Discussions, Left, Thread

#: What is counted, in the order of the report.
KINDS = ("thread", "comment")
NO_STORY = "Nothing stands at its address here. Import the stories first."
EMPTY = "No comment in it is to be taken over."
DELETED_HERE = "Its story was deleted here."


def write(source: Discussions, report: Report, progress: Progress) -> None:
    """Write every discussion of `source` and tell what became of it.

    Each thread is written whole or not at all, so a run that was stopped goes on where it was.
    With `report.dry_run` all work is done and taken back at the end.
    """
    if not report.dry_run:
        _write(source, report, progress)
        return
    with transaction.atomic():
        _write(source, report, progress)
        transaction.set_rollback(True)


def _write(source: Discussions, report: Report, progress: Progress) -> None:
    total, hosts = source.count(), set[str]()
    progress("threads", 0, total)
    for done, thread in enumerate(source.threads(), start=1):
        _tell_host(thread, hosts, report)
        with transaction.atomic():
            _write_thread(thread, source.name, report)
        progress("threads", done, total)
    _leave(source.strays(), report)


def _tell_host(thread: Thread, hosts: set[str], report: Report) -> None:
    """Copies of a site (a test server, an archive) have threads of their own: somebody looks."""
    host = host_of(thread.address)
    if host and host not in hosts:
        hosts.add(host)
        if len(hosts) > 1:
            report.note(f"Threads of {host} were found by their paths like others.", thread.place)


def _write_thread(thread: Thread, name: str, report: Report) -> None:
    if not thread.replies:
        report.skipped("thread", thread.address, EMPTY, thread.place)
        _leave(thread.left, report)
        return
    row = ImportedThing.objects.filter(site=name, kind="thread", old_id=thread.old_id).first()
    page = Page.objects.filter(pk=row.object_id).first() if row else page_at(thread.address)
    if page is None:
        _skip(thread, DELETED_HERE if row else NO_STORY, report)
        return
    _leave(thread.left, report)
    known = dict(row.comments) if row else {}
    known |= _here_already(page, [one for one in thread.replies if str(one.old_id) not in known])
    new = [one for one in thread.replies if str(one.old_id) not in known]
    rows = Comment.objects.in_bulk(known.values())
    here = {old: rows[pk] for old, pk in known.items() if pk in rows}
    made = build(page.pk, new, here, {})
    save(list(made.values()))
    report.made("comment", len(new))
    report.unchanged("comment", len(thread.replies) - len(new))
    after = known | {old: comment.pk for old, comment in made.items()}
    if row is None:
        kind = ContentType.objects.get_for_model(page.specific_class or page)
        ImportedThing.objects.create(
            site=name,
            kind="thread",
            old_id=thread.old_id,
            content_type=kind,
            object_id=page.pk,
            comments=after,
        )
        report.made("thread")
    elif row.comments == after:
        report.unchanged("thread")
    else:
        row.comments = after
        row.save()
        report.changed("thread")


def _here_already(page: Page, replies: list[Reply]) -> dict[str, int]:
    """Comments that came here another way: WordPress keeps a copy of what Disqus shows."""
    if not replies:
        return {}
    own = Comment.objects.filter(page_id=page.pk, created_at__in={one.at for one in replies})
    here = {_mark(one.created_at, one.html): one.pk for one in own}
    found = {str(one.old_id): here.get(_mark(one.at, one.html)) for one in replies}
    return {old: pk for old, pk in found.items() if pk is not None}


def _mark(at: object, html: str) -> tuple[object, str]:
    return at, collapse(visible_text(html))


def _skip(thread: Thread, reason: str, report: Report) -> None:
    report.skipped("thread", thread.address or thread.old_id, reason, thread.place)
    lost = "Its thread was not taken over."
    _leave((Left(one.old_id, lost, one.place) for one in thread.replies), report)
    _leave(thread.left, report)


def _leave(comments: Iterable[Left], report: Report) -> None:
    for one in comments:
        report.skipped("comment", one.old_id, one.reason, one.place)
