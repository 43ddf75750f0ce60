"""The paths at which readers found things on the old site."""

import re
from urllib.parse import quote, urlsplit

from masthead.core.text import nfc

_ID_QUERY = re.compile(r"(?:^|&)(p|page_id|attachment_id|post_type|preview)=")


def pretty_path(link: str) -> str:
    """The path of a permanent link; "" for a link that names only an id (`?p=12`)."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return ""
    if _ID_QUERY.search(parts.query) or parts.path.strip("/") == "":
        return ""
    return "/" + parts.path.lstrip("/")


def other_paths(
    item_id: int, kind: str, path: str, guid: str, old_slugs: list[str], host: str
) -> list[str]:
    """More paths that led to a post or page: by id, by its former slugs, by its guid."""
    paths = [f"/?p={item_id}"] if item_id > 0 else []
    if kind == "page" and paths:
        paths.append(f"/?page_id={item_id}")
    if path:
        head, _, _ = path.rstrip("/").rpartition("/")
        paths += [f"{head}/{slug}/" for slug in old_slugs if slug]
    # A guid with an id may be another post's: it is copied along when a post is.
    if pretty_path(guid) and same_host(guid, host):
        paths.append(pretty_path(guid))
    return [found for found in dict.fromkeys(paths) if found != path]


def same_host(url: str, site: str) -> bool:
    """Whether two addresses are of one site, with or without www, http or https."""
    return _host(url) == _host(site)


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def archive_path(taxonomy: str, slugs: list[str]) -> str:
    """The archive of a term under its parents, where WordPress puts it unless told otherwise."""
    base = {"post_tag": "tag"}.get(taxonomy, taxonomy)
    return f"/{base}/" + "".join(f"{quote(slug, safe='%')}/" for slug in slugs)


def nicename(login: str) -> str:
    """The last part of an author's address, as WordPress makes it of the login."""
    text = nfc(login).lower().replace(".", "-").replace(" ", "-")
    return re.sub(r"-{2,}", "-", re.sub(r"[^\w-]", "", text)).strip("-")
