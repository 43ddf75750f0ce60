"""Who is banned, by whom and why; and the way back."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from masthead.comments.ban import lift
from masthead.comments.models import Ban

from .access import moderators_only

ON_A_PAGE = 50


@method_decorator(moderators_only, name="dispatch")
class BansView(WagtailAdminTemplateMixin, View):
    """All bans, the lifted ones too."""

    page_title = _("Banned senders")
    header_icon = "user"
    template_name = "masthead/newsroom/comments/bans.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """List them."""
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Lift one."""
        user: Any = request.user
        pk = request.POST.get("lift", "")
        if pk.isascii() and pk.isdigit() and lift(int(pk[:18]), user):
            messages.success(request, _("Lifted. New comments are judged as those of anybody."))
        else:
            messages.warning(request, _("Somebody else lifted it meanwhile."))
        return redirect("reader_comments:bans")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Where this stands in the newsroom."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("reader_comments:queue"), "label": _("Comments")},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the template needs."""
        bans = Ban.objects.select_related("actor", "lifted_by")
        page = WagtailPaginator(bans, ON_A_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(page_obj=page, **kwargs)
