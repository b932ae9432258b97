"""The trusted list of a country (ETSI TS 119 612), believed only under the signature of a pinned signer."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from kep.cert import Certificate
from kep.errors import BadCertificate, BadEvidence, BadSignatureFile
from kep.needs_lxml import etree
from kep.reasons import Refused
from kep.trust import Service, Use, read_certificates
from kep.xades import enveloped_by
from kep.xmlsig import base64

_TSL = "{http://uri.etsi.org/02231/v2#}"
_SERVICES_MAX = 5_000
WARNING = timedelta(days=90)
"""How long before the end of a list or of the certificate of its signer the operator is warned."""


@dataclass(frozen=True)
class TrustList:
    """A list whose signature holds. ``next_update`` is when a newer one is due; None in a closed list."""

    sequence: int
    territory: str
    issued_at: datetime
    next_update: datetime | None
    services: tuple[Service, ...]
    signer: Certificate
    fingerprint: str

    def warnings(self, at: datetime) -> tuple[str, ...]:
        """Return what the operator should know at ``at``, in English; nothing when all is well."""
        told = []
        if self.next_update is not None and at > self.next_update:
            told.append(f"the trusted list {self.territory} is out of date since {self.next_update:%Y-%m-%d}")
        end = self.signer.not_after
        if at > end:
            told.append(f"the pinned signer of the trusted list has expired on {end:%Y-%m-%d}")
        elif at > end - WARNING:
            told.append(f"the pinned signer of the trusted list expires on {end:%Y-%m-%d}: pin its successor")
        return tuple(told)


def read_list(data: bytes, signers: tuple[Certificate, ...]) -> TrustList:
    """Return the list of an XML file.

    Raises:
        BadEvidence: it is no list, or none of the pinned ``signers`` signed the whole of it.
    """
    for signer in signers:
        try:
            tree = enveloped_by(data, signer)
        except BadSignatureFile:
            continue
        try:
            return _read(tree.getroot(), signer, sha256(data).hexdigest())
        except (BadCertificate, Refused, ValueError) as error:
            raise BadEvidence(f"the trusted list is malformed: {error}") from error
    raise BadEvidence("the file is no trusted list signed by a pinned signer")


def check_newer(new: TrustList, old: TrustList) -> None:
    """Check that ``new``, a current one, may take the place of ``old``.

    Raises:
        BadEvidence: it is older, of another territory, or another list under the same number.
    """
    if new.territory != old.territory:
        raise BadEvidence("the new trusted list is of another territory")
    if new.sequence < old.sequence or (new.sequence == old.sequence and new.fingerprint != old.fingerprint):
        raise BadEvidence(f"the trusted list would go back from number {old.sequence} to {new.sequence}")


def check_current(new: TrustList, *, at: datetime) -> None:
    """Check that a list is worth to be taken at ``at``.

    Raises:
        BadEvidence: it is out of date, or the certificate of its signer has expired.
    """
    if new.next_update is not None and new.next_update < at:
        raise BadEvidence("the new trusted list is out of date already")
    if not new.signer.not_before <= at <= new.signer.not_after:
        raise BadEvidence("the certificate of the signer of the trusted list is not valid")


def _read(root: etree._Element, signer: Certificate, fingerprint: str) -> TrustList:
    if root.tag != f"{_TSL}TrustServiceStatusList":
        raise ValueError("it is another kind of document")
    scheme = _child(root, "SchemeInformation")
    update = scheme.find(f"{_TSL}NextUpdate/{_TSL}dateTime")
    found = [
        service for provider in root.iter(f"{_TSL}TrustServiceProvider") for service in _services(provider)
    ]
    if len(found) > _SERVICES_MAX:
        raise ValueError("it has too many services")
    return TrustList(
        sequence=int(_text(scheme, "TSLSequenceNumber")),
        territory=_text(scheme, "SchemeTerritory"),
        issued_at=_time(_text(scheme, "ListIssueDateTime")),
        next_update=None if update is None else _time(update.text or ""),
        services=tuple(found),
        signer=signer,
        fingerprint=fingerprint,
    )


def _services(provider: etree._Element) -> list[Service]:
    name = _name(provider, f"{_TSL}TSPInformation/{_TSL}TSPName")
    return [_service(name, element) for element in provider.iter(f"{_TSL}TSPService")]


def _service(provider: str, element: etree._Element) -> Service:
    now = _child(element, "ServiceInformation")
    past = element.findall(f"{_TSL}ServiceHistory/{_TSL}ServiceHistoryInstance")
    identities = now.iterfind(f"{_TSL}ServiceDigitalIdentity/{_TSL}DigitalId/{_TSL}X509Certificate")
    points = now.iterfind(f"{_TSL}ServiceSupplyPoints/{_TSL}ServiceSupplyPoint")
    return Service(
        provider=provider,
        name=_name(now, f"{_TSL}ServiceName"),
        use=_use(_text(now, "ServiceTypeIdentifier")),
        certificates=tuple(der for one in identities for der in read_certificates(base64(one))),
        statuses=tuple(sorted(map(_status, (now, *past)))),
        addresses=tuple((point.text or "").strip() for point in points),
    )


def _status(element: etree._Element) -> tuple[datetime, str]:
    status = _text(element, "ServiceStatus").rstrip("/").rpartition("/")[2].lower()
    return _time(_text(element, "StatusStartingTime")), status


def _use(kind: str) -> Use:
    """Return the use by the type of service (TS 119 612, 5.5.1.1); the prefix differs between countries."""
    path = kind.lower()
    if "/tsa" in path:
        return Use.TIME_STAMPS
    return Use.SIGNATURES if "/svctype/ca/" in path else Use.OTHER


def _child(parent: etree._Element, name: str) -> etree._Element:
    found = parent.find(f"{_TSL}{name}")
    if found is None:
        raise ValueError(f"it has no {name}")
    return found


def _text(parent: etree._Element, name: str) -> str:
    return (_child(parent, name).text or "").strip()


def _name(parent: etree._Element, path: str) -> str:
    """Return a name in Ukrainian where there is one, else the first."""
    names = parent.findall(f"{path}/{_TSL}Name")
    own = [name for name in names if name.get("{http://www.w3.org/XML/1998/namespace}lang") == "uk"]
    return next(((name.text or "").strip() for name in (*own, *names)), "")


def _time(text: str) -> datetime:
    moment = datetime.fromisoformat(text.strip())
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
