"""The reader's addresses. The last one takes all that nobody else has."""

from __future__ import annotations

from django.urls import path, re_path
from django.views.generic import RedirectView

from .route import route
from .share.views import share
from .views.colours import colours
from .views.search import search

urlpatterns = [
    path("search/", search, name="search"),
    path("search", RedirectView.as_view(pattern_name="search", permanent=True, query_string=True)),
    path("outlet.css", colours, name="outlet_css"),
    path("share/<uuid:uid>-<slug:digest>.png", share, name="share"),
    re_path(r"^(?P<path>.*)$", route, name="read"),
]
