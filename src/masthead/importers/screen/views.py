"""The screens: upload, then one page that shows an import from the trial run to the report."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.generic import View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from .access import administrators_only
from .forget import forget
from .forms import LIMIT, UploadForm
from .models import KEPT, Move, State, Task
from .queue import ask, ask_to_stop
from .receive import receive
from .show import shown, step_label

TITLE = gettext_lazy("Move in from WordPress")


@method_decorator(administrators_only, name="dispatch")
class IndexView(WagtailAdminTemplateMixin, View):
    """Upload an export, or come back to one."""

    page_title = TITLE
    header_icon = "download"
    template_name = "masthead/newsroom/moving/index.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form and what was uploaded before."""
        return self.render_to_response(self.get_context_data(form=UploadForm()))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Take the files and queue a trial run."""
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        user: Any = request.user
        data = form.cleaned_data
        try:
            move = receive(user, data["exports"], data["uploads"], asks=data["asks"])
        except OSError as error:
            reason = error.strerror or str(error)
            form.add_error(None, _("The files could not be stored: %s.") % reason)
            return self.render_to_response(self.get_context_data(form=form), status=507)
        return redirect("moving_in:one", move.pk)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Where this stands in the newsroom."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the template needs."""
        moves = Move.objects.select_related("asked_by")[:20]
        return super().get_context_data(moves=moves, limit=LIMIT, kept=KEPT.days, **kwargs)


@method_decorator(administrators_only, name="dispatch")
class MoveView(WagtailAdminTemplateMixin, View):
    """One import."""

    page_title = TITLE
    header_icon = "download"
    template_name = "masthead/newsroom/moving/one.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show how far it is, or what came of it."""
        self.move = get_object_or_404(Move, pk=pk)
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Begin, stop, go on, or delete the files."""
        move = get_object_or_404(Move, pk=pk)
        wanted = request.POST.get("do", "")
        if wanted in Task.values:
            if wanted == Task.BRING and move.looked is None:
                messages.error(request, _("Wait for the trial run: it tells what will happen."))
            elif wanted == Task.FETCH and not move.may_fetch:
                messages.warning(
                    request, _("It is under way already, or nothing was imported yet.")
                )
            elif not ask(move, Task(wanted)):
                messages.warning(request, _("It is under way already, or its files are gone."))
        elif wanted == "stop":
            ask_to_stop(move)
        elif wanted == "forget" and not move.is_at_work:
            forget(move)
            messages.success(request, _("The uploaded files are deleted; the report stays."))
        return redirect("moving_in:one", pk)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Where this stands in the newsroom."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("moving_in:index"), "label": TITLE},
            {"url": "", "label": str(self.move)},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the template needs."""
        move = self.move
        return super().get_context_data(
            move=move,
            step=step_label(move.step),
            brings=move.task != Task.LOOK,
            fetches=move.task == Task.FETCH,
            stopped=move.state == State.STOPPED,
            failed=move.state == State.FAILED,
            report=shown(move.report) if move.report and not move.is_at_work else None,
            kept=KEPT.days,
            **kwargs,
        )


@require_safe
@administrators_only
def state(request: HttpRequest, pk: int) -> JsonResponse:
    """How far an import is; the page asks for it every few seconds."""
    move = get_object_or_404(Move, pk=pk)
    return JsonResponse(
        {
            "state": f"{move.task} {move.state}",
            "step": str(step_label(move.step)),
            "done": move.done,
            "total": move.total,
        },
        headers={"Cache-Control": "no-store"},
    )


@require_safe
@administrators_only
def report(request: HttpRequest, pk: int) -> JsonResponse:
    """The whole report, as a file. Raises Http404 before there is one."""
    move = get_object_or_404(Move, pk=pk)
    if move.report is None:
        message = "there is no report yet"
        raise Http404(message)
    name = f"import-{move.pk}{'' if move.brought else '-trial'}.json"
    return JsonResponse(
        move.report,
        json_dumps_params={"ensure_ascii": False, "indent": 2},
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
