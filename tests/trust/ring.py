"""Three organisations that sell to one another in a ring, and everybody who may knock at their doors.

Each is the victim of the two others: its buyer, who may see what was sent, and its seller, who for its own
sales is a stranger. Words that stand nowhere else are planted in what is theirs, to be looked for in answers.
"""

import hashlib
import json
from dataclasses import dataclass, field, replace
from datetime import timedelta
from uuid import UUID, uuid4

from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from fido2.cose import ES256
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorAttestationResponse,
    AuthenticatorData,
    CollectedClientData,
    RegistrationResponse,
)

from kasssa.apps.accounts import actions as accounts
from kasssa.apps.accounts import queries as account_queries
from kasssa.apps.consents import actions as consents
from kasssa.apps.consents import queries as consent_queries
from kasssa.apps.directory.actions import add
from kasssa.apps.documents import actions as documents
from kasssa.apps.exchange import actions as exchange
from kasssa.apps.intake import actions as intake
from kasssa.apps.intake import queries as intake_queries
from kasssa.apps.privacy import actions as privacy
from kasssa.apps.signing import actions as signing
from kasssa.apps.signing import queries as signing_queries
from kasssa.apps.support.actions import Topic, ask
from kasssa.base.ledger import queries as ledger
from kasssa.base.ledger.actions.sequence import sequence_all
from kasssa.base.tenancy import acting
from kasssa.cli import cast
from kasssa.core.actor import Actor, Door, Role
from kasssa.core.acts import Act
from kasssa.core.consent import TextKind
from kasssa.core.document.draft import Draft, DraftLine
from kasssa.core.document.model import Party
from kasssa.core.formats import lists
from kasssa.core.parties import Scheme
from tests.apps import papers
from tests.cast import Someone, settle, signature
from tests.signatories import DIRECTOR, key_of, register
from tests.stage import NOON, come

STATES = ("draft", "issued", "signed", "delivered", "accepted", "archived")
STAFF = (Role.SIGNATORY, Role.ACCOUNTANT, Role.VIEWER)
DARIIA = replace(
    cast.DARIIA,
    requisites=replace(
        cast.DARIIA.requisites, vat_number="409812301234", iban="UA193004650000026005551002003"
    ),
)
NOT_THERE = {
    "pk": "987654321",
    "email": "nobody@kasssa.example",
    "q": "ЗЗ9",
    "entry_id": "999999999",
    "bearer": "kasssa_nothing",
}


@dataclass(frozen=True)
class Visitor:
    """Whoever knocks: a browser, a key for the API, and what they are to whom."""

    name: str
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))
    bearer: str = ""
    house: str = ""
    role: Role | None = None


@dataclass(frozen=True)
class House:
    """One organisation of the ring, what it has, by kind, and the words that are its own."""

    name: str
    owner: Someone
    buyer_code: str
    papers: dict[str, UUID]
    things: dict[str, str]

    @property
    def secret(self) -> str:
        """The word that nobody else may read."""
        return f"Таємниця{self.name}"

    @property
    def told(self) -> str:
        """The word that the buyer may read too."""
        return f"Товар{self.name}"

    def draft(self) -> Draft:
        """What the organisation types; its own word stands in what is typed, not in what is sold."""
        line = DraftLine(name=self.told, unit="H87", quantity="1", price="20", vat="20")
        return Draft(buyer_code=self.buyer_code, series=f"Я{ord(self.name[0]) % 100}", lines=(line,))


@dataclass(frozen=True)
class Ring:
    """The three houses in the order in which they sell, and everybody at the doors."""

    houses: dict[str, House]
    visitors: dict[str, Visitor]

    def after(self, house: House) -> House:
        """Return the buyer of ``house``."""
        return self._turned(house, 1)

    def before(self, house: House) -> House:
        """Return the seller of ``house``."""
        return self._turned(house, -1)

    def _turned(self, house: House, by: int) -> House:
        names = list(self.houses)
        return self.houses[names[(names.index(house.name) + by) % len(names)]]


def build(authority: cast.Authority) -> Ring:
    """Let three people register, sell to one another, and call in whoever else may knock."""
    people = [come(role, authority) for role in (cast.OLENA, cast.PETRO, DARIIA)]
    houses = {}
    for number, owner in enumerate(people):
        buyer = people[(number + 1) % 3]
        house = House(owner.role.slug.capitalize(), owner, buyer.code, {}, {})
        houses[house.name] = house
        for state in STATES:
            house.papers[state] = _brought(house, buyer, state)
        _furnish(house)
    for house, seller in zip(houses.values(), [people[2], *people[:2]], strict=True):
        house.things["bought"] = houses[seller.role.slug.capitalize()].things["sold"]
    visitors = [visitor for house in houses.values() for visitor in _staff(house)] + _others(people[0])
    sequence_all()
    return Ring(houses, {visitor.name: visitor for visitor in visitors})


def _brought(house: House, buyer: Someone, state: str) -> UUID:
    """Bring a new document of ``house`` to ``state``."""
    by = house.owner.actor
    typed = house.draft() if state != "draft" else replace_note(house.draft(), house.secret)
    document_id = documents.draft(typed, by=by, at=NOON)
    steps = {
        "issued": lambda: documents.issue(document_id, by=by, at=NOON),
        "signed": lambda: signing.sign(
            document_id, Act.DOCUMENT_SIGNED, proof=signature(document_id, house.owner, NOON), by=by, at=NOON
        ),
        "delivered": lambda: (exchange.send(document_id, by=by, at=NOON), settle()),
        "accepted": lambda: exchange.accept(
            document_id, proof=signature(document_id, buyer, NOON), by=buyer.actor, at=NOON
        ),
        "archived": lambda: documents.archive(document_id, by=by, at=NOON),
    }
    for step in STATES[1 : STATES.index(state) + 1]:
        steps[step]()
    return document_id


def replace_note(draft: Draft, note: str) -> Draft:
    """Return ``draft`` with another note."""
    return Draft(buyer_code=draft.buyer_code, series=draft.series, lines=draft.lines, note=note)


def _furnish(house: House) -> None:
    """Give ``house`` a thing of each kind, with its word in it."""
    by, things = house.owner.actor, house.things
    secret = accounts.create_token(house.secret, by=by, at=NOON)
    things["bearer"] = secret
    things["token_id"] = str(account_queries.tokens(by=by)[0].id)
    key = key_of(replace(DIRECTOR, edrpou=house.owner.code, name=house.secret), NOON)
    register(key, house.owner, NOON, ground=house.secret)
    things["signatory_id"] = str(account_queries.signatories(by=by)[1].id)
    things["certificate_id"] = str(account_queries.certificates(by=by)[0].id)
    accepted = house.papers["accepted"]
    things["signature_id"] = str(signing_queries.signatures(accepted, by=by)[0].id)
    things["organisation"] = str(by.organisation_id)
    things["sold"] = house.draft().series
    # A second organisation of the same person: only then is there anything to switch to.
    other = replace(house.owner.role.requisites, code="43629432", vat_number="", name=house.secret)
    accounts.found(other, position="", by=by, at=NOON + timedelta(seconds=1))
    things["email"] = f"second-{house.owner.role.email}"
    add(Party(scheme=Scheme.EDRPOU, code="43629432", name=house.secret), by=by, at=NOON)
    ask(Topic.HELP, house.secret, by=by, at=NOON)
    _receive(house)
    things["receipt_id"] = str(consent_queries.receipts(by=by)[0].id)
    things["archive_id"] = str(privacy.order(by=by, at=NOON))
    settle()
    things["entry_id"] = str(ledger.history(UUID(things["token_id"]), by=by)[0].entry_id)


def _receive(house: House) -> None:
    """Let ``house`` receive an invoice and lists at each stage, under names with its word in them."""
    by, things = house.owner.actor, house.things

    def received(content: bytes) -> UUID:
        return intake.receive(content, f"{house.secret}.csv", by=by, at=NOON)

    things["received_id"] = str(received(papers.invoice(house.owner)))
    for stage in ("list_check", "list_draft", "list_faults"):
        listed = received(papers.many(2))
        things[stage] = str(listed)
        if stage != "list_check":
            columns = lists.guess_columns(intake_queries.head(listed, by=by).headings)
            intake.check(listed, dict(columns.places), lists.Assumed(), by=by, at=NOON)
            settle()


def _staff(house: House) -> list[Visitor]:
    """Return the owner and one person of each lower role, signed in, each with a key."""
    owner, by = house.owner, house.owner.actor
    found = [_seated(house, owner.role.email, by, Role.OWNER)]
    get_user_model().objects.get(pk=by.person_id).emailaddress_set.create(
        email=house.things["email"], verified=True, primary=False
    )
    pk = int(owner.code)  # a number that stands nowhere else on a page
    Authenticator.objects.create(pk=pk, user_id=by.person_id, type="webauthn", data=_passkey(house.secret))
    house.things["pk"] = str(pk)
    for role in STAFF:
        email = f"{role}-{owner.role.email}"
        actor = _registered(email, agrees=True)
        accounts.add_member(email, role, position=house.secret, by=by, at=NOON)
        seat = Actor(actor.person_id, by.organisation_id, role, Door.WEB)
        found.append(_seated(house, email, seat, role))
    seats = [one for one in account_queries.members(by=by) if one.role is Role.VIEWER]
    house.things["membership_id"] = str(seats[0].id)
    return found


def _passkey(name: str) -> dict[str, object]:
    """Return what django-allauth keeps of a passkey."""
    point = ec.generate_private_key(ec.SECP256R1()).public_key()
    key = AttestedCredentialData.create(b"\0" * 16, name.encode(), ES256.from_cryptography_key(point))
    flags = AuthenticatorData.FLAG.USER_PRESENT | AuthenticatorData.FLAG.ATTESTED
    attested = AttestationObject.create("none", AuthenticatorData.create(b"\0" * 32, flags, 1, key), {})
    client = CollectedClientData.create("webauthn.create", b"challenge", "http://localhost:8000")
    response = AuthenticatorAttestationResponse(client_data=client, attestation_object=attested)
    said = RegistrationResponse(raw_id=name.encode(), response=response)
    return {"name": name, "credential": json.loads(json.dumps(dict(said)))}


def _seated(house: House, email: str, actor: Actor, role: Role) -> Visitor:
    secret = accounts.create_token("x", by=replace(actor, role=Role.OWNER), at=NOON)
    return Visitor(f"{house.name} {role}", _signed_in(email), secret, house.name, role)


def _others(owner: Someone) -> list[Visitor]:
    """Return those who have no business here, each in another way."""
    gone = Visitor("gone", _signed_in("gone@kasssa.example", agrees=True), _former(owner))
    ended = accounts.create_token("y", by=owner.actor, at=NOON)
    newest = account_queries.tokens(by=owner.actor)
    accounts.revoke_token(next(one.id for one in newest if one.name == "y"), by=owner.actor, at=NOON)
    idle = Visitor("inactive", _signed_in("idle@kasssa.example", agrees=True))
    get_user_model().objects.filter(email="idle@kasssa.example").update(is_active=False)
    return [
        Visitor("nobody", bearer=""),
        Visitor("ended key", bearer=ended),
        Visitor("without consent", _signed_in("no@kasssa.example", agrees=False)),
        Visitor("without organisation", _signed_in("alone@kasssa.example", agrees=True)),
        gone,
        idle,
    ]


def _former(owner: Someone) -> str:
    """Return the key of somebody who was let into the house of ``owner`` and has been put out again."""
    accounts.add_member("gone@kasssa.example", Role.OWNER, position="", by=owner.actor, at=NOON)
    (seat,) = (one for one in account_queries.members(by=owner.actor) if one.email == "gone@kasssa.example")
    actor = Actor(seat.person_id, owner.actor.organisation_id, Role.OWNER, Door.WEB)
    secret = accounts.create_token("z", by=actor, at=NOON)
    accounts.remove_member(seat.id, by=owner.actor, at=NOON + timedelta(seconds=1))
    return secret


def _registered(email: str, *, agrees: bool) -> Actor:
    newcomer = accounts.Newcomer(email=email, password=cast.PASSWORD, surname="Ніхто", given_name="Ніна")
    actor = accounts.register(newcomer, door=Door.WEB, at=NOON)
    person = get_user_model().objects.get(pk=actor.person_id)
    person.emailaddress_set.create(email=email, primary=True, verified=True)
    for kind in TextKind if agrees else ():
        text = consent_queries.current(kind, "uk", on=NOON.date())
        assert text is not None
        consents.agree(consents.Shown(kind, text.sha256), by=actor, at=NOON)
    return actor


def _signed_in(email: str, *, agrees: bool | None = None) -> Client:
    """Return a browser signed in by the password; ``agrees`` is said of a person still to be registered."""
    if agrees is not None:
        _registered(email, agrees=agrees)
    client = Client(raise_request_exception=False)
    answer = client.post("/account/login/", {"login": email, "password": cast.PASSWORD})
    assert answer.status_code == 302, answer.content.decode()
    client.post("/account/reauthenticate/", {"password": cast.PASSWORD})
    return client


def fingerprint(house: House) -> str:
    """Return a digest of every row that is the house's own, by its own eyes."""
    digest = hashlib.sha256()
    with acting(house.owner.actor), connection.cursor() as cursor:
        cursor.execute(
            _all_rows(), {"us": house.owner.actor.organisation_id, "me": house.owner.actor.person_id}
        )
        for name, rows in cursor.fetchall():
            digest.update(f"{name} {rows}\n".encode())
    return digest.hexdigest()


_PASSING = ("idempotency_answer", "usersessions_usersession", "procrastinate_jobs", "procrastinate_events")
_COLUMNS = (
    "SELECT c.relname, c.relrowsecurity, array_agg(a.attname::text) FROM pg_class c"
    " JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid"
    " WHERE n.nspname = 'public' AND c.relkind = 'r' AND a.attnum > 0"
    " AND NOT (c.relname = ANY(%s)) GROUP BY 1, 2 ORDER BY 1"
)
_QUERY: list[str] = []


def _all_rows() -> str:
    """Return SQL that digests each table: behind a wall what the wall lets through, else by its owner."""
    if not _QUERY:
        with connection.cursor() as cursor:
            cursor.execute(_COLUMNS, [list(_PASSING)])
            tables = cursor.fetchall()
        parts = []
        for name, walled, columns in tables:
            own = {"organisation_id": "%(us)s", "person_id": "%(me)s", "user_id": "%(me)s"}
            conditions = [f"t.{column} = {whose}" for column, whose in own.items() if column in columns]
            if walled or conditions:
                where = "" if walled else f" WHERE {' OR '.join(conditions)}"
                parts.append(
                    f"SELECT '{name}', md5(string_agg(t::text, '' ORDER BY t::text)) FROM {name} t{where}"
                )
        _QUERY.append(" UNION ALL ".join(parts))
    return _QUERY[0]


def nothing(kind: str) -> str:
    """Return an identifier of ``kind`` under which there is nothing."""
    return NOT_THERE.get(kind, str(uuid4()))
