"""A post or page: its record in our words."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from urllib.parse import unquote

from masthead.core.html import visible_text
from masthead.core.text import collapse, nfc, printable, shorten

from ..read.errors import Place, Tell
from ..read.php import BrokenPhpError, loads, looks_serialised
from ..read.records import Item
from .body import body
from .core_blocks import notes_of
from .dates import moment
from .make import Block
from .paths import other_paths, pretty_path
from .reader import caption_of
from .reply import Dropped, Reply, replies
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

    def digestible(self) -> list[object]:
        """What the page itself says, to be compared; comments are known one by one."""
        apart = ("body", "replies", "dropped", "place")
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
    path = pretty_path(item.link)
    published = moment(item.date_gmt, item.date, site.zone, item.published)
    if published is None:
        work.note("It has no date; it got the day of the export.")
        published = site.exported
    changed = moment(item.modified_gmt, item.modified, site.zone) or published
    made, dropped = replies(item.comments, site.zone, published, tell)
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
        other_paths=other_paths(
            item.id, kind, path, item.guid, item.meta.get("_wp_old_slug", []), site.address
        ),
        published=published,
        changed=max(changed, published),
        standfirst=collapse(visible_text(item.excerpt)),
        body=blocks,
        categories=_categories(item, path),
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
    )


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
