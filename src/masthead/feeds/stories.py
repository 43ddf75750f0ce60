"""Feeds of stories: of the outlet, a section, a topic, a person, a language."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.core.cache import cache
from django.db.models import Count, Exists, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce
from wagtail.models import Page

from masthead.addresses.pages import canonical_path_of
from masthead.addresses.paths import absolute, below
from masthead.articles.models import ArticlePage, TopicPage
from masthead.bake import totals
from masthead.comments.models import Comment
from masthead.core.batch import batch
from masthead.core.edition import here
from masthead.core.sites import linked
from masthead.outlet.models import OutletSettings
from masthead.translations.quotations import read_originals, tied

from .below import FEED
from .markup import body_html, in_language
from .model import Author, Discussion, Entry, Feed
from .pictures import lead_figure, lead_picture

if TYPE_CHECKING:
    from collections.abc import Iterable

    from masthead.articles.lists import StoryList
    from masthead.articles.querysets import ArticleQuerySet

LENGTH = 30  # entries
KEPT = 600  # seconds


def story_feed(
    stories: ArticleQuerySet, name: str, path: str, description: str = "", language: str = ""
) -> Feed:
    """The feed of the newest of ``stories``; ``name`` and ``path`` are those of their page.

    An empty ``name`` stands for the outlet itself.
    """
    outlet = OutletSettings.load()
    found = list(with_all_that_is_told(stories)[:LENGTH])
    epoch = totals.epoch()
    return Feed(
        title=f"{outlet.name}: {name}" if name else outlet.name,
        description=description or ("" if name else outlet.description or outlet.tagline),
        home_url=absolute(path),
        language=language or outlet.language,
        publisher=Author(outlet.name, absolute(linked(here().home))),
        updated=max((_changed(story) for story in found), default=None),
        version=version_of([epoch, name, outlet.name, description, *map(_told, found)]),
        entries=lambda: _entries(found, epoch),
    )


def newest_of(stories: StoryList) -> ArticleQuerySet:
    """The newest of a list."""
    found: ArticleQuerySet = ArticlePage.objects.filter(pk__in=stories.ids(0, LENGTH))
    return found


def newest_in(language: str) -> ArticleQuerySet:
    """The newest stories in ``language``, found from the newest page on.

    Asked in one question with the rest, SQLite reads the whole archive and sorts it.
    """
    written = ArticlePage.objects.filter(pk=OuterRef("pk"), language=language)
    pages = Page.objects.live().public().filter(Exists(written))
    newest = pages.order_by("-first_published_at", "-pk").values_list("pk", flat=True)
    found: ArticleQuerySet = ArticlePage.objects.filter(pk__in=list(newest[:LENGTH]))
    return found


def version_of(told: Iterable[object]) -> str:
    """Return a short text that is another one whenever something ``told`` is."""
    return sha256(repr(list(told)).encode()).hexdigest()[:32]


def with_all_that_is_told(stories: ArticleQuerySet) -> ArticleQuerySet:
    """``stories``, newest first, with topics and number of comments, in as many queries for any."""
    shown = Comment.objects.shown().filter(page=OuterRef("pk")).order_by()
    count = shown.values("page").annotate(count=Count("pk")).values("count")
    topics = TopicPage.objects.live().annotate(listed_path=canonical_path_of(TopicPage))
    return (
        stories.for_lists()
        .annotate(comment_count=Coalesce(Subquery(count), 0))
        .prefetch_related(Prefetch("topics", topics))
    )


def story_html(story: ArticlePage, epoch: int) -> str:
    """The body of ``story`` as markup that stands by itself; kept for ``KEPT`` seconds.

    Not past a change of something that stands inside it, a picture, a background page or what a
    translation shares with its original: ``epoch`` (bake.totals) is another one then.
    """
    key = f"feeds:{epoch}:{story.pk}:{story.last_published_at.timestamp()}"
    html = cache.get(key)
    if html is None:
        body = tied(story.body, story)
        html = body_html(body, absolute(story.url), {"page": story})
        cache.set(key, html, KEPT)
    return html


def authors_of(story: ArticlePage) -> tuple[Author, ...]:
    """Those who wrote it, in the order of the byline."""
    return tuple(
        Author(who.name, absolute(who.url or "")) for who in (line.who for line in story.authors)
    )


def tags_of(story: ArticlePage) -> tuple[str, ...]:
    """Names of its section and topics."""
    section = [story.section.title] if story.section else []
    return tuple(dict.fromkeys([*section, *(topic.title for topic in story.topics.all())]))


def _changed(story: ArticlePage) -> Any:
    return max(story.first_published_at, story.last_published_at)


def _told(story: Any) -> tuple[object, ...]:
    return (story.pk, story.last_published_at, story.comment_count, story.listed_path)


def _entries(stories: list[Any], epoch: int) -> list[Entry]:
    with batch():  # what is read of the originals is kept for all entries
        read_originals(stories)
        return [_entry(story, epoch) for story in stories]


def _entry(story: Any, epoch: int) -> Entry:
    url = absolute(story.url)
    picture = lead_picture(story)
    body = lead_figure(story, picture) + story_html(story, epoch)
    return Entry(
        uid=story.uid.urn,
        title=story.title,
        url=url,
        published=story.first_published_at,
        updated=_changed(story),
        html=in_language(body, story.language, story.direction),
        language=story.language,
        summary=story.standfirst,
        authors=authors_of(story),
        tags=tags_of(story),
        picture=picture,
        discussion=Discussion(story.comment_count, f"{url}#comments", below(url, FEED)),
    )
