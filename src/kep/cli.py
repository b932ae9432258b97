"""The command ``kep``: verify, sign and inspect signatures, look into key containers.

Exit codes of ``verify``: 0 valid, 1 invalid, 2 indeterminate (the signature holds, but trust or the state of
the certificate is unknown), 3 unreadable. Other commands: 0 done, 3 refused. Wrong usage: 64. This is the
only module of the library that reads the clock or the command line.
"""

import argparse
import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

from kep import trustfolder
from kep.augment import LEVELS, augment, merge
from kep.collect import collect
from kep.containers import open_container
from kep.errors import BadKey, KepError, WrongPassword
from kep.evidence import Evidence
from kep.net import Fetcher
from kep.oids import DEMO_NOTICE
from kep.private import KeyEntry
from kep.reasons import Status
from kep.report import Report, SignerReport
from kep.signing import sign
from kep.telling import Json, report_json, report_text, signer_json
from kep.trust import TrustStore, read_certificates
from kep.verification import verify

_EXIT = {Status.VALID: 0, Status.INVALID: 1, Status.INDETERMINATE: 2}
_EXIT_UNREADABLE, _EXIT_USAGE = 3, 64
# What only a fault of this library could raise; it must not be taken for the verdict "invalid", which is 1.
_FAULTS = (ArithmeticError, AttributeError, LookupError, MemoryError, RecursionError, TypeError, ValueError)
_HASHES = ("gost34311", "kupyna256", "sha256")


class _Parser(argparse.ArgumentParser):
    """Keeps wrong usage apart from the verdict "indeterminate", which is exit code 2."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(_EXIT_USAGE, f"{self.prog}: {message}\n")


def main(arguments: list[str] | None = None) -> int:
    """Run the command with ``arguments``, by default those of the process, and return its exit code."""
    options = _parser().parse_args(arguments)
    try:
        return _COMMANDS[options.command](options)
    except (KepError, OSError, *_FAULTS) as error:
        if getattr(options, "json", False):
            _print_json({"status": "unreadable", "signers": []})
        print(f"kep: {error}", file=sys.stderr)
        return _EXIT_UNREADABLE


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="kep", description="Ukrainian qualified electronic signatures")
    commands = parser.add_subparsers(dest="command", required=True, parser_class=_Parser)

    _add_verify(commands.add_parser("verify", help="verify a signature file"))
    _add_sign(commands.add_parser("sign", help="sign a file (CAdES-BES)"))
    command = commands.add_parser("inspect", help="show what a signature file says, without judging it")
    command.add_argument("signature", type=Path)
    command = commands.add_parser("key", help="look into a key container")
    command.add_argument("action", choices=["info"])
    command.add_argument("file", type=Path)
    command.add_argument("--password-file", type=Path)
    _add_trust(commands.add_parser("trust", help="see to the folder of trust"))
    _add_raise(commands.add_parser("augment", help="add time stamps and evidence to a signature"))
    command = commands.add_parser("merge", help="join the signatures of one file by several signers")
    command.add_argument("signatures", type=Path, nargs="+")
    command.add_argument("-o", "--output", type=Path, required=True)
    return parser


def _add_verify(command: argparse.ArgumentParser) -> None:
    command.add_argument("signature", type=Path)
    command.add_argument("--content", type=Path, help="the signed file of a detached signature")
    command.add_argument(
        "--trust", type=Path, help="folder with certificates and lists of trusted authorities"
    )
    command.add_argument(
        "--evidence", type=Path, help="folder with OCSP answers, revocation lists, time stamps"
    )
    command.add_argument(
        "--collect", action="store_true", help="ask the authorities, and keep it in --evidence"
    )
    command.add_argument("--at", type=_moment, help="time of verification, ISO 8601; now by default")
    command.add_argument("--json", action="store_true")
    command.add_argument("--details", action="store_true", help="with --json: more than is promised")


def _add_sign(command: argparse.ArgumentParser) -> None:
    command.add_argument("content", type=Path)
    command.add_argument("--key", type=Path, required=True, help="key container")
    command.add_argument("--password-file", type=Path, required=True)
    command.add_argument("--cert", type=Path, help="certificate, if the container has none")
    command.add_argument("-o", "--output", type=Path, required=True)
    command.add_argument("--attached", action="store_true", help="put the content inside the signature")
    command.add_argument("--hash", choices=_HASHES, help="by default that of the key")


def _add_trust(command: argparse.ArgumentParser) -> None:
    command.add_argument("action", choices=["update", "show"])
    command.add_argument("--trust", type=Path, required=True, help="the folder of trust")
    command.add_argument(
        "--from", dest="source", help="file or URL: a trusted list, CAs.json or certificates"
    )
    command.add_argument("--signer", type=Path, help="certificate to pin as the signer of the trusted list")


def _add_raise(command: argparse.ArgumentParser) -> None:
    command.add_argument("signature", type=Path)
    command.add_argument("--evidence", type=Path, required=True)
    command.add_argument("--level", choices=LEVELS, default="T")
    command.add_argument("-o", "--output", type=Path, required=True)


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _now() -> datetime:
    return datetime.fromtimestamp(int(time.time()), UTC)


def _verify(options: argparse.Namespace) -> int:
    content = options.content.read_bytes() if options.content else None
    signature, at = options.signature.read_bytes(), options.at or _now()
    trust = _trust(options.trust, at) if options.trust else TrustStore()
    evidence = Evidence.from_directory(options.evidence) if options.evidence else Evidence()
    report = verify(signature, content, trust=trust, at=at, evidence=evidence)
    if options.collect:
        evidence += _collected(report, trust, options.evidence)
        report = verify(signature, content, trust=trust, at=at, evidence=evidence)
    if report.demo:
        print(f"kep: {DEMO_NOTICE}", file=sys.stderr)
    if options.json:
        _print_json(report_json(report, details=options.details))
    else:
        print(report_text(report))
    return _EXIT[report.status]


def _trust(folder: Path, at: datetime) -> TrustStore:
    loaded = trustfolder.load(folder, at=at)
    for warning in loaded.warnings:
        print(f"kep: {warning}", file=sys.stderr)
    return loaded.store


def _collected(report: Report, trust: TrustStore, folder: Path | None) -> Evidence:
    found = collect(report, Fetcher(trust.hosts), stamp=True)
    for failure in found.failures:
        print(f"kep: {failure}", file=sys.stderr)
    if folder is not None:
        found.save(folder)
    return found


def _sign(options: argparse.Namespace) -> int:
    password = _password(options.password_file)
    certificates = read_certificates(options.cert.read_bytes()) if options.cert else []
    entries = open_container(options.key.read_bytes(), password)
    key, certificate = _choose(entries, certificates)
    signature = sign(
        options.content.read_bytes(),
        key,
        certificate=certificate,
        at=_now(),
        detached=not options.attached,
        hash_name=options.hash,
    )
    options.output.write_bytes(signature)
    return 0


def _choose(entries: list[KeyEntry], certificates: list[bytes]) -> tuple[KeyEntry, bytes | None]:
    """Return the key to sign with: that of a given certificate, else the first that may sign."""
    for entry in entries:
        for certificate in certificates:
            if entry.belongs_to(certificate) and entry.for_signing:
                return entry, certificate
    if certificates:
        raise BadKey("no key of the container is of the given certificate")
    usable = [entry for entry in entries if entry.can_sign]
    if not usable:
        raise BadKey("no key of the container may sign")
    return next((entry for entry in usable if entry.certificate), usable[0]), None


def _inspect(options: argparse.Namespace) -> int:
    report = verify(options.signature.read_bytes(), None, trust=TrustStore(), at=_now())
    _print_json(
        {
            "format": report.kind,
            "kind": "detached" if report.content is None else "attached",
            "content_bytes": None if report.content is None else len(report.content),
            "signers": [_description(signer) for signer in report.signers],
        }
    )
    return 0


def _description(signer: SignerReport) -> Json:
    """Return what the file says of a signer, without the parts that would be a verdict."""
    told = signer_json(signer, details=True)
    verdicts = {"integrity", "status", "indication", "sub_indication", "reasons", "reasons_en", "proven_time"}
    return {name: value for name, value in told.items() if name not in verdicts | {"revocation", "stamps"}}


def _key(options: argparse.Namespace) -> int:
    password = _password(options.password_file) if options.password_file else ""
    entries = open_container(options.file.read_bytes(), password)
    _print_json(
        [
            {
                "key_id": entry.key_id,
                "algorithm": entry.algorithm,
                "can_sign": entry.can_sign,
                "has_certificate": entry.certificate is not None,
            }
            for entry in entries
        ]
    )
    return 0


def _trusted(options: argparse.Namespace) -> int:
    at = _now()
    if options.action == "update":
        if not options.source:
            print("kep: trust update needs --from FILE or URL", file=sys.stderr)
            return _EXIT_USAGE
        pin = options.signer.read_bytes() if options.signer else None
        name = urlsplit(options.source).path.rpartition("/")[2]
        print(trustfolder.update(options.trust, _source(options.source), name=name, at=at, pin=pin))
    loaded = trustfolder.load(options.trust, at=at)
    for warning in loaded.warnings:
        print(f"kep: {warning}", file=sys.stderr)
    if options.action == "show":
        _print_json(_shown(loaded))
    return 0


def _source(text: str) -> bytes:
    """Return the bytes of a file, or of a URL that the operator gave by hand and so allows."""
    parts = urlsplit(text)
    if parts.scheme in ("http", "https"):
        return Fetcher([parts.hostname or ""])(text)
    return Path(text).read_bytes()


def _shown(loaded: trustfolder.Loaded) -> Json:
    store = loaded.store
    hosts: list[Json] = [*sorted(store.hosts)]
    return {
        "roots": [f"{root.subject.common_name} {root.fingerprint.hex()}" for root in store.roots],
        "intermediates": len(store.intermediates),
        "lists": {
            name: f"{one.territory} number {one.sequence}, next update {one.next_update}"
            for name, one in loaded.lists.items()
        },
        "services": len(store.services),
        "hosts": hosts,
        "demo": store.demo,
        "warnings": list(loaded.warnings),
    }


def _raise(options: argparse.Namespace) -> int:
    evidence = Evidence.from_directory(options.evidence)
    options.output.write_bytes(augment(options.signature.read_bytes(), evidence, level=options.level))
    return 0


def _merge(options: argparse.Namespace) -> int:
    options.output.write_bytes(merge(*(path.read_bytes() for path in options.signatures)))
    return 0


def _password(path: Path) -> str:
    """Return the first line of a password file; an empty file is the empty password."""
    try:
        return next(iter(path.read_text("utf-8-sig").splitlines()), "")
    except UnicodeDecodeError as error:
        raise WrongPassword("the password file is no text in UTF-8") from error


def _print_json(value: Json) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


_COMMANDS = {
    "verify": _verify,
    "sign": _sign,
    "inspect": _inspect,
    "key": _key,
    "trust": _trusted,
    "augment": _raise,
    "merge": _merge,
}


if __name__ == "__main__":
    sys.exit(main())
