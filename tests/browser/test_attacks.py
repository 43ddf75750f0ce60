"""All that people have tried, on one page, in a browser that runs scripts."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Route

from tests.comments.attacks import attacks

from .conftest import MakeReader
from .discussion import BAKE
from .sites import RunningSite

# Asked of the whole page: what ran, and what the browser had to stop.
LISTEN = """
window.ran = [];
window.stopped = [];
for (const name of ["alert", "confirm", "prompt"]) window[name] = () => window.ran.push(name);
document.addEventListener("securitypolicyviolation", (it) => window.stopped.push(it.blockedURI));
"""
# As a person would, who touches everything there is.
TOUCH = """
for (const place of document.querySelectorAll("#comments *")) {
  place.focus?.();
  for (const kind of ["mouseover", "mousemove", "focus", "blur", "animationstart", "toggle"])
    place.dispatchEvent(new Event(kind, { bubbles: true }));
}
"""
STRANGE = """
(tags) => [...document.querySelectorAll(".said *")]
  .filter((one) => !tags.includes(one.localName) || one.namespaceURI !== "http://www.w3.org/1999/xhtml"
    || [...one.attributes].some(({ name }) => !["href", "rel"].includes(name))
    || (one.href && !/^https?:/.test(one.protocol)))
  .map((one) => one.outerHTML)
"""
PLANT = """
import json
from masthead.articles.models import ArticlePage
from masthead.bake import work
from masthead.comments.models import Comment, Status
from masthead.comments.text import TAGS, render
from masthead.comments.thread import attach_all
from tests.comments.attacks import WRITTEN, attacks
page = ArticlePage.objects.get(slug="last-crane")
last = Comment.objects.latest("pk").pk
def said(text, html):
    return Comment(page=page, parent=top, status=Status.APPROVED, author_name=text[:120],
                   author_url=text[:500], text=text, html=html)
top = None
top = said("All that was tried", "")
written = WRITTEN.read_text("utf-8").splitlines()
# A page shows five hundred comments of one thread; the others share one.
others = [text.replace("\\0", "") for text in attacks() if text not in written]
together = said("The others", "".join(map(render, others)))
attach_all([top, together, *(said(text, render(text)) for text in written)])
work.bake("/harbour/last-crane/")
print(json.dumps([last, sorted(TAGS)]))
"""
REMOVE = """
from masthead.comments.models import Comment
Comment.objects.filter(pk__gt={last}, parent__isnull=False).delete()
Comment.objects.filter(pk__gt={last}).delete()
"""


@pytest.fixture(scope="module")
def allowed(site: RunningSite) -> Iterator[list[str]]:
    """The tags that a comment may have; all attacks stand under a story meanwhile."""
    last, tags = json.loads(site.run(PLANT))
    yield tags
    site.run(REMOVE.format(last=last) + BAKE)


def _without_policy(route: Route) -> None:
    """The page as a browser gets it that knows no Content-Security-Policy."""
    answer = route.fetch()
    headers = answer.headers
    assert headers.pop("content-security-policy")
    route.fulfill(response=answer, headers=headers)


@pytest.mark.parametrize("policy", ["with its policy", "without any policy"])
def test_a_page_with_all_attacks_runs_no_script_and_asks_nobody(
    new_reader: MakeReader, site: RunningSite, allowed: list[str], policy: str
) -> None:
    reader = new_reader()  # which fails for whatever asks another host; see readers.Watch
    page = reader.new_page()
    page.add_init_script(LISTEN)
    if policy.startswith("without"):
        page.route(site.address("discussion"), _without_policy)
    page.goto(site.address("discussion"))
    assert page.locator(".said").count() > 400
    assert page.evaluate(STRANGE, allowed) == []
    page.evaluate(TOUCH)
    page.keyboard.press("Tab")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("[window.ran, window.stopped]") == [[], []]
    assert page.url == site.address("discussion")


def test_the_same_attacks_do_run_where_nobody_cleans_them(browser: Browser) -> None:
    page = browser.new_page()
    page.add_init_script(LISTEN)
    raw = "".join(one for one in attacks() if one.startswith("<img") and "script" not in one)
    page.route("**/*", lambda route: route.abort())
    page.route("**/raw", lambda route: route.fulfill(body=raw, content_type="text/html"))
    page.goto("http://localhost/raw")
    page.wait_for_function("window.ran.length > 1")
    page.close()
