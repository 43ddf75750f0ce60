"""The hosts that some languages of the site have for themselves.

The tree of baked pages, and all that is behind it, know each language below its prefix. Where a
language has a host of its own, readers know no prefix: what they ask for there lies below it, and
the prefix leads to the host.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

#: First segments of what is the same on every host, such as the addresses that take comments.
SHARED = frozenset(
    {
        "static",
        "media",
        "documents",
        "comment",
        "share",
        "outlet.css",
        "robots.txt",
        "healthz",
        "readyz",
        "metrics",
    }
)
#: Of what the whole site has once: on another host they lead to it.
ONCE = frozenset({"newsroom", "record", "sitemap.xml", "sitemaps", "news-sitemap.xml"})


class Hosts:
    """Where a path lies that is asked for at a host; ``sites`` are addresses by prefix."""

    def __init__(self, main: str, sites: Mapping[str, str]) -> None:
        self.main = main
        self.sites = {f"/{prefix}/": site for prefix, site in sites.items()}
        self._homes = {urlsplit(site).hostname: home for home, site in self.sites.items()}

    def home(self, host: str) -> str:
        """Return the beginning of what lies at ``host`` (a Host header): "/fa/", else "/"."""
        return self._homes.get(host.lower().partition(":")[0], "/")

    def read(self, host: str, path: str) -> tuple[str, str]:
        """Return where ``path`` (decoded) of ``host`` lies, and the address that has it instead.

        The latter is empty where the host is the right one.
        """
        if not self.sites:
            return path, ""
        own = self.home(host)
        first = path.split("/", 2)[1] if path.startswith("/") else ""
        named = f"/{first}/"
        if named in self.sites:
            return path, self.sites[named] + quote("/" + path[len(named) :])
        if own == "/" or first in SHARED:
            return path, ""
        if first in ONCE:
            return path, self.main + quote(path)
        return own + path.removeprefix("/"), ""
