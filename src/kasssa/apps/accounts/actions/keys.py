"""The certificates of a person, and who signs for an organisation."""

from datetime import date, datetime
from uuid import UUID

from kasssa.apps.accounts import access
from kasssa.apps.accounts.models import Certificate, Person, Signatory
from kasssa.apps.accounts.queries import Holder
from kasssa.base import ids
from kasssa.base.ledger.actions import record
from kasssa.base.tenancy import action
from kasssa.core.actor import Actor, require
from kasssa.core.acts import Act


class NotSignatory(Exception):
    """Whom the certificate names does not sign for the organisation."""


class AlreadySignatory(Exception):
    """The certificate signs for the organisation already."""


@action
def bind_certificate(certificate: bytes, *, serial: str, name: str, by: Actor, at: datetime) -> None:
    """Note that a certificate (DER) is the person's own, once they have signed with it (clause 2.1).

    ``name`` is whom the certificate names: a certificate in another name is not bound, or whoever uploads a
    colleague's signature would take it. One that is bound already stays with whom it is bound to.
    """
    require(Act.CERTIFICATE_BOUND, by=by)
    person = Person.objects.filter(pk=by.person_id).first()
    if person is None or not access.names(name, person):
        return
    bound = Certificate(
        id=ids.new_id(),
        person=person,
        serial=serial,
        fingerprint=access.fingerprint(certificate),
        bound_at=at,
    )
    Certificate.objects.bulk_create([bound], ignore_conflicts=True)
    if Certificate.objects.filter(pk=bound.id).exists():
        record(Act.CERTIFICATE_BOUND, bound.id, by=by, at=at, certificate=serial)


@action
def use_certificate(certificate: bytes, *, by: Actor, at: datetime) -> None:
    """Note that a certificate (DER) of the person of ``by`` has signed them in.

    Not recorded: the ledger does not hold signing in.
    """
    own = Certificate.objects.filter(person_id=by.person_id)
    own.filter(fingerprint=access.fingerprint(certificate)).update(last_used_at=at)


@action
def unbind_certificate(certificate_id: UUID, *, by: Actor, at: datetime) -> None:
    """Have a certificate sign the person in no more; what it has signed stays signed.

    Raises:
        NoSuchCertificate: the person has none such.
    """
    require(Act.CERTIFICATE_UNBOUND, by=by)
    own = access.certificate(certificate_id, by=by)
    if own.unbound_at is None:
        own.unbound_at = at
        own.save(update_fields=["unbound_at"])
        record(Act.CERTIFICATE_UNBOUND, own.id, by=by, at=at, certificate=own.serial)


@action
def add_signatory(holder: Holder, *, ground: str, until: date | None, by: Actor, at: datetime) -> None:
    """Let whom a certificate names sign for the organisation, without a seat in it: a director, a seal.

    ``ground`` is what gives them the right (the charter, a power of attorney), ``until`` its last day.

    Raises:
        AlreadySignatory: the certificate is registered already.
    """
    require(Act.SIGNATORY_ADDED, by=by)
    access.own_organisation(by=by)  # one change of signatories at a time
    standing = Signatory.objects.filter(removed_at__isnull=True)
    if standing.filter(fingerprint=access.fingerprint(holder.certificate)).exists():
        raise AlreadySignatory
    signatory = _registered(holder, ground=ground, until=until, by=by, at=at)
    record(Act.SIGNATORY_ADDED, signatory.id, by=by, at=at, certificate=holder.serial)


@action
def add_first_signatory(holder: Holder, *, by: Actor, at: datetime) -> UUID:
    """Make a signatory of whom the certificate names that proves the organisation; return the signatory.

    Nobody else could have named them. Whoever may prove the organisation may bring their signature.

    Raises:
        NotSignatory: the organisation is proved already, and its owner names its signatories.
    """
    require(Act.ORGANISATION_CONFIRMED, by=by)
    if access.own_organisation(by=by).confirmed_at is not None:
        raise NotSignatory
    signatory = _registered(holder, ground="", until=None, by=by, at=at)
    record(Act.SIGNATORY_ADDED, signatory.id, by=by, at=at, certificate=holder.serial)
    return signatory.id


@action
def remove_signatory(signatory_id: UUID, *, by: Actor, at: datetime) -> None:
    """Have a signatory sign no more; what they have signed stays signed.

    Raises:
        NoSuchSignatory: none such in this organisation.
    """
    require(Act.SIGNATORY_REMOVED, by=by)
    signatory = access.signatory(signatory_id, by=by)
    signatory.removed_at = at
    signatory.save(update_fields=["removed_at"])
    record(Act.SIGNATORY_REMOVED, signatory.id, by=by, at=at, certificate=signatory.serial)


def _registered(holder: Holder, *, ground: str, until: date | None, by: Actor, at: datetime) -> Signatory:
    return Signatory.objects.create(
        id=ids.new_id(),
        organisation_id=by.organisation_id,
        name=holder.name,
        position=holder.position,
        tax_id=holder.tax_id,
        serial=holder.serial,
        fingerprint=access.fingerprint(holder.certificate),
        seal=holder.seal,
        ground=ground,
        until=until,
        added_at=at,
    )
