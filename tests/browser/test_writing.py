"""From the first word to the reader, through the newsroom as a reporter and an editor see it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .conftest import MakeReader, sign_in
from .sites import RunningSite

DESK = {"viewport": {"width": 1440, "height": 1000}}
ACCOUNT = """
from masthead.cli.accounts import add_account
from masthead.people.models import User
if not User.objects.filter(email="{role}@desk.example").exists():
    add_account("{role}@desk.example", "{role}", "for one test")
"""

SignIn = Callable[[str], Page]


@pytest.fixture
def sign_in_as(new_reader: MakeReader, site: RunningSite) -> SignIn:
    """Return a tab in which somebody of a role is signed in."""

    def as_role(role: str) -> Page:
        site.run(ACCOUNT.format(role=role))
        tab = new_reader(**DESK).new_page()
        return sign_in(tab, site, f"{role}@desk.example", "for one test")

    return as_role


def begin_story(tab: Page, headline: str) -> None:
    tab.click("text=New story")
    tab.fill("#id_title", headline)
    tab.locator(".desk-words .public-DraftEditor-content").first.click()
    tab.keyboard.type("The quay was full before five.")
    # The editor puts what was typed into the form a quarter of a second later.
    expect(tab.locator("[name=body-0-value]")).to_have_value(re.compile("before five"))


def approve(tab: Page, site: RunningSite, headline: str) -> None:
    tab.goto(f"{site.url}/newsroom/")
    row = tab.locator("tr", has_text=headline)
    row.locator("[data-w-dropdown-target=toggle]").click()
    with tab.expect_navigation():
        tab.locator("button:visible", has_text="Approve").first.click()


def test_a_story_goes_from_the_first_word_to_its_readers(
    sign_in_as: SignIn, site: RunningSite, page: Page
) -> None:
    headline = "The night ferry comes back"
    reporter = sign_in_as("reporter")
    begin_story(reporter, headline)
    reporter.select_option("#id_section", index=1)
    reporter.fill("#id_no_byline_reason", "Compiled from public notices")
    reporter.locator("footer [data-w-dropdown-target=toggle]").click()
    reporter.click("text=Submit to the desk")
    expect(reporter).to_have_url(f"{site.url}/newsroom/stories/")
    expect(reporter.locator("tr", has_text=headline)).to_contain_text("review")
    editor = sign_in_as("editor")
    approve(editor, site, headline)
    approve(editor, site, headline)
    page.goto(site.url)
    page.click(f"text={headline}")
    expect(page.locator("h1")).to_have_text(headline)
    expect(page.locator("body")).to_contain_text("The quay was full before five.")


def test_fields_turn_with_the_language_of_the_story(sign_in_as: SignIn) -> None:
    tab = sign_in_as("reporter")
    begin_story(tab, "بندر")
    expect(tab.locator("#id_title")).to_have_attribute("dir", "ltr")
    tab.click("text=Kicker, place and language")
    tab.fill("#id_language", "fa")
    for field in ("#id_title", "#id_standfirst", "#id_kicker", ".desk-words .Draftail-Editor"):
        expect(tab.locator(field).first).to_have_attribute("dir", "rtl")
        expect(tab.locator(field).first).to_have_attribute("lang", "fa")
    assert tab.locator("#id_slug").get_attribute("dir") is None
    assert tab.locator("html").get_attribute("dir") == "ltr"
    paragraph = tab.locator(".desk-words .public-DraftStyleDefault-block").first
    assert paragraph.evaluate("it => getComputedStyle(it).direction") == "rtl"
    tab.fill("#id_language", "ar-Latn")
    expect(tab.locator("#id_title")).to_have_attribute("dir", "ltr")
