"""A reader's reply: from the form, without scripts, over the newsroom's queue to its place."""

from __future__ import annotations

import re
from uuid import uuid4

from playwright.sync_api import Page, expect

from .sites import RunningSite

KIND = "discussion"


def reply_to_the_first(page: Page, site: RunningSite, text: str, email: str) -> None:
    """Follow "Reply" at the first comment, fill in the form and send it."""
    page.goto(site.address(KIND))
    page.locator("#comment-1 > .entry").get_by_role("link", name="Reply").click()
    expect(page.get_by_role("heading", name="Leave a Reply")).to_be_visible()
    page.get_by_label("Comment").fill(text)
    page.get_by_label("Name").fill("Harbour Walker")
    page.get_by_label("Email").fill(email)
    page.get_by_role("button", name="Post Comment").click()


def number_in(heading: str) -> int:
    """Return N of "N Comments on TITLE"."""
    found = re.match(r"(\d+) Comments? on ", heading)
    assert found, heading
    return int(found[1])


def test_an_impossible_email_brings_the_form_back_with_all_that_was_typed(
    plain_page: Page, site: RunningSite
) -> None:
    text = "Who painted\nthe enamel sign?"
    reply_to_the_first(plain_page, site, text, "walker@nowhere")
    field = plain_page.get_by_label("Email")
    expect(plain_page.get_by_role("alert")).to_contain_text("was not sent")
    expect(field).to_have_attribute("aria-invalid", "true")
    beside = plain_page.locator(f"#{(field.get_attribute('aria-describedby') or '').split()[-1]}")
    expect(beside).to_have_text("“walker@nowhere” is not a whole e-mail address.")
    expect(field).to_have_value("walker@nowhere")
    expect(plain_page.get_by_label("Comment")).to_have_value(text)
    expect(plain_page.get_by_label("Name")).to_have_value("Harbour Walker")
    expect(plain_page.locator("figure.quote")).to_contain_text("Comment 1")


def test_a_reply_is_held_then_approved_then_stands_under_what_it_answers(
    plain_page: Page, newsroom: Page, site: RunningSite
) -> None:
    reader, text = plain_page, f"I kept a bolt of it, number {uuid4().hex[:8]}."
    reader.goto(site.address(KIND))
    before = number_in(reader.locator("#comments-title").inner_text())

    reply_to_the_first(reader, site, text, "walker@harbour.example")
    expect(reader.get_by_role("heading", level=1)).to_contain_text("held for moderation")
    told = reader.url
    reader.goto(site.address(KIND))
    expect(reader.get_by_text(text)).to_have_count(0)

    newsroom.get_by_role("link", name=re.compile("Comments")).first.click()
    row = newsroom.locator("[data-row]", has_text=text)
    row.get_by_role("button", name="Approve").click()
    expect(newsroom.get_by_text("1 comment is shown.")).to_be_visible()
    expect(row).to_have_count(0)

    reader.goto(told)
    expect(reader.get_by_role("heading", level=1)).to_have_text("Your comment is published")
    reader.get_by_role("link", name="Back to the story").click()
    expect(reader.locator("#comments-title")).to_contain_text(f"{before + 1} Comments on ")
    entry = reader.locator("#comment-1 .comment", has_text=text)
    number = entry.locator(".no").first.inner_text()
    assert reader.url.endswith(f"#comment-{number}")
    expect(entry.locator("header").first).to_contain_text(
        re.compile(
            r"Harbour Walker\s+in reply to 1\s+//\s+\w+ \d+, \d{4} at \d\d:\d\d\s+//\s+Reply"
        )
    )


def test_one_key_approves_and_one_takes_it_back(
    plain_page: Page, newsroom: Page, site: RunningSite
) -> None:
    text = f"The gulls miss it, number {uuid4().hex[:8]}."
    reply_to_the_first(plain_page, site, text, "gull@harbour.example")
    newsroom.goto(f"{site.url}/newsroom/comments/")
    row = newsroom.locator("[data-row]", has_text=text)
    row.focus()
    row.press("a")
    expect(newsroom.get_by_text("1 comment is shown.")).to_be_visible()
    newsroom.keyboard.press("u")
    expect(newsroom.get_by_text("1 decision undone.")).to_be_visible()
    expect(row).to_have_count(1)
