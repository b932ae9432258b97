"""Taking one's own data out."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kasssa.apps.privacy import actions
from kasssa.base import clock
from kasssa.web.gates import ActorRequest, not_kept, person
from kasssa.web.page import page


@person
@require_http_methods(["GET", "POST"])
def export(request: ActorRequest) -> HttpResponse:
    """Say what is in the copy, or give it."""
    if request.method == "POST":
        content = actions.export(by=request.actor, at=clock.now())
        response = HttpResponse(content, content_type="application/zip")
        response.headers["Content-Disposition"] = 'attachment; filename="kasssa-my-data.zip"'
        return not_kept(response)
    contents = [
        {
            "title": _("You"),
            "meaning": _("account, organisations and roles, agreements, questions to the operator"),
        },
        {"title": _("What you did"), "meaning": _("every act of yours with its number in the ledger")},
        {
            "title": _("Documents"),
            "meaning": _("the signed originals (UBL 2.1) and signatures of the organisation"),
        },
    ]
    return page(request, "privacy/export.html", contents=contents, export_url=request.path)
