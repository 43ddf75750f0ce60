from django.urls import path

from . import views

urlpatterns = [
    path("ticker/", views.ticker_page, name="ticker"),
    path("ticker.json", views.ticker_json, name="ticker_json"),
]
