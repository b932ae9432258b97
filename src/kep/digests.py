"""Every hash function under one roof, by name, with the accelerator that was found."""

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from typing import Protocol

from kep import backends, der, oids
from kep.errors import Unsupported
from kep.gost28147 import DKE_1
from kep.gost34311 import Gost34311
from kep.kupyna import Kupyna, block_bytes

_SHA = ("sha256", "sha384", "sha512")
_KUPYNA_BITS = {f"kupyna{bits}": bits for bits in (256, 384, 512)}


class Hash(Protocol):
    """A running hash."""

    def update(self, data: bytes, /) -> None:
        """Feed ``data``."""

    def digest(self) -> bytes:
        """Return the hash of all bytes so far."""


def new(name: str, *, dke: bytes = DKE_1) -> Hash:
    """Return a running hash by the function of that name in ``kep.oids.HASHES``.

    ``dke`` is the substitution of GOST 34.311; the others have none.

    Raises:
        Unsupported: there is no such function here.
    """
    if name == "gost34311":
        return Gost34311(dke=dke, engine=backends.active().gost34311(dke))
    if name in _KUPYNA_BITS:
        bits = _KUPYNA_BITS[name]
        return Kupyna(bits, engine=backends.active().kupyna(block_bytes(bits)))
    if name in _SHA:
        return hashlib.new(name)
    raise Unsupported(f"the hash function {name} is not supported")


def digest(name: str, data: bytes | Iterable[bytes], *, dke: bytes = DKE_1) -> bytes:
    """Return the hash of ``data``, whole or in pieces.

    Raises:
        Unsupported: as ``new``.
    """
    running = new(name, dke=dke)
    for piece in (data,) if isinstance(data, bytes) else data:
        running.update(piece)
    return running.digest()


def naming_digest(name: str, data: bytes) -> bytes:
    """Return a digest by which something is named or a password is stretched: SHA-1 too, which signs nothing.

    Raises:
        Unsupported: as ``new``.
    """
    return hashlib.sha1(data, usedforsecurity=False).digest() if name == "sha1" else digest(name, data)


@lru_cache(maxsize=512)
def reference_digest(name: str, data: bytes) -> bytes:
    """Return ``naming_digest`` of a certificate or of what else is public and asked for again and again."""
    return naming_digest(name, data)


def hash_oid(name: str) -> str:
    """Return the identifier of a hash function.

    Raises:
        Unsupported: there is none of that name.
    """
    found = next((identifier for identifier, known in oids.NAMING_HASHES.items() if known == name), None)
    if found is None:
        raise Unsupported(f"the hash function {name} is not supported")
    return found


def hash_algorithm(name: str) -> bytes:
    """Return the AlgorithmIdentifier of a hash function, without parameters.

    Raises:
        Unsupported: as ``hash_oid``.
    """
    return der.sequence(der.oid(hash_oid(name)))


def imprint(data: bytes, name: str) -> bytes:
    """Return a hash algorithm with the digest of ``data``: MessageImprint (RFC 3161), OtherHashAlgAndValue.

    Raises:
        Unsupported: as ``hash_oid``.
    """
    return der.sequence(hash_algorithm(name), der.octet_string(digest(name, data)))
