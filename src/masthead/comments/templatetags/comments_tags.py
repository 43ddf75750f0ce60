"""The thread under a page, its form, and the number of comments."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from masthead.addresses.paths import absolute, below
from masthead.articles.models import ArticlePage
from masthead.comments.forms import CommentForm
from masthead.comments.models import About, Comment, CommentRules, Follower
from masthead.comments.modes import Mode, mode_of
from masthead.comments.reading import outline, shown_rows
from masthead.comments.sheets import Sheet, cut, sheet_url, thread_url, whole_thread
from masthead.comments.thread import DIGITS
from masthead.core.batch import once
from masthead.core.bidi import isolated
from masthead.core.sites import own_site
from masthead.outlet.models import OutletSettings

register = template.Library()
register.filter("isolated", isolated)


@register.inclusion_tag("masthead/parts/comments.html", takes_context=True)
def comments(context: dict[str, Any], page: Any, number: int = 1, root: int = 0) -> dict[str, Any]:
    """`{% comments page %}`: heading with the number, the thread, the form where comments are open.

    One query for the thread, however long it is. ``number`` is that of the sheet of a long one,
    ``root`` the id with which a single thread begins.
    """
    request: HttpRequest | None = context.get("request")
    rows = shown_rows(page.pk) if page.pk else []
    sheets = cut(rows)
    sheet = Sheet(whole_thread(rows, root)) if root else sheets[number - 1]
    mode = mode_of(page, OutletSettings.load(request_or_site=request), timezone.now())
    form = CommentForm(page, baked=True) if page.pk and mode != Mode.CLOSED else None
    rules = CommentRules.load(request_or_site=request)
    thread = outline(sheet.rows, rules.depth, _authors(page))
    for entry in thread:
        beginning = int(entry.comment.path[:DIGITS])
        entry.more = sheet.left_out[beginning]
        entry.more_url = thread_url(page.url or "", beginning)
    return {
        "page": page,
        "siege": rules.siege_since is not None,
        "count": sum(not row.was_removed for row in rows),
        "thread": thread,
        "last": max((row.number or 0 for row in rows if not row.was_removed), default=0),
        "number": number,
        "sheets": [
            (place, sheet_url(page.url or "", place)) for place in range(1, len(sheets) + 1)
        ],
        "poll_url": below(page.url or "", "comments.json") if form else "",
        # A preview of a page that is not saved yet has nothing to post to.
        "form": form,
        "reply_url": reverse("comment", args=[page.pk]) if form else "",
        "report_url": reverse("comment", args=[page.pk]) if page.pk else "",
        "fields": once(("comment fields", get_language()), lambda: _fields(form)) if form else "",
    }


@register.simple_tag
def comment_count(page: Any) -> int:
    """`{% comment_count page as number %}`: how many comments readers see under the page."""
    return Comment.objects.shown().filter(page_id=page.pk).count()


@register.simple_tag
def corrections_address(page: Any) -> str:
    """`{% corrections_address page as address %}`: where readers ask for mail about corrections.

    Empty where this outlet sends none.
    """
    is_story = isinstance(page, ArticlePage) and page.pk
    return (
        reverse("corrections_by_mail", args=[page.pk]) if settings.EMAIL_HOST and is_story else ""
    )


@register.simple_tag
def corrections_followers(page: Any) -> int:
    """`{% corrections_followers page as number %}`: how many readers will be told by mail."""
    wishes = Follower.objects.filter(page_id=page.pk, about=About.CORRECTIONS)
    return wishes.exclude(confirmed_at=None).count()


@register.simple_tag
def mention_links() -> SafeString:
    """`{% mention_links %}`: where other sites say that they link here; for the head of a story."""
    link = '<link rel="webmention" href="{}">\n    <link rel="pingback" href="{}">'
    return once(
        ("mention links", own_site()),
        lambda: format_html(link, reverse("webmention"), absolute(reverse("pingback"))),
    )


def _fields(form: CommentForm) -> SafeString:
    """The empty fields, which are the same under all stories of a language."""
    return render_to_string("masthead/parts/comment_fields.html", {"form": form})


def _authors(page: Any) -> frozenset[int]:
    if not isinstance(page, ArticlePage):
        return frozenset()
    return frozenset(line.person_id for line in page.bylines.all())
