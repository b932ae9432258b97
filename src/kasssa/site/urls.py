"""The addresses of the service."""

from django.urls import include, path

from kasssa.api.main import api

urlpatterns = [
    path("", include("kasssa.web.urls")),
    path("api/", api.urls),
    path("account/", include("allauth.urls")),
]

handler404 = "kasssa.web.errors.not_found"
handler500 = "kasssa.web.errors.broken"
