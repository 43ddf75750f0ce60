"""What an export says, as it says it: text stays text, nothing is interpreted."""

from dataclasses import dataclass, field

from masthead.importers.errors import Place


@dataclass(frozen=True, slots=True)
class Site:
    """The head of an export. `address` is where the blog was, without a final slash."""

    title: str = ""
    tagline: str = ""
    language: str = ""
    address: str = ""
    link: str = ""
    published: str = ""  # when the export was made, as RSS writes it
    version: str = ""
    generator: str = ""


@dataclass(frozen=True, slots=True)
class Author:
    """A user of the old site. The address for mail is never kept in clear."""

    id: int
    login: str
    email: str
    name: str
    first_name: str
    last_name: str
    place: Place


@dataclass(frozen=True, slots=True)
class Term:
    """A category (`taxonomy` "category"), tag ("post_tag"), menu ("nav_menu") or other term."""

    id: int
    taxonomy: str
    slug: str
    name: str
    parent: str  # slug of the term above
    description: str
    place: Place


@dataclass(frozen=True, slots=True)
class TermUse:
    """A term as an item names it."""

    taxonomy: str
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class OldComment:
    """A comment. The IP address of its writer is not even read."""

    id: int
    author: str
    email: str
    url: str
    date: str
    date_gmt: str
    content: str
    approved: str
    type: str
    parent: int
    user: int
    place: Place
    ours: str = ""  # what an export of Masthead itself carries, see read/ours.py


@dataclass(frozen=True, slots=True)
class Own:
    """A thing of an export of Masthead itself that WordPress has no element for."""

    kind: str
    name: str
    values: str  # JSON
    place: Place


@dataclass(frozen=True, slots=True)
class Item:
    """A post, page, attachment, menu entry or anything else WordPress keeps as a post."""

    id: int
    type: str
    status: str
    title: str
    link: str
    guid: str
    creator: str
    content: str
    excerpt: str
    published: str  # as RSS writes it: Tue, 27 Jan 2015 14:56:57 +0000
    date: str
    date_gmt: str
    modified: str
    modified_gmt: str
    slug: str
    parent: int
    order: int
    password: str
    sticky: bool
    comments_open: bool
    attachment_url: str
    place: Place
    terms: tuple[TermUse, ...] = ()
    meta: dict[str, list[str]] = field(default_factory=dict)
    comments: tuple[OldComment, ...] = ()
    cut: bool = False  # part of it was over the limits and is not here

    def first(self, key: str) -> str:
        """The first value of a meta key, "" if there is none."""
        values = self.meta.get(key)
        return values[0] if values else ""


Record = Site | Author | Term | Own | Item
