"""The certificates by which a person signs in."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kasssa.apps.accounts import actions, queries
from kasssa.base import clock
from kasssa.web.gates import ActorRequest, consented
from kasssa.web.page import page


@consented
@require_GET
def certificates(request: ActorRequest) -> HttpResponse:
    """Show the certificates of the person, and which of them sign them in."""
    shown = [
        {
            "serial": card.serial,
            "bound_at": card.bound_at,
            "last_used_at": card.last_used_at,
            "unbound_at": card.unbound_at,
            "unbind_url": reverse("certificate_unbind", args=[card.id]) if card.unbound_at is None else "",
        }
        for card in queries.certificates(by=request.actor)
    ]
    return page(request, "account/certificates.html", certificates=shown)


@consented
@require_POST
def unbind(request: ActorRequest, certificate_id: UUID) -> HttpResponse:
    """Have a certificate sign the person in no more."""
    actions.unbind_certificate(certificate_id, by=request.actor, at=clock.now())
    messages.success(request, _("This certificate no longer signs you in. What it has signed stays signed."))
    return HttpResponseRedirect(reverse("certificates"))
