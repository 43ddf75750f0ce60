from django.apps import AppConfig


class CoordinationConfig(AppConfig):
    name = "masthead.coordination"
    label = "coordination"
