"""The addresses of one's own data and of what everybody may know about how data is used."""

from django.urls import path

from kasssa.web.privacy import consents, views

urlpatterns = [
    path("export", views.export, name="export"),
    path("privacy/consents", consents.consents, name="consents"),
    path("privacy/receipts/<uuid:receipt_id>", consents.receipt, name="receipt"),
    path("privacy/receipts/<uuid:receipt_id>.<str:form>", consents.receipt_file, name="receipt_file"),
]
