"""Entries, commitments and article objects: one spelling for each, and nothing that tells."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.record.stories import BODY, PICTURE, SALT, UID, UPDATED, Published, ninjs

from masthead.record import canonical
from masthead.record.article import LARGEST, Article, rendition, serialise
from masthead.record.commitment import KEY, commit, digest_of, disclosure, new_salt
from masthead.record.encoding import encode, url_decode
from masthead.record.entry import LARGEST_INTEGER, OF_THE_LOG, Entry, EntryKind
from masthead.record.errors import MalformedError
from masthead.record.proof import Proof


def picture(href: str) -> dict[str, Any]:
    return {"name": "p", "renditions": [rendition(href, "image/webp", PICTURE)]}


TIME = datetime(2026, 11, 25, 11, 0, tzinfo=UTC)
ENTRY = Entry(EntryKind.PUBLISH, UID, 1, None, TIME, commit(SALT, b"{}"))


@settings(deadline=None)
@given(
    st.sampled_from(EntryKind),
    st.uuids(),
    st.integers(1, LARGEST_INTEGER),
    st.none() | st.integers(0, LARGEST_INTEGER),
    st.datetimes(datetime(1970, 1, 1), datetime(2999, 1, 1)),  # noqa: DTZ001 - made aware below
)
def test_an_entry_is_read_back_and_stays_small(
    kind: EntryKind, uid: Any, revision: int, previous: int | None, time: datetime
) -> None:
    aware = time.replace(microsecond=0, tzinfo=UTC)
    entry = Entry(kind, uid, revision, previous, aware, ENTRY.commit)
    assert Entry.parse(entry.serialise()) == entry
    assert len(entry.serialise()) < 300


def test_an_entry_is_canonical_json() -> None:
    assert ENTRY.serialise() == (
        b'{"commit":"' + ENTRY.commit.encode() + b'","id":"6f1c4f0e-3f0b-4c6e-9a57-0a4e7f2f9b11",'
        b'"kind":"publish","prev":null,"rev":1,"time":"2026-11-25T11:00:00Z","v":1}'
    )


def test_the_hour_is_that_of_greenwich() -> None:
    local = TIME.astimezone(timezone(timedelta(hours=5, minutes=30)))
    assert replace(ENTRY, time=local).serialise() == ENTRY.serialise()


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('"v":1', '"v":2', "other fields than version 1"),
        ('"v":1}', '"v":1,"x":1}', "other fields than version 1"),
        ('"prev":null,', "", "other fields than version 1"),
        ('"rev":1', '"rev":true', "revision True is not between"),
        ('"rev":1', '"rev":0', "revision 0 is not between"),
        ('"rev":1', '"rev":"1"', "revision 1 is not between"),
        ('"rev":1', '"rev":1.5', "revision 1.5 is not between"),
        ('"prev":null', '"prev":-1', "-1 cannot be the index"),
        ("6f1c4f0e", "6F1C4F0E", "spells a field in another way"),
        ("11:00:00Z", "11:00:00+00:00", "cannot be read"),
        ("publish", "praise", "cannot be read"),
        ('"v":1', '"v": 1', "not canonical JSON"),
        ('"v":1', '"rev":1,"v":1', "not canonical JSON"),
        ('"v":1}', '"v":1', "not JSON"),
    ],
)
def test_what_is_not_spelled_as_an_entry_is_none(old: str, new: str, reason: str) -> None:
    text = ENTRY.serialise().decode()
    assert old in text
    with pytest.raises(MalformedError, match=reason):
        Entry.parse(text.replace(old, new).encode())


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"1", b"\xff", b"[" * 1000, b"{" + b" " * 2000 + b"}"]
)
def test_noise_is_no_entry(data: bytes) -> None:
    with pytest.raises(MalformedError):
        Entry.parse(data)


def test_a_revision_number_that_json_cannot_hold_is_refused() -> None:
    with pytest.raises(MalformedError, match="revision 9007199254740992 is not between"):
        replace(ENTRY, revision=LARGEST_INTEGER + 1)


def test_a_change_of_key_commits_to_the_new_key() -> None:
    made = commit(SALT, b"name+id+key", KEY)
    assert made != commit(SALT, b"name+id+key")
    assert Entry(EntryKind.KEY_CHANGE, OF_THE_LOG, 1, None, TIME, made).serialise()


def test_a_disclosure_is_hashed_as_rfc_9901_says() -> None:
    """The example of its section 4.2.3."""
    disclosed = "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0"
    assert digest_of(disclosed) == "X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0"


def test_a_disclosure_is_an_array_of_salt_claim_and_digest() -> None:
    salt, claim, digest = json.loads(url_decode(disclosure(SALT, b"{}")))
    assert (url_decode(salt), claim, len(url_decode(digest))) == (SALT, "article", 32)


def test_without_the_salt_a_right_guess_confirms_nothing() -> None:
    assert new_salt() != new_salt()
    assert len({commit(new_salt(), b"the very text") for _ in range(100)}) == 100


def test_a_salt_of_another_length_is_refused() -> None:
    with pytest.raises(MalformedError, match="31 bytes, not 32"):
        commit(SALT[1:], b"{}")


def test_an_object_is_normalised_when_it_is_written() -> None:
    values = ninjs()
    values["headlines"][0]["value"] = "Cafe\u0301 late"
    assert Article.parse(serialise(values)).shown["headline"] == ["Café late"]


def test_an_object_tells_what_the_page_shows() -> None:
    article = Article.parse(Published().object)
    assert article.body == BODY
    assert article.shown == {
        "headline": ["Ferry late"],
        "byline": ["by Alma Verne, photographs Noor Amin"],
        "standfirst": ["A storm kept it in port."],
        "published": ["November 25, 2026"],
        "updated": ["12:30"],
        "caption": ["The ferry in May"],
        "correction": ["An earlier version named another island."],
    }
    assert [len(files) for files in article.leads] == [2]
    assert len(article.pictures) == 4
    assert article.pictures[0].is_made_of(PICTURE)
    assert not article.pictures[0].is_made_of(PICTURE[:-1] + b"!")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"pubStatus": "live"}, "unknown status 'live'"),
        ({"version": "02"}, "version '02' is not a number from 1"),
        ({"version": None}, "lacks or misspells"),
        ({"versionCreated": "2026-11-25T11:30:00+00:00"}, "lacks or misspells"),
        ({"bodies": []}, "has 0 main bodies, not one"),
        ({"bodies": [{"role": "main", "value": "<ARTICLE>"}]}, "holds an article element"),
        ({"bodies": [{"role": "main", "value": "a\r\nb"}]}, "carriage return"),
        ({"headlines": []}, "no headline"),
        (
            {"associations": [{"name": "a", "renditions": [{"name": "web"}]}]},
            "lacks or missp|canon",
        ),
        ({"associations": [picture("https://[harbour")]}, "lacks or misspells"),
        ({"associations": [picture("a"), picture("b")]}, "have the same name"),
        ({"language": "x" * LARGEST}, "at most 8388608 are allowed"),
        ({"wordCount": float("nan")}, "cannot be written as canonical JSON"),
        ({"wordCount": 2**60}, "cannot be written as canonical JSON"),
        ({"title": "\ud800"}, "cannot be written as canonical JSON"),
    ],
)
def test_an_object_that_could_not_be_checked_is_not_written(
    changes: dict[str, Any], reason: str
) -> None:
    with pytest.raises(MalformedError, match=reason):
        serialise(ninjs() | changes)


def test_a_withdrawn_story_has_an_object_without_text() -> None:
    values = ninjs() | {"pubStatus": "canceled", "associations": [], "descriptions": []}
    del values["bodies"], values["headlines"], values["by"]
    assert Article.parse(serialise(values)).body is None


@pytest.mark.parametrize(
    "extra",
    [b"[]", b"{}", b'{"entry":1}', b'{"entry":{},"salt":1}', b'{"entry":{},"salt":"AA"}', b"{ }"],
)
def test_extra_data_that_is_no_entry_is_refused(extra: bytes) -> None:
    lines = str(Published().proof).split("\n")
    lines[1] = f"extra {encode(extra)}"
    with pytest.raises(MalformedError):
        Proof.parse("\n".join(lines).encode())


@pytest.mark.parametrize("previous", [None, 0, 2**53 - 1])
@pytest.mark.parametrize("kind", list(EntryKind))
def test_an_entry_is_written_as_the_standard_says(kind: EntryKind, previous: int | None) -> None:
    entry = Entry(kind, UID, 2, previous, UPDATED, commit(SALT, b"{}"))
    assert entry.serialise() == canonical.write(entry.fields())
