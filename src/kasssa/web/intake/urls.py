"""The addresses of files from elsewhere."""

from django.urls import path

from kasssa.web.intake import lists, views

urlpatterns = [
    path("import", views.receive, name="import"),
    path("import/<uuid:received_id>", views.received, name="received"),
    path("import/<uuid:received_id>/file", views.file, name="received_file"),
    path("import/<uuid:received_id>/draft", views.draft, name="received_draft"),
    path("import/<uuid:received_id>/check", lists.check, name="list_check"),
    path("import/<uuid:received_id>/drafts", lists.draft, name="list_draft"),
    path("import/<uuid:received_id>/faults", lists.faults, name="list_faults"),
    path("documents/<slug:name>.csv", lists.export, name="folder_csv"),
]
