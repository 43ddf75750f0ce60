"""What holds a comment back."""

from typing import Any

import pytest

from masthead.comments.checks import Finding, Known, Sent, Verdict, in_words, judge
from masthead.comments.modes import Mode

SENT: dict[str, Any] = {"name": "Robin", "url": "", "text": "I was there.", "seconds": 40.0}


def _judge(known: Known | None = None, **sent: Any) -> Finding:
    return judge(Sent(**SENT | sent), known or Known(Mode.AFTER))


def test_an_ordinary_comment_is_shown_at_once_where_the_outlet_moderates_after() -> None:
    assert _judge() == Finding(Verdict.ACCEPT)


def test_every_comment_is_held_where_the_outlet_moderates_before() -> None:
    assert _judge(Known(Mode.BEFORE, approved_before=True)) == Finding(Verdict.HOLD, ("all",))


def test_the_first_comment_of_a_sender_is_held_and_later_ones_are_not() -> None:
    assert _judge(Known(Mode.FIRST)) == Finding(Verdict.HOLD, ("first",))
    assert _judge(Known(Mode.FIRST, approved_before=True)).verdict == Verdict.ACCEPT


def test_who_fills_the_hidden_field_goes_to_the_spam() -> None:
    assert _judge(trap="Great site") == Finding(Verdict.REJECT, ("trap",))


@pytest.mark.parametrize(("seconds", "rule"), [(1.0, "fast"), (None, "stamp")])
def test_a_form_sent_too_fast_or_without_its_stamp_is_held(
    seconds: float | None, rule: str
) -> None:
    assert _judge(seconds=seconds) == Finding(Verdict.HOLD, (rule,))


@pytest.mark.parametrize(
    ("count", "verdict"), [(2, Verdict.ACCEPT), (3, Verdict.HOLD), (10, Verdict.REJECT)]
)
def test_links_are_counted(count: int, verdict: Verdict) -> None:
    assert _judge(text="see http://e.example/ " * count).verdict == verdict


@pytest.mark.parametrize(
    "text",
    [
        "buy CASINO chips",
        "buy \uff43\uff41\uff53\uff49\uff4e\uff4f chips",
        "buy ca\u200bsi\u00adno chips",
        "buy ca&#115;ino chips",
        "buy с\u0430ѕіnо chips",  # only the n is Latin
    ],
)
def test_a_listed_word_is_found_however_it_is_dressed(text: str) -> None:
    known = Known(Mode.AFTER, held_words=("Casino",))
    assert _judge(known, text=text) == Finding(Verdict.HOLD, ("word",))


def test_a_listed_word_of_invisible_marks_holds_nothing() -> None:
    assert _judge(Known(Mode.AFTER, held_words=("\u200b",))).verdict == Verdict.ACCEPT


def test_all_reasons_are_kept_and_the_worst_counts() -> None:
    finding = _judge(Known(Mode.AFTER, said_before=True), trap="x", seconds=0.5)
    assert finding == Finding(Verdict.REJECT, ("trap", "fast", "again"))
    assert in_words(" ".join(finding.rules))[1] == "sent faster than people write"
