"""What speaks against showing a comment at once. Pure functions: facts in, a finding out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from html import unescape

from django.utils.translation import gettext_lazy as _

from masthead.core.lookalikes import as_latin

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
    "rate": _("many comments from one part of the net"),
    "ban": _("banned"),
    "elsewhere": _("a page elsewhere that links to the story"),
    "siege": _("the siege switch is on"),
    "again": _("the same text was sent before"),
    "first": _("the sender's first comment"),
    "all": _("all comments are held"),
}
BY_MODE = frozenset({"first", "all", "siege", "elsewhere"})


class Verdict(IntEnum):
    """What is done with a comment; the worst one counts."""

    ACCEPT = 0
    HOLD = 1
    REJECT = 2


@dataclass(frozen=True)
class Sent:
    """What came in. ``seconds`` between showing and sending; None where the stamp is no good.

    The form in a baked page has no stamp: ``stamped`` says whether one came along.
    """

    name: str
    url: str
    text: str
    trap: str = ""
    stamped: bool = True
    seconds: float | None = None


@dataclass(frozen=True)
class Known:
    """What was known before it came."""

    mode: Mode
    approved_before: bool = False
    said_before: bool = False
    crowded: bool = False
    banned: bool = False
    siege: bool = False
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
    """The stamp, where there is one, tells how long the form was open."""
    if not sent.stamped:
        return None
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
    if not known.held_words:
        return None
    said = plain(f"{sent.name}\n{sent.url}\n{sent.text}")
    found = any(plain(word) in said for word in known.held_words if plain(word))
    return (Verdict.HOLD, "word") if found else None


def repeats(sent: Sent, known: Known) -> tuple[Verdict, str] | None:
    """The sender has left the same text under another story."""
    return (Verdict.HOLD, "again") if known.said_before else None


def rate(sent: Sent, known: Known) -> tuple[Verdict, str] | None:
    """More than a neighbourhood of the net writes by itself."""
    return (Verdict.HOLD, "rate") if known.crowded else None


def ban(sent: Sent, known: Known) -> tuple[Verdict, str] | None:
    """A moderator wants to read nothing more of this sender."""
    return (Verdict.REJECT, "ban") if known.banned else None


CHECKS: tuple[Check, ...] = (trap, ban, pace, links, words, repeats, rate)


def judge(sent: Sent, known: Known) -> Finding:
    """Ask every check; where none objects, the mode of the page decides."""
    found = [answer for check in CHECKS if (answer := check(sent, known))]
    if not found:
        return _by_mode(known)
    worst = max(verdict for verdict, _rule in found)
    return Finding(worst, tuple(rule for _verdict, rule in found))


def plain(text: str) -> str:
    """`text` as it is compared: forms, case and lookalikes folded, invisible characters out."""
    folded = as_latin(unicodedata.normalize("NFKC", unescape(text)).casefold())
    return "".join(char for char in folded if unicodedata.category(char) not in {"Cf", "Cc", "Mn"})


def in_words(held_because: str, *, of_mode: bool = False) -> list[str]:
    """Reasons stored in ``Comment.held_because``, for a moderator to read.

    Either those that speak against the comment, or those that only tell the mode of the page.
    """
    rules = [rule for rule in held_because.split() if (rule in BY_MODE) is of_mode]
    return [str(REASONS.get(rule, rule)) for rule in rules]


def _by_mode(known: Known) -> Finding:
    if known.siege:
        return Finding(Verdict.HOLD, ("siege",))
    if known.mode == Mode.AFTER or (known.mode == Mode.FIRST and known.approved_before):
        return Finding(Verdict.ACCEPT)
    return Finding(Verdict.HOLD, ("first" if known.mode == Mode.FIRST else "all",))
