"""Who acts: a person, for an organisation, in a role, through one of the doors."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from kasssa.core.acts import Act

NOBODY = UUID(int=0)


class Door(StrEnum):
    """The way by which an act came in."""

    WEB = "web"
    API = "api"
    JOB = "job"
    CONSOLE = "console"


class Role(StrEnum):
    """What a person is in an organisation; ``service`` is the service acting by itself."""

    OWNER = "owner"
    SIGNATORY = "signatory"
    ACCOUNTANT = "accountant"
    VIEWER = "viewer"
    SERVICE = "service"


@dataclass(frozen=True, slots=True)
class Actor:
    """The person, organisation, role and door behind an act."""

    person_id: UUID
    organisation_id: UUID
    role: Role
    door: Door


def themselves(person_id: UUID, door: Door = Door.WEB) -> Actor:
    """Return a person as who acts for themselves and for no organisation."""
    return Actor(person_id, NOBODY, Role.VIEWER, door)


class NotAllowed(Exception):
    """The role of the person does not include the act."""

    def __init__(self, role: Role, act: Act) -> None:
        super().__init__(f"{role} may not {act}")
        self.role, self.act = role, act


_READING = frozenset({Act.DOCUMENT_OPENED, Act.SUPPORT_ASKED, Act.PERSON_EXPORTED, Act.CONSENT_GIVEN,
                      Act.NEWS_SUBSCRIBED, Act.NEWS_REFUSED, Act.PURPOSE_GRANTED, Act.PURPOSE_WITHDRAWN,
                      Act.EXPORT_ORDERED, Act.EXPORT_TAKEN, Act.DEMAND_MADE, Act.ENDING_ASKED,
                      Act.CERTIFICATE_UNBOUND, Act.PERSON_SIGNED_IN, Act.PERSON_FROZEN,
                      Act.PERSON_THAWED})  # fmt: skip
_KEEPING = _READING | {
    Act.COUNTERPARTY_ADDED, Act.FILE_RECEIVED, Act.LIST_CHECKED, Act.LIST_DRAFTED,
    Act.DOCUMENT_DRAFTED, Act.DOCUMENT_REVISED, Act.DOCUMENT_DISCARDED,
    Act.DOCUMENT_ISSUED, Act.DOCUMENT_SENT, Act.DOCUMENT_PAID, Act.DOCUMENT_ARCHIVED,
}  # fmt: skip
_SIGNING = _KEEPING | {
    Act.DOCUMENT_SIGNED, Act.DOCUMENT_ACCEPTED, Act.DOCUMENT_REJECTED, Act.ORGANISATION_CONFIRMED,
    Act.CERTIFICATE_BOUND,
}  # fmt: skip
# What neither a member nor an owner does: the service and its operator.
_OF_THE_SERVICE = frozenset(
    {
        Act.TEXT_PUBLISHED,
        Act.CLAUSE_VOIDED,
        Act.DOCUMENT_DELIVERED,
        Act.SIGNATURE_CHECKED,
        Act.DEMAND_ANSWERED,
        Act.ENDING_CANCELLED,
        Act.PERSON_ERASED,
        Act.ORGANISATION_CLOSED,
        Act.LEDGER_SEALED,
    }
)

MAY: dict[Role, frozenset[Act]] = {
    Role.OWNER: frozenset(Act) - _OF_THE_SERVICE,
    Role.SIGNATORY: _SIGNING,
    Role.ACCOUNTANT: _KEEPING,
    Role.VIEWER: _READING,
    Role.SERVICE: frozenset(Act),
}


def require(act: Act, *, by: Actor) -> None:
    """Refuse ``act`` unless the role of ``by`` includes it.

    Raises:
        NotAllowed: it does not.
    """
    if act not in MAY[by.role]:
        raise NotAllowed(by.role, act)
