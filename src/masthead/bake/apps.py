from django.apps import AppConfig


class BakeConfig(AppConfig):
    name = "masthead.bake"
    label = "bake"
