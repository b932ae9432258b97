"""Django's handle on this context."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "kasssa.apps.privacy"
    label = "privacy"
