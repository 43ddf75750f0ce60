"""Every address at which the old site answered, as far as its export tells."""

import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

from tests.importers.wordpress.raw_export import WP, Raw

SHEET = 10  # posts in a list, unless WordPress was told otherwise
FEEDS = ("feed/", "feed/atom/", "feed/rss2/")


def addresses(items: list[Raw], path: Path) -> list[str]:
    """Posts, pages, files, authors, terms, dates; their feeds, sheets and other forms; by id."""
    root = ET.parse(path).getroot()  # noqa: S314 - test data
    public = [one for one in items if one.type in ("post", "page") and one.is_public]
    posts = [one for one in public if one.type == "post"]
    found = ["/", "/feed/", "/feed/atom/", "/feed/rss2/", "/?feed=rss2", "/comments/feed/"]
    found += _sheets("/", len(posts))
    for one in public:
        found += _story(one)
    for one in items:
        if one.type == "attachment":
            found += [_path(one.link), f"/?attachment_id={one.id}", f"/?p={one.id}"]
    for archive, size in _archives(root, posts).items():
        found += [archive, *(archive + feed for feed in FEEDS), *_sheets(archive, size)]
    found += _dates(posts)
    found += _by_id(root)
    return list(dict.fromkeys(found))


def _story(one: Raw) -> Iterator[str]:
    address = _path(one.link)
    yield from (address, address.removesuffix("/"), f"/?p={one.id}")
    if "?" in address:
        return
    yield from (f"{address}{feed}" for feed in FEEDS)
    yield from (f"{address}{form}/" for form in ("amp", "embed", "trackback", "comment-page-1"))
    if one.type == "page":
        yield f"/?page_id={one.id}"
    for number in range(2, one.content.count("<!--nextpage-->") + 2):
        yield f"{address}{number}/"
    if one.type == "post" and one.wp("post_parent") == "0":
        yield f"/?p={one.id}&preview=false"


def _archives(root: ET.Element, posts: list[Raw]) -> dict[str, int]:
    """Of categories, tags and authors: the address, and how many posts it lists."""
    parents = {
        term.findtext(WP + "category_nicename") or "": term.findtext(WP + "category_parent") or ""
        for term in root.iter(WP + "category")
    }
    used: Counter[str] = Counter()
    for post in posts:
        named: set[str] = set()
        for use in post.element.findall("category"):
            slug = use.get("nicename") or ""
            if use.get("domain") == "post_tag":
                named.add(f"/tag/{slug}/")
            elif use.get("domain") == "category":
                named |= {_category(above, parents) for above in _line(slug, parents)}
        used.update(named)
        used[f"/author/{post.element.findtext('{http://purl.org/dc/elements/1.1/}creator')}/"] += 1
    every = [_category(slug, parents) for slug in parents]
    every += [f"/tag/{term.findtext(WP + 'tag_slug')}/" for term in root.iter(WP + "tag")]
    every += [f"/author/{one.findtext(WP + 'author_login')}/" for one in root.iter(WP + "author")]
    # A child's archive answers without its parents as well.
    short = {f"/category/{slug}/": 0 for slug in parents}
    return short | {archive: used[archive] for archive in every}


def _line(slug: str, parents: dict[str, str]) -> list[str]:
    line = [slug]
    while parents.get(line[-1]):
        line.append(parents[line[-1]])
    return line


def _category(slug: str, parents: dict[str, str]) -> str:
    return "/category/" + "".join(f"{part}/" for part in reversed(_line(slug, parents)))


def _dates(posts: list[Raw]) -> Iterator[str]:
    sizes: Counter[str] = Counter()
    for post in posts:
        year, month, day = post.wp("post_date")[:10].split("-")
        sizes.update((f"/{year}/", f"/{year}/{month}/", f"/{year}/{month}/{day}/"))
    for archive, size in sizes.items():
        yield archive
        yield f"/?m={archive.replace('/', '')}"
        yield from (archive + feed for feed in FEEDS)
        yield from _sheets(archive, size)


def _by_id(root: ET.Element) -> Iterator[str]:
    yield from (f"/?cat={one.findtext(WP + 'term_id')}" for one in root.iter(WP + "category"))
    yield from (f"/?tag={one.findtext(WP + 'tag_slug')}" for one in root.iter(WP + "tag"))
    yield from (f"/?author={one.findtext(WP + 'author_id')}" for one in root.iter(WP + "author"))


def _sheets(archive: str, size: int) -> Iterator[str]:
    yield from (f"{archive}page/{number}/" for number in range(2, (size - 1) // SHEET + 2))


def _path(link: str) -> str:
    parts = urlsplit(link)
    path = quote(re.sub("/+", "/", parts.path), safe="/%")
    return path + (f"?{parts.query}" if parts.query else "")
