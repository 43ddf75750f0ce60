"""Pages for readers are light, and nothing in them needs another host or an inline script."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

import masthead

ROOT = Path(masthead.__file__).parent
STATIC = ROOT / "static/masthead"
TEMPLATES = ROOT / "templates/masthead"
READERS = [p for p in TEMPLATES.rglob("*.html") if not p.is_relative_to(TEMPLATES / "newsroom")]
# Saved and used without a network: it carries its script and style, and a policy of its own.
SAVED = TEMPLATES / "record/checker.html"
KB = 1_000


def test_the_style_sheet_fits_its_budget() -> None:
    sheet = (STATIC / "css/site.css").read_bytes()
    assert len(gzip.compress(sheet)) < 12 * KB


def test_the_scripts_fit_their_budget() -> None:
    usual = set((STATIC / "js").glob("*.js")) - {STATIC / "js/proof.js"}  # under siege only
    assert sum(path.stat().st_size for path in usual) < 10 * KB


def test_every_font_comes_with_its_licence() -> None:
    families = {path.name.partition("-")[0] for path in (STATIC / "fonts").glob("*.woff2")}
    licences = {path.name.partition("-")[0] for path in (STATIC / "fonts").glob("*-OFL.txt")}
    assert families == licences


def test_the_style_sheet_asks_no_other_host() -> None:
    asked = re.findall(r"url\(\"?([^\")]+)", (STATIC / "css/site.css").read_text())
    assert asked
    assert all((STATIC / "css" / path).resolve().is_file() for path in asked)


@pytest.mark.parametrize("word", ["left", "right", "top", "bottom", "width", "height"])
def test_the_style_sheet_names_no_side(word: str) -> None:
    sheet = (STATIC / "css/site.css").read_text()
    sided = rf"[{{;]\s*(?:(?:margin|padding|border|inset)-{word}|(?:min-|max-)?{word}):"
    assert not re.findall(sided, sheet)


@pytest.mark.parametrize(
    "path", [path for path in READERS if path != SAVED], ids=lambda path: path.name
)
def test_a_page_carries_no_inline_script_or_style(path: Path) -> None:
    text = path.read_text()
    assert not re.findall(r"\sstyle=|\son\w+=|<style", text)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text))


@pytest.mark.parametrize("path", READERS, ids=lambda path: path.name)
def test_a_page_loads_nothing_from_elsewhere(path: Path) -> None:
    loading = re.findall(
        r"<(?:script|img|iframe|source|video|audio|link)\b[^>]*>", path.read_text()
    )
    assert not [tag for tag in loading if re.search(r"(?:src|srcset|href)=\"(?:https?:)?//", tag)]
