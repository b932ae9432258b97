"""Django's handle on this context."""

from django.apps import AppConfig


class ConsentsConfig(AppConfig):
    name = "kasssa.apps.consents"
    label = "consents"
