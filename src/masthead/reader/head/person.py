"""The head of an author's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from masthead.core.html import visible_text
from masthead.core.text import shorten
from masthead.reader.versions import of_person

from .model import Head
from .page import DESCRIPTION, of_list
from .pictures import SOCIAL, cut

if TYPE_CHECKING:
    from masthead.articles.sheets import Sheet
    from masthead.people.models import Person


def head_of_person(person: Person, stories: Sheet) -> Head:
    """Return the head of the page that shows ``person`` with one sheet of their stories."""
    head = Head(
        title=person.name,
        path=person.url or "",
        description=shorten(visible_text(person.bio), DESCRIPTION),
        kind="profile",
        versions=of_person(person),
        picture=cut(person.portrait, SOCIAL),
    )
    return of_list(head, stories)
