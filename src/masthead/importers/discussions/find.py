"""From an address of the old site to the page whose discussion it was."""

from urllib.parse import quote, unquote, urlsplit

from wagtail.models import Page

from masthead.addresses.paths import encoded
from masthead.addresses.resolve import resolve
from masthead.articles.models import ArticlePage, StandardPage

#: The queries of WordPress that name a page; all others only followed readers around.
_NAMES_A_PAGE = ("p", "page_id")


def page_at(address: str) -> Page | None:
    """The story or standing page at an address; its host and scheme are not looked at.

    A final slash more or less, a query, capitals, an address that redirects, and what WordPress
    puts after a page's path lead to the same page.
    """
    for path in _paths(address):
        found = resolve(path)
        if found and found.redirect_to and found.redirect_to.startswith("/"):
            found = resolve(encoded(found.redirect_to))
        if found and isinstance(found.thing, ArticlePage | StandardPage):
            return found.thing
    return None


def host_of(address: str) -> str:
    """The host of an address without www and port; "" where it names none."""
    try:
        return (urlsplit(address.strip()).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _paths(address: str) -> list[str]:
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return []
    named = [one for one in parts.query.split("&") if one.partition("=")[0] in _NAMES_A_PAGE]
    path = quote(unquote(parts.path if parts.path.startswith("/") else f"/{parts.path}"))
    short = path.rstrip("/")
    for tail in ("/amp", "/index.html", ".html"):
        short = short.removesuffix(tail)
    return [*(f"/?{one}" for one in named), path, f"{short}/"]
