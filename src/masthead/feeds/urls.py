"""Addresses of feeds and sitemaps. They stand before the reader's own, which takes all the rest."""

from django.urls import re_path

from . import views

FORM = r"(?:/(?P<form>atom|json|rss2?))?/?$"
# Never a word of FORM: those are tried first. BCP 47: a language, perhaps script and region.
LANGUAGE = r"(?P<language>[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)"

urlpatterns = [
    re_path(r"^(?P<form>atom)\.xml$", views.site_feed),
    re_path(r"^feed\.(?P<form>json)$", views.site_feed),
    re_path(rf"^comments/feed{FORM}", views.comments_feed),
    re_path(rf"^(?P<stem>(?:.+/)?)feed{FORM}", views.feed_below),
    re_path(rf"^feed/{LANGUAGE}{FORM}", views.language_feed),
]
