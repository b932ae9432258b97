"""Django's handle on this context."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "kasssa.apps.documents"
    label = "documents"
