"""What a verdict rests on, packed so that it can be kept with it and unpacked decades later."""

import msgspec

import kep


class _Evidence(msgspec.Struct, frozen=True):
    certificates: tuple[bytes, ...] = ()
    ocsp: tuple[bytes, ...] = ()
    crls: tuple[bytes, ...] = ()
    tokens: tuple[bytes, ...] = ()


class _Trust(msgspec.Struct, frozen=True):
    roots: tuple[bytes, ...] = ()
    intermediates: tuple[bytes, ...] = ()
    services: tuple[kep.Service, ...] = ()


def pack(evidence: kep.Evidence) -> bytes:
    """Return evidence as MessagePack: four lists of files in DER, as they came."""
    return msgspec.msgpack.encode(
        _Evidence(evidence.certificates, evidence.ocsp, evidence.crls, evidence.tokens)
    )


def unpack(data: bytes) -> kep.Evidence:
    """Return the evidence that ``pack`` wrote."""
    read = msgspec.msgpack.decode(data, type=_Evidence)
    return kep.Evidence(read.certificates, read.ocsp, read.crls, read.tokens)


def pack_trust(store: kep.TrustStore, chain: tuple[bytes, ...]) -> bytes:
    """Return what of ``store`` a verdict over ``chain`` can rest on: certificates and listed services."""
    roots = tuple(root.der for root in store.roots if root.der in chain)
    others = tuple(other for other in chain if other not in roots)
    services = tuple(one for one in store.services if set(one.certificates) & set(chain))
    return msgspec.msgpack.encode(_Trust(roots, others, services))


def unpack_trust(data: bytes) -> kep.TrustStore:
    """Return the trusted certificates that ``pack_trust`` wrote."""
    read = msgspec.msgpack.decode(data, type=_Trust)
    return kep.TrustStore(read.roots, read.intermediates, services=read.services)
