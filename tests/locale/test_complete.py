"""Readers and newsrooms of every language the product speaks read all of it in theirs."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from masthead.reader.record import checker

from .catalogue import DOMAINS, LANGUAGES, ROOT, compiled, messages
from .sources import PAGES, gathered, hasty, hidden, unmarked


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_word_of_a_page_can_be_translated(path: Path) -> None:
    assert unmarked(path.read_text()) == []


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<p>Read on</p>", ["Read on"]),
        ('<img alt="A boat">', ["A boat"]),
        ('<ul data-copied="Copied">', ["Copied"]),
        ("{% if a %}or{% endif %}", ["or"]),
        ("{% blocktranslate %}Read on{% endblocktranslate %}", []),
        ('<b title="{% translate "Read on" %}">{# Why #}{{ name }} · 404</b>', []),
    ],
)
def test_words_that_cannot_be_translated_are_found(source: str, words: list[str]) -> None:
    assert unmarked(source) == words


@pytest.mark.parametrize(("language", "domain"), [*product(LANGUAGES, DOMAINS)])
def test_everything_is_translated(language: str, domain: str) -> None:
    said = gathered() if domain == "django" else set(checker.marked(checker.script()))
    assert len(said) > 100
    known = messages(language, domain)
    assert sorted(said ^ known.keys()) == [], "say make messages"
    assert sorted(key for key, one in known.items() if not one.is_translated) == []


def test_no_module_is_translated_once_and_for_all() -> None:
    assert [text for path in ROOT.rglob("*.py") for text in hasty(path)] == []


def test_no_string_hides_from_the_gathering() -> None:
    assert [text for path in ROOT.rglob("*.py") for text in hidden(path)] == []


def test_a_string_that_hides_is_found(tmp_path: Path) -> None:
    module = tmp_path / "hiding.py"
    module.write_text("def said(name):\n    return f'<b>{escape(_(\"Name\"))}</b> {name}'\n")
    assert hidden(module) == ["_('Name')"]


def test_a_translation_made_too_early_is_found(tmp_path: Path) -> None:
    module = tmp_path / "early.py"
    module.write_text(
        "from django.utils.translation import gettext as _, gettext_lazy\n"
        "class Form:\n    label, late = _('Name'), gettext_lazy('Name')\n"
        "def said():\n    return _('Name')\n"
    )
    assert hasty(module) == ["_('Name')"]


@pytest.mark.parametrize(("language", "domain"), [("en", "django"), *product(LANGUAGES, DOMAINS)])
def test_what_runs_is_what_was_written(language: str, domain: str) -> None:
    expected: dict[str | tuple[str, int], str] = {}
    for message in messages(language, domain).values():
        if message.is_translated and message.plural:
            expected |= {(message.key, number): form for number, form in enumerate(message.forms)}
        elif message.is_translated:
            expected[message.key] = message.forms[0]
    found = dict(compiled(language, domain)._catalog)  # type: ignore[attr-defined]  # noqa: SLF001 - the whole of it
    del found[""]
    assert found == expected, "say make messages"
