"""The queue: what is held, why, and one key for each decision."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.forms.search import SearchForm
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from masthead.comments import siege
from masthead.comments.models import CommentRules, Status

from .access import moderators_only
from .decide import Result, decide, last_decisions, undo
from .rows import in_state, rows
from .tabs import chosen, tabs, waiting

ON_A_PAGE = 30
MOST_PAGES = 100
REASONS = (
    _("Off the subject"),
    _("Insulting"),
    _("Claims without evidence"),
    _("Advertising"),
    _("Said before"),
)


class Sheets(WagtailPaginator):
    """Pages of a list of which nobody turns more than the first hundred.

    A million comments are not counted for it: that takes longer than all the rest of the page.
    """

    @cached_property
    def count(self) -> int:
        """How many there are, as far as there are pages for them."""
        return int(self.object_list.order_by()[: ON_A_PAGE * MOST_PAGES].count())


@method_decorator(moderators_only, name="dispatch")
class QueueView(WagtailAdminTemplateMixin, View):
    """Comments of one state; `?state=` names it, `?q=` searches in it."""

    page_title = _("Comments")
    header_icon = "comment"
    template_name = "masthead/newsroom/comments/queue.html"
    index_url_name = "reader_comments:queue"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the queue."""
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Decide, then show the queue as it is now."""
        user: Any = request.user
        if "siege" in request.POST:
            _switch(request, user)
        elif "undo" in request.POST:
            _tell(request, undo(last_decisions(user), user))
        elif result := decide(request.POST, user):
            _tell(request, result)
        else:
            messages.warning(request, _("Choose comments first, then what to do with them."))
        return redirect(request.get_full_path())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Where this stands in the newsroom."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the template needs."""
        request: Any = self.request
        state = chosen(request.GET.get("state", ""))
        words = request.GET.get("q", "").strip()
        page = Sheets(in_state(state, words), ON_A_PAGE).get_page(request.GET.get("p"))
        return super().get_context_data(
            state=state,
            states=[(tab, _query(tab.state, words)) for tab in tabs()],
            held=waiting(Status.PENDING) or 0,
            siege_since=CommentRules.load().siege_since,
            words=words,
            rows=rows(page.object_list),
            page_obj=page,
            elided_page_range=page.paginator.get_elided_page_range(page.number),
            search_form=SearchForm(request.GET, placeholder=_("Name, text, headline, e-mail")),
            undoable=last_decisions(request.user),
            reasons=REASONS,
            **kwargs,
        )


def _query(state: str, words: str) -> str:
    return "?" + urlencode({"state": str(state)} | ({"q": words} if words else {}))


def _tell(request: HttpRequest, result: Result) -> None:
    if result.done:
        text = {
            "approve": ngettext("%d comment is shown.", "%d comments are shown.", result.done),
            "reject": ngettext("%d comment is refused.", "%d comments are refused.", result.done),
            "spam": ngettext("%d comment is spam.", "%d comments are spam.", result.done),
            "keep": ngettext("%d comment stays.", "%d comments stay.", result.done),
            "hold": ngettext("%d comment is held.", "%d comments are held.", result.done),
            "undo": ngettext("%d decision undone.", "%d decisions undone.", result.done),
        }[result.verb]
        messages.success(request, text % result.done)
    if result.missed:
        text = ngettext(
            "%d comment was decided by somebody else meanwhile and stays as it is.",
            "%d comments were decided by somebody else meanwhile and stay as they are.",
            result.missed,
        )
        messages.warning(request, text % result.missed)


def _switch(request: HttpRequest, user: Any) -> None:
    """Begin or end the siege."""
    if request.POST["siege"] == "begin":
        siege.begin(user)
        messages.warning(request, _("Every comment is held from now on, and readers are told."))
    else:
        siege.end(user)
        messages.success(request, _("Comments are taken as on other days again."))
