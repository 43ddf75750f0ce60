"""The index of words never hides a passage that is there, and forgets what was erased."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from masthead.ledger import quote, words
from masthead.ledger.models import RecordContent, RecordEntry
from masthead.ledger.words import TABLE, certain
from tests.ledger.test_sequence import wait

pytestmark = pytest.mark.django_db

TEXTS = [
    "The “ferry’s” captain (Alma Verne) said: we don’t well-known e-mail it, harbour.example/path.",
    "قال القبطان إنّ العبّارة، التي تأخّرت، وصلت إلى الميناء في الساعة ١٢:٣٠ ليلاً اليوم",
    "کشتی می‌رود و نمی‌آید؛ کتاب‌های تازه‌ای در بندرِ کوچکِ ما پیدا شده است امروز",
    "渡し船は三時間遅れた。港の人々は気にしなかった。次の日は晴れて、風もなかった。",
    'Straße ÉTÉ İstanbul œuvre naïve AND OR NOT NEAR "quoted" 3.14 1,000 C3PO x_y a-b under_score',
    "🜀🜁 Ⴀა𐐀𐐨 ꭰ ᲀ words beside letters that are younger than the database is here",
]


def recorded(text: str) -> RecordEntry:
    entry = wait(1)[0]
    RecordContent.objects.filter(entry=entry).update(text=quote.quotable(text))
    RecordEntry.objects.filter(pk=entry.pk).update(place=RecordEntry.objects.count())
    return entry


@pytest.mark.parametrize("text", TEXTS, ids=["en", "ar", "fa", "ja", "marks", "young"])
def test_every_passage_of_a_text_is_found(text: str) -> None:
    """Whatever a database takes for a word: each cut of at least twenty characters is found."""
    entry = recorded(text)
    recorded("Something else, in which none of that stands at all.")
    whole = quote.quotable(text)
    for start in range(0, len(whole) - quote.SHORTEST, 3):
        for end in {start + quote.SHORTEST, start + quote.SHORTEST + 17, len(whole)}:
            passage = whole[start:end].strip("\"'… ")
            if len(passage) >= quote.SHORTEST:
                assert quote.find(passage) == [entry], passage


def test_words_of_a_question_are_no_language_of_queries() -> None:
    entry = recorded("They said NOT once AND twice OR never NEAR the quay at all.")
    assert quote.find("said NOT once AND twice OR never NEAR the quay") == [entry]
    assert quote.find('x" OR "1 said once" twice never "') == []


def test_only_whole_words_are_certain() -> None:
    assert certain("artial don't e-mail harbour, (captain) 12 twic") == ["captain", "harbour"]
    assert certain("渡し船は三時間遅れた。港の人々は気にしなかった。") == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps its index itself")
def test_the_index_is_asked_and_not_every_text(django_assert_num_queries: Any) -> None:
    recorded("The ferry arrived on Monday in the harbour.")
    with django_assert_num_queries(1) as asked:
        quote.find("The ferry arrived on Monday")
    assert TABLE in asked[0]["sql"]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps its index itself")
def test_erased_words_are_not_left_in_the_index() -> None:
    entry = recorded("The witness Quillfeather spoke of the harbour at night.")

    def left() -> bool:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT block FROM {TABLE}_data")  # noqa: S608
            return any(b"quillfeather" in bytes(row[0]) for row in cursor.fetchall())

    assert left()
    RecordContent.objects.filter(entry=entry).delete()
    with connection.cursor() as cursor:
        words.forget(cursor)
    assert not left()
    assert quote.find("Quillfeather spoke of the harbour") == []
