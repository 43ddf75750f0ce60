"""What a story said wrongly, told to its readers."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from masthead.articles.changes import EXPLAINED


class Correction(models.Model):
    """A text that stands with a story from its publication on.

    No part of the page's revisions, which an editor changes: what was corrected is corrected again
    by another text, never edited.
    """

    article = models.ForeignKey(
        "articles.ArticlePage", on_delete=models.CASCADE, related_name="corrections"
    )
    time = models.DateTimeField()
    kind = models.CharField(max_length=20, choices=list(EXPLAINED.items()))
    text = models.TextField(_("what readers are told"))

    class Meta:
        ordering = ("time", "pk")

    def __str__(self) -> str:
        return self.text[:80]
