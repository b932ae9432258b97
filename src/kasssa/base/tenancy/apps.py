"""Django's handle on the wall between organisations."""

from django.apps import AppConfig


class TenancyConfig(AppConfig):
    name = "kasssa.base.tenancy"
    label = "tenancy"
