"""Measures this library with one backend, named by ``KEP_BACKEND``, and prints CPU milliseconds as JSON.

``make`` prepares the files that the others measure, ``check`` reads what a peer has signed. It is started by
``kep.py`` with ``-P``, because that script has the name of the library.
"""

import json
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

import kep
from kep import backends, keys
from kep.authority import Authority, Subject
from kep.digests import digest
from kep.pkcs12 import write_pkcs12
from kep.private import KeyEntry, write_pkcs8

AT = datetime(2026, 11, 25, 12, tzinfo=UTC)
PASSWORD, ITERATIONS = "benchmark", 10_000
HASH, MILLION = bytes(range(32)), b"\7" * 1_000_000


def measured(act: Callable[[], object], times: int) -> float:
    """Return the CPU milliseconds of one ``act``, warm."""
    act()
    before = time.process_time()
    for _ in range(times):
        act()
    return (time.process_time() - before) * 1000 / times


def make(folder: Path) -> None:
    """Write a key in two containers, its certificate, the root, a content and our signature of it."""
    authority = Authority.create("вимір", at=AT)
    issued = authority.issue(Subject(name="Вимір", edrpou="43629432"), at=AT)
    pkcs8, bare = write_pkcs8(issued.key.secret), KeyEntry(issued.key.secret)
    content = "Рахунок № 1\n".encode() * 50
    files = {
        "root.cer": authority.root,
        "certificate.cer": issued.certificate,
        "key.p8": pkcs8,
        # Without the certificate: jkurwa reads no container that has one in clear.
        "key.p12": write_pkcs12(bare, pkcs8, PASSWORD, iterations=ITERATIONS),
        "content": content,
        "content.p7s": kep.sign(content, issued.key, at=AT),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)


def check(folder: Path) -> None:
    """Verify what a peer signed with our key; a refusal ends the program with an error.

    jkurwa spoils the certificate that it encloses (it cannot write the long identifier of our demo marker),
    so the right one is given beside it.
    """
    certificates = [
        kep.read_certificates((folder / name).read_bytes()) for name in ("root.cer", "certificate.cer")
    ]
    report = kep.verify(
        (folder / "by-jkurwa.p7s").read_bytes(),
        (folder / "content").read_bytes(),
        trust=kep.TrustStore(*certificates),
        at=AT,
    )
    if not all(signer.integrity for signer in report.signers):
        raise SystemExit(f"we refuse the signature of jkurwa: {report.signers}")


def measure(folder: Path) -> dict[str, float | str]:
    """Return every measurement of this backend."""
    (entry,) = kep.open_container((folder / "key.p8").read_bytes(), "")
    secret, public = entry.secret, entry.secret.public
    halves, spki = secret.sign(HASH), entry.public_key
    signature, content = (folder / "content.p7s").read_bytes(), (folder / "content").read_bytes()
    trust = kep.TrustStore(kep.read_certificates((folder / "root.cer").read_bytes()))
    for _ in range(6):
        secret.sign(HASH)
    return {
        "backend": backends.active().name,
        "verify": measured(lambda: public.accepts(HASH, halves), 20),
        "sign": measured(lambda: secret.sign(HASH), 40),
        "whole": measured(lambda: kep.verify(signature, content, trust=trust, at=AT), 15),
        "hash": measured(lambda: digest("gost34311", MILLION[:100_000]), 2) * 10,
        "kupyna": measured(lambda: digest("kupyna256", MILLION[:100_000]), 2) * 10,
        "cold": measured(lambda: keys.load_public.__wrapped__(spki), 40),
        "open": measured(lambda: kep.open_container((folder / "key.p12").read_bytes(), PASSWORD), 1),
        "p256": _p256(),
    }


def _p256() -> float:
    secret = ec.generate_private_key(ec.SECP256R1())
    signature, algorithm = secret.sign(HASH, ec.ECDSA(hashes.SHA256())), ec.ECDSA(hashes.SHA256())
    public = secret.public_key()
    return measured(lambda: public.verify(signature, HASH, algorithm), 200)


if __name__ == "__main__":
    command, folder = sys.argv[1], Path(sys.argv[2])
    if command == "make":
        make(folder)
    elif command == "check":
        check(folder)
    else:
        print(json.dumps(measure(folder)))
