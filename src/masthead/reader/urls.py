"""The reader's addresses. The last one takes all that nobody else has."""

from __future__ import annotations

from django.urls import path, re_path

from .route import route
from .share.views import share
from .views.colours import colours
from .views.search import search

urlpatterns = [
    path("search/", search, name="search"),
    path("outlet.css", colours, name="outlet_css"),
    path("share/<uuid:uid>-<slug:digest>.png", share, name="share"),
    re_path(r"^(?P<path>.*)$", route, name="read"),
]
