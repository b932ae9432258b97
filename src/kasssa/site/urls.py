"""The addresses of the service."""

from django.urls import include, path

from kasssa.api.main import api

urlpatterns = [
    path("", include("kasssa.web.urls")),
    path("api/", api.urls),
    path("account/", include("allauth.urls")),
]

handler404 = "kasssa.web.errors.not_found"
handler429 = "kasssa.web.errors.too_many"  # asked for by django-allauth
handler500 = "kasssa.web.errors.broken"
