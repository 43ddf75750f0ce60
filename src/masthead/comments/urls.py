"""Addresses that take comments; they stand beside the pages, not below them."""

from django.urls import path

from . import proof, reporting, sent, views
from .mentions import receive
from .notices import corrections, pages

urlpatterns = [
    path("comment/webmention/", receive.webmention, name="webmention"),
    path("comment/pingback/", receive.pingback, name="pingback"),
    path("comment/proof.json", proof.challenge, name="comment_proof"),
    path("comment/<int:page_id>/", views.respond, name="comment"),
    path("comment/notices/<uuid:uid>/", pages.manage, name="notices"),
    path("comment/notices/<uuid:uid>/stop/", pages.one_click, name="notices_stop"),
    path("comment/<int:page_id>/corrections/", corrections.ask, name="corrections_by_mail"),
    path("comment/sent/<uuid:uid>/", sent.sent, name="comment_sent"),
    path("comment/<int:page_id>/<int:number>/", views.permalink, name="comment_place"),
    path(
        "comment/<int:page_id>/<int:number>/report/",
        reporting.report_comment,
        name="comment_report",
    ),
]
