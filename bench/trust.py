"""What trust costs, in one run: ratios to the same work without it.

    python bench/trust.py [--rows N] [--rounds N]

Needs DATABASE_URL and DATABASE_OWNER_URL of a migrated scratch database: the rows stay in its ledger. By
turns acts are written bare, by INSERTs of 2,000 rows, and are then given places in the tree: leaves, chains,
tiles, signed heads. The best of the rounds counts. The exit status is 1 when a goal is missed.
"""

import argparse
import importlib
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

import django
from django.conf import settings

SUBJECTS = 500
BATCH = 2_000
GOAL = 0.2


def seconds(work: Callable[[], object]) -> float:
    """Return how long ``work`` takes."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def insert(rows: int) -> None:
    """Write so many acts of some hundred subjects, bare: no action, no job."""
    entries = importlib.import_module("kasssa.base.ledger.models").Entry
    tenancy = importlib.import_module("kasssa.base.tenancy")
    at = datetime(2026, 11, 25, tzinfo=UTC)
    for first in range(0, rows, BATCH):
        with tenancy.acting(tenancy.robot()):
            entries.objects.bulk_create(
                entries(
                    act="document.issued", subject_id=UUID(int=1_000 + number % SUBJECTS), role="owner",
                    door="web", organisation_id=UUID(int=0), person_id=UUID(int=10 + number % 50), at=at,
                    details={"number": f"2026/{number:06}"},
                )
                for number in range(first, min(first + BATCH, rows))
            )  # fmt: skip


def main() -> int:
    """Measure, print the figures and the goal, and say whether it was met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kasssa.site.settings")
    django.setup()
    sequencer = importlib.import_module("kasssa.base.ledger.actions.sequence")
    with tempfile.TemporaryDirectory() as folder:
        settings.LEDGER_FOLDER = folder
        sequencer.sequence_all()
        bare, placed = [], []
        for _ in range(options.rounds):
            bare.append(seconds(lambda: insert(options.rows)))
            placed.append(seconds(sequencer.sequence_all))
    ratio = min(bare) / min(placed)
    print(f"bare INSERT      {options.rows / min(bare):10,.0f} rows/s")
    print(f"sequencing       {options.rows / min(placed):10,.0f} rows/s")
    print(f"ratio            {ratio:10.2f}   (goal: at least {GOAL})")
    return 0 if ratio >= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
