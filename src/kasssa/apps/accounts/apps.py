"""Django's handle on this context."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "kasssa.apps.accounts"
    label = "accounts"
