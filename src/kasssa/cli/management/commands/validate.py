"""``kasssa validate``: judge files of invoices by EN 16931, without a database."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from kasssa.cli.foreign import REFUSED, UNREADABLE, add_language, content_of
from kasssa.core.en16931 import profiles
from kasssa.core.en16931.findings import Finding, Severity, Verdict
from kasssa.core.en16931.guard import Unreadable
from kasssa.core.en16931.hybrid import invoice_in
from kasssa.core.en16931.texts.say import say


class Command(BaseCommand):
    help = (
        "Judge invoices (UBL 2.1, CII D16B, hybrid PDF) by EN 16931: one JSON object a line with --json. "
        "A directory is walked. Exit status: 0 nothing fatal, 1 something fatal, 3 a file cannot be read. "
        "With the profile en16931, what does not fit the schema (XSD) is told and is not fatal."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the words of the command."""
        parser.add_argument("file", nargs="+", type=Path)
        parser.add_argument("--profile", choices=profiles.NAMES, default=profiles.EN16931)
        parser.add_argument("--json", action="store_true", help="one JSON object a line")
        add_language(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Judge every file and leave with the gravest status."""
        status = 0
        for path in _files(options["file"]):
            try:
                verdict = profiles.judge(invoice_in(content_of(path)), options["profile"])
            except (Unreadable, OSError) as error:
                status = UNREADABLE
                self._write_unreadable(path, error, options)
                continue
            if not verdict.conforms and status != UNREADABLE:
                status = REFUSED
            self._write(path, verdict, options)
        if status:
            raise SystemExit(status)

    def _write(self, path: Path, verdict: Verdict, options: dict[str, Any]) -> None:
        language: str = options["lang"]
        if options["json"]:
            self.stdout.write(json.dumps(_row(path, verdict, language), ensure_ascii=False))
            return
        self.stdout.write(f"{path}: {verdict.format}, {'✓' if verdict.conforms else '✗'}")
        for finding in verdict.findings:
            self.stdout.write(f"  {finding.severity.upper()} {finding.rule} {say(finding, language)}")

    def _write_unreadable(self, path: Path, error: Unreadable | OSError, options: dict[str, Any]) -> None:
        code = error.code if isinstance(error, Unreadable) else "KSX-FILE"
        text = error.text(options["lang"]) if isinstance(error, Unreadable) else str(error.strerror)
        if options["json"]:
            finding = {"rule": code, "severity": "fatal", "term": "", "path": "", "params": {}, "text": text}
            row = {"file": str(path), "format": "unreadable", "fatal": {code: 1}, "warning": {}}
            self.stdout.write(json.dumps({**row, "findings": [finding]}, ensure_ascii=False))
        else:
            self.stdout.write(f"{path}: {code} {text}")


def _files(paths: list[Path]) -> Iterator[Path]:
    """Yield every file of ``paths``; a directory is walked for XML and PDF, in the order of names."""
    for path in paths:
        if path.is_dir():
            yield from sorted(
                found
                for found in path.rglob("*")
                if found.is_file() and found.suffix.lower() in {".xml", ".pdf"}
            )
        else:
            yield path


def _row(path: Path, verdict: Verdict, language: str) -> dict[str, object]:
    """Return the line of a file; ``structure`` is there only where something does not fit the schema."""
    structure = verdict.counts(Severity.STRUCTURE)
    return {
        "file": str(path),
        "format": verdict.format,
        "fatal": verdict.counts(Severity.FATAL),
        "warning": verdict.counts(Severity.WARNING),
        **({"structure": structure} if structure else {}),
        "findings": [_finding(finding, language) for finding in verdict.findings],
    }


def _finding(finding: Finding, language: str) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "term": finding.term,
        "path": finding.path,
        "params": dict(finding.params),
        "text": say(finding, language),
    }
