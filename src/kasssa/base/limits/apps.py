"""Django's handle on the counted tries."""

from django.apps import AppConfig


class LimitsConfig(AppConfig):
    name = "kasssa.base.limits"
    label = "limits"
