"""What an export that Masthead wrote says of the site: outlet, front page, ticker, redirects."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Page

from masthead.addresses.models import Address
from masthead.addresses.paths import is_reserved
from masthead.articles import tree
from masthead.articles.models import ArticlePage, RelatedArticle
from masthead.importers.models import ImportedThing
from masthead.outlet.models import OutletLink, OutletSettings, PolicyPage
from masthead.ticker.models import TickerItem

from .context import Import
from .fill import fill
from .fronts import fill_front
from .known import chunks
from .links import pages_at
from .own_things import links_of
from .paths import clean, lead
from .revisions import refresh_revision

_OUTLET = (
    "name", "tagline", "description", "language", "accent", "accent_dark", "founded", "email",
    "telephone", "postal_address", "imprint", "licence_url", "onion_location", "comments",
    "comments_close_after",
)  # fmt: skip


def fill_outlet(outlet: OutletSettings, run: Import) -> None:
    """What an outlet without a name says of itself from now on; its policies come later."""
    values = run.survey.lookup.own("outlet", "outlet")
    if not values:
        return
    fill(outlet, values, _OUTLET)
    outlet.logo_id = run.images.get(values.get("logo") or 0)
    outlet.share_image_id = run.images.get(values.get("share_image") or 0)
    outlet.save()
    outlet.links.set(links_of(OutletLink, values))
    outlet.save()
    run.known.row("outlet", "outlet", outlet).save()


@transaction.atomic
def finish_site(run: Import) -> None:
    """What names pages, when all are there. Done once: after that it is the newsroom's."""
    done = run.known.find("outlet", ["outlet"]).get("outlet")
    if done is None or done.digest:
        return
    _policies(run)
    fill_front(tree.front_page(), run.survey.lookup.own("front", "front"), run)
    _redirects(run)
    _ticker(run)
    done.digest = "whole"
    done.save()


def _policies(run: Import) -> None:
    outlet = OutletSettings.load()
    kinds = {key for key, _ in PolicyPage._meta.get_field("kind").flatchoices}  # noqa: SLF001 - Django's own
    for at, one in enumerate(run.survey.lookup.own("outlet", "outlet").get("policies") or []):
        page = _page(one.get("page"), run)
        if page and one.get("kind") in kinds:
            PolicyPage.objects.create(outlet=outlet, kind=one["kind"], page_id=page, sort_order=at)


def _page(old_id: object, run: Import) -> int | None:
    return run.known.id_of("page", old_id) or run.known.id_of("post", old_id)


def _redirects(run: Import) -> None:
    page = ContentType.objects.get_for_model(Page)
    for some in chunks(run.survey.lookup.own_all("redirect")):
        for name, values in some:
            path, to = clean(name), values.get("to")
            if isinstance(to, str) and to.startswith(("/", "https://", "http://")):
                lead(path, to)
            elif path and not to and not is_reserved(path):
                # Of a thing that is no more: no page has the id 0.
                Address.objects.get_or_create(
                    path=path, defaults={"content_type": page, "object_id": 0}
                )


def _ticker(run: Import) -> None:
    for some in chunks(run.survey.lookup.own_all("ticker")):
        pages = pages_at(str(values.get("page") or "") for _, values in some)
        for _, values in some:
            item = TickerItem(page_id=pages.get(str(values.get("page"))))
            fill(
                item,
                values,
                ("text", "url", "language", "pinned", "live", "starts_at", "expires_at"),
            )
            if item.text and item.starts_at and (item.page_id or not values.get("page")):
                item.save()


def finish_relations(run: Import) -> None:
    """Translations and stories chosen to be read next, which may come later in the file."""
    for some in chunks(run.relations.items()):
        with transaction.atomic():
            _relate(some, run)


def _relate(some: Iterable[tuple[int, tuple[int, list[int]]]], run: Import) -> None:
    named = {old_id for _, (original, related) in some for old_id in (original, *related)}
    rows = run.known.find("post", {old_id for old_id, _ in some} | named)
    here = set(
        ArticlePage.objects.filter(pk__in=[row.object_id for row in rows.values()]).values_list(
            "pk", flat=True
        )
    )

    def ours(old_id: int) -> int | None:
        row = rows.get(str(old_id))
        return row.object_id if row and row.object_id in here else None

    for old_id, (original, related) in some:
        row = rows.get(str(old_id))
        if row:
            _relate_one(row, ours(original), [pk for one in related if (pk := ours(one))])


def _relate_one(row: ImportedThing, original: int | None, related: list[int]) -> None:
    page = ArticlePage.objects.filter(pk=row.object_id, latest_revision=row.revision_id).first()
    if page is None:  # deleted or edited here since
        return
    same = [line.related_id for line in page.related_links.all()] == related
    if same and page.translation_of_id == original:
        return
    page.translation_of_id = original
    page.related_links = [
        RelatedArticle(related_id=pk, sort_order=at) for at, pk in enumerate(related)
    ]
    words = page.word_count
    page.save()
    ArticlePage.objects.filter(pk=page.pk).update(word_count=words)
    refresh_revision(page)
