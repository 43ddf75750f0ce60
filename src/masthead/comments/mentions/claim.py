"""Somebody claims that a page links to one of ours; it is written down and checked later."""

from __future__ import annotations

from urllib.parse import urldefrag, urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from masthead.addresses.paths import encoded
from masthead.addresses.resolve import resolve
from masthead.articles.models import ArticlePage
from masthead.comments.models import Mention, Source
from masthead.comments.modes import Mode, mode_of
from masthead.outlet.models import OutletSettings
from masthead.serve.hosts import Hosts

LONGEST = 500  # characters, what Mention holds
MOST_WAITING = 1_000


class ClaimError(Exception):
    """The claim cannot be taken; the text says why, for whoever sent it."""


def claim(source: str, target: str, kind: Source) -> None:
    """Note a claim, or that one is to be checked anew. Raises ClaimError."""
    for address in (source, target):
        if not _host(address) or len(address) > LONGEST:
            raise ClaimError(_("Source and target have to be web addresses of 500 characters."))
    if _host(source) in _own_hosts():
        raise ClaimError(_("The source lies on this site."))
    page = story_at(target)
    if page is None:
        raise ClaimError(_("The target is no story here that takes comments."))
    if Mention.objects.filter(due_at__isnull=False)[:MOST_WAITING].count() >= MOST_WAITING:
        raise ClaimError(_("Too many claims wait to be checked. Try again later."))
    row, is_new = Mention.objects.get_or_create(
        source=urldefrag(source).url, page_id=page.pk, defaults={"target": target, "kind": kind}
    )
    if not is_new:
        Mention.objects.filter(pk=row.pk).update(due_at=timezone.now(), target=target, tries=0)


def story_at(address: str) -> ArticlePage | None:
    """The story of ours that stands at a whole address and takes comments."""
    parts = urlsplit(address)
    if _host(address) not in _own_hosts():
        return None
    sites = {home.strip("/"): site for home, site in settings.LANGUAGE_SITES.items()}
    path, _moved = Hosts(settings.SITE_URL, sites).read(_host(address), parts.path or "/")
    found = resolve(path)
    if found and found.redirect_to and found.redirect_to.startswith("/"):
        found = resolve(encoded(found.redirect_to))
    page = found.thing if found else None
    if not isinstance(page, ArticlePage) or not page.live or page.get_view_restrictions():
        return None
    mode = mode_of(page, OutletSettings.load(), timezone.now())
    return None if mode == Mode.CLOSED else page


def _host(address: str) -> str:
    """The host of a web address; "" where it is none."""
    try:
        parts = urlsplit(address)
    except ValueError:  # a bracket that is none
        return ""
    return (parts.hostname or "").lower() if parts.scheme in {"http", "https"} else ""


def _own_hosts() -> set[str]:
    return {host.lower() for host in settings.ALLOWED_HOSTS}
