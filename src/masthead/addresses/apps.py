from django.apps import AppConfig


class AddressesConfig(AppConfig):
    name = "masthead.addresses"
    label = "addresses"
