"""Posts of WordPress's own test data, opened by a reader after they moved in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image as Pillow
from playwright.sync_api import Page

from tests.importers.wordpress import raw_export, words
from tests.outlets import new_outlet
from tests.processes import masthead

from .conftest import MakeReader
from .sites import RunningSite, start
from .test_accessible import GRAVE
from .test_every_page import TOO_WIDE

EXPORT = Path(__file__).parents[3] / "shared" / "data" / "themeunittestdata.wordpress.xml"

#: One post of each shape, and how many pictures stand in its text.
POSTS = {
    "/2010/10/05/post-format-standard/": 0,  # classic text
    "/2010/09/10/post-format-gallery/": 8,  # [gallery]
    "/2010/08/07/post-format-image-caption/": 1,  # [caption]
    "/2010/01/08/post-format-chat/": 0,
    "/2012/01/03/template-comments/": 0,  # a long quarrel
    "/2013/01/11/markup-html-tags-and-formatting/": 0,
    "/2009/10/05/title-should-not-overflow-the-content-area/": 0,
    "/2013/01/10/markup-image-alignment/": 5,
    "/wp-6-1-design-category-blocks/": 0,
    "/2018/11/02/block-quote/": 0,
    "/2018/11/02/block-columns/": 0,
    "/2018/11/02/block-gallery/": 0,
    "/2018/11/02/block-category-embeds/": 0,
    "/greek/": 0,  # a page, in another script
}


@pytest.fixture(scope="session")
def raw() -> list[raw_export.Raw]:
    if not EXPORT.exists():
        pytest.skip("../shared/data/themeunittestdata.wordpress.xml is not beside the project")
    return raw_export.items(EXPORT)


@pytest.fixture(scope="session")
def moved_in(
    raw: list[raw_export.Raw], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningSite]:
    """An outlet into which the test data moved, with a picture for each file it names."""
    folder = tmp_path_factory.mktemp("moved-in")
    uploads = folder / "uploads"
    for one in raw:
        if one.type == "attachment":
            draw(uploads / unquote(urlsplit(one.wp("attachment_url")).path).lstrip("/"))
    new_outlet(folder / "outlet")
    command = ["import", "wordpress", EXPORT, "--uploads", uploads, "--no-fetch"]
    done = masthead("--dir", folder / "outlet", *command)
    assert done.returncode == 0, done.stderr
    running = start(folder / "outlet")
    yield running
    assert running.stop() == 0


def draw(path: Path) -> None:
    """A picture in the form that the name says; no other file."""
    if path.suffix.lower() in {".jpg", ".jpeg", ".png", ".gif"}:
        path.parent.mkdir(parents=True, exist_ok=True)
        Pillow.new("RGB", (640, 480), "#35607a").save(path)


def said(raw: list[raw_export.Raw], path: str) -> list[str]:
    """The words that the old site showed at a path."""
    one = next(one for one in raw if one.type in ("post", "page") and one.path == path)
    attached = raw_export.galleries(raw)
    captions = {other.id: other.caption for other in raw if other.type == "attachment"}
    return words.before(
        one.content, lambda told: words.captions_of(told, attached.get(one.id, []), captions)
    )


def bare(some: list[str]) -> list[str]:
    """Words without capitals, which a style may make, and the marks that a browser puts to `q`."""
    return [word for one in some if (word := one.casefold().strip("“”"))]


def missing(expected: list[str], shown: list[str]) -> list[str]:
    """The first words that do not come in their order; what stands between them does not matter."""
    rest = iter(shown)
    for at, word in enumerate(expected):
        if not any(other == word for other in rest):
            return expected[max(0, at - 5) : at + 5]
    return []


@pytest.mark.parametrize("path", POSTS)
def test_an_imported_post_is_read_as_it_was(
    page: Page, moved_in: RunningSite, raw: list[raw_export.Raw], path: str
) -> None:
    answer = page.goto(moved_in.url + quote(path))
    assert answer is not None
    assert answer.status == 200
    text = page.locator("main").inner_text()
    for left_over in ("<!-- wp:", "wp-block", "[caption", "[gallery", "<p>", "&amp;"):
        assert left_over not in text or left_over in " ".join(said(raw, path))
    assert missing(bare(said(raw, path)), bare(text.split())) == []
    # A story whose entry is in the record says so; one whose entry is still to come does not.
    pictures = page.locator("main article:is(.body, [data-record=body]) img, main .body img")
    assert pictures.count() >= POSTS[path]
    for one in pictures.all():
        one.scroll_into_view_if_needed()
        one.evaluate("image => image.decode()")


@pytest.mark.parametrize("path", POSTS)
def test_an_imported_post_fits_a_phone_and_everybody_can_use_it(
    new_reader: MakeReader, moved_in: RunningSite, path: str
) -> None:
    page = new_reader(viewport={"width": 360, "height": 780}).new_page()
    page.goto(moved_in.url + quote(path))
    assert page.evaluate(TOO_WIDE) == 0
    found = Axe().run(page).response["violations"]
    grave = [
        f"{one['help']}: {node['html']}"
        for one in found
        if one["impact"] in GRAVE
        for node in one["nodes"]
    ]
    assert not grave
