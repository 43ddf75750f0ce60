"""A translation begun, compared and confirmed at a keyboard."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from .conftest import SignIn
from .sites import RunningSite

CORRECT = """
from masthead.articles.models import ArticlePage
page = ArticlePage.objects.get(slug="last-crane", language="en").live_revision.as_object()
body = page.body.get_prep_value()
body[0]["value"] = "<p>Now the last crane of the harbour was taken down.</p>"
page.body, page.change, page.change_note = body, "correction", "It was the last one."
page.save_revision().publish()
"""


def press(tab: Page, name: str) -> None:
    """Go to a button or link by its name, and press it without the mouse."""
    found = tab.get_by_role("main").locator("a, button").filter(has_text=name).first
    found.focus()
    tab.keyboard.press("Enter")


def test_a_story_is_translated_without_a_mouse(site: RunningSite, sign_in_as: SignIn) -> None:
    tab = sign_in_as("editor")
    tab.goto(f"{site.url}/newsroom/translations/?q=crane")
    press(tab, "crane")
    tab.locator("input[name=language]").focus()
    tab.keyboard.type("fr")
    tab.keyboard.press("Enter")
    # The original stands inside the frame of each block, in its own language.
    beside = tab.locator("[data-streamfield-child] .beside").first
    beside.wait_for()
    expect(beside).to_contain_text("not translated yet")
    expect(beside).to_have_attribute("lang", "en")
    expect(tab.locator("[data-originals-left]")).to_be_hidden()
    site.run(CORRECT)
    tab.reload()
    beside.wait_for()
    expect(beside).to_contain_text("changed in the original")
    expect(beside.locator("ins").first).to_contain_text("Now")
    press(tab, "see what, and confirm")
    tab.wait_for_url("**/compare/")
    expect(tab.get_by_role("main")).to_contain_text("The original has changed")
    press(tab, "Confirm: it agrees")
    tab.get_by_text("against revision").wait_for()
    expect(tab.get_by_role("main")).to_contain_text("It agrees with the original")


def test_a_shared_source_stands_where_its_field_would(
    site: RunningSite, sign_in_as: SignIn
) -> None:
    tab = sign_in_as("editor")
    tab.goto(f"{site.url}/newsroom/translations/?q=dredge")
    press(tab, "dredge")
    tab.locator("input[name=language]").focus()
    tab.keyboard.type("fr")
    tab.keyboard.press("Enter")
    shared = tab.locator("[data-streamfield-child] .beside [data-shared]")
    shared.wait_for()
    expect(shared).to_contain_text("https://harbour-board.example/hearings/buoy-7/transcript")
    expect(tab.locator("[data-contentpath=source_url]")).to_be_hidden()
    expect(tab.locator("[data-contentpath=attribution]").first).to_be_visible()
