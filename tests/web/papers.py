"""What the people of the tests type into the forms of documents."""

from datetime import datetime
from typing import Any
from uuid import UUID

from kasssa.apps.accounts import actions as accounts
from kasssa.apps.documents import queries
from kasssa.base.mail.models import Letter
from kasssa.base.tenancy import acting, robot
from kasssa.core.actor import Role
from tests.cast import Someone
from tests.web.browser import Browser, Page


def typed(buyer_code: str, **more: Any) -> dict[str, Any]:
    """What Olena types: two lines, 1,200.00 and VAT in all, each column as the form repeats it."""
    return {
        "buyer_code": buyer_code,
        "line_name": ["Хліб житній", "Доставка"],
        "line_unit": ["H87", "E48"],
        "line_quantity": ["40", "1"],
        "line_price": ["20", "200,00"],
        "line_vat": ["20", "20"],
        "line_exemption": ["", ""],
        "line_code": ["", ""],
        **more,
    }


def state(document_id: UUID, by: Someone) -> str:
    """Where the document is in its life."""
    return queries.card(document_id, by=by.actor).state


def drafts_of(someone: Someone) -> int:
    """How many drafts the organisation has."""
    return len(queries.folder("drafts", by=someone.actor).cards)


def document_of(page: Page) -> UUID:
    """The document to which ``page`` leads: /documents/<id>, /documents/<id>/edit."""
    return UUID(page.location.split("/")[2])


def letters() -> list[Letter]:
    """Every letter of the outbox, oldest first."""
    with acting(robot()):
        return list(Letter.objects.order_by("written_at", "id"))


def seated(host: Someone, guest: Someone, role: Role, at: datetime) -> Browser:
    """The browser of ``guest`` at work for the organisation of ``host`` in ``role``."""
    accounts.add_member(guest.role.email, role, position="помічниця", by=host.actor, at=at)
    browser = Browser(guest)
    browser.send("switch_organisation", organisation=str(host.actor.organisation_id))
    return browser
