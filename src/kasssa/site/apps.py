"""Django's handle on the wiring."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "kasssa.site"
    label = "site"
