"""Addresses of feeds and sitemaps. They stand before the reader's own, which takes all the rest."""

from django.urls import path, re_path

from . import ninjs, sitemaps, thread_json, views

FORM = r"(?:/(?P<form>atom|json|rss2?))?/?$"
# Never a word of FORM: those are tried first. BCP 47: a language, perhaps script and region.
LANGUAGE = r"(?P<language>[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)"

MONTH = r"(?P<year>[12][0-9]{3})-(?P<month>0[1-9]|1[0-2])"

edition_urls = [
    re_path(r"^(?P<form>atom)\.xml$", views.site_feed),
    re_path(r"^feed\.(?P<form>json)$", views.site_feed),
    re_path(rf"^comments/feed{FORM}", views.comments_feed),
]

urlpatterns = [
    path("robots.txt", sitemaps.robots),
    path("sitemap.xml", sitemaps.index, name="sitemap_index"),
    path("news-sitemap.xml", sitemaps.news, name="sitemap_news"),
    re_path(r"^sitemaps/(?P<name>pages|sections|topics|authors)\.xml$", sitemaps.standing),
    re_path(rf"^sitemaps/stories-{MONTH}\.xml$", sitemaps.month),
    re_path(r"^(?P<form>atom)\.xml$", views.site_feed),
    re_path(r"^feed\.(?P<form>json)$", views.site_feed),
    re_path(rf"^record/corrections/feed{FORM}", views.corrections_feed),
    re_path(rf"^comments/feed{FORM}", views.comments_feed),
    re_path(
        rf"^(?P<stem>.+/)comments/(?P<number>[1-9][0-9]{{0,8}})/feed{FORM}", views.replies_feed
    ),
    re_path(r"^(?P<stem>.+/)comments\.json$", thread_json.thread),
    re_path(rf"^(?P<stem>(?:.+/)?)feed{FORM}", views.feed_below),
    re_path(r"^(?P<stem>.+/)ninjs\.json$", ninjs.article_object),
    re_path(rf"^feed/{LANGUAGE}{FORM}", views.language_feed),
]
