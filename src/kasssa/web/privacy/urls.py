"""The addresses of one's own data and of what everybody may know about how data is used."""

from django.urls import path

from kasssa.web.privacy import consents, ending, journal, rights, views

urlpatterns = [
    path("export", views.export, name="export"),
    path("export/<uuid:archive_id>", views.export_file, name="export_file"),
    path("privacy/journal", journal.journal, name="journal"),
    path("privacy/rights", rights.rights, name="rights"),
    path("privacy/end", ending.end, name="end"),
    path("privacy/ending/<str:secret>", ending.ending, name="ending"),
    path("privacy/ending/<str:secret>/act.<str:form>", ending.ending_file, name="ending_file"),
    path("privacy/data", views.data, name="held_data"),
    path("privacy/processing", views.processing, name="processing"),
    path("privacy/processing.<str:form>", views.processing_file, name="processing_file"),
    path("privacy/cookies", views.cookies, name="cookies"),
    path("privacy/consents", consents.consents, name="consents"),
    path("privacy/receipts/<uuid:receipt_id>", consents.receipt, name="receipt"),
    path("privacy/receipts/<uuid:receipt_id>.<str:form>", consents.receipt_file, name="receipt_file"),
]
