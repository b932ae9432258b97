"""The addresses of the texts; they are permanent (clause 6.1)."""

from django.urls import path

from kasssa.web.texts import views

urlpatterns = [
    path("privacy-policy", views.text, {"kind": "policy"}, name="privacy_policy"),
    path("texts/<str:kind>", views.text, name="text"),
    path("texts/<str:kind>/feed", views.feed, name="text_feed"),
    path("texts/<str:kind>/changes/<str:old>/<str:new>", views.changes, name="text_changes"),
    path("texts/<str:kind>/versions", views.versions, name="text_versions"),
    path("texts/<str:kind>/<str:version>", views.text, name="text_version"),
    path("texts/<str:kind>/<str:version>/source", views.source, name="text_source"),
]
