"""A trusted list of demo authorities, for tests and demonstrations of what real lists do."""

from base64 import b64encode
from collections.abc import Iterable
from datetime import UTC, datetime

from kep.authority import Issued
from kep.needs_lxml import etree
from kep.trust import Service, Use
from kep.xades_signing import sign_document

_NAMESPACE = "http://uri.etsi.org/02231/v2#"
_TYPES = {
    Use.SIGNATURES: "http://uri.etsi.org/TrstSvc/Svctype/CA/QC",
    Use.TIME_STAMPS: "http://uri.etsi.org/TrstSvc/Svctype/TSA/QTST",
    Use.OTHER: "http://uri.etsi.org/TrstSvc/Svctype/unspecified",
}
_STATUS = "http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/"


def demo_list(
    services: Iterable[Service],
    signer: Issued,
    *,
    sequence: int,
    at: datetime,
    next_update: datetime,
    territory: str = "UA",
) -> bytes:
    """Return a signed list of ``services``; each has its last status as the present one."""
    root = etree.Element(_t("TrustServiceStatusList"), nsmap={"tsl": _NAMESPACE}, Id="list")
    scheme = etree.SubElement(root, _t("SchemeInformation"))
    _say(scheme, "TSLVersionIdentifier", "5")
    _say(scheme, "TSLSequenceNumber", str(sequence))
    _say(scheme, "SchemeTerritory", territory)
    _say(scheme, "ListIssueDateTime", _time(at))
    _say(etree.SubElement(scheme, _t("NextUpdate")), "dateTime", _time(next_update))
    providers = etree.SubElement(root, _t("TrustServiceProviderList"))
    for service in services:
        provider = etree.SubElement(providers, _t("TrustServiceProvider"))
        _name(etree.SubElement(provider, _t("TSPInformation")), "TSPName", service.provider)
        _service(etree.SubElement(provider, _t("TSPServices")), service)
    plain = etree.tostring(root, encoding="UTF-8")
    return sign_document(plain, signer.key, at=at, hash_name=signer.hash_name)


def _service(parent: etree._Element, service: Service) -> None:
    element = etree.SubElement(parent, _t("TSPService"))
    *past, (since, status) = service.statuses
    now = etree.SubElement(element, _t("ServiceInformation"))
    _say(now, "ServiceTypeIdentifier", _TYPES[service.use])
    _name(now, "ServiceName", service.name)
    identity = etree.SubElement(now, _t("ServiceDigitalIdentity"))
    for certificate in service.certificates:
        digital = etree.SubElement(identity, _t("DigitalId"))
        _say(digital, "X509Certificate", b64encode(certificate).decode())
    _state(now, since, status)
    points = etree.SubElement(now, _t("ServiceSupplyPoints"))
    for address in service.addresses:
        _say(points, "ServiceSupplyPoint", address)
    history = etree.SubElement(element, _t("ServiceHistory"))
    for before, was in past:
        _state(etree.SubElement(history, _t("ServiceHistoryInstance")), before, was)


def _state(parent: etree._Element, since: datetime, status: str) -> None:
    _say(parent, "ServiceStatus", f"{_STATUS}{status}")
    _say(parent, "StatusStartingTime", _time(since))


def _name(parent: etree._Element, name: str, text: str) -> None:
    element = etree.SubElement(etree.SubElement(parent, _t(name)), _t("Name"))
    element.set("{http://www.w3.org/XML/1998/namespace}lang", "uk")
    element.text = text


def _say(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, _t(name)).text = text


def _t(name: str) -> str:
    return f"{{{_NAMESPACE}}}{name}"


def _time(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
