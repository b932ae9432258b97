"""The addresses of the service, and one whose view fails: what a fault of ours looks like."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from kasssa.site.urls import handler404, handler500
from kasssa.web.gates import public

__all__ = ["handler404", "handler500", "urlpatterns"]


@public
def fail(request: HttpRequest) -> HttpResponse:
    """Fail with something secret at hand."""
    secret = "kasssa_secret"
    raise ZeroDivisionError(secret)


urlpatterns = [path("broken", fail, name="broken"), path("", include("kasssa.site.urls"))]
