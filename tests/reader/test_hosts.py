"""A language with a host of its own: its readers know no prefix, and all others find it there."""

from __future__ import annotations

import json
import re
import time

import pytest
from django.core import signing
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings
from tests.bake.drain import drain
from tests.factories import ArticleFactory, CommentFactory, PersonFactory, SectionFactory
from tests.ledger.runs import record_all
from wagtail.models import Site

from masthead.addresses.assign import redirect
from masthead.articles import editions as planting
from masthead.articles.models import ArticlePage
from masthead.bake import work
from masthead.comments import stamp
from masthead.comments.mentions.claim import story_at
from masthead.comments.models import Comment
from masthead.comments.origin import own_origins
from masthead.core.edition import Place, within
from masthead.core.sites import address_of, linked, read_at
from masthead.outlet.editions import Edition
from masthead.outlet.models import Menu, MenuItem, OutletSettings

pytestmark = pytest.mark.django_db

FA, SITE = "https://fa.news.example", "http://localhost:8000"
PREFIX = re.compile(r"""["'(=]/fa/""")


@pytest.fixture(autouse=True)
def hosts(outlet: OutletSettings, settings: Settings) -> Edition:
    """The outlet in English at the site's own address, in Persian at another, in Arabic below."""
    settings.LANGUAGE_SITES = {"/fa/": FA}
    settings.ALLOWED_HOSTS = ["localhost", "fa.news.example"]
    settings.SITE_URL = SITE
    Edition.objects.create(language="ar", name="بريد الميناء", prefix="ar")
    return Edition.objects.create(language="fa", name="پست بندر", prefix="fa")


@pytest.fixture
def story(hosts: Edition) -> ArticlePage:
    """A Persian story, made from an English one, by somebody who writes in both."""
    writer = PersonFactory(name="Mariam", slug="mariam")
    english = ArticleFactory(title="Ferry", slug="ferry", by=[writer])
    section = SectionFactory(
        title="خبر", slug="khabar", parent=planting.front_of(hosts), language="fa"
    )
    made: ArticlePage = ArticleFactory(
        title="کشتی", slug="kashti", language="fa", translation_of=english, by=[writer],
        section=section,
    )  # fmt: skip
    return made


def ask(path: str, host: str = "fa.news.example") -> HttpResponse:
    return Client().get(path, headers={"host": host})


def read(path: str, host: str = "fa.news.example") -> str:
    response = ask(path, host)
    assert response.status_code == 200, f"{path} at {host} answers {response.status_code}"
    return response.content.decode()


def leads(path: str, host: str = "fa.news.example") -> str:
    """Where ``path`` leads for good."""
    response = ask(path, host)
    assert response.status_code == 301, f"{path} at {host} answers {response.status_code}"
    return str(response["Location"])


PAGES = ("/", "/khabar/", "/khabar/kashti/", "/author/mariam/", "/archive/", "/ticker/", "/search/")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_of_the_language_names_no_prefix_and_itself_by_its_host(
    story: ArticlePage, path: str
) -> None:
    page = read(path)
    assert '<html lang="fa" dir="rtl">' in page
    assert not PREFIX.search(page), PREFIX.search(page)
    assert f"{SITE}/fa/" not in page
    assert f"{FA}/fa/" not in page
    if path not in {"/search/", "/ticker/"}:  # which name no address of theirs in any language
        assert f'<link rel="canonical" href="{FA}{path}">' in page
        assert f'<meta property="og:url" content="{FA}{path}">' in page


def test_links_lead_from_host_to_host(story: ArticlePage) -> None:
    page = read("/khabar/kashti/")
    assert f'href="{SITE}/ferry/"' in page
    assert f'hreflang="en" href="{SITE}/ferry/"' in page
    assert f'hreflang="fa" href="{FA}/khabar/kashti/"' in page
    assert f'href="{SITE}/ar/#not-in-this-language"' in page
    assert 'href="/khabar/"' in page
    english = read("/ferry/", "localhost")
    assert f'href="{FA}/khabar/kashti/"' in english
    assert not PREFIX.search(english)
    assert f'href="{FA}/archive/"' in read("/archive/", "localhost")
    assert f'href="{FA}/' in read("/ar/", "localhost")


def test_data_for_machines_has_the_host(story: ArticlePage) -> None:
    page = read("/khabar/kashti/")
    data = json.loads(re.findall(r'ld\+json"[^>]*>(.*?)</script>', page, re.DOTALL)[0])
    ids = {str(one.get("@id")) for one in data["@graph"]}
    assert {f"{FA}/khabar/kashti/#story", f"{FA}/#site", f"{SITE}/#outlet"} <= ids
    told = next(one for one in data["@graph"] if "author" in one)
    assert told["author"]["url"] == f"{FA}/author/mariam/"
    assert told["translationOfWork"]["@id"] == f"{SITE}/ferry/#story"
    assert json.loads(read("/khabar/kashti/ninjs.json"))["renditions"][0]["href"].startswith(FA)


@pytest.mark.parametrize("path", ["/feed/", "/atom.xml", "/feed.json", "/khabar/feed/"])
def test_a_feed_has_the_host(story: ArticlePage, path: str) -> None:
    text = read(path)
    assert f"{FA}/khabar/kashti/" in text
    assert f"{FA}{path}" in text
    assert "/fa/" not in text


def test_sitemaps_stand_at_the_site_and_list_the_host(story: ArticlePage) -> None:
    assert leads("/sitemap.xml") == f"{SITE}/sitemap.xml"
    month = f"/sitemaps/stories-{story.first_published_at:%Y-%m}.xml"
    text = read(month, "localhost")
    assert f"<loc>{FA}/khabar/kashti/</loc>" in text
    assert f"<loc>{SITE}/ferry/</loc>" in text
    authors = read("/sitemaps/authors.xml", "localhost")
    assert {f"{SITE}/author/mariam/", f"{FA}/author/mariam/"} <= set(
        re.findall("<loc>(.*?)</loc>", authors)
    )
    assert f"Sitemap: {SITE}/sitemap.xml" in read("/robots.txt")


def test_the_prefix_leads_to_the_host_in_one_step(story: ArticlePage) -> None:
    for host in ("localhost", "fa.news.example"):
        assert leads("/fa/", host) == f"{FA}/"
        assert leads("/fa", host) == f"{FA}/"
        assert leads("/fa/khabar/kashti/?a=1", host) == f"{FA}/khabar/kashti/?a=1"
        assert leads("/fa/%D8%AE%D8%A8%D8%B1/", host) == f"{FA}/%D8%AE%D8%A8%D8%B1/"
    assert "بريد" in read("/ar/", "localhost")


def test_what_the_whole_site_has_once_leads_there_and_the_rest_is_on_each_host(
    story: ArticlePage,
) -> None:
    assert leads("/record/?a=1") == f"{SITE}/record/?a=1"
    assert leads("/newsroom/") == f"{SITE}/newsroom/"
    assert ask("/outlet.css").status_code == 200
    assert ask(f"/comment/{story.pk}/").status_code == 200


def test_old_addresses_lead_on_in_one_step(story: ArticlePage) -> None:
    redirect("/fa/old/", story)
    redirect("/fa/older/", ArticlePage.objects.get(slug="ferry"))
    assert leads("/old/") == "/khabar/kashti/"
    assert leads("/older/") == f"{SITE}/ferry/"
    assert leads("/khabar/kashti") == "/khabar/kashti/"
    assert leads("/2017/") == "/archive/"
    redirect("/moved/", story)
    assert leads("/moved/", "localhost") == f"{FA}/khabar/kashti/"


def test_what_was_recorded_before_still_leads_to_the_other_languages(story: ArticlePage) -> None:
    assert leads("/ferry/") == f"{SITE}/ferry/"
    assert ask("/nothing/").status_code == 404
    assert 'lang="fa"' in ask("/nothing/").content.decode()


def test_what_is_baked_is_what_the_host_gets(story: ArticlePage) -> None:
    drain()
    for path in ("/fa/", "/fa/khabar/", "/fa/khabar/kashti/", "/fa/author/mariam/"):
        text = work.tree().file(path).read_text()
        assert not PREFIX.search(text), path
        assert f'<link rel="canonical" href="{FA}/{path.removeprefix("/fa/")}">' in text
    assert f'href="{FA}/khabar/kashti/"' in work.tree().file("/ferry/").read_text()


def test_a_page_kept_for_one_host_does_not_take_the_place_of_another(story: ArticlePage) -> None:
    read("/archive/")
    assert not work.tree().file("/archive/").exists()
    assert 'lang="fa"' in work.tree().file("/fa/archive/").read_text()


def test_menus_and_typed_addresses_follow(story: ArticlePage, hosts: Edition) -> None:
    menu = Menu.objects.create(name="اصلی", slug="main", place="header", edition=hosts)
    for at, (label, url) in enumerate((("یک", "/fa/khabar/"), ("دو", "/ferry/"))):
        MenuItem.objects.create(menu=menu, label=label, url=url, sort_order=at)
    page = read("/archive/")
    assert 'href="/khabar/"' in page
    assert f'href="{SITE}/ferry/"' in page


def test_a_comment_from_the_host_is_taken_and_from_no_other(story: ArticlePage) -> None:
    minute_ago = signing.dumps(int(time.time()) - 60, salt=stamp.SALT)
    sent = {"name": "Reza", "text": "ممنون از گزارش شما.", "email": "r@reader.example", "url": ""}
    for origin, taken in (("https://fa.news.example.evil.example", False), (FA, True)):
        client = Client(headers={"host": "fa.news.example", "origin": origin})
        response = client.post(f"/comment/{story.pk}/", sent | {"stamp": minute_ago}, secure=True)
        assert Comment.objects.exists() is taken, response.status_code
    told = ask(response["Location"]).content.decode()
    assert 'href="/khabar/kashti/' in told
    request = Client(headers={"host": "localhost"}).get("/").wsgi_request
    assert FA in own_origins(request)
    assert Client(headers={"host": "de.news.example"}).get("/").status_code == 400


def test_a_comments_own_place_leads_to_the_host(story: ArticlePage) -> None:
    comment: Comment = CommentFactory(page=story)
    response = ask(f"/comment/{story.pk}/{comment.number}/", "localhost")
    assert response["Location"] == f"{FA}/khabar/kashti/#comment-{comment.number}"


def test_a_mention_of_the_host_is_one_of_the_story(story: ArticlePage) -> None:
    assert story_at(f"{FA}/khabar/kashti/") == story
    assert story_at(f"{SITE}/khabar/kashti/") is None


def test_mail_and_the_newsroom_name_the_story_by_its_host(story: ArticlePage) -> None:
    assert story.full_url == story.url == f"{FA}/khabar/kashti/"
    with story.spoken():
        assert story.full_url == f"{FA}/khabar/kashti/"
    with read_at("/fa/khabar/"):
        assert story.full_url == f"{FA}/khabar/kashti/"
        assert story.url == "/khabar/kashti/"
    assert story.get_url_parts() == (Site.objects.get().pk, FA, "/khabar/kashti/")


def test_the_record_stands_at_the_site_and_leads_to_the_host(story: ArticlePage) -> None:
    record_all()
    month = f"/record/{story.first_published_at:%Y/%m}/"
    listed = read(month, "localhost")
    assert f'href="{FA}/khabar/kashti/revisions/"' in listed
    assert 'href="/ferry/revisions/"' in listed
    assert 'href="/khabar/kashti/revisions/1/"' in read("/khabar/kashti/")
    revision = read("/khabar/kashti/revisions/1/")
    assert 'href="/khabar/kashti/revisions/"' in revision
    assert not PREFIX.search(revision)
    story.unpublish()
    record_all()
    assert f"{FA}/khabar/kashti/revisions/" in read("/record/corrections/feed/", "localhost")


def test_a_page_at_a_host_of_its_own_does_not_promise_the_onion_address(
    story: ArticlePage,
) -> None:
    OutletSettings.objects.update(onion_location="http://abc.onion")
    assert 'content="http://abc.onion/ferry/"' in read("/ferry/", "localhost")
    assert "abc.onion" not in read("/khabar/kashti/")


def test_a_story_from_before_there_was_a_prefix_stays_where_it_is(story: ArticlePage) -> None:
    old = ArticleFactory(title="پل", slug="pol", by=[story.bylines.get().person])
    ArticlePage.objects.filter(pk=old.pk).update(language="fa")
    page = read("/pol/", "localhost")
    assert '<html lang="fa" dir="rtl">' in page
    assert f'<link rel="canonical" href="{SITE}/pol/">' in page
    for path in ("/", "/khabar/", "/author/mariam/", "/archive/", "/search/"):
        assert f'="{FA}{path}"' in page, path
        assert f'="{path}"' not in page.replace('href="/" hreflang="en"', ""), path
    assert 'data-ticker=""' in page
    assert 'data-ticker="/ticker.json"' in read("/khabar/kashti/")
    assert f'href="{SITE}/pol/"' in read("/author/mariam/")
    assert leads("/pol/") == f"{SITE}/pol/"
    drain()
    for path in ("/pol/", "/fa/khabar/kashti/"):
        host = "localhost" if path == "/pol/" else "fa.news.example"
        asked = path.removeprefix("/fa")
        links = re.findall(r'<a href="[^"]*"', work.tree().file(path).read_text())
        assert links == re.findall(r'<a href="[^"]*"', read(asked, host)), path


def test_no_path_becomes_the_address_of_another_host(story: ArticlePage) -> None:
    with read_at("/fa/"):
        assert linked("/fa//evil.example/") == "/evil.example/"
    for path in ("//evil.example/", "/fa//evil.example/", "//evil.example/page/2/"):
        response = ask(path)
        assert not response.get("Location", "").startswith("//"), path


def test_without_a_host_nothing_is_different(settings: Settings) -> None:
    settings.LANGUAGE_SITES = {}
    for home in ("/", "/fa/"):
        with within(Place(1, home)):
            assert [linked(path) for path in ("/", "/fa/x/", "#a", "https://a.example/")] == [
                "/", "/fa/x/", "#a", "https://a.example/"
            ]  # fmt: skip
    assert address_of("/fa/x/") == f"{SITE}/fa/x/"
