"""Django's handle on the HTML door."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "kasssa.web"
    label = "web"
