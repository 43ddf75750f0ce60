"""What the desk can be narrowed to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from masthead.articles.models import ArticlePage
from masthead.articles.models.byline import Role
from masthead.translations.languages import in_words, offered
from masthead.translations.models import Translation

MINE, BEHIND, MISSING = "mine", "behind", "missing"


class DeskFilters(forms.Form):
    """Which stories are shown."""

    show = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[
            ("", _("All stories")),
            (MINE, _("What I translate")),
            (BEHIND, _("Behind the original")),
            (MISSING, _("Not begun in the language")),
        ],
    )
    language = forms.ChoiceField(label=_("Language"), required=False)
    q = forms.CharField(label=_("Headline"), required=False, max_length=100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        languages = [(tag, in_words(tag)) for tag in offered()]
        self.fields["language"].choices = [("", _("Any")), *languages]  # type: ignore[attr-defined]

    def found(self, user: Any) -> Any:
        """Return the originals, the last touched first."""
        said = self.cleaned_data if self.is_valid() else {}
        stories = ArticlePage.objects.filter(translation_of=None)
        if words := said.get("q"):
            stories = stories.filter(title__icontains=words)
        show, language = said.get("show"), said.get("language")
        if show == MISSING:
            # Of what nobody reads any more, nobody begins a translation.
            stories = stories.exclude(live=False, first_published_at__isnull=False)
        if show or language:
            stories = stories.filter(self._condition(show, language, user))
        return stories.order_by("-latest_revision_created_at", "-pk")

    @staticmethod
    def _condition(show: str | None, language: str | None, user: Any) -> Any:
        made = ArticlePage.objects.filter(translation_of=OuterRef("pk"))
        if language:
            made = made.filter(language=language)
        if show == MISSING:
            # Every story has its own language, and lacks some other one.
            return ~Exists(made) & ~Q(language=language or "")
        if show == MINE:
            translated = Q(bylines__role=Role.TRANSLATED, bylines__person__account=user)
            made = made.filter(Q(owner=user) | translated)
        if show == BEHIND:
            orphans = Translation.objects.filter(page=OuterRef("pk"))
            behind = Q(translation__changed_at__isnull=False)
            gone = Q(translation_of__live=False, translation_of__first_published_at__isnull=False)
            return Exists(made.filter(behind | gone)) | Exists(orphans)
        return Exists(made)
