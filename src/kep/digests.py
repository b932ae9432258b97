"""Every hash function under one roof, by name."""

import hashlib

from kep.errors import Unsupported
from kep.gost28147 import DKE_1
from kep.gost34311 import Gost34311
from kep.kupyna import Kupyna


def digest(name: str, data: bytes, *, dke: bytes = DKE_1) -> bytes:
    """Return the hash of ``data`` by the function of that name in ``kep.oids.HASHES``.

    ``dke`` is the substitution of GOST 34.311; the others have none.

    Raises:
        Unsupported: there is no such function here.
    """
    if name == "gost34311":
        return Gost34311(data, dke=dke).digest()
    if name.startswith("kupyna"):
        return Kupyna(int(name[6:]), data).digest()
    if name in ("sha256", "sha384", "sha512"):
        return hashlib.new(name, data).digest()
    raise Unsupported(f"the hash function {name} is not supported")
