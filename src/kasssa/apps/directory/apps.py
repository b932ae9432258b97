"""Django's handle on this context."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "kasssa.apps.directory"
    label = "directory"
