"""People as an export gives them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from masthead.exporters.around import Around
from masthead.people.models import Person

from .common import File

SPOKEN_FIELDS = ("language", "name", "job_title")
FIELDS = ("name", "slug", "job_title", "languages", "knows_about", "email")


def person_values(person: Person, around: Around, file: File) -> dict[str, Any]:
    """A profile as readers see it. The account behind it is the newsroom's and stays there."""
    return {
        "id": person.pk,
        **{name: getattr(person, name) for name in FIELDS},
        "bio": around.rich(person.bio, file),
        "portrait": person.portrait_id,
        "merged_into": person.merged_into_id,
        "names": [
            {name: getattr(row, name) for name in SPOKEN_FIELDS}
            | {"bio": around.rich(row.bio, file)}
            for row in person.names.all()
        ],
        "links": [{"label": link.label, "url": link.url} for link in person.links.all()],
        "path": around.path(person),
        "paths": around.other_paths(person),
    }


def texts_of(people: Iterable[Person]) -> list[str]:
    """What is said of ``people`` in every language: their rich texts."""
    return [one.bio for person in people for one in (person, *person.names.all())]
