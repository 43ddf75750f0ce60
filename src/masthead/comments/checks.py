"""What speaks against showing a comment at once. Pure functions: facts in, a finding out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from html import unescape

from django.utils.translation import gettext_lazy as _

from .modes import Mode

LEAST_SECONDS = 3.0  # nobody reads a form, writes and sends it faster
SPAM_LINKS = 10

LINK = re.compile(r"https?://|www\.", re.IGNORECASE)

#: In the words of a moderator, by the name that is stored.
REASONS = {
    "trap": _("filled in a field that people do not see"),
    "fast": _("sent faster than people write"),
    "stamp": _("the form's time stamp was missing or altered"),
    "links": _("many links"),
    "link-flood": _("ten links or more"),
    "word": _("a word from your list"),
    "again": _("the same text was sent before"),
    "first": _("the sender's first comment"),
    "all": _("all comments are held"),
}
BY_MODE = frozenset({"first", "all"})


class Verdict(IntEnum):
    """What is done with a comment; the worst one counts."""

    ACCEPT = 0
    HOLD = 1
    REJECT = 2


@dataclass(frozen=True)
class Sent:
    """What came in. ``seconds`` between showing and sending; None where the stamp is no good."""

    name: str
    url: str
    text: str
    trap: str = ""
    seconds: float | None = None


@dataclass(frozen=True)
class Known:
    """What was known before it came."""

    mode: Mode
    approved_before: bool = False
    said_before: bool = False
    max_links: int = 2
    held_words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Finding:
    """A verdict and the names of the rules that led to it."""

    verdict: Verdict
    rules: tuple[str, ...] = ()


Check = Callable[[Sent, Known], tuple[Verdict, str] | None]


def trap(sent: Sent, known: Known) -> tuple[Verdict, str] | None:
    """Machines fill in every field, also the one that is hidden from people."""
    return (Verdict.REJECT, "trap") if sent.trap else None


def pace(sent: Sent, known: Known) -> tuple[Verdict, str] | None:
    """The stamp tells how long the form was open."""
    if sent.seconds is None:
        return Verdict.HOLD, "stamp"
    return (Verdict.HOLD, "fast") if sent.seconds < LEAST_SECONDS else None


def links(sent: Sent, known: Known) -> tuple[Verdict, str] | None:
    """Advertising carries links."""
    count = len(LINK.findall(sent.text))
    if count >= SPAM_LINKS:
        return Verdict.REJECT, "link-flood"
    return (Verdict.HOLD, "links") if count > known.max_links else None


def words(sent: Sent, known: Known) -> tuple[Verdict, str] | None:
    """The outlet's own list, found also in other letter forms and with marks in between."""
    said = plain(f"{sent.name}\n{sent.url}\n{sent.text}")
    found = any(plain(word) in said for word in known.held_words if plain(word))
    return (Verdict.HOLD, "word") if found else None


def repeats(sent: Sent, known: Known) -> tuple[Verdict, str] | None:
    """The sender has left the same text under another story."""
    return (Verdict.HOLD, "again") if known.said_before else None


CHECKS: tuple[Check, ...] = (trap, pace, links, words, repeats)


def judge(sent: Sent, known: Known) -> Finding:
    """Ask every check; where none objects, the mode of the page decides."""
    found = [answer for check in CHECKS if (answer := check(sent, known))]
    if not found:
        return _by_mode(known)
    worst = max(verdict for verdict, _rule in found)
    return Finding(worst, tuple(rule for _verdict, rule in found))


def plain(text: str) -> str:
    """`text` as it is compared: compatibility forms and case folded, invisible characters out."""
    folded = unicodedata.normalize("NFKC", unescape(text)).casefold()
    return "".join(char for char in folded if unicodedata.category(char) not in {"Cf", "Cc", "Mn"})


def in_words(held_because: str, *, of_mode: bool = False) -> list[str]:
    """Reasons stored in ``Comment.held_because``, for a moderator to read.

    Either those that speak against the comment, or those that only tell the mode of the page.
    """
    rules = [rule for rule in held_because.split() if (rule in BY_MODE) is of_mode]
    return [str(REASONS.get(rule, rule)) for rule in rules]


def _by_mode(known: Known) -> Finding:
    if known.mode == Mode.AFTER or (known.mode == Mode.FIRST and known.approved_before):
        return Finding(Verdict.ACCEPT)
    return Finding(Verdict.HOLD, ("first" if known.mode == Mode.FIRST else "all",))
