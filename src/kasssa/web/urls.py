"""The addresses of the HTML door, subject by subject."""

from django.urls import include, path

urlpatterns = [
    path("", include("kasssa.web.home.urls")),
    path("", include("kasssa.web.texts.urls")),
    path("", include("kasssa.web.account.urls")),
    path("", include("kasssa.web.documents.urls")),
    path("organisation/", include("kasssa.web.organisation.urls")),
    path("counterparties", include("kasssa.web.directory.urls")),
    path("support", include("kasssa.web.support.urls")),
    path("", include("kasssa.web.privacy.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]
