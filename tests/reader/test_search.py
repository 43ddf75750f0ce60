from __future__ import annotations

import pytest
from django.test import Client
from tests.core.spellings import ARABIC, PERSIAN
from tests.factories import ArticleFactory, PersonFactory, StandardFactory

from masthead.articles.models import ArticlePage
from masthead.reader.highlight import marked, snippet, words_of

pytestmark = pytest.mark.usefixtures("outlet")


def test_words_are_found_in_title_standfirst_and_body_and_marked(client: Client) -> None:
    ArticleFactory(title="Herring is back", words="The boats left at dawn.")
    ArticleFactory(title="At the pier", standfirst="Herring for everybody")
    ArticleFactory(title="Market", words="A barrel of herring was sold.")
    ArticleFactory(title="Nothing about fish")
    text = client.get("/search/", {"q": "herring"}).text
    assert text.count("<mark>") == 3
    assert "<mark>Herring</mark> is back" in text
    assert "Nothing about fish" not in text


def test_all_words_have_to_be_there_and_accents_do_not_matter(client: Client) -> None:
    ArticleFactory(title="Café at the quay", slug="one")
    ArticleFactory(title="Cafe in town", slug="two")
    text = client.get("/search/", {"q": "cafe QUAY"}).text
    assert "<mark>Café</mark> at the <mark>quay</mark>" in text
    assert "in town" not in text


def test_standing_pages_are_found_too(client: Client) -> None:
    StandardFactory(title="Corrections policy")
    assert "<mark>Corrections</mark>" in client.get("/search/?q=corrections").text


def test_a_name_leads_to_the_person_and_to_their_stories(client: Client) -> None:
    ArticleFactory(title="At the pier", by=[PersonFactory(name="Zoë Vale", slug="zoë")])
    text = client.get("/search/?q=zoe+vale").text
    assert 'href="/author/zo%C3%AB/"' in text
    assert "At the pier" in text


def test_what_is_not_public_is_never_found(client: Client) -> None:
    ArticleFactory(title="Secret herring", live=False)
    withdrawn = ArticleFactory(title="Withdrawn herring")
    withdrawn.unpublish()
    text = client.get("/search/?q=herring").text
    assert "Secret" not in text
    assert "Withdrawn" not in text


@pytest.mark.parametrize(
    "query",
    [
        "",
        "   ",
        "\0",
        '"',
        "'",
        "*",
        "NEAR(",
        "a AND",
        "-",
        "(((",
        "title:",
        "%",
        "؟",
        "🐟",
        "a" * 201,
    ],
)
def test_odd_and_empty_questions_are_answered(client: Client, query: str) -> None:
    ArticleFactory(title="Herring")
    response = client.get("/search/", {"q": query})
    assert response.status_code == 200
    assert "Herring" not in response.text


def test_markup_in_a_question_or_a_story_stays_text(client: Client) -> None:
    ArticleFactory(title="Tags <b>bold</b> & more", slug="tags", standfirst="<i>x</i> bold")
    text = client.get("/search/", {"q": "bold <script>"}).text
    assert "<script>" not in text.partition("<main")[2]
    text = client.get("/search/", {"q": "bold"}).text
    assert "&lt;b&gt;<mark>bold</mark>&lt;/b&gt; &amp; more" in text


def test_results_go_on_page_by_page(client: Client) -> None:
    for _number in range(23):
        ArticleFactory(by=[PersonFactory()])
    first = client.get("/search/?q=ferry").text
    assert "23 stories" in first
    assert "?q=ferry&amp;page=2" in first
    second = client.get("/search/?q=ferry&page=2").text
    assert second.count("<mark>ferry</mark>") + second.count("<mark>Ferry</mark>") >= 3
    for page in ("0", "3", "x", "٢", "9" * 40):
        assert client.get("/search/", {"q": "ferry", "page": page}).status_code == 404


def test_search_engines_do_not_keep_the_search(client: Client) -> None:
    assert '<meta name="robots" content="noindex">' in client.get("/search/?q=x").text


def test_a_snippet_begins_near_the_first_match_and_between_words() -> None:
    text = "word " * 60 + "herring " + "tail " * 60
    cut = snippet(text, words_of("Herring"))
    assert cut.startswith("…word")
    assert cut.endswith("tail…")
    assert "<mark>herring</mark>" in cut
    assert len(cut) < 280


def test_only_whole_words_are_marked() -> None:
    assert marked("sea seal SEA", words_of("sea")) == "<mark>sea</mark> seal <mark>SEA</mark>"


def test_the_address_without_its_slash_leads_to_the_search_in_one_step(client: Client) -> None:
    response = client.get("/search?q=ferry")
    assert response.status_code == 301
    assert response["Location"] == "/search/?q=ferry"


@pytest.mark.parametrize("spellings", [PERSIAN, ARABIC], ids=["persian", "arabic"])
def test_a_story_is_found_by_every_spelling_and_its_own_is_marked(
    spellings: dict[str, list[str]],
) -> None:
    stories = {
        written: ArticleFactory(title=f"— {written} —", slug=f"s{number}", words="…")
        for number, written in enumerate(spellings)
    }
    missed = []
    for written, ways in spellings.items():
        for typed in (written, *ways):
            found = {page.pk for page in ArticlePage.objects.search(typed, operator="and")}
            shown = marked(stories[written].title, words_of(typed))
            if stories[written].pk not in found or "<mark>" not in shown:
                missed.append((written, typed))
    assert missed == []


def test_what_is_marked_is_the_whole_word_as_it_is_written() -> None:
    assert marked("به کتاب‌هاي ما", words_of("کتاب")) == "به <mark>کتاب‌هاي</mark> ما"
    assert marked("او مي رود", words_of("می‌رود")) == "او <mark>مي رود</mark>"
    assert marked("در ترکیه", words_of("در")) == "<mark>در</mark> ترکیه"
    assert marked("قال مُحَمَّد أمس", words_of("محمد")) == "قال <mark>مُحَمَّد</mark> أمس"


def test_of_very_many_it_says_only_that(monkeypatch: pytest.MonkeyPatch, client: Client) -> None:
    monkeypatch.setattr("masthead.reader.views.search.MANY", 2)
    for _ in range(3):
        ArticleFactory(title="Zephyr")
    assert "More than 2 stories with “zephyr”" in client.get("/search/", {"q": "zephyr"}).text
