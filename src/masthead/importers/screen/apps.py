from django.apps import AppConfig


class MovingInConfig(AppConfig):
    name = "masthead.importers.screen"
    label = "moving_in"
