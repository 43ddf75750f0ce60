from django.apps import AppConfig


class TickerConfig(AppConfig):
    name = "masthead.ticker"
    label = "ticker"
