"""How many stories readers can find of somebody."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count

from masthead.articles.models import ArticlePage, Byline
from masthead.people.models import Person


def articles_of(person: Person) -> int:
    """Count the live public stories with ``person`` in the byline, in whatever role, each once."""
    return articles_by_person([person])[person.pk]


def articles_by_person(people: Iterable[Person]) -> dict[int, int]:
    """Count as ``articles_of`` does, for several people at once; keys are their ids."""
    wanted = [person.pk for person in people]
    rows = (
        Byline.objects.filter(
            person__in=wanted, article__in=ArticlePage.objects.published().values("pk")
        )
        .order_by()
        .values_list("person")
        .annotate(stories=Count("article", distinct=True))
    )
    return dict.fromkeys(wanted, 0) | dict(rows)
