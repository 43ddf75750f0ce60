"""Feeds of what readers say: under one page, and everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from masthead.addresses.pages import paths_of
from masthead.addresses.paths import absolute, encoded
from masthead.articles.lists import everything
from masthead.comments.models import Comment
from masthead.comments.sheets import comment_url
from masthead.core.edition import here
from masthead.core.sites import address_of, linked
from masthead.outlet.editions import rows
from masthead.outlet.language import reading_in
from masthead.outlet.models import OutletSettings

from .markup import portable
from .model import Author, Entry, Feed
from .stories import LENGTH, version_of

if TYPE_CHECKING:
    from masthead.addresses.pages import AddressedPage
    from masthead.comments.models import CommentQuerySet

COMMENTS_ON = _("Comments on %(title)s")
COMMENT_BY = _("Comment on %(title)s by %(name)s")


def page_discussion(page: AddressedPage) -> Feed:
    """The newest comments under ``page``."""
    return _feed(Comment.objects.filter(page=page), page.title, page.url)


def replies(page: AddressedPage, comment: Comment) -> Feed:
    """The newest of all that was said below one comment."""
    below = Comment.objects.filter(page=page, path__startswith=comment.path).exclude(pk=comment.pk)
    subject = f"{page.title} ({comment.number})"
    return _feed(below, subject, comment_url(page.url, comment))


def whole_discussion() -> Feed:
    """The newest comments under any story of this edition that everybody can read."""
    readable = Page.objects.live().public()
    if rows():
        readable = readable.filter(pk__in=everything().rows().order_by().values("story"))
    found = Comment.objects.filter(page__in=readable)
    return _feed(found, OutletSettings.load().name, linked(here().home))


def _feed(comments: CommentQuerySet, subject: str, path: str) -> Feed:
    outlet = OutletSettings.load()
    title = _said(COMMENTS_ON, outlet.language, title=subject)
    found = list(comments.shown().order_by("-created_at", "-pk").select_related("page")[:LENGTH])
    paths = paths_of(comment.page for comment in found)
    return Feed(
        title=title,
        description="",
        home_url=absolute(path),
        language=outlet.language,
        publisher=Author(outlet.name, absolute(linked(here().home))),
        updated=max((comment.created_at for comment in found), default=None),
        version=version_of([title, *((comment.pk, comment.html) for comment in found)]),
        entries=lambda: [_entry(comment, paths, outlet.language) for comment in found],
    )


def _entry(comment: Comment, paths: dict[int, str], language: str) -> Entry:
    url = address_of(encoded(paths.get(comment.page_id, "/")))
    place = comment_url(url, comment)
    words = {"title": comment.page.title, "name": comment.author_name}
    return Entry(
        uid=_uid(comment),
        title=_said(COMMENT_BY, language, **words),
        url=place,
        published=comment.created_at,
        updated=comment.created_at,
        html=portable(comment.html, url),
        authors=(Author(comment.author_name),),
    )


def _uid(comment: Comment) -> str:
    """A tag URI (RFC 4151). The comment's own ``uid`` is a secret between its sender and us."""
    host = urlsplit(settings.SITE_URL).hostname
    return f"tag:{host},{comment.created_at:%Y-%m-%d}:comment-{comment.page_id}-{comment.number}"


def _said(words: Any, language: str, **named: str) -> str:
    """Fill in ``words`` in the feed's one language, whatever those of its stories are."""
    with reading_in(language):
        return str(words) % named
