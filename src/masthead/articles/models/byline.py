"""Who made a story, and as what."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from masthead.people.models import Person


class Role(models.TextChoices):
    """What somebody did for a story, in the words of a byline."""

    BY = "by", _("By")
    PHOTOGRAPHS = "photographs", _("Photographs by")
    TRANSLATED = "translated", _("Translated by")
    REPORTING = "reporting", _("Additional reporting by")


class Byline(Orderable):
    """One person in the byline of one story."""

    article = ParentalKey("articles.ArticlePage", on_delete=models.CASCADE, related_name="bylines")
    person = models.ForeignKey(
        Person, verbose_name=_("person"), on_delete=models.PROTECT, related_name="bylines"
    )
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.BY)

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.person}"

    @property
    def who(self) -> Person:
        """The person, as those know them who read the story; not to be saved."""
        return self.person.spoken(self.article.language)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; an old draft that names a merged profile gives its byline to the remaining one."""
        while self.person.merged_into:
            self.person = self.person.merged_into
        super().save(*args, **kwargs)
