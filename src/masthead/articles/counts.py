"""How many stories readers can find of somebody."""

from __future__ import annotations

from collections.abc import Iterable

from masthead.articles.lists import Of, totals
from masthead.core.batch import once
from masthead.core.edition import here
from masthead.people.models import Person


def articles_of(person: Person) -> int:
    """Count the live public stories with ``person`` in the byline, in whatever role, each once."""
    return articles_by_person([person])[person.pk]


def articles_by_person(people: Iterable[Person]) -> dict[int, int]:
    """Count as ``articles_of`` does, for several people at once; keys are their ids."""
    wanted = [person.pk for person in people]
    counted: dict[int, int] = once(("articles by person", here().number), dict)
    missing = [pk for pk in wanted if pk not in counted]
    if missing:
        counted.update(totals(Of.PERSON, missing))
    return {pk: counted[pk] for pk in wanted}
