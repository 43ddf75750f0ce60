"""From a reader's reply to the story, by way of the newsroom."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from .discussion import PLANT
from .readers import come_back_until
from .sites import RunningSite

pytestmark = pytest.mark.usefixtures("discussion_as_before")

ATTACKS = [
    "<script>document.title='hacked'</script>",
    "<img src=x onerror=document.title='hacked'>",
    "[click](javascript:document.title='hacked')",
    "<svg/onload=document.title='hacked'>",
    "![x](x\" onerror=\"document.title='hacked')",
    "<a href='http://a.example' onmouseover=document.title='hacked'>x</a>",
    "`</code><script>document.title='hacked'</script>`",
    "<!--><script>document.title='hacked'</script>-->",
]


def test_a_reply_without_scripts_is_held_approved_by_one_key_and_read_under_the_story(
    plain_page: Page, moderator: Page, site: RunningSite
) -> None:
    reader, words = plain_page, "The crane was painted green in my childhood."
    reader.goto(site.address("discussion"))
    before = int(reader.locator("#comments-title").inner_text().split()[0])
    reader.locator(".comment a.reply").first.click()
    parent = reader.locator('[name="parent"]').input_value()
    reader.fill('[name="text"]', words)
    reader.fill('[name="name"]', "Wilma Ashdown")
    reader.fill('[name="email"]', "wilma@")
    reader.click("text=Post Comment")

    field = reader.locator('[name="email"]')
    expect(field).to_have_attribute("aria-invalid", "true")
    beside = reader.locator(f"#{field.get_attribute('aria-describedby')}")
    expect(beside).to_contain_text("not a whole e-mail address")
    expect(reader.locator('[name="text"]')).to_have_value(words)

    field.fill("wilma@reader.example")
    reader.click("text=Post Comment")
    expect(reader.locator("h1")).to_contain_text("held")
    told = reader.url
    reader.click("text=Back to the story")
    expect(reader.locator(".comments")).not_to_contain_text(words)

    moderator.goto(f"{site.url}/newsroom/comments/?q=Wilma")
    row = moderator.locator("[data-row]", has_text=words)
    expect(row).to_have_count(1)
    moderator.keyboard.press("j")
    expect(row).to_be_focused()
    with moderator.expect_navigation():
        moderator.keyboard.press("a")
    expect(moderator.locator(".messages")).to_contain_text("1 comment is shown.")
    expect(row).to_have_count(0)

    reader.goto(told)
    expect(reader.locator("h1")).to_contain_text("published")
    reader.click("text=Back to the story")
    entry = reader.locator(f"#comment-{parent} .comment", has_text=words)
    come_back_until(entry)
    expect(reader.locator("#comments-title")).to_contain_text(f"{before + 1} Comments on ")
    number = entry.locator(".no").inner_text()
    assert reader.url.endswith(f"#comment-{number}")
    head = (
        rf"Wilma Ashdown\s+in reply to {parent}\s+//\s+\w+ \d+, \d{{4}} at \d\d:\d\d\s+//\s+Reply"
    )
    expect(entry.locator("header")).to_have_text(re.compile(head))
    assert reader.context.cookies() == []


def test_undo_is_one_key_too(moderator: Page, site: RunningSite) -> None:
    name = "Undone Reader"
    site.run(PLANT.format(texts=["One", "Two"], status="PENDING", name=name))
    moderator.goto(f"{site.url}/newsroom/comments/?q=Undone")
    rows = moderator.locator("[data-row]")
    expect(rows).to_have_count(2)
    moderator.keyboard.press("j")
    moderator.keyboard.press("j")
    expect(rows.nth(1)).to_be_focused()
    moderator.keyboard.press("k")
    expect(rows.nth(0)).to_be_focused()
    with moderator.expect_navigation():
        moderator.keyboard.press("s")
    expect(rows).to_have_count(1)
    expect(rows.first).to_be_focused()
    with moderator.expect_navigation():
        moderator.keyboard.press("u")
    expect(rows).to_have_count(2)


def test_several_are_decided_together(moderator: Page, site: RunningSite) -> None:
    site.run(PLANT.format(texts=["One", "Two", "Three"], status="PENDING", name="Bulk Reader"))
    moderator.goto(f"{site.url}/newsroom/comments/?q=Bulk+Reader")
    moderator.check("[data-all]")
    with moderator.expect_navigation():
        moderator.click('button[name="all"][value="reject"]')
    expect(moderator.locator(".messages")).to_contain_text("3 comments are refused.")
    expect(moderator.locator("[data-row]")).to_have_count(0)


def test_keys_do_nothing_while_somebody_types(moderator: Page, site: RunningSite) -> None:
    site.run(PLANT.format(texts=["One"], status="PENDING", name="Typed Reader"))
    moderator.goto(f"{site.url}/newsroom/comments/?q=Typed+Reader")
    reason = moderator.locator('[name^="reason-"]')
    reason.press_sequentially("as ru")
    expect(reason).to_have_value("as ru")
    expect(moderator.locator("[data-row]")).to_have_count(1)


def test_new_comments_are_offered_only_when_there_are_any(page: Page, site: RunningSite) -> None:
    page.goto(site.address("discussion"))
    page.locator("#respond").scroll_into_view_if_needed()

    offer = page.get_by_role("button", name="Show new comments", include_hidden=True)
    expect(offer).to_have_count(1)
    expect(offer).to_be_hidden()


def test_nothing_a_reader_writes_runs_or_breaks_the_page(page: Page, site: RunningSite) -> None:
    long_word = "w" * 3000
    site.run(PLANT.format(texts=[*ATTACKS, long_word], status="APPROVED", name="Eve"))
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(site.address("discussion"))
    come_back_until(page.locator(".comment", has_text=long_word))
    assert "hacked" not in page.title()
    assert page.locator(".said :is(script, img, svg, iframe, [onerror], [onload])").count() == 0
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 360
