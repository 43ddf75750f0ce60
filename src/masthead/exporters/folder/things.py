"""Every kind of thing, as the values of its lines, in bounded memory and a stable order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from masthead.addresses.models import Address
from masthead.articles import tree
from masthead.articles.editions import front_of
from masthead.articles.models import ArticlePage, SectionPage, StandardPage, TopicPage
from masthead.comments.models import Comment
from masthead.exporters import states
from masthead.exporters.around import Around
from masthead.exporters.batches import Progress, batches, told
from masthead.exporters.gone import gone
from masthead.exporters.says.comments import comment_values
from masthead.exporters.says.media import document_values, image_values
from masthead.exporters.says.outlet import (
    edition_values,
    front_values,
    menu_values,
    outlet_values,
    redirect_values,
    ticker_values,
)
from masthead.exporters.says.pages import (
    section_values,
    standard_values,
    story_values,
    topic_values,
)
from masthead.exporters.says.people import person_values, texts_of
from masthead.exporters.says.standing import PREFETCHED
from masthead.media.models import Document, Image
from masthead.outlet.editions import rows
from masthead.outlet.models import Menu, OutletSettings
from masthead.people.models import Person
from masthead.ticker.models import TickerItem

Values = Iterator[dict[str, Any]]
_RELATIONS = ("bylines", "topics", "other_sections", "related_links", "corrections", *PREFETCHED)


def file_name(document: Document) -> str:
    """How a text names a file: by its place below the export's folder of media."""
    return f"media/{document.file.name}"


def outlet(progress: Progress) -> Values:
    """The outlet, with its front page."""
    del progress
    yield {**outlet_values(OutletSettings.load()), "front": front_values(tree.front_page())}


def editions(progress: Progress) -> Values:
    """The site in further languages, each with its front page."""
    del progress
    for edition in rows():
        front = front_of(edition)
        yield {**edition_values(edition), "front": front_values(front) if front else None}


def people(progress: Progress) -> Values:
    """Everybody who has a page, and those who were merged into one of them."""
    for some in told("people", Person.objects.prefetch_related("links", "names"), progress):
        around = Around(some, texts_of(some))
        for person in some:
            yield person_values(person, around, file_name)


def sections(progress: Progress) -> Values:
    """Sections."""
    for some in told("sections", SectionPage.objects.all(), progress):
        around = Around(some, [])
        for section in some:
            yield section_values(section, around)


def topics(progress: Progress) -> Values:
    """Topics."""
    for some in told("topics", TopicPage.objects.all(), progress):
        around = Around(some, [list(topic.body.raw_data) for topic in some])
        for topic in some:
            yield topic_values(topic, around, file_name)


def pages(progress: Progress) -> Values:
    """Standing pages."""
    for some in told("pages", StandardPage.objects.all(), progress):
        state = states.states(some)
        latest = [states.as_it_stands(page) for page in some]
        around = Around(latest, [list(page.body.raw_data) for page in latest])
        for page in latest:
            yield {**standard_values(page, around, file_name), "state": state[page.pk]}


def stories(progress: Progress) -> Values:
    """Stories of all states; `draft` is what was written since, where that is not public yet."""
    rows = ArticlePage.objects.prefetch_related(*_RELATIONS)
    for some in told("stories", rows, progress):
        state = states.states(some)
        latest = [states.as_it_stands(page) for page in some]
        drafts = {page.pk: _draft(page) for page in some if page.has_unpublished_changes}
        texts = [page for page in (*latest, *drafts.values()) if page]
        around = Around(latest, [[list(page.body.raw_data), page.backstory] for page in texts])
        for page in latest:
            draft = drafts.get(page.pk)
            yield {
                **story_values(page, around, file_name),
                "state": state[page.pk],
                "draft": story_values(draft, around, file_name) if draft else None,
            }


def _draft(page: ArticlePage) -> Any:
    return page.get_latest_revision_as_object() if page.live else None


def comments(progress: Progress) -> Values:
    """Comments of all states."""
    for some in told("comments", Comment.objects.all(), progress, 1000):
        for comment in some:
            yield comment_values(comment)


def ticker(progress: Progress) -> Values:
    """Ticker items, past ones too."""
    for some in told("ticker", TickerItem.objects.all(), progress):
        for item in some:
            yield ticker_values(item)


def menus(progress: Progress) -> Values:
    """Menus."""
    del progress
    for menu in Menu.objects.order_by("pk").select_related("edition").prefetch_related("items"):
        yield menu_values(menu)


def redirects(progress: Progress) -> Values:
    """Paths that lead to a fixed place, then those that are gone."""
    del progress
    for some in batches(Address.objects.exclude(to="")):
        for row in some:
            yield redirect_values(row)
    for row in gone():
        yield redirect_values(row)


def images(progress: Progress) -> Values:
    """Pictures; their files are copied afterwards."""
    for some in told("pictures", Image.objects.prefetch_related("tags"), progress):
        for image in some:
            yield image_values(image)


def documents(progress: Progress) -> Values:
    """Documents."""
    for some in told("documents", Document.objects.prefetch_related("tags"), progress):
        for document in some:
            yield document_values(document)


#: The files of an export, each with what fills it.
FILES = {
    "outlet": outlet,
    "editions": editions,
    "people": people,
    "sections": sections,
    "topics": topics,
    "pages": pages,
    "stories": stories,
    "comments": comments,
    "ticker": ticker,
    "menus": menus,
    "redirects": redirects,
    "images": images,
    "documents": documents,
}
