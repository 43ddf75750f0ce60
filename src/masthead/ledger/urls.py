"""The files of the log."""

from django.urls import path

from . import views

urlpatterns = [
    path("record/checkpoint", views.checkpoint),
    path("record/policy", views.policy),
    path("record/tile/<path:path>", views.tile),
    path("record/timestamp/<int:size>", views.stamped),
    path("record/timestamp/<int:size>.tsr", views.stamp),
]
