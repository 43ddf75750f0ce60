from django.apps import AppConfig


class TranslationsConfig(AppConfig):
    name = "masthead.translations"
    label = "translations"
