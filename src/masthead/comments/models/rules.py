"""The outlet's rules for comments."""

from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from masthead.core.batch import once
from masthead.core.prepared import Prepared


@register_setting(icon="comment", order=110)
class CommentRules(BaseGenericSetting):
    """What makes a comment suspicious, and how a thread is drawn; one row."""

    max_links = models.PositiveSmallIntegerField(
        _("links without suspicion"),
        default=2,
        help_text=_("A comment with more links than this is held."),
    )
    held_words = models.TextField(
        _("words that hold a comment"),
        blank=True,
        help_text=_("One on each line; also a part of a word, a name or a web address."),
    )
    depth = models.PositiveSmallIntegerField(
        _("steps of indentation"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(10)],
        help_text=_("Replies deeper than this say which comment they answer."),
    )

    edit_minutes = models.PositiveSmallIntegerField(
        _("minutes in which a sender can change a comment"),
        default=15,
        help_text=_(
            "What was changed is checked again, and held where comments are held. 0: never."
        ),
    )
    # Set by the switch above the queue; see siege.py.
    siege_since = models.DateTimeField(null=True, blank=True, editable=False)

    panels = (
        FieldPanel("max_links"),
        FieldPanel("held_words"),
        FieldPanel("depth"),
        FieldPanel("edit_minutes"),
    )

    class Meta:
        verbose_name = _("comment rules")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    @classmethod
    def load(cls, request_or_site: Any = None) -> CommentRules:
        """Return the one row; read once for all pages of a batch."""
        found: CommentRules = once(
            "comment rules",
            lambda: _ROW.first() or super(CommentRules, cls).load(request_or_site),
        )
        return found

    def word_list(self) -> list[str]:
        """The held words, one each."""
        return [word.strip() for word in self.held_words.splitlines() if word.strip()]


_ROW = Prepared(lambda: CommentRules.objects.all()[:1])
