"""Evidence: what others have stated about certificates and times, as bytes that can be kept for decades."""

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from kep import crl, ocsp, tsp
from kep.cert import Certificate, parse_certificate
from kep.errors import BadCertificate, BadEvidence, KepError
from kep.trust import read_certificates

FILES_MAX = 1_000
_OCSP_MAX, _LISTS_MAX, _TOKENS_MAX, _CERTIFICATES_MAX = 64, 64, 64, 512
_T = TypeVar("_T")
_SUFFIXES = {"certificates": "cer", "ocsp": "ocsp", "crls": "crl", "tokens": "tst"}


@dataclass(frozen=True)
class Evidence:
    """Certificates, OCSP responses, revocation lists and time stamps, each in DER as it came.

    Nothing in it is trusted for being here: every statement is checked when a decision rests on it, and
    evidence that is foreign, forged or unreadable changes nothing. ``failures`` tells what ``kep.collect``
    could not get; it is not kept.
    """

    certificates: tuple[bytes, ...] = ()
    ocsp: tuple[bytes, ...] = ()
    crls: tuple[bytes, ...] = ()
    tokens: tuple[bytes, ...] = ()
    failures: tuple[str, ...] = ()

    def __add__(self, other: "Evidence") -> "Evidence":
        """Return both together, nothing twice."""
        return Evidence(
            *(
                tuple(dict.fromkeys((*getattr(self, one.name), *getattr(other, one.name))))
                for one in fields(self)
            )
        )

    @classmethod
    def of(cls, data: bytes) -> "Evidence":
        """Return the evidence in one file, told by its content: certificates, OCSP, a list or a time stamp.

        Raises:
            BadEvidence: it is none of these.
        """
        for parse, made in _READERS:
            try:
                parse(data)
            except KepError:
                continue
            return made(data)
        try:
            return cls(tokens=(tsp.parse_token(tsp.parse_response(data)).der,))
        except KepError:
            pass
        try:
            return cls(certificates=tuple(parse_certificate(der).der for der in read_certificates(data)))
        except BadCertificate as error:
            raise BadEvidence("the file is no evidence of a known kind") from error

    @classmethod
    def from_directory(cls, path: Path | str) -> "Evidence":
        """Return the evidence in all files of a folder; what is no evidence is left out.

        Raises:
            BadEvidence: the folder has too many files.
        """
        files = sorted(file for file in Path(path).iterdir() if file.is_file())
        if len(files) > FILES_MAX:
            raise BadEvidence("the folder of evidence has too many files")
        found = cls()
        for file in files:
            try:
                found += cls.of(file.read_bytes())
            except BadEvidence:
                continue
        return found

    def save(self, path: Path | str) -> None:
        """Write every piece into a folder, named after its own digest, so that nothing is written over."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for name, suffix in _SUFFIXES.items():
            for piece in getattr(self, name):
                (folder / f"{sha256(piece).hexdigest()}.{suffix}").write_bytes(piece)


_READERS: tuple[tuple[Callable[[bytes], object], Callable[[bytes], Evidence]], ...] = (
    (ocsp.parse_response, lambda data: Evidence(ocsp=(data,))),
    (crl.parse_crl, lambda data: Evidence(crls=(data,))),
    (tsp.parse_token, lambda data: Evidence(tokens=(data,))),
)


@dataclass(frozen=True)
class Readings:
    """What was read and checked already, None for what is unreadable, so that nothing is done twice."""

    responses: dict[bytes, ocsp.Response | None] = field(default_factory=dict)
    lists: dict[bytes, crl.RevocationList | None] = field(default_factory=dict)
    tokens: dict[bytes, tsp.TimeStamp | None] = field(default_factory=dict)
    verified: dict[tuple[bytes, bytes], bool] = field(default_factory=dict)
    """Which statement, by its digest, was found signed by which key."""


@dataclass(frozen=True)
class Dossier:
    """Evidence as it was read; what could not be read is not in it."""

    certificates: tuple[Certificate, ...]
    responses: tuple[ocsp.Response, ...]
    lists: tuple[crl.RevocationList, ...]
    tokens: tuple[tsp.TimeStamp, ...]
    verified: dict[tuple[bytes, bytes], bool] = field(default_factory=dict, compare=False, repr=False)
    """As in ``Readings``."""


def read(evidence: Evidence, readings: Readings | None = None) -> Dossier:
    """Read evidence, up to a limit of pieces of each kind; unreadable pieces are nobody's and left out.

    ``readings`` are shared between the parts of one file, each of which sees other evidence too.
    """
    known = readings or Readings()
    responses = _read(evidence.ocsp[:_OCSP_MAX], ocsp.parse_response, known.responses)
    embedded = [data for response in responses for data in response.certificates]
    return Dossier(
        readable((*evidence.certificates, *embedded)),
        responses,
        _read(evidence.crls[:_LISTS_MAX], crl.parse_crl, known.lists),
        _read(evidence.tokens[:_TOKENS_MAX], tsp.parse_token, known.tokens),
        known.verified,
    )


def _read(
    pieces: tuple[bytes, ...], parse: Callable[[bytes], _T], known: dict[bytes, _T | None]
) -> tuple[_T, ...]:
    for data in pieces:
        if data not in known:
            try:
                known[data] = parse(data)
            except KepError:
                known[data] = None
    return tuple(found for data in pieces if (found := known[data]) is not None)


def readable(certificates: tuple[bytes, ...]) -> tuple[Certificate, ...]:
    """Return the certificates that can be read; an unreadable one simply cannot be anybody's."""
    found = {}
    for data in certificates[:_CERTIFICATES_MAX]:
        try:
            found[data] = parse_certificate(data)
        except BadCertificate:
            continue
    return tuple(found.values())
