from django.apps import AppConfig


class OutletConfig(AppConfig):
    name = "masthead.outlet"
    label = "outlet"
