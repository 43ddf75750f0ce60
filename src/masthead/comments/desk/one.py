"""One comment with the thread around it: answer it, erase it, read what was decided."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from masthead.comments.answer import answer
from masthead.comments.forms import TEXT_LENGTH
from masthead.comments.models import Comment, Status
from masthead.comments.moderate import Decision, withdraw
from masthead.comments.text import is_blank
from masthead.comments.thread import DIGITS

from .access import moderators_only
from .rows import rows

AROUND = 20  # replies shown below


class AnswerForm(forms.Form):
    """A reply in the newsroom's name."""

    text = forms.CharField(
        label=_("Answer"),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )

    def clean_text(self) -> str:
        """Not empty, however empty it may look."""
        text: str = self.cleaned_data["text"]
        if is_blank(text):
            raise ValidationError(_("Write something before you send it."))
        return text


@method_decorator(moderators_only, name="dispatch")
class CommentView(WagtailAdminTemplateMixin, View):
    """One comment."""

    page_title = _("Comment")
    header_icon = "comment"
    template_name = "masthead/newsroom/comments/one.html"

    @cached_property
    def comment(self) -> Comment:
        """The comment of this address."""
        return get_object_or_404(Comment, pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show it."""
        return self.render_to_response(self.get_context_data(form=AnswerForm()))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Answer or erase it."""
        if "erase" in request.POST:
            return self.erase(request)
        form = AnswerForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        user: Any = request.user
        try:
            answer(self.comment, user, form.cleaned_data["text"])
        except ValueError:
            messages.error(request, _("Only a comment that is shown or held can be answered."))
        else:
            messages.success(request, _("Your answer is published under the comment."))
        return redirect("reader_comments:one", pk)

    def erase(self, request: HttpRequest) -> HttpResponse:
        """Erase what was written and by whom, once the box is ticked."""
        user: Any = request.user
        if "sure" not in request.POST:
            messages.error(request, _("Tick the box first: what is erased does not come back."))
        elif withdraw(self.comment, Decision(user, reason=request.POST.get("reason", "")[:255])):
            messages.success(request, _("Text, name and the hash of the address are erased."))
        else:
            messages.warning(request, _("Somebody else changed this comment meanwhile."))
        return redirect("reader_comments:one", self.comment.pk)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Where this stands in the newsroom."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("reader_comments:queue"), "label": _("Comments")},
            {"url": "", "label": self.comment.author_name or _("Erased comment")},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the template needs."""
        comment = self.comment
        replies = comment.replies.order_by("created_at").select_related("person")
        return super().get_context_data(
            row=rows(Comment.objects.filter(pk=comment.pk))[0],
            above=_above(comment),
            replies=replies[:AROUND],
            log=comment.moderation.select_related("actor"),
            can_answer=comment.status in {Status.APPROVED, Status.PENDING},
            **kwargs,
        )


def _above(comment: Comment) -> list[Comment]:
    """What it answers, from the start of the quarrel down; their ids stand in its path."""
    width = DIGITS
    ids = [int(comment.path[at : at + width]) for at in range(0, len(comment.path) - width, width)]
    found = Comment.objects.in_bulk(ids[-5:])
    return [found[pk] for pk in ids[-5:] if pk in found]
