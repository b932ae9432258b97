"""Django's handle on this context."""

from django.apps import AppConfig


class SigningConfig(AppConfig):
    name = "kasssa.apps.signing"
    label = "signing"
