"""Where the parts of the site are mounted. What is not named here is the reader's."""

from django.urls import URLPattern, URLResolver, include, path
from wagtail.admin import urls as newsroom_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as document_urls

from masthead.config.metrics import metrics
from masthead.newsroom.choosing import Chosen

urlpatterns: list[URLPattern | URLResolver] = [
    # In front of Wagtail's own, which would answer.
    path("newsroom/choose-page/chosen-multiple/", require_admin_access(Chosen.as_view())),
    path("newsroom/", include(newsroom_urls)),
    path("documents/", include(document_urls)),
    path("metrics", metrics),
    path("", include("masthead.comments.urls")),
    path("", include("masthead.ticker.urls")),
    path("", include("masthead.ledger.urls")),
    path("", include("masthead.feeds.urls")),
    path("", include("masthead.reader.urls")),  # stays last: it takes every other path
]

handler404 = "masthead.reader.errors.not_found"
handler500 = "masthead.reader.errors.server_error"
