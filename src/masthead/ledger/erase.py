"""Destroying a story's text and the salts of its entries: what is left confirms no guess.

The entries stay in the log, and proofs that readers hold go on holding. The pictures of a story are
not its own and are left to whoever erases.
"""

from __future__ import annotations

import logging
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import PageLogEntry

from masthead.articles.models import ArticlePage
from masthead.record.entry import EntryKind

from . import words
from .append import whole_seconds
from .models import Erasure, RecordContent, RecordEntry

log = logging.getLogger(__name__)

# Where the words of a story lie; PostgreSQL writes these anew without them.
_TABLES = {
    "articles_articlepage",
    "articles_correction",
    "comments_comment",
    "ledger_recordcontent",
    "wagtailcore_page",
    "wagtailcore_pagelogentry",
    "wagtailcore_revision",
    "wagtailsearch_indexentry",
}


class NotAllowedError(Exception):
    """Somebody may not decide on it; the text says why."""


def ask(page: ArticlePage, reason: str, user: Any) -> Erasure:
    """Note the wish of the first person; the second one decides."""
    return Erasure.objects.update_or_create(
        article=page.uid,
        done_at=None,
        defaults={"page": page.pk, "reason": reason, "asked_by": user},
    )[0]


def refuse(erasure: Erasure) -> None:
    """Drop the wish."""
    erasure.delete()


@transaction.atomic
def erase(erasure: Erasure, user: Any) -> None:
    """Destroy the story, as the second person says. Raises NotAllowedError for the first."""
    claim = Erasure.objects.filter(pk=erasure.pk, done_at=None).exclude(asked_by=user)
    if not claim.update(done_by=user, done_at=timezone.now()):
        raise NotAllowedError("the one who asked for it cannot decide on it as well")
    page = ArticlePage.objects.filter(uid=erasure.article).first()
    if page:
        page.delete()  # with its revisions, comments, corrections and its place in the search
    PageLogEntry.objects.filter(page_id=erasure.page).update(label="", data={})
    entries = RecordEntry.objects.filter(article=erasure.article)
    entries.filter(place=None).delete()  # nobody outside has seen these
    RecordContent.objects.filter(entry__in=entries).delete()
    last = entries.order_by("-revision").first()
    if last:
        RecordEntry.objects.create(
            article=erasure.article,
            revision=last.revision + 1,
            kind=EntryKind.ERASE,
            reason=erasure.reason,
            time=whole_seconds(timezone.now()),
        )


def clean() -> bool:
    """Let the database forget what was erased, and not only unlink it; whether there was anything.

    Takes as long as writing it anew: seconds, for a large outlet minutes. Outside of a transaction.
    """
    done = Erasure.objects.filter(cleaned_at=None).exclude(done_at=None)
    if not done.exists():
        return False
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            words.forget(cursor)
            cursor.execute("VACUUM")
            # The log beside the file still has the old pages.
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            for table in _TABLES & set(connection.introspection.table_names(cursor)):
                cursor.execute(f"VACUUM FULL {connection.ops.quote_name(table)}")
    done.update(cleaned_at=timezone.now())
    log.info("the database was written anew without what was erased")
    return True
