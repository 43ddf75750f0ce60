"""What all steps of one import share."""

from dataclasses import dataclass, field
from pathlib import Path

from ..map.make import Picture
from ..map.story import OldSite
from ..report import Progress, Report
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
    dry_run: bool = False
    people: dict[str, int] = field(default_factory=dict)  # by login
    aliases: dict[str, str] = field(default_factory=dict)  # other logins of the same person
    users: dict[int, int] = field(default_factory=dict)  # people by old user id
    sections: dict[str, int] = field(default_factory=dict)  # by slug
    topics: dict[tuple[str, str], int] = field(default_factory=dict)  # by taxonomy and slug
    term_slugs: dict[tuple[str, int], str] = field(default_factory=dict)  # by taxonomy and old id
    pages: dict[int, int] = field(default_factory=dict)  # standard pages by old id
    shown_in: dict[int, int] = field(default_factory=dict)  # first story by old attachment
    images: dict[int, int] = field(default_factory=dict)  # by old attachment
    documents: dict[str, int] = field(default_factory=dict)  # by file key

    def picture(self, picture: Picture) -> int | None:
        """Our image for a picture of a text."""
        return self.images.get(picture.id)

    def file(self, key: str) -> int | None:
        """Our document for a file of the old site."""
        return self.documents.get(key)
