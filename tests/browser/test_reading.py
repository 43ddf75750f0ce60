"""A reader's way through the outlet."""

from __future__ import annotations

import json
import re

from playwright.sync_api import Page, expect

from .sites import RunningSite

# Counted by hand, as it were: not by what counts for the pages. A box counts what can be read in
# the language of the page.
COUNTS = """
import json
from masthead.articles.models import ArticlePage
counts = {}
for story in ArticlePage.objects.filter(live=True, language__in=["", "en"]):
    for name in {line.person.name for line in story.bylines.all()}:
        counts[name] = counts.get(name, 0) + 1
print(json.dumps(counts))
"""


def stories_listed(page: Page) -> int:
    """Go through all sheets of a list; return how many stories stand on them."""
    listed = page.locator("main .teaser").count()
    older = page.get_by_role("link", name="Older stories")
    while older.count():
        older.click()
        listed += page.locator("main .teaser").count()
    return listed


def test_a_reader_goes_from_the_front_page_over_a_story_to_all_of_its_author(
    page: Page, site: RunningSite
) -> None:
    page.goto(site.url)
    headline = page.locator("main h2 a, main h1 a").first
    title = headline.inner_text()
    headline.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)

    box = page.locator(".author h2").first
    told = re.fullmatch(r"About (.+) \((\d+) Articles?\)", box.inner_text())
    assert told, box.inner_text()
    name, count = told[1], int(told[2])
    assert count > 1
    assert count == json.loads(site.run(COUNTS))[name]

    box.get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    expect(page.get_by_role("heading", level=2, name=f"{count} Articles")).to_be_visible()
    assert stories_listed(page) == count


def test_every_name_in_a_byline_has_a_box_with_the_right_count(
    page: Page, site: RunningSite
) -> None:
    page.goto(site.address("article"))
    names = page.locator(".byline a").all_inner_texts()
    assert len(names) == 3  # two authors, and who made the pictures
    counts = json.loads(site.run(COUNTS))
    for name in names:
        said = f"About {name} ({counts[name]} Article{'s' if counts[name] > 1 else ''})"
        expect(page.locator(".author h2", has_text=said)).to_be_visible()


def test_a_search_marks_the_words_it_found(page: Page, site: RunningSite) -> None:
    page.goto(site.url)
    page.get_by_role("link", name="Search").click()
    page.get_by_role("searchbox").fill("lighthouse")
    page.get_by_role("searchbox").press("Enter")
    expect(page.get_by_role("status").filter(has_text="“lighthouse”")).to_be_visible()
    expect(page.locator("main mark").first).to_have_text(re.compile("^lighthouse", re.IGNORECASE))


def test_a_reader_who_does_not_know_the_address_is_shown_the_way(
    page: Page, site: RunningSite
) -> None:
    page.goto(site.address("missing"))
    page.get_by_role("main").get_by_role("searchbox").fill("ferry")
    page.get_by_role("main").get_by_role("button", name="Search").click()
    expect(page.locator("main .teaser, main article").first).to_be_visible()
