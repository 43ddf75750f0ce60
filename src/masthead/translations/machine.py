"""Machine translation by a plug-in: what it made is marked until a person has read it.

The setting ``translation_provider`` names a function, ``package.module:function``. It is called as
``function(texts, from_language, to_language)`` and returns as many texts. A text with markup comes
as HTML and has to keep its tags.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from masthead.core.bidi import neutral
from masthead.core.text import printable

from .baking import bake
from .models import MachineText
from .words import FIELDS, HTML, VALUE, Passage, kind_of, passages, place_of, walk

if TYPE_CHECKING:
    from datetime import datetime

    from masthead.articles.models import ArticlePage
    from masthead.people.models import User

    from .models import Translation

Provider = Callable[[Sequence[str], str, str], Sequence[str]]

NOT_TRANSLATED = frozenset({"code", "html", "embed"})  # blocks in which a word may be a command
_TAG = re.compile(r"<[^<>]*>?")


class ProviderError(Exception):
    """The plug-in cannot be used, or gave back something else than it was asked for."""


@dataclass(frozen=True)
class Made:
    """What of a page is still as a machine made it."""

    is_checked: bool
    checked_by: str  # a name that readers know already, or nothing
    checked_at: datetime | None


def is_offered() -> bool:
    """Whether the outlet has chosen a plug-in."""
    return bool(settings.MASTHEAD_TRANSLATION_PROVIDER)


def provider() -> Provider:
    """Return the plug-in's function. Raises ProviderError with what is wrong with its name."""
    module, _colon, name = settings.MASTHEAD_TRANSLATION_PROVIDER.partition(":")
    try:
        found: Provider = getattr(import_module(module), name)
    except (ImportError, AttributeError, ValueError) as error:
        raise ProviderError(str(error)) from error
    if not callable(found):
        raise ProviderError(f"{module}:{name} is no function")
    return found


def translate(row: Translation, original: ArticlePage, user: User) -> int:
    """Let the plug-in write a new draft of every part that nobody has translated; how many.

    Takes as long as the plug-in does: outside of a transaction, which would hold up all others.
    Raises ProviderError; then nothing is changed.
    """
    draft: Any = row.page.get_latest_revision_as_object()
    theirs = {passage.place: passage for passage in passages(original)}
    asked = _Asked(
        passage.place
        for passage in passages(draft)
        if passage.kind not in NOT_TRANSLATED and _is_untouched(passage, theirs)
    )
    _go_through(draft, asked.places, asked.collect)
    if not asked.texts:
        return 0
    answers = _answers(asked.texts, original.language, draft.language)
    written = iter(answers)
    _go_through(draft, asked.places, lambda kind, text: _next(kind, text, written))
    made = [
        MachineText(translation=row, place=passage.place, digest=passage.digest)
        for passage in passages(draft)
        if passage.place in asked.places and not _is_untouched(passage, theirs)
    ]
    _keep(row, draft, made, user)
    return len(made)


def _is_untouched(passage: Passage, theirs: dict[str, Passage]) -> bool:
    """Whether a part of a draft still has the words of the original."""
    same = theirs.get(passage.place)
    return bool(passage.words and same and same.words == passage.words)


class _Asked:
    """The texts that are sent, in the order in which they are met."""

    def __init__(self, places: Iterable[str]) -> None:
        self.places = set(places)
        self.texts: list[str] = []

    def collect(self, kind: str, text: str) -> str:
        if kind != VALUE and text.strip():
            self.texts.append(text)
        return text


def _next(kind: str, text: str, written: Any) -> str:
    if kind == VALUE or not text.strip():
        return text
    answer: str = next(written)
    # A text whose markup came back as another one stays: a link could lead elsewhere.
    return answer if kind != HTML or _tags(answer) == _tags(text) else text


def _go_through(draft: ArticlePage, places: set[str], visit: Callable[[str, str], str]) -> None:
    """Replace each text in the named fields and blocks by what ``visit`` returns."""
    for name in FIELDS:
        if name in places:
            longest = draft._meta.get_field(name).max_length  # noqa: SLF001 - Django's name for it
            setattr(draft, name, visit(kind_of(name), getattr(draft, name))[:longest])
    stream = draft.body.stream_block
    rows = []
    for at, raw in enumerate(draft.body.get_prep_value()):
        if place_of(raw, at) in places:
            value = walk(stream.child_blocks[raw["type"]], raw["value"], visit)
            rows.append({**raw, "value": value})
        else:
            rows.append(raw)
    draft.body = rows


def _answers(texts: list[str], before: str, after: str) -> list[str]:
    function = provider()
    try:
        answers = list(function(texts, before, after))
    except Exception as error:
        # Whatever a plug-in raises is told to the editor and harms nothing.
        raise ProviderError(f"{type(error).__name__}: {error}") from error
    if len(answers) != len(texts) or not all(isinstance(one, str) for one in answers):
        raise ProviderError(f"{len(texts)} texts were sent, and not as many came back")
    return [neutral(printable(answer)) for answer in answers]


@transaction.atomic
def _keep(row: Translation, draft: ArticlePage, made: list[MachineText], user: User) -> None:
    draft.save_revision(user=user, log_action="wagtail.edit")
    row.machine_texts.filter(place__in=[one.place for one in made]).delete()
    MachineText.objects.bulk_create(made)


def unread(row: Translation, draft: ArticlePage) -> set[str]:
    """Return the places of ``draft`` that stand as the machine left them and nobody has checked."""
    now = {passage.place: passage.digest for passage in passages(draft)}
    rows = row.machine_texts.all()
    return {one.place for one in rows if not one.checked_at and now.get(one.place) == one.digest}


def check(row: Translation, user: User) -> int:
    """Note that ``user`` has read all that the machine made, and finds it right; how many parts."""
    found = row.machine_texts.filter(checked_at=None)
    number: int = found.update(checked_by=user, checked_at=timezone.now())
    if number:
        bake([row.page])
    return number


def made_by_machine(row: Translation, story: ArticlePage) -> Made | None:
    """Return who checked what of ``story`` is as a machine made it; None where a person wrote all.

    A name is given only where readers know the person: an account may be a secret.
    """
    rows = list(row.machine_texts.all())
    if not rows:
        return None
    now = {passage.place: passage.digest for passage in passages(story)}
    standing = [one for one in rows if now.get(one.place) == one.digest]
    if not standing:
        return None
    checked = [(one.checked_at, one) for one in standing if one.checked_at]
    if len(checked) < len(standing):
        return Made(is_checked=False, checked_by="", checked_at=None)
    at, last = max(checked, key=lambda one: one[0])
    person = getattr(last.checked_by, "person", None)
    name = person.spoken(story.language).name if person else ""
    return Made(is_checked=True, checked_by=name, checked_at=at)


def _tags(html: str) -> Counter[str]:
    """Count what begins like a tag, whether it ends or not: what follows it might end it."""
    return Counter(_TAG.findall(html))
