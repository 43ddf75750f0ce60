"""The page that checks offline speaks every language of the product, wherever the file is taken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, FileChooser, Page, expect

from masthead.core.language import direction
from masthead.reader.record import checker
from tests.browser.checking import SavedChecker, saved_checker
from tests.record.logs import policy_text
from tests.record.stories import Published

#: What it calls itself, and what it says of a genuine copy.
SPOKEN = {
    "en": (
        "Check a copy, offline",
        "genuine, as of size 3, cosigned at 2026-11-25T12:00:00Z by 3 of 3 witnesses",
    ),
    "ar": (
        "تحقّق من نسخة دون اتصال",
        "أصلي، عند الحجم 3، بتوقيع شهود عددهم 3 من أصل 3 في 25 نوفمبر 2026 في 12:00"
        " بالتوقيت العالمي",
    ),
    "fa": (
        "بررسی یک رونوشت، بی‌شبکه",
        "اصیل، تا اندازهٔ ۳، با امضای ۳ شاهد از ۳ شاهد در ۴ آذر ۱۴۰۵ ساعت ۱۲:۰۰ به وقت جهانی",
    ),
    "fr": (
        "Vérifier une copie, hors ligne",
        "authentique, à la taille 3, cosigné le 25 novembre 2026 à 12:00 (UTC)\u00a0;"
        " témoins\u00a0: 3 sur 3",
    ),
}
ALTERED = {
    "en": "altered: the byline on the page is not the published one",
    "ar": "معدَّل: ما في الصفحة ليس هو المنشور: سطر الكاتب",
    "fa": "دست‌کاری شده: آنچه در صفحه است همان نیست که منتشر شد: نام نویسندگان",
    "fr": "altéré\u00a0: ce n’est pas ce qui a été publié\u00a0: signature des auteurs",
}
#: Latin letters that readers of every script see: names of programs, formats and files.
NAMES = {"WACZ", "Masthead", "docs", "record", "format", "md"}
VIEWS: tuple[tuple[int, Literal["light", "dark"]], ...] = (
    (360, "light"),
    (768, "dark"),
    (1280, "light"),
    (1280, "dark"),
)
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
NOT_IN_IT = """
() => [...document.querySelectorAll("main *")].filter((one) => !one.closest("bdi, noscript"))
  .flatMap((one) => [...one.childNodes]).filter((one) => one.nodeType === Node.TEXT_NODE)
  .map((one) => one.textContent).join(" ")
"""


@pytest.fixture
def saved(browser: Browser, tmp_path: Path) -> Iterator[SavedChecker]:
    with saved_checker(browser, tmp_path) as made:
        yield made


def show(saved: SavedChecker, language: str) -> Page:
    """The page in a language, with a genuine page and an altered one."""
    saved.page.goto(f"{saved.saved.as_uri()}#{language}")
    story = Published()
    forged = story.page.replace("Alma Verne", "Alma Verde").encode()
    saved.choose("#policy", {"policy": policy_text()})
    given = {"page.html": story.page.encode(), "forged.html": forged, "object.json": story.object}
    saved.choose("#files", given | {"1.tlog-proof": str(story.proof).encode()})
    expect(saved.page.locator(".answer")).to_have_count(2)
    return saved.page


def says(page: Page, language: str) -> None:
    """It speaks this language, all over."""
    name, sentence = SPOKEN[language]
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("html")).to_have_attribute("dir", direction(language))
    expect(page).to_have_title(name)
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    assert page.locator(".answer b").all_inner_texts() == [sentence, ALTERED[language]]


@pytest.mark.parametrize("language", SPOKEN)
def test_it_speaks_the_language_that_its_address_asks_for(
    saved: SavedChecker, language: str
) -> None:
    page = show(saved, language)
    says(page, language)
    original = page.locator(".answer bdi[lang=en]").all_inner_texts()
    assert original == ([] if language == "en" else [SPOKEN["en"][1], ALTERED["en"]])
    if direction(language) == "rtl":
        words = re.findall("[A-Za-z]+", page.evaluate(NOT_IN_IT))
        assert set(words) == NAMES


@pytest.mark.parametrize("language", SPOKEN)
def test_nothing_is_grave_or_too_wide(saved: SavedChecker, language: str) -> None:
    page = show(saved, language)
    for width, scheme in VIEWS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate(TOO_WIDE) == 0
        assert Axe().run(page).response["violations"] == []


def test_a_keyboard_changes_the_language_and_what_was_found_stays(saved: SavedChecker) -> None:
    page = show(saved, "en")
    page.locator("body").focus()
    for name in ("English", "العربيّة", "فارسی"):
        page.keyboard.press("Tab")
        expect(page.locator(":focus")).to_have_text(name)
    page.keyboard.press("Enter")
    says(page, "fa")
    expect(page.get_by_role("link", name="فارسی")).to_have_attribute("aria-current", "true")
    assert page.locator(".names").all_inner_texts()[0] == "policy"


def answer(chooser: FileChooser) -> None:
    chooser.set_files([])


def test_the_fields_are_reached_by_keyboard_and_show_it(saved: SavedChecker) -> None:
    page = show(saved, "fa")
    # Listening throughout, and answering: so no chooser of Chromium's own opens between the two,
    # and none stays open that would hold up the next.
    page.on("filechooser", answer)
    page.get_by_role("link", name="français").focus()
    for field in ("policy", "files"):
        page.keyboard.press("Tab")
        expect(page.locator(f"#{field}")).to_be_focused()
        expect(page.locator(f".field:has(#{field})")).to_have_css("outline-width", "3px")
        with page.expect_file_chooser() as opened:
            page.keyboard.press("Enter")
        assert opened.value.element.get_attribute("id") == field


def test_a_copy_saved_as_it_is_shown_keeps_its_language_and_no_answer(saved: SavedChecker) -> None:
    whole = show(saved, "fa").content()
    saved.saved.write_text(whole)
    page = saved.page
    page.goto("about:blank")
    page.goto(saved.saved.as_uri())
    expect(page.locator("html")).to_have_attribute("lang", "fa")
    expect(page.locator(".answer, .names bdi")).to_have_count(0)
    links = page.locator("nav a").evaluate_all("all => all.map((one) => one.href)")
    assert links == [f"{saved.saved.as_uri()}#{language}" for language in SPOKEN]


def test_an_address_that_asks_for_another_language_changes_nothing(saved: SavedChecker) -> None:
    saved.page.goto(f"{saved.saved.as_uri()}#de%")
    expect(saved.page.locator("html")).to_have_attribute("lang", "en")


@pytest.mark.parametrize(
    ("language", "shown"), [("fa", "fa"), ("fa-AF", "fa"), ("fr", "fr"), ("de", "en")]
)
def test_without_scripts_it_says_why_it_does_nothing(
    browser: Browser, tmp_path: Path, language: str, shown: str
) -> None:
    file = tmp_path / "checker.html"
    file.write_text(checker.page(language))
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(file.as_uri())
    expect(page.locator("html")).to_have_attribute("dir", direction(shown))
    expect(page.get_by_role("heading", level=1)).to_have_text(SPOKEN[shown][0])
    told = page.locator("noscript p")
    assert [one.get_attribute("lang") for one in told.all()] == list(SPOKEN)
    for one in told.all():
        expect(one).to_be_visible()
        expect(one).to_contain_text("masthead verify")
    context.close()
