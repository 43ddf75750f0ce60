"""Making many pages at once.

Wagtail's own way (`add_child`, `save_revision`, `publish`) asks the database some forty times for
each page. Here the same rows are written with a dozen statements for a whole batch: the page, its
type's part, one revision, and the parent's count.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import router
from django.db.models import CharField, OuterRef, Subquery
from django.db.models.functions import Cast
from wagtail.models import Page, Revision

from masthead.core.slug import slug

from .known import chunks

_SLUG_LIMIT = 255
_SUFFIX = 12  # room for "-2" and the like


@dataclass
class NewPage:
    """A page to be made. `published` is when readers saw it first, if they ever did."""

    page: Any
    live: bool
    changed: datetime
    published: datetime | None = None
    go_live_at: datetime | None = None


def insert(parent: Page, new: Sequence[NewPage]) -> None:
    """Make pages of one type under `parent`, with a revision each. Needs a transaction.

    The pages' slugs are made unique among their new siblings. Children (bylines) have to be set
    on the pages; `children_first` hands them to the caller before the revision is written.
    """
    if not new:
        return
    parent = Page.objects.select_for_update().get(pk=parent.pk)
    _place(parent, new)
    _insert_rows(new)
    parent.numchild += len(new)
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild)


def _place(parent: Page, new: Sequence[NewPage]) -> None:
    """Tree places after the last child, unique slugs, and what Wagtail keeps of the state."""
    _unique_slugs(parent, [one.page for one in new])
    depth = parent.depth + 1
    last = (
        Page.objects.filter(path__startswith=parent.path, depth=depth)
        .order_by("-path")
        .values_list("path", flat=True)
        .first()
    )
    step = Page._str2int(last[-Page.steplen :]) if last else 0  # noqa: SLF001 - treebeard has no other way
    kind = ContentType.objects.get_for_model(type(new[0].page))
    for number, one in enumerate(new, start=step + 1):
        page = one.page
        page.path = Page._get_path(parent.path, depth, number)  # noqa: SLF001
        page.depth = depth
        page.numchild = 0
        page.content_type = kind
        page.locale_id = parent.locale_id
        page.url_path = f"{parent.url_path}{page.slug}/"
        page.draft_title = page.title
        page.live = one.live
        page.has_unpublished_changes = not one.live
        page.first_published_at = one.published
        page.last_published_at = one.changed if one.live else None
        page.latest_revision_created_at = one.changed
        page.go_live_at = one.go_live_at


def _unique_slugs(parent: Page, pages: Sequence[Any]) -> None:
    taken: set[str] = set()
    for page in pages:
        page.slug = slug(page.slug)[: _SLUG_LIMIT - _SUFFIX] or "page"
    siblings = Page.objects.child_of(parent)
    for some in chunks([page.slug for page in pages]):
        taken |= set(siblings.filter(slug__in=some).values_list("slug", flat=True))
    for page in pages:
        wanted, number = page.slug, 1
        while page.slug in taken:
            number += 1
            page.slug = f"{wanted}-{number}"
            if page.slug not in taken and siblings.filter(slug=page.slug).exists():
                taken.add(page.slug)
        taken.add(page.slug)


def _insert_rows(new: Sequence[NewPage]) -> None:
    """The base row and the type's own row of each page."""
    model = type(new[0].page)
    base_fields = [field.attname for field in Page._meta.concrete_fields if not field.primary_key]  # noqa: SLF001
    bases = [Page(**{name: getattr(one.page, name) for name in base_fields}) for one in new]
    Page.objects.bulk_create(bases, batch_size=200)
    for one, base in zip(new, bases, strict=True):
        one.page.pk = one.page.id = one.page.page_ptr_id = base.pk
        one.page._state.adding = False  # noqa: SLF001 - it is in the database from here on
        one.page._state.db = base._state.db  # noqa: SLF001
    # bulk_create refuses models with a base table of their own; this is the statement behind it.
    fields = model._meta.local_concrete_fields  # noqa: SLF001
    rows = model._base_manager.all()  # noqa: SLF001
    for some in chunks([one.page for one in new], 200):
        rows._insert(some, fields=fields, using=router.db_for_write(model), raw=True)  # noqa: SLF001


def add_revisions(new: Sequence[NewPage]) -> dict[int, int]:
    """The one revision of each page, its children already saved; returns revision by page id."""
    if not new:
        return {}
    model = type(new[0].page)
    kind = ContentType.objects.get_for_model(model)
    base = ContentType.objects.get_for_model(Page)
    for one in new:
        one.page.wagtail_admin_comments = []  # a new page has none; else each is asked for its own
    revisions = [
        Revision(
            content_type=kind,
            base_content_type=base,
            object_id=str(one.page.pk),
            created_at=one.changed,
            object_str=str(one.page),
            content=one.page.serializable_data(),
            approved_go_live_at=one.go_live_at,
        )
        for one in new
    ]
    Revision.objects.bulk_create(revisions, batch_size=200)
    of_page = Revision.objects.filter(
        base_content_type=base, object_id=Cast(OuterRef("pk"), CharField())
    ).values("pk")
    ids = [one.page.pk for one in new]
    for some in chunks(ids):
        Page.objects.filter(pk__in=some).update(latest_revision=Subquery(of_page[:1]))
        Page.objects.filter(pk__in=some, live=True).update(live_revision=Subquery(of_page[:1]))
    made = {int(revision.object_id): revision.pk for revision in revisions}
    for one in new:
        one.page.latest_revision_id = made[one.page.pk]
    return made
