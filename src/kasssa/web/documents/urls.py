"""The addresses of documents."""

from django.urls import path

from kasssa.web.documents import acts, editor, signatures, views

urlpatterns = [
    path("inbox", views.folder, {"name": "inbox"}, name="inbox"),
    path("outbox", views.folder, {"name": "outbox"}, name="outbox"),
    path("drafts", views.folder, {"name": "drafts"}, name="drafts"),
    path("archive", views.folder, {"name": "archive"}, name="archive"),
    path("documents/new", editor.new, name="document_new"),
    path("documents/preview", editor.preview, name="document_preview"),
    path("documents/buyer", editor.buyer, name="document_buyer"),
    path("documents/<uuid:document_id>", views.document, name="document"),
    path("documents/<uuid:document_id>/pdf", views.pdf, name="document_pdf"),
    path("documents/<uuid:document_id>/report", views.report, name="document_report"),
    path("documents/<uuid:document_id>/ubl", views.ubl, name="document_ubl"),
    path("documents/<uuid:document_id>/together", signatures.together, name="document_together"),
    path(
        "documents/<uuid:document_id>/signatures/<uuid:signature_id>",
        signatures.proof,
        name="document_signature",
    ),
    path(
        "documents/<uuid:document_id>/signatures/<uuid:signature_id>/evidence",
        signatures.with_evidence,
        name="document_signature_evidence",
    ),
    path("documents/<uuid:document_id>/edit", editor.edit, name="document_edit"),
    path("documents/issue", editor.issue_new, name="document_issue_new"),
    path("documents/<uuid:document_id>/issue", editor.issue, name="document_issue"),
    path("documents/<uuid:document_id>/discard", acts.discard, name="document_discard"),
    path("documents/<uuid:document_id>/sign", acts.sign, name="document_sign"),
    path("documents/<uuid:document_id>/send", acts.send, name="document_send"),
    path("documents/<uuid:document_id>/accept", acts.accept, name="document_accept"),
    path("documents/<uuid:document_id>/reject", acts.reject, name="document_reject"),
    path("documents/<uuid:document_id>/pay", acts.pay, name="document_pay"),
    path("documents/<uuid:document_id>/archive", acts.archive, name="document_archive"),
]
