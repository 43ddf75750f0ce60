"""Style sheets and templates that hold in both directions of writing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "src/masthead"
SHEETS = sorted((PACKAGE / "static").rglob("*.css"))
# Sides of the paper instead of the line. `left` and `right` as values, or in names of properties.
SIDES = re.compile(r"(?<![\w-])(?:[a-z]+-)*(?:left|right)(?:-[a-z]+)*(?=\s*[:;}])")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_a_style_sheet_names_no_side_of_the_paper(sheet: Path) -> None:
    css = COMMENT.sub("", sheet.read_text())
    assert SIDES.findall(css) == []


def test_the_readers_sheet_slants_spaces_or_capitalises_no_arabic_script() -> None:
    css = COMMENT.sub("", (PACKAGE / "static/masthead/css/site.css").read_text())
    assert "text-transform" not in css
    spaced = re.findall(r"letter-spacing:\s*([^;}]+)", css)
    # All but 0 and what hangs on the variable, which is 0 there, is only for the pause mark.
    fixed = {value.strip() for value in spaced if "--tracking" not in value} - {"0"}
    assert fixed == {"0.4em"}
    assert "--tracking: 0em" in css


def test_no_template_names_a_side_of_the_paper() -> None:
    for path in (PACKAGE / "templates/masthead").rglob("*.html"):
        assert not re.search(r"style=\"[^\"]*(?:left|right)", path.read_text()), path.name
