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


def finish_attachments(run: Import) -> None:
    """An attachment's own page leads to the story it was uploaded to, else to its file."""
    for batch in chunks(run.survey.lookup.kept("attachment"), _BATCH):
        with transaction.atomic():
            parents = run.known.find("post", {item.parent for item in batch})
            parents |= run.known.find("page", {item.parent for item in batch})
            for item in batch:
                found = run.survey.lookup.attachment(item.id)
                paths = [
                    f"/?attachment_id={item.id}",
                    f"/?p={item.id}",
                    *([found.page] if found and found.page else []),
                ]
                row = parents.get(str(item.parent))
                page = Page.objects.filter(pk=row.object_id, live=True).first() if row else None
                if page:
                    grant([Claim(page.specific, None, paths)], run.report)
                elif thing := run.known.find("attachment", [item.id]).get(str(item.id)):
                    for path in paths:
                        lead(path, thing.thing.file.url if thing.thing else "/")


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
            pages = list(model.objects.filter(pk__in=some))
            with transaction.atomic():
                backend.add_items(model, pages)
            done += len(some)
            run.progress("search", done, len(waiting))
