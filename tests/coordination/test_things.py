import pytest

from masthead.coordination.things import things

NAMED = {
    "see https://www.Example.org/a?b": {"example.org"},
    "www.example.org, and http://other.example:8080/": {"example.org", "other.example"},
    "#Stop the works, #توقف": {"#stop", "#توقف"},
    "ask @harbour_watch or @Port.Office": {"@harbour_watch", "@port.office"},
    "call +44 20 7946 0123 or 0044 20 7946 0123": {"+442079460123"},
    "۰۲۱-۱۲۳۴-۵۶۷۸": {"+2112345678"},
}


@pytest.mark.parametrize(("text", "named"), NAMED.items())
def test_a_thing_has_one_spelling(text: str, named: set[str]) -> None:
    assert things(text) == named


@pytest.mark.parametrize(
    "text",
    [
        "on 2026-03-01",
        "it cost 140,000",
        "room #",
        "me@home.example",
        "a&#38;b",
        "https://[",
        "5/6",
    ],
)
def test_dates_sums_and_mail_addresses_are_none(text: str) -> None:
    assert not things(text)
