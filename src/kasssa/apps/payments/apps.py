"""Django's handle on this context."""

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "kasssa.apps.payments"
    label = "payments"
