"""The journal of one's own data, and the tree for everybody."""

import io
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from kasssa.base.ledger import keys
from kasssa.base.ledger.actions.sequence import sequence_all
from kasssa.base.ledger.queries import Wanted, journal
from kasssa.core.tlog import journal as journals
from kasssa.core.tlog import notes, proofs
from kasssa.core.tlog.notes import Key
from tests import cast
from tests.cast import Someone
from tests.web.browser import Browser, uk


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> None:
    """Keys of the test's own."""
    settings.LEDGER_FOLDER = tmp_path / "ledger"


def test_the_page_shows_every_act_newest_first(
    at_petro: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    cast.delivered(olena, petro, noon)
    page = at_petro.open("journal")
    numbers = [int(one.text) for one in page.html.find_class("journal__number")]
    assert numbers == [what.entry_id for what in journal(Wanted(), by=petro.actor)]
    assert uk("within a minute") in page.text
    sequence_all()
    assert uk("within a minute") not in at_petro.open("journal").text


def test_it_is_filtered_by_act_and_day(
    at_olena: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    document_id = cast.delivered(olena, petro, noon)
    (issued,) = (w for w in journal(Wanted(), by=olena.actor) if w.act == "document.issued")
    page = at_olena.open("journal", act="document.issued", since="2026-11-25", until="2026-11-25")
    assert [one.text for one in page.html.find_class("journal__number")] == [str(issued.entry_id)]
    assert page.html.xpath(f"//a[contains(@href, '{document_id}')]")
    for asked in ({"since": "2026-11-26"}, {"until": "2026-11-24"}, {"act": "news.refused"}):
        page = at_olena.open("journal", act=asked.pop("act", "document.issued"), **asked)
        assert uk("Nothing of this kind happened.") in page.text
    assert at_olena.open("journal", act="x", since="y", until="32", **{"from": "²"}).status == 200


def test_what_is_downloaded_proves_itself(
    at_petro: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    cast.delivered(olena, petro, noon)
    sequence_all()
    page = at_petro.send("journal")
    assert page.response.headers["Content-Disposition"] == 'attachment; filename="kasssa-journal.zip"'
    with zipfile.ZipFile(io.BytesIO(page.content)) as archive:
        whole = journals.parse(archive.read("journal.json"))
    assert list(journals.faults(whole, keys.public_of_log(), keys.verify)) == []
    assert whole.words["document.issued"] == {"uk": "Видано", "en": "Issued"}


def test_everybody_gets_the_head_the_keys_and_the_hashes(
    at_nobody: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    assert at_nobody.open("ledger_checkpoint").status == 404
    cast.delivered(olena, petro, noon)
    size = sequence_all()
    note = notes.Note.parse(at_nobody.open("ledger_checkpoint").content.decode())
    lines = at_nobody.open("ledger_key").content.decode().splitlines()
    ours = [Key.parse(line) for line in lines]
    assert notes.verified(note, ours, keys.verify, strangers=False) == ours[:2]
    tile = at_nobody.client.get(f"/ledger/tile/0/000.p/{size}")
    assert (len(tile.content), tile.headers["Content-Type"]) == (32 * size, "application/octet-stream")
    for address in (
        f"0/000.p/{size + 1}",
        "0/000",
        "0/001",
        "1/000.p/1",
        "entries/000",
        "0/x000/000",
        "9/000",
    ):
        assert at_nobody.client.get(f"/ledger/tile/{address}").status_code == 404


def test_a_proof_is_given_to_whoever_sees_the_act_and_to_nobody_else(
    at_petro: Browser, at_yevheniia: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    document_id = cast.delivered(olena, petro, noon)
    (what,) = (w for w in journal(Wanted(), by=petro.actor) if w.act == "document.delivered")
    assert at_petro.open("ledger_proof", what.entry_id).status == 404
    sequence_all()
    proof, leaf = at_petro.open("ledger_proof", what.entry_id), at_petro.open("ledger_leaf", what.entry_id)
    proofs.check(proof.content.decode(), leaf.content, keys.public_of_log(), keys.verify)
    assert at_yevheniia.open("ledger_proof", what.entry_id).status == 404
    assert at_yevheniia.open("ledger_leaf", what.entry_id).status == 404
    page = at_petro.open("document", document_id)
    assert page.html.xpath(f"//a[@href='/ledger/acts/{what.entry_id}/proof']")
