"""Putting together what an entry stands for: the content, its salt, the commitment to both.

Done after the publishing transaction, which only writes the row: to render a story can take
seconds where pictures have to be made, and nobody may wait for the database meanwhile.
"""

from __future__ import annotations

import json
import logging
from datetime import datetime
from typing import Any

from django.db import transaction
from wagtail.models import Revision

from masthead.articles.models import ArticlePage
from masthead.core.html import visible_text
from masthead.record import canonical
from masthead.record.article import Article, moment
from masthead.record.commitment import ARTICLE, KEY, commit, new_salt
from masthead.record.entry import EntryKind
from masthead.record.errors import RecordError

from .baking import bake_alone
from .compose import compose, taken_away
from .models import RecordContent, RecordEntry, RecordHead
from .quote import quotable

log = logging.getLogger(__name__)


def prepare(limit: int) -> int:
    """Put together the content of up to ``limit`` rows; how many were looked at.

    A row that fails keeps the reason, and is told in the newsroom; the others go on.
    """
    waiting = RecordEntry.objects.filter(place=None, commit="", trouble="")
    rows = list(waiting.order_by("many", "pk")[:limit])
    newest = RecordHead.objects.values_list("time", flat=True).first()
    for row in rows:
        # In the log the entries of one story stand in its own order.
        before = waiting.filter(article=row.article, revision__lt=row.revision)
        for one in [*before.order_by("revision"), row]:
            prepare_one(one, newest)
    return len(rows)


def prepare_one(row: RecordEntry, newest: datetime | None) -> None:
    """Put together the content of one row, or note why that cannot be done.

    ``newest`` is the time of the last entry in the log. A row that waited while others got their
    places takes it, since no entry is older than one before it: here that costs nothing, while to
    date a whole import anew when it gets its places would hold up all that comes meanwhile.
    """
    row.time = max(row.time, newest or row.time)
    try:
        data = content_of(row)
    except Exception as error:
        # Whatever a template or a damaged picture raises: one story must not hold up the others.
        if not isinstance(error, RecordError):
            log.exception("the record cannot hold revision %d of %s", row.revision, row.article)
        reason = str(error) or type(error).__name__
        RecordEntry.objects.filter(pk=row.pk, commit="").update(trouble=reason)
        return
    if _says_nothing_new(row, data):
        # Nothing that readers see is other than it was: no entry is due.
        with transaction.atomic():
            RecordEntry.objects.filter(pk=row.pk, commit="", place=None).delete()
            if not row.many:  # while it waited, its page was made without its mark
                bake_alone([row.article])
        return
    salt = new_salt()
    with transaction.atomic():
        claim = RecordEntry.objects.filter(pk=row.pk, commit="")
        if claim.update(commit=commit(salt, data), time=row.time):
            RecordContent.objects.create(
                entry_id=row.pk, salt=salt, data=data, text=quotable(words(data))
            )


def content_of(row: RecordEntry) -> bytes:
    """Return the article object of a row. Raises RecordError for what no record can hold."""
    if EntryKind(row.kind).takes_away:
        return taken_away(row)
    page = _page(row)
    if page is None:
        raise RecordError("the text of this revision was deleted before it was recorded")
    return compose(page, row)


def date_again(pk: int, time: datetime) -> str:
    """Date a pending entry anew, its content as well; return the new commitment."""
    row = RecordEntry.objects.select_related("content").get(pk=pk)
    content = row.content
    claim = KEY if row.is_of_the_log else ARTICLE
    if claim == ARTICLE:
        content.data = _dated(bytes(content.data), time)
    row.time = time
    row.commit = commit(bytes(content.salt), bytes(content.data), claim)
    with transaction.atomic():
        content.save()
        row.save(update_fields=["time", "commit"])
    return row.commit


def _says_nothing_new(row: RecordEntry, data: bytes) -> bool:
    """Whether a row that was written because a name or picture changed shows what was there."""
    before = (
        RecordEntry.objects.filter(article=row.article, revision__lt=row.revision)
        .select_related("content")
        .order_by("-revision")
        .first()
    )
    content = getattr(before, "content", None)
    if before is None or content is None or before.page_revision != row.page_revision:
        return False
    return _undated(bytes(content.data)) == _undated(data)


def _undated(data: bytes) -> dict[str, Any]:
    values: dict[str, Any] = json.loads(data)
    told = [item for item in values.get("descriptions", []) if item["role"] != "updated"]
    return values | {"version": "", "versionCreated": "", "descriptions": told}


def words(data: bytes) -> str:
    """Return all words that readers see of an article object, to be searched."""
    article = Article.parse(data)
    if article.body is None:
        return ""
    shown = [text for role in ("headline", "standfirst") for text in article.shown.get(role, [])]
    notes = article.shown.get("correction", [])
    return "\n".join([*shown, visible_text(article.body), *notes])


def _dated(data: bytes, time: datetime) -> bytes:
    values: dict[str, Any] = json.loads(data)
    values["versionCreated"] = moment(time)
    told = values.get("descriptions", [])
    # The page said another time; without the role it is no part of what is recorded.
    values["descriptions"] = [item for item in told if item["role"] != "updated"]
    return canonical.write(values)


def _page(row: RecordEntry) -> ArticlePage | None:
    """The story as it was when the row was written."""
    page = ArticlePage.objects.filter(uid=row.article).first()
    if page is None or page.live_revision_id == row.page_revision:
        return page
    revision = Revision.objects.filter(pk=row.page_revision).first()
    found: ArticlePage | None = revision.as_object() if revision else None
    return found
