"""From the first word to the reader, through the newsroom as a reporter and an editor see it."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from .conftest import SignIn
from .readers import come_back_until
from .sites import RunningSite


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


def choose_author(tab: Page, name: str) -> None:
    tab.click("text=Add name")
    tab.click("#id_bylines-0-person-chooser .unchosen button")
    tab.locator(".modal-dialog").get_by_role("link", name=name).first.click()
    expect(tab.locator("#id_bylines-0-person-chooser")).to_contain_text(name)


def test_a_story_goes_from_the_first_word_to_its_readers(
    sign_in_as: SignIn, site: RunningSite, page: Page
) -> None:
    headline = "The night ferry comes back"
    reporter = sign_in_as("reporter")
    begin_story(reporter, headline)
    reporter.fill("#id_standfirst", "It sails from Thursday.")
    reporter.select_option("#id_section", label="News")
    choose_author(reporter, "Tomas Verrin")
    reporter.locator("footer [data-w-dropdown-target=toggle]").click()
    reporter.click("text=Submit to the desk")
    expect(reporter).to_have_url(f"{site.url}/newsroom/stories/")
    expect(reporter.locator("tr", has_text=headline)).to_contain_text("review")
    editor = sign_in_as("editor")
    approve(editor, site, headline)
    approve(editor, site, headline)
    page.goto(site.url)
    come_back_until(page.locator(".front").get_by_role("link", name=headline).first)
    page.click(f"text={headline}")
    expect(page).to_have_url(f"{site.url}/news/the-night-ferry-comes-back/")
    expect(page.locator("h1")).to_have_text(headline)
    expect(page.locator(".standfirst").first).to_have_text("It sails from Thursday.")
    expect(page.locator(".byline")).to_contain_text("Tomas Verrin")
    expect(page.locator("body")).to_contain_text("The quay was full before five.")


def test_the_preview_is_the_readers_page_on_telephone_tablet_and_desk(sign_in_as: SignIn) -> None:
    tab, headline = sign_in_as("reporter"), "A bell for the breakwater"
    begin_story(tab, headline)
    tab.select_option("#id_section", label="Harbour")
    tab.get_by_role("button", name="Toggle preview").click()
    frame = tab.locator("#w-preview-iframe")
    for size, width in (("mobile", 375), ("tablet", 768), ("desktop", 1280)):
        tab.locator(f"[name=preview-size][value={size}]").check(force=True)
        expect(frame.content_frame.locator("h1")).to_have_text(headline)
        expect(frame.content_frame.locator("header.masthead")).to_be_visible()
        assert frame.evaluate("it => it.contentWindow.innerWidth") == width


def test_fields_turn_with_the_language_of_the_story(sign_in_as: SignIn) -> None:
    tab = sign_in_as("reporter")
    begin_story(tab, "بندر")
    expect(tab.locator("#id_title")).to_have_attribute("dir", "ltr")
    tab.click("text=Kicker, place and language")
    tab.fill("#id_language", "fa")
    for field in ("#id_title", "#id_standfirst", "#id_kicker", ".desk-words .Draftail-Editor"):
        expect(tab.locator(field).first).to_have_attribute("dir", "rtl")
        expect(tab.locator(field).first).to_have_attribute("lang", "fa")
    expect(tab.locator("#id_slug")).to_have_attribute("dir", "auto")  # in letters of either kind
    assert tab.locator("html").get_attribute("dir") == "ltr"
    paragraph = tab.locator(".desk-words .public-DraftStyleDefault-block").first
    assert paragraph.evaluate("it => getComputedStyle(it).direction") == "rtl"
    tab.fill("#id_language", "ar-Latn")
    expect(tab.locator("#id_title")).to_have_attribute("dir", "ltr")
