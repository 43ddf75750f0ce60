"""What a template is given is written down, so that an outlet can write its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import masthead
from masthead.articles.blocks import StoryBody

from .variables import taken

ROOT = Path(masthead.__file__).parent
FOLDER = ROOT / "templates/masthead"
GUIDE = (ROOT.parent.parent / "docs/templates.md").read_text()
READERS = sorted(
    str(path.relative_to(FOLDER))
    for path in FOLDER.rglob("*.html")
    if not path.is_relative_to(FOLDER / "newsroom")
)


def names_in(text: str) -> set[str]:
    """All that stands between backticks."""
    return set(re.findall(r"`(\w+)`", text))


COMMON = names_in(GUIDE.partition("## Pages")[0])


@pytest.mark.parametrize("name", [name for name in READERS if not name.startswith("blocks/")])
def test_a_template_says_what_it_is_given(name: str) -> None:
    row = re.search(rf"^\| `{re.escape(name)}` \| (.+) \|$", GUIDE, re.MULTILINE)
    assert row is not None
    assert taken(f"masthead/{name}") <= COMMON | names_in(row[1])


@pytest.mark.parametrize("name", [name for name in READERS if name.startswith("blocks/")])
def test_a_block_is_given_its_value(name: str) -> None:
    assert taken(f"masthead/{name}") <= COMMON | {"value"}


@pytest.mark.parametrize("name", re.findall(r"^\| `([\w/]+\.html)`", GUIDE, re.MULTILINE))
def test_no_template_is_described_that_does_not_exist(name: str) -> None:
    assert name in READERS


def test_every_block_has_its_template() -> None:
    for name, block in StoryBody().child_blocks.items():
        assert block.meta.template == f"masthead/blocks/{name}.html"
        assert f"blocks/{name}.html" in READERS
