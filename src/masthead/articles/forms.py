"""What the newsroom checks before a story goes on: drafts may be unfinished, publications not."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page

from masthead.core.language import direction
from masthead.outlet.models import OutletSettings, language_tag
from masthead.outlet.widgets import LanguageInput

STORY_FIELDS = ("title", "standfirst", "kicker", "dateline", "lead_caption", "summary")


class PublicPageForm(WagtailAdminPageForm):
    """The form of every public page: an address that is free, a language that exists."""

    class Media:
        js = ("masthead/newsroom/direction.js",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._begin(kwargs.get("instance"), kwargs.get("for_user"))
        super().__init__(*args, **kwargs)
        if "slug" in self.fields and getattr(self.instance, "public_path", None):
            # The address is given; another last part would change nothing.
            self.fields["slug"].disabled = True
        language = getattr(self.instance, "language", "") or OutletSettings.load().language
        for name in STORY_FIELDS:
            if name in self.fields:
                self.fields[name].widget.attrs |= {"lang": language, "dir": direction(language)}
        if "language" in self.fields:
            self.fields["language"].widget = LanguageInput(
                attrs={"placeholder": OutletSettings.load().language}
            )

    def _begin(self, page: Any, user: Any) -> None:
        """Fill in what a new page starts with; called before the fields are made."""

    def clean_slug(self) -> str:
        """Return a free last part of the address: two stories may have the same headline."""
        slug: str = self.cleaned_data["slug"]
        if self.fields["slug"].disabled:
            return slug
        free, number = slug, 1
        while not Page._slug_is_available(free, self.parent_page, self.instance):  # noqa: SLF001 - its only name
            number += 1
            free = f"{slug[:240]}-{number}"
        return free

    def clean_language(self) -> str:
        """Return the language code. Refuses what is none."""
        tag: str = self.cleaned_data["language"].strip()
        if tag:
            language_tag(tag)
        return tag


class ArticleForm(PublicPageForm):
    """The form of a story."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "section" in self.fields:
            self.fields["section"].required = True

    def _begin(self, page: Any, user: Any) -> None:
        if page is None or page.pk:
            return
        page.language = OutletSettings.load().language
        person = getattr(user, "person", None)
        if person:
            page.bylines.add(page.bylines.model(person=person))
        page.body = [("text", "")]

    def clean(self) -> dict[str, Any]:
        """Check the story as a whole; a draft needs less than a publication."""
        cleaned: dict[str, Any] = super().clean()
        self._check_translation(cleaned)
        self._check_ticker(cleaned)
        if not self.is_deferred_validation:
            self._check_byline(cleaned)
        return cleaned

    def _check_translation(self, cleaned: dict[str, Any]) -> None:
        original = cleaned.get("translation_of")
        if original is None:
            return
        if original.pk == self.instance.pk:
            self.add_error("translation_of", _("A story is no translation of itself."))
        elif original.language == cleaned.get("language"):
            message = _(
                "A translation is in another language than its original; both are in “%(tag)s”."
            )
            self.add_error("translation_of", message % {"tag": original.language})

    def _check_ticker(self, cleaned: dict[str, Any]) -> None:
        until = cleaned.get("breaking_until")
        # An old time that nobody touched must not hold up a correction.
        if until and until <= timezone.now() and "breaking_until" in self.changed_data:
            self.add_error("breaking_until", _("This time has passed. Choose a later one."))

    def _check_byline(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("no_byline_reason") or "bylines" not in self.formsets:
            return
        if not any(_is_filled(form) for form in self.formsets["bylines"].forms):
            self.add_error(
                "no_byline_reason",
                _("Add a name to the byline, or write here why there is none: readers see it."),
            )


def _is_filled(form: Any) -> bool:
    form.is_valid()
    given = getattr(form, "cleaned_data", {})
    return bool(given.get("person")) and not given.get("DELETE")
