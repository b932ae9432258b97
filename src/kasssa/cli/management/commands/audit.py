"""``kasssa audit``: check the whole ledger, or a journal that somebody downloaded, offline."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kasssa.base.ledger.audit.stored import WalledOff
from kasssa.base.ledger.audit.whole import audit
from kasssa.base.ledger.keys import UnsafeKeys

FAULTY, UNABLE = 1, 2


class Command(BaseCommand):
    help = (
        "Check every act, leaf, proof, head and kept file against what was signed, and name what is wrong."
        " Exit status: 0 all is well, 1 something is wrong, 2 it could not be checked."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what was looked at and every fault."""
        try:
            found = audit()
        except (WalledOff, UnsafeKeys) as error:
            raise CommandError(str(error), returncode=UNABLE) from error
        for what, count in found.counts.items():
            self.stdout.write(f"{count:>12,} {what}")
        for fault in found.faults:
            self.stdout.write(str(fault))
        if found.faults:
            raise CommandError(f"{len(found.faults):,} faults.", returncode=FAULTY)
        self.stdout.write("All is as it was signed.")
