"""What is baked when something changes in one of several languages."""

from __future__ import annotations

import re

import pytest
from tests.bake.drain import drain, wanted
from tests.factories import ArticleFactory, PersonFactory, SectionFactory

from masthead.articles import editions as planting
from masthead.articles.models import ArticlePage
from masthead.bake import work
from masthead.bake.models import BakeRequest
from masthead.outlet.editions import Edition
from masthead.outlet.models import OutletSettings
from masthead.ticker.models import TickerItem

pytestmark = pytest.mark.django_db

TEN = ("fa", "ar", "fr", "ckb", "ug", "be", "tr", "ru", "es", "de")
SHARED = re.compile(r"/(?:news-)?sitemap|/sitemaps/|/record/")


@pytest.fixture
def editions(outlet: OutletSettings) -> dict[str, Edition]:
    """Ten languages beside the outlet's own."""
    made = {tag: Edition.objects.create(language=tag, name=tag, prefix=tag) for tag in TEN}
    BakeRequest.objects.all().delete()
    return made


def publish(language: str, **fields: object) -> ArticlePage:
    """Publish a story and forget what its surroundings asked for."""
    writer = PersonFactory()
    section = None
    if language != "en":
        front = planting.front_of(Edition.objects.get(language=language))
        section = SectionFactory(parent=front)
    BakeRequest.objects.all().delete()
    story: ArticlePage = ArticleFactory(language=language, section=section, by=[writer], **fields)
    return story


def test_a_publication_bakes_nothing_of_nine_other_languages(editions: dict[str, Edition]) -> None:
    publish("fa")
    paths = set(wanted())
    assert {"/fa/", "/fa/feed/", "/fa/atom.xml", "/fa/feed.json", "/fa/archive/"} <= paths
    others = {path for path in paths if not path.startswith("/fa/") and not SHARED.match(path)}
    # Beside it only the feeds that an outlet of one edition has for each language.
    assert {path for path in others if not path.startswith("/feed/fa/")} == set()


def test_the_first_language_bakes_nothing_of_the_others(editions: dict[str, Edition]) -> None:
    publish("en")
    paths = set(wanted())
    assert {"/", "/feed/", "/archive/"} <= paths
    assert not [path for path in paths if re.match(rf"/(?:{'|'.join(TEN)})/", path)]


def test_a_translation_bakes_its_versions_and_not_their_lists(
    editions: dict[str, Edition],
) -> None:
    original = ArticleFactory(slug="ferry")
    publish("fa", translation_of=original)
    paths = set(wanted())
    assert "/ferry/" in paths
    assert paths.isdisjoint({"/", "/feed/", "/archive/"})


def test_a_story_that_changes_its_language_leaves_its_old_lists(
    editions: dict[str, Edition],
) -> None:
    story = publish("fa")
    BakeRequest.objects.all().delete()
    story.language = "ar"
    story.save_revision().publish()
    assert {"/fa/", "/ar/", "/fa/feed/", "/ar/feed/"} <= set(wanted())


def test_breaking_news_bakes_the_ticker_of_its_language(editions: dict[str, Edition]) -> None:
    publish("fa", breaking=True)
    tickers = {path for path in wanted() if "ticker" in path}
    assert tickers == {"/fa/ticker/", "/fa/ticker.json"}
    BakeRequest.objects.all().delete()
    TickerItem.objects.create(text="یک خبر", language="fa")
    assert "/fa/ticker.json" in set(wanted())


def test_what_is_baked_is_what_readers_of_each_language_get(outlet: OutletSettings) -> None:
    Edition.objects.create(language="fa", name="پست بندر", prefix="fa")
    writer = PersonFactory(slug="alma")
    english = ArticleFactory(title="Ferry", slug="ferry", by=[writer])
    ArticleFactory(title="کشتی", slug="kashti", language="fa", translation_of=english, by=[writer])
    drain()
    for path, own, other in (("/", "Ferry", "کشتی"), ("/fa/", "کشتی", "Ferry")):
        for below in ("", "feed/", "author/alma/"):
            text = work.tree().file(path + below).read_text()
            assert own in text, path + below
            assert other not in text, path + below
