"""A discussion as it goes on: news, a siege, second thoughts, reports, and the moderator's keys."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.processes import wait_for

from .discussion import BAKE, PLANT
from .readers import come_back_until
from .sites import RunningSite

pytestmark = pytest.mark.usefixtures("discussion_as_before")

BETWEEN_ROUNDS = 31_000  # milliseconds; thread.js asks every thirty seconds
SAME = "The board has known of the rust since the spring, and nobody was told of it."


def write(page: Page, text: str, name: str = "Wilma Ashdown") -> None:
    """Fill in the form under the story."""
    page.fill('[name="text"]', text)
    page.fill('[name="name"]', name)
    page.fill('[name="email"]', "wilma@reader.example")


def test_what_is_new_is_offered_and_nothing_that_somebody_types_is_lost(
    page: Page, site: RunningSite
) -> None:
    page.clock.install()
    page.goto(site.address("discussion"))
    typing = page.locator('[name="text"]')
    typing.press_sequentially("Half a sent")
    button = page.get_by_role("button", name="Show new comments")
    expect(button).to_be_hidden()
    words = "Said while somebody else was writing."
    site.run(PLANT.format(texts=[words], status="APPROVED", name="Ines") + BAKE)

    def is_offered() -> bool:
        page.clock.fast_forward(BETWEEN_ROUNDS)
        page.wait_for_load_state("networkidle")
        return button.is_visible()

    wait_for(is_offered)
    expect(typing).to_be_focused()
    typing.press_sequentially("ence")
    expect(page.locator("#comments > .thread")).not_to_contain_text(words)
    button.press("Enter")
    new = page.locator("#comments > .thread > li", has_text=words)
    # Whether the window has the focus as well is the machine's affair.
    wait_for(lambda: new.evaluate("it => it === document.activeElement"))
    expect(button).to_be_hidden()
    expect(typing).to_have_value("Half a sentence")


def test_under_siege_scripts_work_and_who_has_none_is_told_what_to_do(
    page: Page, plain_page: Page, moderator: Page, site: RunningSite
) -> None:
    moderator.goto(f"{site.url}/newsroom/comments/")
    moderator.get_by_text("Under attack?").press("Enter")
    moderator.get_by_role("button", name="Hold everything").press("Enter")
    expect(moderator.get_by_role("button", name="End the siege")).to_be_visible()
    try:
        page.goto(site.address("discussion"))
        come_back_until(page.locator(".siege"))
        write(page, "I was there when it began.")
        page.wait_for_function(
            "document.forms[0].elements.proof?.value || document"
            ".querySelector('[name=proof]').value"
        )
        page.get_by_role("button", name="Post Comment").click()
        expect(page.locator("h1")).to_contain_text("held")

        plain_page.goto(site.address("discussion"))
        write(plain_page, "I was there when it ended.")
        for _press in range(2):  # too early as well
            plain_page.get_by_role("button", name="Post Comment").click()
            expect(plain_page.locator("main")).to_contain_text("seconds it can be sent")
            expect(plain_page.locator(".said")).to_have_text("I was there when it ended.")
    finally:
        moderator.get_by_role("button", name="End the siege").press("Enter")
        expect(moderator.get_by_text("Under attack?")).to_be_visible()
    page.goto(site.address("discussion"))
    come_back_until(page.locator(".siege"), count=0)


def test_second_thoughts_need_no_script_and_no_mouse(plain_page: Page, site: RunningSite) -> None:
    reader = plain_page
    reader.goto(site.address("discussion"))
    write(reader, "It stood there for forty years.")
    reader.get_by_role("button", name="Post Comment").press("Enter")
    reader.get_by_text("Change the text").press("Enter")
    reader.fill('[name="text"]', "It stood there for fifty years.")
    reader.get_by_role("button", name="Save the change").press("Enter")
    expect(reader.locator(".said")).to_have_text("It stood there for fifty years.")

    take_back = reader.get_by_role("button", name="Take it back")
    reader.get_by_text("Take the comment back").press("Enter")
    take_back.press("Enter")
    expect(reader.locator(".wrong")).to_contain_text("Tick the box first")
    reader.get_by_role("checkbox").press(" ")
    take_back.press("Enter")
    expect(reader.locator("h1")).to_contain_text("taken back")
    expect(reader.locator("main")).not_to_contain_text("fifty years")


def test_a_report_reaches_the_moderator_who_lets_the_comment_stand(
    plain_page: Page, moderator: Page, site: RunningSite
) -> None:
    reader = plain_page
    reader.goto(site.address("discussion"))
    reader.locator("a.report").first.press("Enter")
    reader.fill('[name="reason"]', "He was never there.")
    reader.get_by_role("button", name="Report this").press("Enter")
    expect(reader.get_by_text("A moderator will look at it")).to_be_visible()
    reader.get_by_role("link", name="Back to the story").press("Enter")
    expect(reader.locator("#comments")).to_be_visible()

    moderator.goto(f"{site.url}/newsroom/comments/?state=reported")
    row = moderator.locator("[data-row]", has_text="He was never there.")
    expect(row).to_have_count(1)
    moderator.keyboard.press("j")
    with moderator.expect_navigation():
        moderator.keyboard.press("a")
    expect(moderator.locator(".messages")).to_contain_text("1 comment stays.")
    expect(row).to_have_count(0)


def test_a_moderator_sees_the_same_beside_it_answers_and_refuses_by_keys_alone(
    moderator: Page, site: RunningSite
) -> None:
    desk, keys = moderator, moderator.keyboard
    site.run(PLANT.format(texts=[SAME, f"{SAME} Look!"], status="PENDING", name="Same Reader"))
    desk.goto(f"{site.url}/newsroom/comments/?q=Same+Reader")
    rows = desk.locator("[data-row]")
    expect(rows).to_have_count(2)
    keys.press("j")
    keys.press("j")
    keys.press("c")
    expect(desk.locator("#id_text")).to_be_focused()
    expect(desk.locator(".queue-beside")).to_contain_text("% alike")
    expect(desk.locator(".queue-beside")).to_contain_text(SAME)
    keys.type("The minutes are public.")
    keys.press("Tab")
    keys.press("Enter")
    expect(desk.locator(".messages")).to_contain_text("Your answer is published")

    desk.goto(f"{site.url}/newsroom/comments/?q=Same+Reader")
    expect(rows).to_have_count(1)
    expect(rows.first).to_be_focused()  # where the answered one stood, or the last
    keys.press("c")
    expect(desk.locator("#id_text")).to_be_focused()
    keys.press("Shift+Tab")
    with desk.expect_navigation():
        keys.press("r")
    expect(desk.locator(".messages")).to_contain_text("1 comment is refused.")
    with desk.expect_navigation():
        keys.press("u")
    expect(desk.locator(".messages")).to_contain_text("1 decision undone.")
