"""How django-allauth fits the service: its letters go through our outbox, its sign-up is closed."""

from typing import Any, Protocol
from urllib.parse import urlsplit
from uuid import UUID

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest

from kasssa.base import clock
from kasssa.base.mail.actions import post
from kasssa.base.tenancy import robot
from kasssa.core.actor import NOBODY


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
