"""What can be done only when every story is there."""

import json
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex, Revision
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from masthead.articles import tree
from masthead.articles.models import (
    ArticlePage,
    FrontPick,
    SectionPage,
    Slot,
    StandardPage,
    TopicPage,
)
from masthead.importers.models import ImportedThing
from masthead.ledger import append

from ..map.paths import pretty_path
from ..read.ours import META
from ..read.records import Item
from . import links
from .context import Import
from .known import chunks
from .paths import Claim, grant, lead

_BATCH = 200
_INDEXED = 1000


def finish_links(run: Import) -> None:
    """Links to stories that came later in the file than the link."""
    waiting = run.known.waiting()
    done, total = 0, waiting.count()
    while some := list(waiting[:_BATCH]):
        with transaction.atomic():
            for row in some:
                _finish_links_of(row)
        done += len(some)
        run.progress("links", done, total)


def _finish_links_of(row: ImportedThing) -> None:
    page: Any = Page.objects.filter(pk=row.object_id).first()
    row.links_wait = False
    row.save(update_fields=["links_wait"])
    # A page that was edited here since is not touched: its links work by their paths.
    if page is None or page.latest_revision_id != row.revision_id:
        return
    page = page.specific
    raw = list(page.body.raw_data)
    found = links.linked(raw, links.pages_at(links.paths_in(raw)))
    if found == raw:
        return
    body = json.dumps(found)
    type(page).objects.filter(pk=page.pk).update(body=body)
    revision = Revision.objects.get(pk=row.revision_id)
    revision.content["body"] = body
    revision.save(update_fields=["content"])
    page.body = body
    ReferenceIndex.create_or_update_for_object(page)
    if isinstance(page, ArticlePage) and page.live:
        append.completion(page)  # the worker may have recorded it without its links


def finish_attachments(run: Import) -> None:
    """An attachment's own page leads to the story it was uploaded to or stands in.

    One that stands nowhere leads to its file, and if that is missing to the front page.
    """
    for batch in chunks(run.survey.lookup.kept("attachment"), _BATCH):
        with transaction.atomic():
            targets = _targets(batch, run)
            for item in batch:
                if META in item.meta:  # of Masthead itself, which has no pages of attachments
                    continue
                path = pretty_path(item.link)
                paths = [f"/?attachment_id={item.id}", f"/?p={item.id}", *([path] if path else [])]
                if page := targets.get(item.id):
                    grant([Claim(page, None, paths)], run.report)
                else:
                    file = _file(item.id, run)
                    for path in paths:
                        lead(path, file)


def _targets(batch: list[Item], run: Import) -> dict[int, Page]:
    """The public story of each attachment that has one."""
    old_parents = {item.parent for item in batch}
    parents = run.known.find("post", old_parents) | run.known.find("page", old_parents)
    wanted = {}
    for item in batch:
        row = parents.get(str(item.parent))
        wanted[item.id] = [row.object_id if row else 0, run.shown_in.get(item.id, 0)]
    ids = {pk for candidates in wanted.values() for pk in candidates}
    pages = {page.pk: page for page in Page.objects.live().filter(pk__in=ids).specific()}
    return {
        old_id: pages[pk]
        for old_id, candidates in wanted.items()
        if (pk := next((one for one in candidates if one in pages), 0))
    }


def _file(old_id: int, run: Import) -> str:
    row = run.known.find("attachment", [old_id]).get(str(old_id))
    thing: Any = row.thing if row else None
    return str(thing.file.url) if thing else "/"


def pick_sticky(run: Import, sticky: list[int]) -> None:
    """Sticky posts are placed on the front page; it shows as many as it has room for."""
    rows = run.known.find("post", sticky)
    with transaction.atomic():
        front = tree.front_page()
        for row in rows.values():
            article = ArticlePage.objects.filter(pk=row.object_id, live=True).first()
            if article:
                FrontPick.objects.get_or_create(
                    front=front, article=article, defaults={"slot": Slot.TOP}
                )


def index(run: Import) -> None:
    """Let the search know the new pages.

    Asked of the database, not remembered: whatever a killed run left out is found by the next.
    """
    for model in (ArticlePage, StandardPage, TopicPage, SectionPage):
        kind = ContentType.objects.get_for_model(model)
        entry = IndexEntry.objects.filter(
            content_type=kind, object_id=Cast(OuterRef("pk"), CharField())
        )
        waiting = list(
            model.objects.filter(~Exists(entry)).order_by("pk").values_list("pk", flat=True)
        )
        backend = get_search_backend().get_index_for_model(model)
        done = 0
        for some in chunks(waiting, _INDEXED):
            pages = model.get_indexed_objects().filter(pk__in=some)
            if model is ArticlePage:  # the names over a story are searched too
                pages = pages.prefetch_related("bylines__person")
            with transaction.atomic():
                backend.add_items(model, list(pages))
            done += len(some)
            run.progress("search", done, len(waiting))
