"""Django's handle on intake."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "kasssa.apps.intake"
    label = "intake"
