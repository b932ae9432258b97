"""How django-allauth fits the service: its letters go through our outbox, its sign-up is closed."""

from collections.abc import Mapping
from typing import Any, Protocol
from urllib.parse import urlsplit
from uuid import UUID

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse

from kasssa.apps.safety import actions as safety
from kasssa.base import clock
from kasssa.base.mail.actions import post
from kasssa.base.tenancy import robot
from kasssa.core.actor import NOBODY, themselves
from kasssa.web.account.browsers import browser_named
from kasssa.web.account.origin import agent_of, network_of

DEVICE_COOKIE = "device"
DEVICE_COOKIE_AGE = 365 * 24 * 3600  # seconds


class Named(Protocol):
    """Whoever has a name."""

    full_name: str


def display(person: Named) -> str:
    """Return how a letter speaks of a person: by name."""
    return person.full_name


class Adapter(DefaultAccountAdapter):
    """Our answers to django-allauth's questions."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Registration is a ceremony of its own at /account/registration (clause 1.3)."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put the letter into the outbox, in the transaction at hand."""
        site = {"name": "kasssa", "domain": urlsplit(settings.PUBLIC_URL).netloc}
        message = self.render_mail(template_prefix, email, {"email": email, "current_site": site, **context})
        person = context.get("user")
        person_id = UUID(str(person.pk)) if person is not None else NOBODY
        post(email, message.subject, str(message.body), person_id=person_id, by=robot(), at=clock.now())

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **how: Any) -> HttpResponse:
        """Note the sign-in, whatever it was by, and let the browser be known again (clause 1.8)."""
        response: HttpResponse = super().post_login(request, user, **how)
        arrival = safety.Arrival(
            secret=request.COOKIES.get(DEVICE_COOKIE, ""),
            agent=browser_named(agent_of(request)),
            network=network_of(request),
            factors=[_factor(record) for record in get_authentication_records(request, user)],
        )
        by = themselves(UUID(str(user.pk)))
        secret = safety.note_sign_in(arrival, by=by, at=clock.now())
        response.set_cookie(
            DEVICE_COOKIE,
            secret,
            max_age=DEVICE_COOKIE_AGE,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
        return response


def _factor(record: Mapping[str, Any]) -> str:
    """Return what a person showed, by a record of django-allauth: a method, or its kind of second factor."""
    return str(record.get("type") or record["method"])
