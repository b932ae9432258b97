"""Several sequencers and many writers at once: each act one place, no place empty, nothing passed over."""

from kasssa.apps.directory.actions import add
from kasssa.base.ledger.actions.sequence import sequence_all
from kasssa.base.ledger.audit.whole import audit
from kasssa.core.document.model import Party
from kasssa.core.parties import Scheme
from tests.trust.company import together
from tests.trust.tampering import rows

CODES = ("43629432", "32855961", "41205632")
WRITERS, ACTS = 4, 12


def test_whoever_sequences_while_others_write_leaves_no_gap(olena, petro, noon, settings, tmp_path):
    settings.LEDGER_FOLDER = tmp_path / "ledger"

    def write():
        for number in range(ACTS):
            party = Party(scheme=Scheme.EDRPOU, code=CODES[number % len(CODES)], name="ТОВ «Пекарня»")
            add(party, by=(olena, petro)[number % 2].actor, at=noon)

    def place():
        for _ in range(ACTS):
            sequence_all()

    found = together(*[write] * WRITERS, *[place] * 3)
    assert [one for one in found if isinstance(one, BaseException)] == []
    sequence_all()
    (count, least, most, distinct), = rows(
        "SELECT count(*), min(index), max(index), count(DISTINCT entry_id) FROM ledger_leaf"
    )  # fmt: skip
    (acts,), = rows("SELECT count(*) FROM ledger_entry")  # fmt: skip
    assert (count, least, most, distinct) == (acts, 0, acts - 1, acts)
    assert audit().faults == []


def test_an_act_that_commits_late_gets_a_later_place(olena, noon, settings, tmp_path):
    """Its number is lower than that of an act which has a place already."""
    settings.LEDGER_FOLDER = tmp_path / "ledger"
    sequence_all()
    rows("ALTER TABLE ledger_entry DISABLE TRIGGER USER")
    (late,), = rows("SELECT nextval('ledger_entry_id_seq')")  # fmt: skip
    party = Party(scheme=Scheme.EDRPOU, code=CODES[0], name="ТОВ «Пекарня»")
    add(party, by=olena.actor, at=noon)
    assert sequence_all() == 1
    rows(
        "INSERT INTO ledger_entry (id, act, subject_id, organisation_id, person_id, role, door, at, details)"
        " SELECT %s, act, subject_id, organisation_id, person_id, role, door, at, details FROM ledger_entry"
        " ORDER BY id DESC LIMIT 1", late,
    )  # fmt: skip
    assert sequence_all() == 1
    places = rows("SELECT entry_id FROM ledger_leaf ORDER BY index DESC LIMIT 2")
    assert places == [(late,), (late + 1,)]
    assert audit().faults == []
