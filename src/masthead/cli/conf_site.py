"""What every configuration of another web server has to know of the outlet."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from masthead.config import headers, options
from masthead.core import layout
from masthead.serve.application import PAGE_QUERIES

# A query of the front page that names another page, as a regular expression.
PAGE_QUERY = rf"(^|&)({'|'.join(sorted(PAGE_QUERIES))})="
# Files that lie in the tree under a name that is no address: marks, hashed names, indexes.
NO_ADDRESS = r"(/[.~]|/index\.(html|xml|json)$|~\.)"


@dataclass(frozen=True)
class Server:
    """What answers at some names: the tree, or what lies in it below the prefix of a language."""

    addresses: list[str]
    root: Path
    moved: tuple[str, ...] = ()  # prefixes that have a host of their own

    @property
    def names(self) -> list[str]:
        """The hosts of its addresses."""
        return [urlsplit(address).hostname or "" for address in self.addresses]


@dataclass(frozen=True)
class Site:
    """Folders, names and headers."""

    address: str
    names: list[str]
    upstream: str
    baked: Path
    static: Path
    media: Path
    languages: dict[str, str]  # addresses of those with a host of their own, by prefix

    @classmethod
    def of(cls, found: options.Options) -> Site:
        """Collect them from the outlet's options."""
        folder = options.folder()
        own = urlsplit(found.site()).hostname or "localhost"
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(found.host, found.host)  # noqa: S104 asked, not bound
        return cls(
            address=found.site(),
            names=[own, *found.extra_hosts],
            upstream=f"[{host}]:{found.port}" if ":" in host else f"{host}:{found.port}",
            baked=folder / options.BAKED,
            static=folder / "static",
            media=folder / "media",
            languages=found.language_sites,
        )

    def servers(self) -> list[Server]:
        """That of the whole site, then those of the languages with a host of their own."""
        scheme = self.address.partition("://")[0]
        addresses = [self.address, *(f"{scheme}://{name}" for name in self.names[1:])]
        return [
            Server(addresses, self.baked, tuple(self.languages)),
            *(Server([site], self.baked / prefix) for prefix, site in self.languages.items()),
        ]


def typed_paths() -> list[tuple[str, str, str]]:
    """Return, in the order to try them: pattern of paths, ending, media type.

    The ending is what ``layout.relative`` adds to such a path to name its file.
    """
    rows = [
        (rf"/feed/(.*/)?{ending[1:]}$" if ending != "/" else r"/feed/(.*/)?$", kind)
        for ending, kind in layout.FEED_FORMS
    ]
    found = [(path, layout.FOLDER_FILES.get(kind, "index.xml"), kind) for path, kind in rows]
    found.append((r"/$", layout.FOLDER_FILES[layout.HTML], layout.HTML))
    found += [(ending.replace(".", r"\.") + "$", "", kind) for ending, kind in layout.TYPES]
    found.append(("", "~.html", layout.HTML))
    return found


def lifetimes() -> dict[str, str]:
    """Return Cache-Control of hashed static files, of others, of renditions, of other uploads."""
    return {
        "hashed": headers.static_lifetime("a.0123456789ab.css"),
        "static": headers.static_lifetime("a.css"),
        "rendition": headers.media_lifetime(headers.RENDITIONS),
        "upload": headers.media_lifetime(""),
    }
