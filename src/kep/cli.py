"""The command ``kep``: verify, sign and inspect signatures, look into key containers.

Exit codes of ``verify``: 0 valid, 1 invalid, 2 indeterminate, 3 unreadable. Other commands: 0 done, 3
refused. Wrong usage: 64. This is the only module of the library that reads the clock or the command line.
"""

import argparse
import json
import sys
import time
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

from kep.cms import parse_signed_data
from kep.containers import open_container
from kep.errors import BadKey, KepError, WrongPassword
from kep.private import KeyEntry
from kep.reasons import Status
from kep.report import Report, SignerReport
from kep.signing import sign
from kep.trust import TrustStore, read_certificates
from kep.verification import verify

_EXIT = {Status.VALID: 0, Status.INVALID: 1, Status.INDETERMINATE: 2}
_EXIT_UNREADABLE, _EXIT_USAGE = 3, 64

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]


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
    except (KepError, OSError) as error:
        if getattr(options, "json", False):
            _print_json({"status": "unreadable", "signers": [], "error": str(error)})
        print(f"kep: {error}", file=sys.stderr)
        return _EXIT_UNREADABLE


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="kep", description="Ukrainian qualified electronic signatures")
    commands = parser.add_subparsers(dest="command", required=True, parser_class=_Parser)

    command = commands.add_parser("verify", help="verify a signature file")
    command.add_argument("signature", type=Path)
    command.add_argument("--content", type=Path, help="the signed file of a detached signature")
    command.add_argument("--trust", type=Path, help="folder with certificates of trusted authorities")
    command.add_argument("--at", type=_moment, help="time of verification, ISO 8601; now by default")
    command.add_argument("--json", action="store_true")

    command = commands.add_parser("sign", help="sign a file (CAdES-BES)")
    command.add_argument("content", type=Path)
    command.add_argument("--key", type=Path, required=True, help="key container")
    command.add_argument("--password-file", type=Path, required=True)
    command.add_argument("--cert", type=Path, help="certificate, if the container has none")
    command.add_argument("-o", "--output", type=Path, required=True)
    command.add_argument("--attached", action="store_true", help="put the content inside the signature")

    command = commands.add_parser("inspect", help="show what a signature file says, without judging it")
    command.add_argument("signature", type=Path)

    command = commands.add_parser("key", help="look into a key container")
    command.add_argument("action", choices=["info"])
    command.add_argument("file", type=Path)
    command.add_argument("--password-file", type=Path)
    return parser


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _now() -> datetime:
    return datetime.fromtimestamp(int(time.time()), UTC)


def _verify(options: argparse.Namespace) -> int:
    content = options.content.read_bytes() if options.content else None
    trust = TrustStore.from_directory(options.trust) if options.trust else TrustStore()
    report = verify(options.signature.read_bytes(), content, trust=trust, at=options.at or _now())
    if options.json:
        _print_json(report_json(report))
    else:
        print(_report_text(report))
    return _EXIT[report.status]


def report_json(report: Report) -> Json:
    """Return the report in the shape that ``kep verify --json`` prints; texts of reasons are Ukrainian."""
    return {"status": report.status.value, "signers": [_signer_json(signer) for signer in report.signers]}


def _signer_json(signer: SignerReport) -> dict[str, Json]:
    return {
        "integrity": signer.integrity,
        "status": signer.status.value,
        "indication": signer.indication,
        "sub_indication": signer.sub_indication,
        "reasons": [{"code": r.code, "text": r.text_uk, "text_en": r.text_en} for r in signer.reasons],
        "level": signer.level,
        "algorithm": signer.algorithm,
        "identity": asdict(signer.identity) if signer.identity else None,
        "serial": signer.serial,
        "issuer": signer.issuer,
        "signing_time": signer.signing_time.isoformat() if signer.signing_time else None,
        "proven_time": None,
        "seal": signer.seal,
        "qscd": signer.qscd,
        "demo": signer.demo,
        "revocation": signer.revocation,
    }


def _report_text(report: Report) -> str:
    lines = [f"status: {report.status}"]
    for number, signer in enumerate(report.signers, 1):
        identity = signer.identity
        who = identity.name if identity else "невідомий підписувач"
        codes = (
            [code for code in (identity.edrpou, identity.rnokpp, identity.unzr) if code] if identity else []
        )
        lines.append(f"{number}. {who} {' '.join(codes)}".rstrip() + f": {signer.status}, {signer.algorithm}")
        lines += [f"   {reason.text_uk} [{reason.code}]" for reason in signer.reasons]
        if signer.demo:
            lines.append("   ДЕМО, не має юридичної сили")
    return "\n".join(lines)


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
    data = options.signature.read_bytes()
    signed_data = parse_signed_data(data)
    report = verify(data, None, trust=TrustStore(), at=_now())
    _print_json(
        {
            "kind": "detached" if signed_data.content is None else "attached",
            "content_bytes": None if signed_data.content is None else len(signed_data.content),
            "certificates": len(signed_data.certificates),
            "signers": [_description(signer) for signer in report.signers],
        }
    )
    return 0


def _description(signer: SignerReport) -> Json:
    """Return what the file says of a signer, without the parts that would be a verdict."""
    told = _signer_json(signer)
    verdicts = {"integrity", "status", "indication", "sub_indication", "reasons", "proven_time", "revocation"}
    return {name: value for name, value in told.items() if name not in verdicts}


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


def _password(path: Path) -> str:
    """Return the first line of a password file."""
    try:
        return path.read_text("utf-8").splitlines()[0]
    except (IndexError, UnicodeDecodeError) as error:
        raise WrongPassword("the password file has no readable first line") from error


def _print_json(value: Json) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


_COMMANDS = {"verify": _verify, "sign": _sign, "inspect": _inspect, "key": _key}


if __name__ == "__main__":
    sys.exit(main())
