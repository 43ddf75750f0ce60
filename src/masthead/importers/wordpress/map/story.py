"""A post or page: its record in our words."""

from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Any
from urllib.parse import unquote

from masthead.core.html import visible_text
from masthead.core.text import collapse, nfc, printable, shorten
from masthead.importers.errors import Place, Tell
from masthead.importers.replies import Reply

from ..read.php import BrokenPhpError, loads, looks_serialised
from ..read.records import Item
from .body import body
from .core_blocks import notes_of
from .dates import moment
from .dom import HANDLERS
from .make import Block
from .own_story import (
    own_comments,
    own_values,
    path_of,
    paths_of,
    same_order,
    same_words,
    sharper,
)
from .paths import other_paths, pretty_path
from .reader import Reader, caption_of
from .reply import Dropped, replies
from .seo import Seo, seo
from .work import Library, Work

TITLE_LIMIT = 255
#: What each status becomes; those that are not here are drafts.
STATES = {"publish": "live", "future": "scheduled", "pending": "review"}
#: Terms that are no topic: how a theme showed a post, in which menu it stands, who wrote it.
_NO_TOPICS = frozenset(
    {"category", "post_format", "nav_menu", "author", "wp_theme", "language", "post_translations"}
)


@dataclass(frozen=True, slots=True)
class OldSite:
    """What every conversion needs to know of the old site."""

    title: str
    address: str
    zone: tzinfo
    exported: datetime


@dataclass(frozen=True, slots=True)
class Story:
    """What a post or page becomes, whole, but for the ids of things in our database."""

    old_id: int
    kind: str  # "post" or "page"
    state: str  # live, scheduled, draft, review
    title: str
    slug: str
    path: str  # where readers found it, "" if they never did
    other_paths: list[str]
    published: datetime
    changed: datetime
    standfirst: str
    body: list[Block]
    categories: list[str]  # slugs, the main one first
    topics: list[tuple[str, str]]  # taxonomy and slug
    authors: list[str]  # logins, in the order of the byline
    lead: int  # old id of an attachment
    parent: int
    order: int
    language: str  # "" for the site's
    sticky: bool
    comments_open: bool
    seo: Seo
    replies: list[Reply]
    dropped: list[Dropped]
    place: Place
    # What only an export of Masthead itself says: of the story, and of comments by their old ids.
    own: dict[str, Any] = field(default_factory=dict)
    own_replies: dict[str, dict[str, Any]] = field(default_factory=dict)

    def digestible(self) -> list[object]:
        """What the page itself says, to be compared; comments are known one by one."""
        apart = ("body", "replies", "dropped", "place", "own_replies")
        return [getattr(self, name) for name in self.__slots__ if name not in apart]


def story(item: Item, site: OldSite, library: Library, tell: Tell) -> Story:
    """The story of a post's or page's record."""
    work = Work(
        place=item.place,
        library=library,
        tell=tell,
        site=site.address,
        post=item.id,
        link=item.link if item.link.startswith("http") else site.address,
        footnotes=notes_of(item.first("footnotes")),
    )
    blocks = body(item.content, work)
    kind = "page" if item.type == "page" else "post"
    own = own_values(item, Reader(work, HANDLERS))
    path = path_of(own) or pretty_path(item.link)
    published = moment(item.date_gmt, item.date, site.zone, item.published)
    if published is None:
        work.note("It has no date; it got the day of the export.")
        published = site.exported
    changed = moment(item.modified_gmt, item.modified, site.zone) or published
    published = sharper(published, own, "first_published_at")
    changed = sharper(changed, own, "last_published_at")
    comments, own_replies = own_comments(item.comments)
    made, dropped = replies(comments, site.zone, published, tell)
    if item.cut:
        work.note("It is larger than a story can be; what was over the limit is missing.")
    _tell_broken_meta(item, work)
    found = seo(item, site.title)
    return Story(
        old_id=item.id,
        kind=kind,
        state=_state(item, work),
        title=_title(item, blocks, work),
        slug=slug(item),
        path=path,
        other_paths=paths_of(own) if own else _other_paths(item, kind, path, site),
        published=published,
        changed=max(changed, published),
        standfirst=same_words(collapse(visible_text(item.excerpt)), own, "standfirst"),
        body=blocks,
        categories=same_order(_categories(item, path), own, "sections"),
        topics=[(use.taxonomy, use.slug) for use in item.terms if use.taxonomy not in _NO_TOPICS],
        authors=_authors(item),
        lead=_number(item.first("_thumbnail_id")),
        parent=item.parent,
        order=item.order,
        language=next((use.slug for use in item.terms if use.taxonomy == "language"), ""),
        sticky=item.sticky,
        comments_open=item.comments_open,
        seo=found,
        replies=made,
        dropped=dropped,
        place=item.place,
        own=own,
        own_replies=own_replies,
    )


def _other_paths(item: Item, kind: str, path: str, site: OldSite) -> list[str]:
    old_slugs = item.meta.get("_wp_old_slug", [])
    return other_paths(item.id, kind, path, item.guid, old_slugs, site.address)


def slug(item: Item) -> str:
    """The last part of the path, its letters as they are read."""
    return nfc(unquote(item.slug)).strip("/") or f"{item.type}-{item.id}"


def _state(item: Item, work: Work) -> str:
    if item.password:
        work.note("It was protected by a password; it is a draft now, not public.")
        return "draft"
    if item.status == "private":
        work.note("It was private; it is a draft now, not public.")
    return STATES.get(item.status, "draft")


def _title(item: Item, blocks: list[Block], work: Work) -> str:
    title = collapse(visible_text(printable(item.title)))
    if not title:
        words = next((words for block in blocks if (words := caption_of(block))), "")
        title = shorten(words, 60) or slug(item)
        work.note("It has no title; its first words stand there now.")
    if len(title) > TITLE_LIMIT:
        work.note("Its title is longer than 255 characters and was shortened.")
    return shorten(title, TITLE_LIMIT)


def _categories(item: Item, path: str) -> list[str]:
    """Category slugs; first the one the path names, last the catch-all of WordPress."""
    slugs = [use.slug for use in item.terms if use.taxonomy == "category"]
    in_path = set(path.split("/"))
    return sorted(slugs, key=lambda one: (one == "uncategorized", one not in in_path))


def _authors(item: Item) -> list[str]:
    """Who wrote it: those Co-Authors Plus names, else the one WordPress does."""
    named = [use.slug.removeprefix("cap-") for use in item.terms if use.taxonomy == "author"]
    return named or ([item.creator] if item.creator else [])


def _tell_broken_meta(item: Item, work: Work) -> None:
    for key, values in item.meta.items():
        for value in values:
            if not looks_serialised(value):
                continue
            try:
                loads(value)
            except BrokenPhpError as error:
                work.note(f"The meta {key} is damaged PHP ({error}); it was left out.")


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0
