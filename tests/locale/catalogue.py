"""Catalogues as people write them: the .po form of GNU gettext, read with Python alone."""

from __future__ import annotations

import gettext
import json
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import masthead

ROOT = Path(masthead.__file__).parent
FOLDER = ROOT / "locale"
LANGUAGES = ("ar", "fa", "fr")
DOMAINS = ("django", "djangojs")  # what Python and templates say, and what scripts say
KEYWORD = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr)(?:\[\d\])? (".*")')


@dataclass
class Message:
    """One entry; ``forms`` holds one translation, or one for each plural form."""

    context: str = ""
    single: str = ""
    plural: str = ""
    forms: list[str] = field(default_factory=list)
    fuzzy: bool = False

    @property
    def key(self) -> str:
        """What gettext looks up."""
        return f"{self.context}\x04{self.single}" if self.context else self.single

    @property
    def is_translated(self) -> bool:
        """Whether readers get it; gettext leaves out what is guessed."""
        return bool(self.forms) and all(self.forms) and not self.fuzzy


@cache
def messages(language: str, domain: str = "django") -> dict[str, Message]:
    """All entries of a catalogue by what gettext looks up, the header left out."""
    text = (FOLDER / language / "LC_MESSAGES" / f"{domain}.po").read_text()
    entries = [_read(part) for part in text.split("\n\n")]
    return {entry.key: entry for entry in entries if entry.single}


@cache
def compiled(language: str, domain: str = "django") -> gettext.GNUTranslations:
    """The catalogue that runs."""
    with (FOLDER / language / "LC_MESSAGES" / f"{domain}.mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def _read(part: str) -> Message:
    entry = Message()
    last = ""
    for line in part.splitlines():
        if line.startswith("#,") and "fuzzy" in line:
            entry.fuzzy = True
        elif match := KEYWORD.fullmatch(line):
            last = match[1]
            _add(entry, last, json.loads(match[2]), begins=True)
        elif line.startswith('"'):
            _add(entry, last, json.loads(line), begins=False)
    return entry


def _add(entry: Message, keyword: str, text: str, *, begins: bool) -> None:
    if keyword == "msgstr" and begins:
        entry.forms.append(text)
    elif keyword == "msgstr":
        entry.forms[-1] += text
    else:
        name = {"msgctxt": "context", "msgid": "single", "msgid_plural": "plural"}[keyword]
        setattr(entry, name, getattr(entry, name) + text)
