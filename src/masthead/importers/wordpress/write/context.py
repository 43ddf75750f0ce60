"""What all steps of one import share."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from masthead.importers.report import Progress, Report

from ..files.ask import Fetch
from ..map.make import Picture, Topic
from ..map.story import OldSite
from ..survey import Survey
from .known import Known


@dataclass
class Import:
    """One run: what is read, where it is told, and which of our ids stand for old ones."""

    survey: Survey
    old: OldSite
    report: Report
    progress: Progress
    known: Known
    language: str
    uploads: Path | None = None
    fetch: Fetch | None = None
    dry_run: bool = False
    people: dict[str, int] = field(default_factory=dict)  # by login
    aliases: dict[str, str] = field(default_factory=dict)  # other logins of the same person
    users: dict[int, int] = field(default_factory=dict)  # people by old user id
    editions: dict[str, int | None] = field(default_factory=dict)  # by language; None: the first
    fronts: dict[str, int] = field(default_factory=dict)  # front pages, by the same
    sections: dict[str, int] = field(default_factory=dict)  # by slug
    topics: dict[tuple[str, str], int] = field(default_factory=dict)  # by taxonomy and slug
    term_slugs: dict[tuple[str, int], str] = field(default_factory=dict)  # by taxonomy and old id
    pages: dict[int, int] = field(default_factory=dict)  # standard pages by old id
    shown_in: dict[int, int] = field(default_factory=dict)  # first story by old attachment
    images: dict[int, int] = field(default_factory=dict)  # by old attachment
    pictures: dict[str, int] = field(default_factory=dict)  # by address, of those without id
    documents: dict[str, int] = field(default_factory=dict)  # by file key
    awaited: dict[int, int] = field(default_factory=dict)  # rows by old attachment
    awaited_documents: dict[str, int] = field(default_factory=dict)  # rows by file key
    filled: set[int] = field(default_factory=set)  # pages that show a file they did not before
    # By old story that says so: the one it is a translation of, and those to read after it.
    originals: dict[int, int] = field(default_factory=dict)  # the same of standing pages
    relations: dict[int, tuple[int, list[int]]] = field(default_factory=dict)
    standing: dict[int, dict[str, Any]] = field(
        default_factory=dict
    )  # of translations, by old story

    def picture(self, picture: Picture) -> int | None:
        """Our image for a picture of a text."""
        return self.images.get(picture.id) if picture.id else self.pictures.get(picture.url)

    def file(self, key: str) -> int | None:
        """Our document for a file of the old site."""
        return self.documents.get(key)

    def topic(self, topic: Topic) -> int | None:
        """Our page for a term of the old site."""
        return self.topics.get((topic.taxonomy, topic.slug))
