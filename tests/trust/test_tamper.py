"""Whatever a superuser changes in the ledger or in the kept bytes is found, and called by its name."""

import pytest

from kasssa.apps.privacy.actions import seal
from kasssa.base.ledger.actions.sequence import sequence, sequence_all
from kasssa.base.ledger.audit.whole import audit
from kasssa.base.tenancy import robot
from kasssa.cli import cast
from tests.apps.acts import paid
from tests.cast import delivered
from tests.trust.company import Chance
from tests.trust.tampering import UNTIE, rows, tampered, types

SHORT = 60


@pytest.fixture
def ledger(stage, noon, settings, tmp_path):
    """Two companies at work, the tree grown in several steps, two nights sealed."""
    settings.LEDGER_FOLDER = tmp_path / "ledger"
    olena, petro = stage.call(cast.OLENA), stage.call(cast.PETRO)
    for act in (paid, delivered):
        act(olena, petro, noon)
        sequence_all()
        seal(by=robot(), at=noon)
    delivered(petro, olena, noon)
    sequence_all()
    return olena, petro


def test_an_untouched_ledger_has_no_fault(ledger):
    found = audit()
    assert found.faults == []
    count = rows("SELECT count(*) FROM ledger_entry")[0][0]
    assert (found.counts["leaves"], found.counts["maps"], found.counts["heads"]) == (count, 2, 3)


def test_any_change_or_deletion_is_found(ledger, size, seed):
    kinds, number = types(), size or SHORT
    for turn in range(number):
        with tampered(Chance(f"{seed} {turn}"), kinds) as done:
            found = audit().faults
        told = [str(one) for one in found]
        assert any(one.startswith(done.called) for one in told), (f"seed {seed}, turn {turn}", done, told)
    assert audit().faults == []
    print(f"\n{number} changes and deletions by a superuser: all found and named (seed {seed})")


def test_the_very_entry_is_named(ledger):
    rows("ALTER TABLE ledger_entry DISABLE TRIGGER USER")
    rows(UNTIE)
    rows("UPDATE ledger_entry SET at = at - interval '1 day', act = 'document.paid' WHERE id = 9")
    assert [str(one) for one in audit().faults] == ["entry #9: is not as it was signed: act, at (leaf 8)"]
    rows("DELETE FROM ledger_entry WHERE id = 9")
    assert [str(one) for one in audit().faults] == ["entry #9: is gone; leaf 8 tells of it"]


def test_sequencing_again_does_nothing(ledger, noon):
    assert sequence(by=robot(), at=noon) == 0
