"""Django's handle on the blobs."""

from django.apps import AppConfig


class BlobsConfig(AppConfig):
    name = "kasssa.base.blobs"
    label = "blobs"
