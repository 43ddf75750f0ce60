"""The reader's addresses. The last one takes all that nobody else has."""

from __future__ import annotations

from django.urls import path, re_path
from django.views.generic import RedirectView

from .record import pages, revisions
from .record.check import check
from .record.checker import checker
from .route import route
from .share.views import share
from .views.colours import colours
from .views.search import search

MONTH = r"(?P<year>[12][0-9]{3})/(?P<number>0[1-9]|1[0-2])"
REVISION = r"^(?P<stem>.+/)revisions/(?P<number>[1-9][0-9]{0,8})/"

edition_urls = [path("search/", search)]

urlpatterns = [
    path("search/", search, name="search"),
    path("search", RedirectView.as_view(pattern_name="search", permanent=True, query_string=True)),
    path("outlet.css", colours, name="outlet_css"),
    path("share/<uuid:uid>-<slug:digest>.png", share, name="share"),
    path("record/", pages.front),
    path("record/check/", check),
    path("record/checker.html", checker),
    path("record/corrections/", pages.corrections),
    re_path(rf"^record/{MONTH}/(?:page/(?P<sheet>[1-9][0-9]{{0,5}})/)?$", pages.month),
    re_path(r"^(?P<stem>.+/)revisions/$", revisions.listed),
    re_path(rf"{REVISION}$", revisions.revision),
    re_path(rf"{REVISION}changes/$", revisions.difference),
    re_path(rf"{REVISION}article\.json$", revisions.article_object),
    re_path(rf"{REVISION}article\.tlog-proof$", revisions.proof),
    re_path(r"^(?P<path>.*)$", route, name="read"),
]
