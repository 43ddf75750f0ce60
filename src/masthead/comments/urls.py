"""Addresses that take comments; they stand beside the pages, not below them."""

from django.urls import path

from . import views

urlpatterns = [
    path("comment/<int:page_id>/", views.respond, name="comment"),
    path("comment/sent/<uuid:uid>/", views.sent, name="comment_sent"),
]
