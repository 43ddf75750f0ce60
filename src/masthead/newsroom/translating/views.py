"""The desk, one story's languages, and a translation held against its original."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from masthead.articles.models import ArticlePage
from masthead.articles.tree import stories_folder
from masthead.articles.versions import original_of
from masthead.translations import follow, machine
from masthead.translations.compare import Compared, compared
from masthead.translations.confirm import ChangedAgainError, confirm
from masthead.translations.models import Translation
from masthead.translations.start import NotBegunError, start

from .filters import DeskFilters
from .forms import StartForm
from .rows import LABELS, read, state_of, stories

ON_A_PAGE = 25


def may_translate(user: Any) -> bool:
    """Whether somebody may begin a story, and so a translation."""
    allowed: bool = stories_folder().permissions_for_user(user).can_add_subpage()
    return allowed


class DeskPage(WagtailAdminTemplateMixin, View):
    """A page of the desk, for those who may write stories."""

    page_title = _("Translations")
    header_icon = "globe"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Only for those who may write."""
        if not may_translate(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way here."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]


class DeskView(DeskPage):
    """Stories with the state of each language."""

    template_name = "masthead/newsroom/translating/desk.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the list."""
        form = DeskFilters(request.GET)
        found = read(form.found(request.user))
        page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("p"))
        return self.render_to_response(
            self.get_context_data(
                form=form,
                stories=stories(page.object_list),
                page_obj=page,
                elided_page_range=page.paginator.get_elided_page_range(page.number),
            )
        )


class StoryView(DeskPage):
    """One story: who translates it into what, and how far they are."""

    template_name = "masthead/newsroom/translating/story.html"

    @cached_property
    def story(self) -> ArticlePage:
        """The original of the story at this address."""
        page = get_object_or_404(ArticlePage, pk=self.kwargs["pk"])
        return original_of(page)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the languages."""
        wanted = request.GET.get("language", "")
        return self._shown(StartForm(initial={"language": wanted}, user=request.user))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Begin a translation, and open it."""
        user: Any = request.user
        form = StartForm(request.POST, user=user)
        if not form.is_valid():
            return self._shown(form)
        try:
            page = start(
                self.story,
                form.cleaned_data["language"],
                user,
                form.cleaned_data["translator"],
            )
        except NotBegunError as refusal:
            form.add_error("language", str(refusal))
            return self._shown(form)
        messages.success(request, _("Begun. The original stands beside each block."))
        return redirect("wagtailadmin_pages:edit", page.pk)

    def _shown(self, form: StartForm) -> HttpResponse:
        (story,) = stories(read(ArticlePage.objects.filter(pk=self.story.pk)))
        state = LABELS[state_of(story.page)]
        context = self.get_context_data(story=story, state=state, form=form)
        return self.render_to_response(context)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way here."""
        title = self.story.get_admin_display_title()
        return [
            *self.breadcrumbs_items,
            {"url": reverse("translations:desk"), "label": self.page_title},
            {"url": "", "label": title},
        ]


class CompareView(DeskPage):
    """What the original got since somebody compared them, and the buttons that say so."""

    template_name = "masthead/newsroom/translating/compare.html"
    page_title = _("Compare with the original")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Only for those who may change this translation."""
        self.page = get_object_or_404(ArticlePage, pk=kwargs["pk"])
        self.row = follow.bind(self.page)
        self.rights = self.page.permissions_for_user(request.user)
        if self.row is None:
            return redirect("translations:story", self.page.pk)
        if not self.rights.can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def translation(self) -> Translation:
        """What is known of it; ``dispatch`` has looked."""
        assert self.row is not None  # noqa: S101 - for the type
        return self.row

    @property
    def may_confirm(self) -> bool:
        """What readers are told is for those to say who may publish."""
        rights: Any = self.rights
        return bool(rights.can_publish() if self.page.live else rights.can_edit())

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the changes."""
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Confirm, check, or let the machine translate."""
        if request.POST.get("do") == "machine":
            self._translate(request)
            return redirect("wagtailadmin_pages:edit", pk)
        if not self.may_confirm:
            raise PermissionDenied
        with transaction.atomic():
            self._say(request)
        return redirect("translations:compare", pk)

    def _say(self, request: HttpRequest) -> None:
        user: Any = request.user
        if request.POST.get("do") == "checked":
            number = machine.check(self.translation, user)
            done = ngettext("%d part is checked.", "%d parts are checked.", number)
            messages.success(request, done % number)
            return
        seen = request.POST.get("seen", "")
        try:
            confirm(self.translation, user, int(seen) if seen.isdecimal() else None)
        except ChangedAgainError:
            messages.warning(
                request, _("The original was changed again while you read. Look once more.")
            )
        else:
            messages.success(request, _("Confirmed. Readers are no longer told to be careful."))

    def _translate(self, request: HttpRequest) -> None:
        user: Any = request.user
        original = self.page.translation_of
        if original is None or not machine.is_offered():
            raise PermissionDenied
        try:
            source = follow.current(original)
            number = machine.translate(
                self.translation, source.as_object() if source else original, user
            )
        except machine.ProviderError as error:
            text = _("The machine did not translate, and nothing is changed: %(error)s")
            messages.error(request, text % {"error": error})
            return
        done = ngettext("%d part is translated.", "%d parts are translated.", number) % number
        messages.success(request, done)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way here."""
        original = self.page.translation_of or self.page
        return [
            *self.breadcrumbs_items,
            {"url": reverse("translations:desk"), "label": _("Translations")},
            {
                "url": reverse("translations:story", args=(original.pk,)),
                "label": original.get_admin_display_title(),
            },
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the template needs."""
        original = self.page.translation_of
        source = follow.current(original) if original else None
        draft: Any = self.page.get_latest_revision_as_object()
        return super().get_context_data(
            page=self.page,
            original=original,
            row=self.row,
            seen=source.pk if source else "",
            changes=self._changes(original),
            unread=len(machine.unread(self.translation, draft)),
            offers_machine=machine.is_offered() and original is not None,
            may_confirm=self.may_confirm,
            confirmations=self.translation.confirmations.select_related("by"),
            **kwargs,
        )

    def _changes(self, original: ArticlePage | None) -> list[Compared]:
        source = follow.current(original) if original else None
        if original is None or source is None or source.pk == self.translation.source_id:
            return []
        before = self.translation.source
        found = compared(before.as_object() if before else None, source.as_object())
        return [one for one in found if one.is_changed]


def compare(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Answer for one translation."""
    return CompareView.as_view()(request, pk=pk)


# A plug-in asks a machine elsewhere: nobody's writing waits for it meanwhile.
compare.own_transactions = True  # type: ignore[attr-defined]
