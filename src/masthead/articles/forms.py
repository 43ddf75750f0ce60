"""What the newsroom checks before a story goes on: drafts may be unfinished, publications not."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page

from masthead.addresses.short_names import ShortNameField, free_name
from masthead.articles.changes import EXPLAINED
from masthead.articles.versions import original_of, version_in
from masthead.core.language import direction
from masthead.core.tags import language_tag
from masthead.outlet.editions import place_of
from masthead.outlet.models import OutletSettings
from masthead.outlet.widgets import LanguageInput

STORY_FIELDS = (
    "title",
    "standfirst",
    "kicker",
    "dateline",
    "lead_caption",
    "summary",
    "change_note",
)


class PublicPageForm(WagtailAdminPageForm):
    """The form of every public page: an address that is free, a language that exists."""

    class Media:
        js = ("masthead/newsroom/direction.js",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._begin(kwargs.get("instance"), kwargs.get("for_user"))
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            # Once the address is given, another last part would change nothing.
            given = bool(getattr(self.instance, "public_path", None))
            told = {name: getattr(self.fields["slug"], name) for name in ("label", "help_text")}
            self.fields["slug"] = ShortNameField(disabled=given, **told)
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
        headline: str = self.cleaned_data.get("title", "")
        return free_name(
            slug or headline,
            lambda name: Page._slug_is_available(name, self.parent_page, self.instance),  # noqa: SLF001 - its only name
        )

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
        if page is not None and page.pk and not page.has_unpublished_changes:
            page.change = page.change_note = ""  # what was said of the change before this one
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
            self._check_change(cleaned)
            self._check_section(cleaned)
        return cleaned

    def _check_section(self, cleaned: dict[str, Any]) -> None:
        """A section lists only what is in its language: elsewhere nobody would find the story."""
        section, language = cleaned.get("section"), cleaned.get("language")
        if section and language and section.edition != place_of(language):
            message = _("“%(title)s” is a section in another language. Choose one in “%(tag)s”.")
            self.add_error("section", message % {"title": section.title, "tag": language})

    def _check_translation(self, cleaned: dict[str, Any]) -> None:
        language, named = cleaned.get("language"), cleaned.get("translation_of")
        if named is None:
            self._check_own_versions(language)
            return
        own = self.instance.pk
        if own and own in {named.pk, named.translation_of_id}:
            self.add_error("translation_of", _("A story is no translation of itself."))
            return
        original = cleaned["translation_of"] = original_of(named)
        if original.language == language:
            message = _(
                "A translation is in another language than its original; both are in “%(tag)s”."
            )
            self.add_error("translation_of", message % {"tag": original.language})
            return
        there = version_in(original, language, besides=own) if language else None
        if there:
            message = _("This story is there in that language already: “%(title)s”.")
            self.add_error("translation_of", message % {"title": there.get_admin_display_title()})
        elif own and self.instance.translations_made.exists():
            message = _("It has translations of its own. Let those name the original first.")
            self.add_error("translation_of", message)

    def _check_own_versions(self, language: str | None) -> None:
        """An original is not turned into the language of one of its translations."""
        if not self.instance.pk or not language:
            return
        there = version_in(self.instance, language, besides=self.instance.pk)
        if there:
            message = _("This story is there in that language already: “%(title)s”.")
            self.add_error("language", message % {"title": there.get_admin_display_title()})

    def _check_ticker(self, cleaned: dict[str, Any]) -> None:
        until = cleaned.get("breaking_until")
        # An old time that nobody touched must not hold up a correction.
        if until and until <= timezone.now() and "breaking_until" in self.changed_data:
            self.add_error("breaking_until", _("This time has passed. Choose a later one."))

    def _check_change(self, cleaned: dict[str, Any]) -> None:
        readers_have_it = self.instance.pk and self.instance.live  # a new page counts as live
        if not readers_have_it or "change" not in self.fields:
            return
        if not cleaned.get("change"):
            self.add_error("change", _("Readers have this story: say what you are changing."))
        elif cleaned["change"] in EXPLAINED and not cleaned.get("change_note", "").strip():
            self.add_error("change_note", _("Write what was wrong and what is right."))

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
