"""Django's handle on this context."""

from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "kasssa.apps.support"
    label = "support"
