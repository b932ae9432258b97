"""Tests in a browser, against the service as ``./run`` starts it."""
