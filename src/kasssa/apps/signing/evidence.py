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
    """Return those trusted certificates of ``store`` that a verdict over ``chain`` can rest on."""
    used = frozenset(chain)
    roots = tuple(root.der for root in store.roots if root.der in used)
    return msgspec.msgpack.encode(_Trust(roots, tuple(other for other in chain if other not in roots)))


def unpack_trust(data: bytes) -> kep.TrustStore:
    """Return the trusted certificates that ``pack_trust`` wrote."""
    read = msgspec.msgpack.decode(data, type=_Trust)
    return kep.TrustStore(read.roots, read.intermediates)
