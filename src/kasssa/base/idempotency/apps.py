"""Django's handle on the kept answers."""

from django.apps import AppConfig


class IdempotencyConfig(AppConfig):
    name = "kasssa.base.idempotency"
    label = "idempotency"
