"""The list of cases, and one case: facts, comments side by side, what to do."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from masthead.comments.desk.access import moderators_only
from masthead.comments.desk.decide import ID
from masthead.comments.models import Status
from masthead.coordination import act
from masthead.coordination.models import Case, State, Verb
from masthead.people.models import User

from .marked import marked
from .words import in_words

ON_A_PAGE = 20
SIDE_BY_SIDE = 60
REASON_LENGTH = 255


@method_decorator(moderators_only, name="dispatch")
class CasesView(WagtailAdminTemplateMixin, View):
    """Cases of one state; `?state=` names it."""

    page_title = _("Comments that belong together")
    header_icon = "group"
    template_name = "masthead/newsroom/cases/list.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the list."""
        asked = request.GET.get("state", "")
        state = State(asked) if asked in State.values else State.OPEN
        found = Case.objects.standing(state)
        page = Paginator(
            found.prefetch_related("facts").order_by("-changed_at", "-pk"), ON_A_PAGE
        ).get_page(request.GET.get("p"))
        return self.render_to_response(
            self.get_context_data(
                state=state,
                states=[(it, f"?state={it.value}") for it in State],
                cases=[(case, _facts(case)) for case in page.object_list],
                page_obj=page,
                elided_page_range=page.paginator.get_elided_page_range(page.number),
            )
        )

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Where this stands in the newsroom."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]


@method_decorator(moderators_only, name="dispatch")
class CaseView(WagtailAdminTemplateMixin, View):
    """One case."""

    page_title = _("Comments that belong together")
    header_icon = "group"
    template_name = "masthead/newsroom/cases/one.html"

    @cached_property
    def case(self) -> Case:
        """The case of this address."""
        return get_object_or_404(Case, pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show it."""
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do what the pressed button says."""
        user: Any = request.user
        reason = request.POST.get("reason", "").strip()[:REASON_LENGTH]
        verb = request.POST.get("do", "")
        if verb in act.VERBS and verb != Verb.HOLD:
            self._decide(request, Verb(verb), user, reason)
        elif verb == Verb.HOLD:
            self._tell_done(request, act.hold(self.case, user))
        elif verb == Verb.WRONG:
            act.mark_wrong(self.case, user, reason)
            messages.success(request, _("Marked wrong. What joins it later will not be reported."))
        elif verb == Verb.JUDGED:
            act.close(self.case, user)
            messages.success(request, _("Closed. A comment that joins later opens it again."))
        elif verb == Verb.REOPENED:
            act.reopen(self.case, user)
        return redirect("comment_cases:one", pk)

    def _decide(self, request: HttpRequest, verb: Verb, user: User, reason: str) -> None:
        ids = {int(pk) for pk in request.POST.getlist("chosen") if ID.fullmatch(pk)}
        if ids:
            self._tell_done(request, act.decide(self.case, verb, ids, user, reason))
        else:
            messages.warning(request, _("Choose comments first, then what to do with them."))

    @staticmethod
    def _tell_done(request: HttpRequest, done: int) -> None:
        text = ngettext("%d comment changed.", "%d comments changed.", done) % done
        messages.success(request, text)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Where this stands in the newsroom."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("comment_cases:list"), "label": self.page_title},
            {"url": "", "label": _("Case %(number)d") % {"number": self.case.pk}},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the template needs."""
        members = self.case.members.select_related("comment__page")
        page = Paginator(members, SIDE_BY_SIDE).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            case=self.case,
            facts=_facts(self.case),
            comments=[
                (it.comment, marked(it.comment.text, it.passages)) for it in page.object_list
            ],
            shown=members.filter(comment__status=Status.APPROVED).count(),
            page_obj=page,
            elided_page_range=page.paginator.get_elided_page_range(page.number),
            log=self.case.log.select_related("actor"),
            **kwargs,
        )


def _facts(case: Case) -> list[str]:
    return [text for fact in case.facts.all() if (text := in_words(fact.kind, fact.figures))]
