"""Who is who, and who acts for whom."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from kasssa.apps.accounts import access
from kasssa.apps.accounts.models import Certificate, Membership, Organisation, Person, Signatory, Token
from kasssa.base.ids import digest_of
from kasssa.base.tenancy import acting, query, robot
from kasssa.core.actor import Actor, Door, Role, themselves
from kasssa.core.document.model import Party
from kasssa.core.parties import Scheme


@dataclass(frozen=True, slots=True)
class OrganisationCard:
    """An organisation as its members see it."""

    id: UUID
    kind: str
    scheme: Scheme
    code: str
    name: str
    address: str
    vat_number: str
    iban: str
    bank: str
    phone: str
    email: str
    confirmed_at: datetime | None


@dataclass(frozen=True, slots=True)
class MemberCard:
    """A person who acts for an organisation."""

    id: UUID
    person_id: UUID
    name: str
    email: str
    role: Role
    position: str


@dataclass(frozen=True, slots=True)
class Seat:
    """An organisation that a person may act for, with their role there."""

    organisation_id: UUID
    name: str
    code: str
    role: Role
    confirmed: bool


@dataclass(frozen=True, slots=True)
class TokenCard:
    """A key, without its secret."""

    id: UUID
    name: str
    created_at: datetime
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class CertificateCard:
    """A certificate that is a person's own; it signs them in unless it was ``unbound_at`` some time."""

    id: UUID
    serial: str
    fingerprint: str
    bound_at: datetime
    last_used_at: datetime | None
    unbound_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Whom a certificate names, and the certificate itself (DER)."""

    name: str
    position: str
    tax_id: str  # РНОКПП, or nothing
    serial: str
    seal: bool
    certificate: bytes


@dataclass(frozen=True, slots=True)
class Tie:
    """To whom in an organisation a signature belongs: to a member, or to a signatory without a seat."""

    person_id: UUID | None = None
    signatory_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class SignatoryCard:
    """Who signs for an organisation: a member by their role, or whoever an owner has named."""

    id: UUID | None  # none for a member, whose membership says it
    name: str
    position: str
    tax_id: str
    serial: str
    seal: bool
    ground: str
    until: date | None
    since: datetime


def seats(person_id: UUID) -> Sequence[Seat]:
    """Return the organisations that a person acts for now, oldest first."""
    with acting(themselves(person_id)):
        rows = list(
            Membership.objects.filter(person_id=person_id, removed_at__isnull=True)
            .order_by("added_at")
            .values_list("organisation_id", "role")
        )
        found = Organisation.objects.in_bulk([organisation_id for organisation_id, _ in rows])
    return [
        Seat(pk, found[pk].name, found[pk].code, Role(role), found[pk].confirmed_at is not None)
        for pk, role in rows
    ]


@query
def organisation(*, by: Actor) -> OrganisationCard:
    """Return the organisation that ``by`` acts for."""
    return _card(Organisation.objects.get(pk=by.organisation_id))


@query
def party(*, by: Actor) -> Party:
    """Return the organisation of ``by`` as a party to a document, answered for by ``by``."""
    row = Organisation.objects.get(pk=by.organisation_id)
    seat = Membership.owned.filter(person_id=by.person_id, removed_at__isnull=True).select_related("person")
    signatory = seat.first()
    return Party(
        scheme=Scheme(row.scheme),
        code=row.code,
        name=row.name,
        address=row.address,
        vat_number=row.vat_number,
        iban=row.iban,
        bank=row.bank,
        phone=row.phone,
        email=row.email,
        signatory=signatory.person.full_name if signatory else "",
        position=signatory.position if signatory else "",
    )


@query
def members(*, by: Actor) -> Sequence[MemberCard]:
    """Return the people who act for the organisation of ``by``."""
    rows = Membership.owned.filter(removed_at__isnull=True).select_related("person").order_by("added_at")
    return [
        MemberCard(
            row.id, row.person_id, row.person.full_name, row.person.email, Role(row.role), row.position
        )
        for row in rows
    ]


@query
def tokens(*, by: Actor) -> Sequence[TokenCard]:
    """Return the keys of the organisation of ``by``, newest first."""
    rows = Token.owned.order_by("-created_at")
    return [TokenCard(row.id, row.name, row.created_at, row.revoked_at) for row in rows]


def confirmed(code: str) -> OrganisationCard | None:
    """Return the organisation that has proved ``code``, if there is one."""
    row = Organisation.objects.filter(code=code, confirmed_at__isnull=False).first()
    return None if row is None else _card(row)


def confirmed_codes(codes: Collection[str]) -> frozenset[str]:
    """Return those of ``codes`` that some organisation has proved."""
    rows = Organisation.objects.filter(code__in=codes, confirmed_at__isnull=False)
    return frozenset(rows.values_list("code", flat=True))


def names(person_ids: Sequence[UUID], organisation_ids: Sequence[UUID]) -> Mapping[UUID, str]:
    """Return the names of people and organisations by their ids."""
    people = Person.objects.filter(pk__in=person_ids)
    organisations = Organisation.objects.filter(pk__in=organisation_ids).values_list("pk", "name")
    return {person.id: person.full_name for person in people} | dict(organisations)


def bearer(secret: str) -> Actor | None:
    """Return whom an API key speaks for; nothing if it is unknown, revoked, or its person has gone."""
    with acting(robot()):
        token = Token.objects.filter(sha256=digest_of(secret), revoked_at__isnull=True).first()
    if token is None or not Person.objects.filter(pk=token.person_id, is_active=True).exists():
        return None
    for seat in seats(token.person_id):
        if seat.organisation_id == token.organisation_id:
            return Actor(token.person_id, token.organisation_id, seat.role, Door.API)
    return None


@query
def certificates(*, by: Actor) -> Sequence[CertificateCard]:
    """Return the certificates of the person of ``by``, oldest first."""
    rows = Certificate.objects.filter(person_id=by.person_id).order_by("bound_at")
    return [
        CertificateCard(row.id, row.serial, row.fingerprint, row.bound_at, row.last_used_at, row.unbound_at)
        for row in rows
    ]


def holder(certificate: bytes) -> UUID | None:
    """Return the person whom a certificate (DER) signs in, also one whose account is not active."""
    with acting(robot()):
        rows = Certificate.objects.filter(
            fingerprint=access.fingerprint(certificate), unbound_at__isnull=True
        )
        return rows.values_list("person_id", flat=True).first()


@query
def signatories(*, by: Actor) -> Sequence[SignatoryCard]:
    """Return who signs for the organisation of ``by``: members first, each group oldest first."""
    named = Signatory.objects.filter(removed_at__isnull=True).order_by("added_at")
    return [*map(_signing_member, access.signing_members()), *map(_signatory, named)]


@query
def tie(holder: Holder, *, by: Actor, on: date) -> Tie | None:
    """Return who of the organisation of ``by`` it is that a certificate names, nothing if it is nobody.

    It may be a member whose role signs, known by name; or a registered signatory, known by the certificate
    or, where it is a renewed one, by the РНОКПП in it.
    """
    members = [] if holder.seal else access.signing_members()
    member = next((one for one in members if access.names(holder.name, one.person)), None)
    if member is not None:
        return Tie(person_id=member.person_id)
    same = Q(fingerprint=access.fingerprint(holder.certificate))
    if holder.tax_id and not holder.seal:
        same |= Q(tax_id=holder.tax_id, seal=False)
    standing = Signatory.objects.filter(same, removed_at__isnull=True)
    found = standing.filter(Q(until__isnull=True) | Q(until__gte=on)).order_by("added_at").first()
    return None if found is None else Tie(signatory_id=found.id)


@query
def letter_addresses(*, by: Actor) -> Sequence[tuple[UUID, str, str]]:
    """Return (person, e-mail, language) of everybody who acts for the organisation of ``by``."""
    rows = Membership.owned.filter(removed_at__isnull=True).select_related("person")
    return [(row.person_id, row.person.email, row.person.language) for row in rows]


def person(person_id: UUID) -> Person:
    """Return one person, for their own pages and their own copy of the data."""
    return Person.objects.get(pk=person_id)


def _card(row: Organisation) -> OrganisationCard:
    return OrganisationCard(
        id=row.id,
        kind=row.kind,
        scheme=Scheme(row.scheme),
        code=row.code,
        name=row.name,
        address=row.address,
        vat_number=row.vat_number,
        iban=row.iban,
        bank=row.bank,
        phone=row.phone,
        email=row.email,
        confirmed_at=row.confirmed_at,
    )


def _signing_member(row: Membership) -> SignatoryCard:
    return SignatoryCard(
        id=None,
        name=row.person.full_name,
        position=row.position,
        tax_id="",
        serial="",
        seal=False,
        ground="",
        until=None,
        since=row.added_at,
    )


def _signatory(row: Signatory) -> SignatoryCard:
    return SignatoryCard(
        id=row.id,
        name=row.name,
        position=row.position,
        tax_id=row.tax_id,
        serial=row.serial,
        seal=row.seal,
        ground=row.ground,
        until=row.until,
        since=row.added_at,
    )
