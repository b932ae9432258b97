"""Django's handle on this context."""

from django.apps import AppConfig


class SafetyConfig(AppConfig):
    name = "kasssa.apps.safety"
    label = "safety"
