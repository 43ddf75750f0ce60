"""One comment with the thread around it: answer it, erase it, read what was decided."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
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
from masthead.comments.lock import is_locked
from masthead.comments.models import Comment, Status
from masthead.comments.text import is_blank
from masthead.comments.thread import DIGITS

from .access import moderators_only
from .others import OTHERS
from .rows import rows
from .similar import similar_to

AROUND = 20  # replies shown below
BY_SENDER = 10  # other comments of the sender


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


class EditForm(forms.Form):
    """Another text for somebody's comment."""

    words = forms.CharField(
        label=_("Text"),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )


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
        """Do what the button says that was pressed."""
        for name, do in OTHERS.items():
            if name in request.POST:
                done, told = do(self.comment, request.user, request.POST)
                tell = messages.success if done else messages.warning
                tell(request, told)
                return redirect("reader_comments:one", pk)
        return self.answer(request, pk)

    def answer(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Publish what was written as an answer."""
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
            similar=similar_to(comment),
            by_sender=_by_sender(comment),
            locked=is_locked(comment.page_id),
            revisions=comment.revisions.select_related("actor"),
            edit_form=EditForm(initial={"words": comment.text}),
            log=comment.moderation.select_related("actor"),
            can_answer=comment.status in {Status.APPROVED, Status.PENDING},
            **kwargs,
        )


def _by_sender(comment: Comment) -> QuerySet[Comment]:
    """What else came from the same e-mail address, the newest first."""
    if not comment.email_hash:
        return Comment.objects.none()
    others = Comment.objects.filter(email_hash=comment.email_hash).exclude(pk=comment.pk)
    return others.order_by("-created_at").select_related("page")[:BY_SENDER]


def _above(comment: Comment) -> list[Comment]:
    """What it answers, from the start of the quarrel down; their ids stand in its path."""
    width = DIGITS
    ids = [int(comment.path[at : at + width]) for at in range(0, len(comment.path) - width, width)]
    found = Comment.objects.in_bulk(ids[-5:])
    return [found[pk] for pk in ids[-5:] if pk in found]
