"""Which lists a story stands in, and when it came."""

from __future__ import annotations

from django.db import models

from masthead.articles.lists import Of
from masthead.core.edition import FIRST

from .article import ArticlePage


class Listing(models.Model):
    """One live story in one list.

    The database writes these rows itself, whoever changes a story (see articles/triggers.py).
    They say nothing that other tables do not say; but those have to be read whole to find the
    newest twenty, and the index of this one begins with them.
    """

    kind = models.PositiveSmallIntegerField(choices=Of)
    thing = models.BigIntegerField()
    edition = models.BigIntegerField(default=FIRST, db_default=FIRST)  # by the story's language
    story = models.ForeignKey(ArticlePage, on_delete=models.CASCADE, related_name="listings")
    moment = models.DateTimeField()  # its first publication; in lists of changes the latest

    class Meta:
        constraints = (
            # In this order: it is the index by which lists are read.
            models.UniqueConstraint(
                fields=("kind", "thing", "edition", "moment", "story"),
                name="a_story_is_listed_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.thing}: {self.story_id}"
