"""Translations keep what the code fills in, and the writing of their language."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from django.conf import settings
from django.test import Client
from django.utils.translation import ngettext, override

from .catalogue import DOMAINS, LANGUAGES, Message, compiled, messages

KEPT = re.compile(r"%\(\w+\)[sd]|%[sd]|</?\w+[^>]*>")
TAG = re.compile(r"<[^>]*>")


def kept(text: str) -> set[str]:
    """Placeholders and markup."""
    return set(KEPT.findall(text))


def forms_of_one_number(language: str) -> set[int]:
    """Plural forms that stand for one number only, which may then be a word: "two stories"."""
    count = Counter(compiled(language).plural(number) for number in range(1000))  # type: ignore[attr-defined]
    return {form for form, numbers in count.items() if numbers == 1}


def loses(message: Message, language: str) -> bool:
    """Whether a translation lacks or invents something to be filled in."""
    single = forms_of_one_number(language) if message.plural else set()
    whole = kept(message.single)
    return any(
        not kept(form) <= whole or len(whole - kept(form)) > (number in single)
        for number, form in enumerate(message.forms)
    )


def translated(language: str) -> list[Message]:
    every = [one for domain in DOMAINS for one in messages(language, domain).values()]
    return [message for message in every if message.is_translated]


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_and_markup_survive_translation(language: str) -> None:
    assert [message.single for message in translated(language) if loses(message, language)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_a_form_for_every_number(language: str) -> None:
    forms = 6 if language == "ar" else 2
    plural = [message for message in translated(language) if message.plural]
    assert [message.single for message in plural if len(message.forms) != forms] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_quotation_marks_are_those_of_the_language(language: str) -> None:
    texts = [TAG.sub("", form) for message in translated(language) for form in message.forms]
    assert [text for text in texts if re.search("[\"“”]|'", text)] == []


def test_persian_has_its_own_letters_digits_and_half_spaces() -> None:
    texts = [form for message in translated("fa") for form in message.forms]
    # Letters of Arabic keyboards, and a prefix or ending cut off by a whole space.
    foreign = re.compile(r"[يك٠-٩]|\bن?می |\w ها(?:ی|یی)?\b|ه ی ")
    assert [text for text in texts if foreign.search(text)] == []


def test_french_punctuation_does_not_begin_a_line() -> None:
    texts = [TAG.sub("", form) for message in translated("fr") for form in message.forms]
    assert [text for text in texts if re.search(r"[^\u00a0\d][:;?!»](?!/)|«[^\u00a0]", text)] == []


@pytest.mark.parametrize(
    ("language", "number", "words"),
    [
        ("en", 1, "1 Article"),
        ("en", 351, "351 Articles"),
        ("fa", 351, "351 مطلب"),
        ("fr", 0, "0 article"),
        ("fr", 351, "351 articles"),
        ("ar", 0, "لا مقالات"),
        ("ar", 1, "مقال واحد"),
        ("ar", 2, "مقالان"),
        ("ar", 3, "3 مقالات"),
        ("ar", 11, "11 مقالًا"),
        ("ar", 351, "351 مقالًا"),
        ("ar", 100, "100 مقال"),
    ],
)
def test_numbers_of_articles_are_said_rightly(language: str, number: int, words: str) -> None:
    with override(language):
        said = ngettext("%(shown)s Article", "%(shown)s Articles", number)
    assert said % {"shown": number} == words


def test_every_catalogue_is_a_language_of_the_settings() -> None:
    assert {code for code, _name in settings.LANGUAGES} == {"en", *LANGUAGES}


@pytest.mark.django_db
def test_the_newsroom_does_not_follow_the_browser(client: Client) -> None:
    page = client.get("/newsroom/login/", headers={"accept-language": "fa"})
    assert 'lang="en"' in page.content.decode()
