"""Django's handle on the ledger."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "kasssa.base.ledger"
    label = "ledger"
