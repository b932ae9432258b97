"""Hostile inputs by the thousand: each ends in a verdict or a documented error, in bounded time and memory.

    python -m tests.kep.fuzz [--inputs 1000000] [--seed 1]

Sound files of every kind (the shared vectors, and some made here) are cut, spliced and bent, preferably where
ASN.1 is fragile: at tags and lengths. The same seed gives the same inputs. Exit code 1 when an input
ends otherwise than documented; the input is then printed in hexadecimal.
"""

import argparse
import hashlib
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

import kep
from kep import der, keys
from kep.asic import pack
from kep.authority import Authority, Subject
from kep.cert import parse_certificate
from kep.crl import parse_crl
from kep.errors import KepError
from kep.ocsp import parse_response
from kep.pkcs12 import write_pkcs12
from kep.private import write_pkcs8
from kep.trustlist import read_list
from kep.tsp import parse_token
from kep.xades_signing import sign_document, sign_files
from tests.kep.vectors import manifest

AT = datetime(2026, 11, 25, 12, tzinfo=UTC)
SECONDS_MAX, MEMORY_BYTES_MAX = 0.050, 64 * 1024 * 1024
_SEED_BYTES_MAX = 64 * 1024
_ATTEMPTS = 4
_ITERATIONS_MAX = 50
_INTERESTING = (0, 1, 2, 3, 4, 5, 6, 0x30, 0x31, 0x7F, 0x80, 0x81, 0x82, 0x84, 0x88, 0xA0, 0xA1, 0xFE, 0xFF)


class Chance:
    """Numbers that look random and are the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self._block, self._seed, self._left = 0, seed, b""

    def below(self, limit: int) -> int:
        """Return a number of 0 .. ``limit`` - 1."""
        if len(self._left) < 4:
            self._block += 1
            self._left = hashlib.shake_128(f"{self._seed}/{self._block}".encode()).digest(4096)
        value, self._left = int.from_bytes(self._left[:4], "big"), self._left[4:]
        return value % max(1, limit)


@dataclass(frozen=True)
class Target:
    """Something that reads bytes from outside, and sound examples of what it reads."""

    name: str
    read: Callable[[bytes], object]
    examples: list[bytes]


@dataclass
class Outcome:
    """What a run has shown: how many inputs, how they ended, the slowest, and what must not be."""

    inputs: int = 0
    refused: int = 0
    slowest_seconds: float = 0.0
    memory_bytes: int = 0
    faults: list[str] = field(default_factory=list)


def targets() -> list[Target]:
    """Return everything that reads foreign bytes, with examples; fewer where the vectors are absent."""
    authority = Authority.create("Хаос", at=AT)
    issued = authority.issue(Subject(name="Олена", edrpou="43629432", rnokpp="3184710691"), at=AT)
    secret = write_pkcs8(issued.key.secret)
    signatures = [kep.sign(b"content", issued.key, at=AT, detached=detached) for detached in (True, False)]
    certificates = [authority.root, issued.certificate]
    containers = [secret] + [
        write_pkcs12(issued.key, secret, "x", iterations=1, cipher=cipher)
        for cipher in ("gost", "kalyna", "aes")
    ]
    files, trust = {"content.txt": b"content"}, kep.TrustStore([authority.root])
    xml = [sign_document(b"<list><item/></list>", issued.key, at=AT), sign_files(files, issued.key, at=AT)]
    archives = [pack(files, xml=xml[1]), pack(files, cms=signatures[0])]
    others = _vectors("revocation_tsp")
    packages = _vectors("asic") + _vectors("pades")
    return [
        Target(
            "signature",
            lambda data: kep.verify(data, b"content", trust=trust, at=AT),
            signatures + _vectors("cms") + _vectors("cms_negative") + packages,
        ),
        Target(
            "XML signature or archive",
            lambda data: kep.verify(data, None, trust=trust, at=AT),
            xml + archives,
        ),
        Target(
            "trusted list", lambda data: read_list(data, (parse_certificate(issued.certificate),)), xml[:1]
        ),
        Target("evidence", kep.Evidence.of, certificates + others),
        Target("certificate", _read_whole_certificate, certificates + _vectors("certs")),
        Target("public key", keys.load_public, [parse_certificate(c).public_key for c in certificates]),
        Target("trusted certificates", kep.read_certificates, certificates + _vectors("certs")),
        Target(
            "container",
            lambda data: kep.open_container(data, "x", iterations_max=_ITERATIONS_MAX),
            containers + _vectors("containers"),
        ),
        Target("revocation list", parse_crl, others or certificates),
        Target("OCSP response", parse_response, others or certificates),
        Target("time stamp", parse_token, others or signatures),
        Target("ASN.1", _walk, certificates + signatures),
    ]


def _vectors(kind: str) -> list[bytes]:
    return [vector.data for vector in manifest(kind) if vector.path.stat().st_size <= _SEED_BYTES_MAX]


def _read_whole_certificate(data: bytes) -> None:
    certificate = parse_certificate(data)
    for read in (lambda: certificate.identity, lambda: certificate.may_sign, lambda: certificate.is_qscd):
        read()
    keys.load_public(certificate.public_key)


def _walk(data: bytes) -> None:
    pending = [der.parse(data, ber=True)]
    while pending:
        node = pending.pop()
        if node.tag & 0x20:
            pending += node.children


def bent(chance: Chance, examples: list[bytes]) -> bytes:
    """Return one of the examples after one to four changes."""
    data = bytearray(examples[chance.below(len(examples))])
    for _ in range(1 + chance.below(4)):
        if chance.below(4) == 0:
            _bend_element(chance, data)
        else:
            _bend_bytes(chance, data, examples)
    return bytes(data)


def _bend_bytes(chance: Chance, data: bytearray, examples: list[bytes]) -> None:
    """Put, overwrite, repeat or take away a few bytes somewhere, or all that follows."""
    at, count = chance.below(len(data) + 1), 1 + chance.below(64)
    other = examples[chance.below(len(examples))]
    start = chance.below(len(other) + 1)
    noise = bytes(chance.below(256) for _ in range(1 + count // 8))
    replacements = (
        (noise[:1], 1),
        (bytes((_INTERESTING[chance.below(len(_INTERESTING))],)), 1),
        (noise, 0),
        (noise, len(noise)),
        (b"", len(noise)),
        (b"", len(data)),
        (other[start : start + count], count),
        (data[at : at + count] * (1 + chance.below(4)), 0),
    )
    new, length = replacements[chance.below(len(replacements))]
    data[at : at + length] = new


def _bend_element(chance: Chance, data: bytearray) -> None:
    """Change the tag or the length of something that looks like an element."""
    places = [at for at in range(len(data) - 1) if data[at] in (2, 3, 4, 6, 0x30, 0x31, 0xA0)]
    if places:
        at = places[chance.below(len(places))]
        data[at + chance.below(2)] = _INTERESTING[chance.below(len(_INTERESTING))]


def run(inputs: int, seed: int = 1) -> Outcome:
    """Feed ``inputs`` bent files to all targets in turn."""
    chance, outcome, everything = Chance(seed), Outcome(), targets()
    for target in everything:
        for example in target.examples:
            _try(target, example)
    peak_before = _peak_bytes()
    for number in range(inputs):
        target = everything[number % len(everything)]
        data = bent(chance, target.examples)
        judge(target, data, outcome)
    outcome.memory_bytes = _peak_bytes() - peak_before
    if outcome.memory_bytes > MEMORY_BYTES_MAX:
        outcome.faults.append(f"the run took {outcome.memory_bytes} bytes more than before")
    return outcome


def judge(target: Target, data: bytes, outcome: Outcome) -> None:
    """Let ``target`` read ``data`` and note in ``outcome`` how that ended."""
    seconds, error = _try(target, data)
    for _ in range(_ATTEMPTS):
        if seconds > SECONDS_MAX:
            # Once more, for what the machine did meanwhile is not the fault of the input.
            seconds = min(seconds, _try(target, data)[0])
    outcome.inputs += 1
    outcome.refused += error is not None
    outcome.slowest_seconds = max(outcome.slowest_seconds, seconds)
    if error is not None and not isinstance(error, KepError):
        outcome.faults.append(f"{target.name}: {error!r}: {data.hex()}")
    if seconds > SECONDS_MAX:
        outcome.faults.append(f"{target.name}: {seconds * 1000:.0f} ms: {data.hex()}")


def _try(target: Target, data: bytes) -> tuple[float, BaseException | None]:
    """Return the CPU seconds and the error, if any, of reading ``data``."""
    before, caught = time.process_time(), None
    try:
        target.read(data)
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        caught = error
    return time.process_time() - before, caught


def _peak_bytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main() -> int:
    """Run as a program and return the exit code."""
    parser = argparse.ArgumentParser(description="feed bent files to the library")
    parser.add_argument("--inputs", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    outcome = run(options.inputs, options.seed)
    print(
        f"{outcome.inputs} inputs, {outcome.refused} refused, {len(outcome.faults)} faults; "
        f"slowest {outcome.slowest_seconds * 1000:.1f} ms, {outcome.memory_bytes / 1e6:.0f} MB more at most"
    )
    for fault in outcome.faults:
        print(fault[:2000])
    return int(bool(outcome.faults))


if __name__ == "__main__":
    sys.exit(main())
