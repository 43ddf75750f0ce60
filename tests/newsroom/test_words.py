import gettext
import re
from pathlib import Path

import wagtail

import masthead

FOLDER = Path(masthead.__file__).parent / "locale" / "en" / "LC_MESSAGES"
PAIR = re.compile(r'^msgid "(.+)"\nmsgstr "(.+)"$', re.MULTILINE)


def test_the_compiled_words_are_those_of_the_list() -> None:
    with (FOLDER / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    pairs = PAIR.findall((FOLDER / "django.po").read_text())
    assert len(pairs) > 20
    assert {word: compiled.gettext(word) for word, _ours in pairs} == dict(pairs)


def test_each_word_that_is_replaced_is_still_one_of_wagtails() -> None:
    sources = Path(wagtail.__file__).parent
    texts = "".join(
        path.read_text()
        for folder in ("admin", "models")
        for path in (sources / folder).rglob("*.*")
        if path.suffix in {".py", ".html"}
    )
    missing = [
        word
        for word, _ours in PAIR.findall((FOLDER / "django.po").read_text())
        if word not in texts
    ]
    assert missing == []
