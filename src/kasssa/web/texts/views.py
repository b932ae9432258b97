"""Reading the texts."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from kasssa.apps.consents import queries
from kasssa.base import clock
from kasssa.core.consent import TextKind
from kasssa.web.gates import public
from kasssa.web.page import page
from kasssa.web.texts.shown import shown


@public
@require_GET
def text(request: HttpRequest, kind: str, version: str = "") -> HttpResponse:
    """Show a text in force, or one version of it."""
    known, language = _kind(kind), get_language() or "uk"
    in_force = queries.current(known, language, on=clock.kyiv_date(clock.now()))
    found = queries.version(known, version, language) if version else in_force
    if found is None:
        raise Http404
    current = in_force is not None and in_force.version == found.version
    future = in_force is None or found.version > in_force.version
    return page(request, "texts/text.html", text=shown(found, current=current, future=future))


@public
@require_GET
def versions(request: HttpRequest, kind: str) -> HttpResponse:
    """List all versions of a text."""
    known, language = _kind(kind), get_language() or "uk"
    in_force = queries.current(known, language, on=clock.kyiv_date(clock.now()))
    found = [queries.version(known, version, language) for version in queries.versions(known)]
    listed = [shown(one, current=one == in_force) for one in found if one is not None]
    if not listed:
        raise Http404
    return page(request, "texts/versions.html", text=listed[0], versions=listed)


@public
@require_GET
def source(request: HttpRequest, kind: str, version: str) -> HttpResponse:
    """Give the very bytes that are hashed and agreed to."""
    found = queries.version(_kind(kind), version, get_language() or "uk")
    if found is None:
        raise Http404
    name = f"{found.kind}-{found.version}-{found.language}.md"
    response = HttpResponse(found.content, content_type="text/markdown; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _kind(text: str) -> TextKind:
    try:
        return TextKind(text)
    except ValueError:
        raise Http404 from None
