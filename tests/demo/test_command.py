"""`masthead demo` as an operator meets it."""

import pytest
from click.testing import CliRunner

from masthead.articles.models import ArticlePage
from masthead.demo.command import demo

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("loaded"),
    pytest.mark.xdist_group("demo"),
]


def test_a_second_load_says_that_nothing_was_done() -> None:
    result = CliRunner().invoke(demo, ["load"])
    assert result.exit_code == 0
    assert "Nothing done" in result.output


def test_removal_asks_first() -> None:
    result = CliRunner().invoke(demo, ["remove"], input="n\n")
    assert result.exit_code == 1
    assert ArticlePage.objects.exists()


def test_removal_says_how_much_went() -> None:
    result = CliRunner().invoke(demo, ["remove", "--yes"])
    assert result.exit_code == 0
    assert "things of the demo are gone" in result.output
    assert not ArticlePage.objects.exists()
