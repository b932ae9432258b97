"""Django's handle on this context."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "kasssa.apps.exchange"
    label = "exchange"
