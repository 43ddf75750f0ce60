"""Addresses below the prefix of an edition: its own parts, then all that the whole site has."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from masthead.config import urls
from masthead.feeds.urls import edition_urls as feed_urls
from masthead.reader.urls import edition_urls as reader_urls
from masthead.ticker.urls import urlpatterns as ticker_urls

urlpatterns: list[URLPattern | URLResolver] = [
    # Only a path that begins with the prefix of an edition is looked up here.
    re_path(r"^[^/]+/", include([*ticker_urls, *feed_urls, *reader_urls])),
    path("", include(urls.urlpatterns)),
]

handler404 = urls.handler404
handler500 = urls.handler500
