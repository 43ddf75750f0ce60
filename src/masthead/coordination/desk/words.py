"""Facts in plain words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

Figures = dict[str, Any]


def in_words(kind: str, figures: Figures) -> str:
    """One or two sentences; empty for a kind that is not known any more."""
    return SENTENCES[kind](figures) if kind in SENTENCES else ""


def _who(figures: Figures) -> str:
    comments = (
        ngettext(
            "%(comments)d comment under %(names)d names",
            "%(comments)d comments under %(names)d names",
            figures["comments"],
        )
        % figures
    )
    stories = (
        ngettext("below %(stories)d story", "below %(stories)d stories", figures["stories"])
        % figures
    )
    if 0 < figures["senders"] < figures["names"]:
        senders = (
            ngettext(
                "from %(senders)d e-mail address alone",
                "from %(senders)d e-mail addresses alone",
                figures["senders"],
            )
            % figures
        )
        return f"{comments}, {stories}, {senders}."
    return f"{comments}, {stories}."


def _when(figures: Figures) -> str:
    first, last = (datetime.fromtimestamp(figures[key], UTC) for key in ("first", "last"))
    begin = date_format(timezone.localtime(first), "DATETIME_FORMAT")
    return _("The first came on %(begin)s, the last %(length)s later.") % {
        "begin": begin,
        "length": timesince(first, last),
    }


def _words(figures: Figures) -> str:
    share = _between(figures["low"], figures["high"])
    return _(
        "They have %(share)s of their words in passages that they share with each other and that "
        "nobody else used here before; they are marked below."
    ) % {"share": share}


def _same(figures: Figures) -> str:
    return (
        ngettext(
            "%(comments)d of them is nearly the same text as another; the closest two are to "
            "%(best)d %% alike.",
            "%(comments)d of them are nearly the same text as another; the closest two are to "
            "%(best)d %% alike.",
            figures["comments"],
        )
        % figures
    )


def _thing(figures: Figures) -> str:
    return ngettext(
        "%(comments)d of them names %(thing)s.",
        "%(comments)d of them name %(thing)s.",
        figures["comments"],
    ) % (figures | {"thing": f"\u2068{figures['thing']}\u2069"})


def _burst(figures: Figures) -> str:
    return _(
        "%(comments)d of them came within one hour below one story; usual here is %(usual)s."
    ) % (figures | {"usual": number_format(figures["usual"], decimal_pos=0)})


def _first(figures: Figures) -> str:
    return (
        _(
            "%(first)d of %(names)d names wrote here for the first time; of all comments of the "
            "week that is so for %(usual)d %%."
        )
        % figures
    )


def _together(figures: Figures) -> str:
    return (
        _(
            "These %(names)d names came within an hour of each other under up to %(stories)d "
            "stories. When who wrote was shuffled, no pair came together so often by chance."
        )
        % figures
    )


def _between(low: int, high: int) -> str:
    if low == high:
        return _("%(low)d %%") % {"low": low}
    return _("%(low)d to %(high)d %%") % {"low": low, "high": high}


SENTENCES: dict[str, Callable[[Figures], str]] = {
    "who": _who,
    "when": _when,
    "words": _words,
    "same": _same,
    "thing": _thing,
    "burst": _burst,
    "first": _first,
    "together": _together,
}
