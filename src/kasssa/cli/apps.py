"""Django's handle on the command line door."""

from django.apps import AppConfig


class CliConfig(AppConfig):
    name = "kasssa.cli"
    label = "cli"
