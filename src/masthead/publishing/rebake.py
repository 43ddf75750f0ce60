"""Asking for the pages that a change shows on, in the transaction of the change."""

from __future__ import annotations

from threading import local
from typing import TYPE_CHECKING, Any

from django.db.models import prefetch_related_objects
from wagtail.models import Page, ReferenceIndex

from masthead.addresses.assign import canonical
from masthead.addresses.models import Address
from masthead.articles.models import (
    ArticlePage,
    FrontPage,
    SectionPage,
    StandardPage,
    TopicPage,
)
from masthead.articles.models.base import PublicPage
from masthead.bake import queue, totals
from masthead.bake.models import Priority
from masthead.core.edition import within
from masthead.ledger import places
from masthead.people.models import Person

from . import pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import Model

RELATIONS = ("topics", "other_sections", "bylines__person", "section")
# What other pages show of a page that is no story, beside its address: in menus and on the front.
NAMED = ("title", "live", "path")
PERSON_NAMED = ("name", "slug", "portrait_id", "merged_into_id")

_before = local()  # by page id: the live page as it was before it was saved, for page_published


def ask(wish: pages.Wish) -> None:
    """Put a wish into the queue."""
    queue.request(wish.now)
    queue.request(wish.behind, Priority.BEHIND)
    queue.request(wish.known, Priority.BEHIND, known_only=True)
    for name in wish.spreads:
        queue.request_spread(name)


def whole_site() -> None:
    """Ask for everything that was ever baked; readers have the old pages until then."""
    totals.turn_epoch()
    queue.request_spread(queue.WHOLE_SITE, Priority.WHOLE_SITE, known_only=True)


def remember(page: Page) -> None:
    """Keep what readers see of ``page`` before it is saved."""
    if page.pk and not queue.is_held():
        vars(_before)[str(page.pk)] = _read(page.pk)


def changed(page: Page) -> None:
    """Ask for what showed ``page`` before it was published or withdrawn, and for what shows it."""
    before = vars(_before).pop(str(page.pk), None)
    if queue.is_held():
        return
    after = _read(page.pk)
    if isinstance(before or after, ArticlePage):
        _story(before, after)
    elif before or after:
        _standing(before, after)
    if not (before and after) and isinstance(page, PublicPage):
        queue.request(linking_to(page), Priority.BEHIND)


def gone(page: PublicPage) -> None:
    """Ask for what shows ``page``, which is about to be deleted."""
    if queue.is_held():
        return
    queue.request(pages.addresses(page))
    if isinstance(page, ArticlePage):
        _beneath(page, Priority.NOW)
    if not page.live:
        return
    queue.request(linking_to(page), Priority.BEHIND)
    if isinstance(page, ArticlePage):
        _story(page, None)
    else:
        _standing(page, None)


def hidden(page: Page) -> None:
    """Ask for ``page`` and all below it, which are closed to the public or opened again."""
    specific = page.specific
    if isinstance(specific, ArticlePage):
        ask(pages.of_story(specific, shifted=True))
        _beneath(specific, Priority.NOW)
        queue.request(places.showing([specific.uid]))
    else:
        queue.request_spread(f"below:{page.pk}", Priority.NOW)
        whole_site()


def person(before: Person | None, after: Person) -> None:
    """Ask for the pages of somebody whose profile was saved."""
    queue.request(pages.everywhere(*pages.addresses(after)))
    queue.request(["/sitemaps/authors.xml"], Priority.BEHIND)
    feeds = pages.everywhere(*pages.own_feeds(after))
    queue.request(feeds, Priority.BEHIND, known_only=True)
    if before:
        queue.request_spread(f"person:{after.pk}")
        if _differ(before, after, PERSON_NAMED):  # their name stands wherever a story is listed
            whole_site()


def picture(thing: Model) -> None:
    """Ask for what shows a picture or file."""
    totals.turn_epoch()
    queue.request_spread("feeds:", known_only=True)
    for source in _sources(thing):
        if isinstance(source, ArticlePage):
            ask(pages.of_story(source, shifted=False))
        elif isinstance(source, Person):
            whole_site()
        elif isinstance(source, PublicPage):
            _standing(source, source)
        else:
            whole_site()


def carrying(story: ArticlePage) -> None:
    """Ask for the page and feeds of a story in which something changed that is not its own."""
    if queue.is_held():
        return
    totals.turn_epoch()
    queue.request(pages.addresses(story))
    with within(story.edition):
        queue.request(pages.at_home(*pages.SITE_FEEDS), Priority.BEHIND)
        feeds = [*pages.own_feeds(story), *pages.listing_feeds(story)]
    queue.request(feeds, Priority.BEHIND, known_only=True)


def address(row: Address) -> None:
    """Ask for a path that leads elsewhere now, and for those that lead to it."""
    paths = [row.path, *Address.objects.filter(to=row.path).values_list("path", flat=True)]
    if row.object_id:
        same = {"content_type": row.content_type, "object_id": row.object_id}
        others = Address.objects.filter(**same).exclude(pk=row.pk).values_list("path", flat=True)
        paths += others
        if row.is_canonical and paths[1:]:  # every link to the thing is another one
            whole_site()
    queue.request(path for path in paths if "?" not in path)


def linking_to(thing: Model) -> Iterator[str]:
    """The pages whose words or blocks lead to ``thing``."""
    pages_only = [source for source in _sources(thing) if isinstance(source, PublicPage)]
    return pages.canonical_paths(pages_only)


def _beneath(story: ArticlePage, priority: Priority) -> None:
    """Ask for what stands below a story's address: the sheets of its discussion, its feeds."""
    row = canonical(story)
    if row:
        queue.request_spread(f"beneath:{row.pk}", priority, known_only=True)


def _story(before: ArticlePage | None, after: ArticlePage | None) -> None:
    story = after or before
    if story:  # at once where it goes: no word of it may be left behind
        _beneath(story, Priority.BEHIND if after else Priority.NOW)
        if not after:  # nor its headline in the record
            queue.request(places.showing([story.uid]))
    if before and after and _listed_as(before) == _listed_as(after):
        wish = pages.of_story(after, shifted=False)
        if before.breaking:
            with within(before.edition):
                wish.now += pages.at_home(*pages.TICKER)
        ask(wish)
        return
    for state in (before, after):
        if state:
            ask(pages.of_story(state, shifted=True))
    if before and before.breaking and not after:
        whole_site()  # its line stands in the ticker of pages that were baked meanwhile


def _standing(before: Any, after: Any) -> None:
    """Ask for what shows a section, topic, page or the front page."""
    page = after or before
    queue.request([*pages.addresses(page), page.edition.home])
    if isinstance(page, FrontPage):
        return
    queue.request(["/sitemap.xml", *_sitemap(page)], Priority.BEHIND)
    queue.request(pages.own_feeds(page), Priority.BEHIND, known_only=True)
    if not isinstance(page, TopicPage) and (
        not before or not after or _differ(before, after, NAMED)
    ):
        whole_site()
    elif isinstance(page, SectionPage):
        queue.request_spread(f"section:{page.pk}")
    elif isinstance(page, TopicPage):
        totals.turn_epoch()
        queue.request_spread(f"topic:{page.pk}")
        queue.request_spread("feeds:", known_only=True)
        queue.request([page.edition.path(path) for path in pages.SITE_FEEDS], Priority.BEHIND)
        queue.request(linking_to(page), Priority.BEHIND)
        if not before or not after or _differ(before, after, NAMED):
            whole_site()  # a menu may name it


def _sitemap(page: Any) -> list[str]:
    names = {SectionPage: "sections", TopicPage: "topics", StandardPage: "pages"}
    return [f"/sitemaps/{name}.xml" for model, name in names.items() if isinstance(page, model)]


def _read(pk: int) -> Any:
    """Return the page as it stands in the database if it is live, with what says where it shows."""
    page = Page.objects.filter(pk=pk, live=True).first()
    found = page.specific if page else None
    if isinstance(found, ArticlePage):
        prefetch_related_objects([found], *RELATIONS)
    return found if isinstance(found, PublicPage) else None


def _listed_as(story: ArticlePage) -> tuple[object, ...]:
    """What decides about the lists, neighbours and translations of a story."""
    return (
        story.first_published_at,
        story.language,
        story.translation_of_id,
        story.section_id,
        {section.pk for section in story.other_sections.all()},
        {topic.pk for topic in story.topics.all()},
        {line.person_id for line in story.bylines.all()},
    )


def _differ(before: Any, after: Any, names: tuple[str, ...]) -> bool:
    return any(getattr(before, name) != getattr(after, name) for name in names)


def _sources(thing: Model) -> Iterator[Any]:
    """What Wagtail's index knows to show or name ``thing``; pages only while they are live."""
    for source, _references in ReferenceIndex.get_grouped_references_to(thing):
        specific = source.specific if isinstance(source, Page) else source
        if not isinstance(specific, Page) or specific.live:
            yield specific
