"""The folder in which an operator keeps trust: certificates, trusted lists, the addresses of services.

Nothing of it is bundled with this library. ``update`` is the one command that fills it; what it does not like
it refuses, and then everything stays as it was.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from kep.cert import Certificate, parse_certificate
from kep.errors import BadCertificate, BadEvidence, KepError, Unsupported
from kep.oids import ACCESS_OCSP, AUTHORITY_ACCESS
from kep.trust import Service, TrustStore, read_certificates

try:
    from kep import trustlist
except ImportError:  # lxml, of the extra [xml], is not there
    _HAS_LISTS = False
else:
    _HAS_LISTS = True

ADDRESSES_FILE = "CAs.json"
_PIN, _LIST = ".pin", ".xml"
_ADDRESS_FIELDS = ("address", "ocspAccessPointAddress", "tspAddress", "cmpAddress")
_NAME_CHARACTERS_MAX = 100


@dataclass(frozen=True)
class Loaded:
    """The trust of a folder, the trusted lists in it by file name, and what the operator should know."""

    store: TrustStore
    lists: "dict[str, trustlist.TrustList]"
    warnings: tuple[str, ...]


def load(path: Path | str, *, at: datetime) -> Loaded:
    """Return what a folder holds; a list that does not hold is left out and told among the warnings."""
    folder = Path(path)
    plain = TrustStore.from_directory(folder)
    warnings = [f"{name} holds no readable certificate" for name in plain.unreadable]
    lists: dict[str, trustlist.TrustList] = {}
    for file in sorted(folder.glob(f"*{_LIST}")):
        try:
            lists[file.name] = _read_list(file.read_bytes(), folder)
        except KepError as error:
            warnings.append(f"{file.name}: {error}")
    warnings += [warning for one in lists.values() for warning in one.warnings(at)]
    services = [service for one in lists.values() for service in one.services]
    hosts, stamps = _addresses(folder / ADDRESSES_FILE)
    store = TrustStore(
        [root.der for root in plain.roots],
        [other.der for other in plain.intermediates],
        services=services,
        hosts=hosts | _hosts_of(services),
        stamp_urls=stamps,
    )
    store.unreadable = plain.unreadable
    if store.demo:
        warnings.append("DEMO trust: signatures of a demo authority prove nothing to anybody")
    return Loaded(store, lists, tuple(warnings))


def update(path: Path | str, data: bytes, *, name: str, at: datetime, pin: bytes | None = None) -> str:
    """Take a trusted list, ``CAs.json`` or certificates into the folder; return what was done, in English.

    ``pin`` is the certificate of the signer of the list, needed the first time and when it changes. ``name``
    is that of the file; a list only ever takes the place of an older one of the same name.

    Raises:
        BadEvidence, BadCertificate: the data are none of these, or a list that may not be taken.
    """
    folder = Path(path)
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / _safe(name)
    start = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"<"):
        return _update_list(folder, file.with_suffix(_LIST), data, at=at, pin=pin)
    if start.startswith((b"[", b"{")):
        hosts, _ = _parse_addresses(data)
        _replace(folder / ADDRESSES_FILE, data)
        return f"{ADDRESSES_FILE}: {len(hosts)} hosts may be asked for evidence"
    found = [parse_certificate(der) for der in read_certificates(data)]
    _replace(file.with_suffix(".p7b" if len(found) > 1 else ".cer"), data)
    roots = sum(certificate.is_self_issued for certificate in found)
    return f"{file.name}: {len(found)} certificates, {roots} of them roots that are trusted from now on"


def _update_list(folder: Path, file: Path, data: bytes, *, at: datetime, pin: bytes | None) -> str:
    pinned = (parse_certificate(read_certificates(pin)[0]),) if pin else _pins(folder)
    _need_lists()
    new = trustlist.read_list(data, pinned)
    trustlist.check_current(new, at=at)
    if file.exists():
        trustlist.check_newer(new, _read_list(file.read_bytes(), folder))
    if pin:
        _replace(folder / f"{new.signer.fingerprint.hex()}{_PIN}", new.signer.der)
    _replace(file, data)
    return f"{file.name}: number {new.sequence}, {len(new.services)} services, territory {new.territory}"


def _need_lists() -> None:
    if not _HAS_LISTS:
        raise Unsupported("trusted lists need lxml: install kep-ua[xml]")


def _read_list(data: bytes, folder: Path) -> "trustlist.TrustList":
    _need_lists()
    return trustlist.read_list(data, _pins(folder))


def _pins(folder: Path) -> tuple[Certificate, ...]:
    """Return the certificates of the signers whose lists are believed; they are trusted in nothing else."""
    found = []
    for file in sorted(folder.glob(f"*{_PIN}")):
        try:
            found.append(parse_certificate(file.read_bytes()))
        except BadCertificate:
            continue
    return tuple(found)


def _addresses(file: Path) -> tuple[set[str], list[str]]:
    try:
        return _parse_addresses(file.read_bytes()) if file.exists() else (set(), [])
    except BadEvidence:
        return set(), []


def _parse_addresses(data: bytes) -> tuple[set[str], list[str]]:
    """Return hosts and time-stamping addresses of the ``CAs.json`` that the CZO publishes."""
    try:
        entries = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BadEvidence("the file is no readable CAs.json") from error
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise BadEvidence("the file is no CAs.json")
    hosts: set[str] = set()
    stamps = []
    for entry in entries:
        named = {field: _host(entry.get(field)) for field in _ADDRESS_FIELDS}
        hosts |= {host for host in named.values() if host}
        if named["tspAddress"]:
            text = str(entry["tspAddress"]).strip()
            stamps.append(text if "://" in text else f"http://{text}")
    return hosts, list(dict.fromkeys(stamps))


def _host(value: object) -> str | None:
    """Return the host of an address that may lack its scheme."""
    if not isinstance(value, str) or not value.strip():
        return None
    text = value.strip()
    try:
        return urlsplit(text if "://" in text else f"http://{text}").hostname
    except ValueError:
        return None


def _hosts_of(services: list[Service]) -> set[str]:
    """Return the hosts that the list names for its services, and those in their own certificates."""
    addresses = [address for service in services for address in service.addresses]
    for service in services:
        for data in service.certificates:
            certificate = parse_certificate(data)
            addresses += (*certificate.crl_addresses(), *certificate.addresses(AUTHORITY_ACCESS, ACCESS_OCSP))
    return {host for host in map(_host, addresses) if host}


def _safe(name: str) -> str:
    """Return a plain file name."""
    kept = "".join(c if c.isalnum() or c in "-_." else "_" for c in name)[-_NAME_CHARACTERS_MAX:]
    return kept.lstrip(".") or "update"


def _replace(file: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    draft = file.with_name(f"{file.name}.new")
    draft.write_bytes(data)
    draft.replace(file)
