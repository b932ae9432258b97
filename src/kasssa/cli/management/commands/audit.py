"""``kasssa audit``: check the whole ledger, or a journal that somebody downloaded, offline."""

import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kasssa.base.ledger import keys
from kasssa.base.ledger.audit.stored import WalledOff
from kasssa.base.ledger.audit.whole import audit
from kasssa.base.ledger.keys import UnsafeKeys
from kasssa.base.ledger.witnesses import BadList
from kasssa.core.tlog import journal as journals
from kasssa.core.tlog.journal import BadJournal
from kasssa.core.tlog.notes import Checkpoint, Key, Note, Unreadable

FAULTY, UNABLE = 1, 2
JOURNAL_BYTES_MAX = 512 * 1024 * 1024


class Command(BaseCommand):
    help = (
        "Check every act, leaf, proof, head and kept file against what was signed, and name what is wrong."
        " Exit status: 0 all is well, 1 something is wrong, 2 it could not be checked."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take a journal instead of the database, and the key that it is to be checked by."""
        parser.add_argument("--bundle", type=Path, help="a kasssa-journal.zip; no database is asked")
        parser.add_argument("--key", type=Path, help="file with the public keys, got from elsewhere")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what was looked at and every fault."""
        if options["bundle"]:
            self._finish(self._check_journal(options["bundle"], options["key"]))
            return
        try:
            found = audit()
        except (WalledOff, UnsafeKeys, BadList) as error:
            raise CommandError(str(error), returncode=UNABLE) from error
        for what, count in found.counts.items():
            self.stdout.write(f"{count:>12,} {what}")
        self._finish([str(fault) for fault in found.faults])

    def _check_journal(self, path: Path, key: Path | None) -> Sequence[str]:
        try:
            with zipfile.ZipFile(path) as archive:
                if archive.getinfo("journal.json").file_size > JOURNAL_BYTES_MAX:
                    raise BadJournal("it is too large")
                journal = journals.parse(archive.read("journal.json"))
            lines = key.read_text(encoding="utf-8").splitlines() if key else journal.keys
            known = [Key.parse(line) for line in lines]
            origin = Checkpoint.parse(Note.parse(journal.checkpoint).text).origin
        except (OSError, KeyError, zipfile.BadZipFile, BadJournal, Unreadable) as error:
            raise CommandError(f"{path}: {error}", returncode=UNABLE) from error
        if not key:
            self.stdout.write("The keys stand in the journal itself: compare them with those that you know.")
        trusted = [one for one in known if one.name == origin]
        for one in trusted:
            self.stdout.write(f"key {one.name}+{one.id.hex()}")
        self.stdout.write(f"{len(journal.parts):>12,} leaves\n{len(journal.subjects):>12,} subjects")
        return journals.faults(journal, trusted, keys.verify)

    def _finish(self, faults: Sequence[str]) -> None:
        for fault in faults:
            self.stdout.write(fault)
        if faults:
            raise CommandError(f"{len(faults):,} faults.", returncode=FAULTY)
        self.stdout.write("All is as it was signed.")
