"""The addresses of one's own data."""

from django.urls import path

from kasssa.web.privacy import journal, views

urlpatterns = [
    path("export", views.export, name="export"),
    path("privacy/journal", journal.journal, name="journal"),
]
