"""``kasssa audit``: its exit status and what it prints, of the database and of a downloaded journal."""

import io
import zipfile

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connections

from kasssa.apps.privacy.actions import take_journal
from kasssa.base.ledger import keys
from kasssa.base.ledger.actions.sequence import sequence_all
from kasssa.cli import cast
from tests.cast import delivered
from tests.trust.tampering import rows

WAS, BECAME = (f'\\"act\\":\\"document.{name}\\"' for name in ("sent", "paid"))


@pytest.fixture
def bundle(stage, noon, settings, tmp_path):
    """Olena's journal as a file."""
    settings.LEDGER_FOLDER = tmp_path / "ledger"
    olena, petro = stage.call(cast.OLENA), stage.call(cast.PETRO)
    delivered(olena, petro, noon)
    sequence_all()
    path = tmp_path / "journal.zip"
    path.write_bytes(take_journal({}, by=olena.actor, at=noon))
    return path


def said(*words, **options):
    """What the command prints, and its exit status."""
    out = io.StringIO()
    try:
        call_command("audit", *words, stdout=out, **options)
    except CommandError as error:
        return f"{out.getvalue()}{error}", error.returncode
    return out.getvalue(), 0


def test_a_ledger_as_it_was_signed(bundle):
    text, status = said()
    assert (status, text.splitlines()[-1]) == (0, "All is as it was signed.")
    assert "1 acts not yet in the tree" in text


def test_a_changed_act_is_named_with_status_one(bundle):
    rows("ALTER TABLE ledger_entry DISABLE TRIGGER USER")
    rows("UPDATE ledger_entry SET role = 'viewer' WHERE id = 9")
    text, status = said()
    assert (status, text.splitlines()[-2]) == (1, "entry #9: is not as it was signed: role (leaf 8)")


def test_a_role_behind_the_walls_cannot_audit(bundle, settings):
    owner, default = connections["owner"], connections["default"]
    before = dict(owner.settings_dict)
    owner.close()
    owner.settings_dict.update({name: default.settings_dict[name] for name in ("USER", "PASSWORD")})
    try:
        text, status = said()
    finally:
        owner.close()
        owner.settings_dict.update(before)
    assert status == 2
    assert "DATABASE_OWNER_URL" in text


def test_a_journal_is_checked_by_its_own_keys_or_by_known_ones(bundle, tmp_path):
    text, status = said("--bundle", str(bundle))
    assert (status, text.splitlines()[-1]) == (0, "All is as it was signed.")
    assert "compare them" in text
    known = tmp_path / "key"
    known.write_text("".join(f"{key.write()}\n" for key in keys.public_of_log()), encoding="utf-8")
    text, status = said("--bundle", str(bundle), "--key", str(known))
    assert (status, "compare them" in text) == (0, False)
    strange = "".join(f"{key.write()}\n" for key in keys.public_of_witness())
    known.write_text(strange, encoding="utf-8")
    assert said("--bundle", str(bundle), "--key", str(known))[1] == 1


def test_a_forged_journal_has_status_one_and_what_is_none_has_two(bundle, tmp_path):
    with zipfile.ZipFile(bundle) as archive:
        content = archive.read("journal.json").decode()
    forged = tmp_path / "forged.zip"
    with zipfile.ZipFile(forged, "w") as archive:
        archive.writestr("journal.json", content.replace(WAS, BECAME, 1))
    assert said("--bundle", str(forged))[1] == 1
    for name, text in (("journal.json", "{}"), ("other", "")):
        with zipfile.ZipFile(forged, "w") as archive:
            archive.writestr(name, text)
        assert said("--bundle", str(forged))[1] == 2
    forged.write_bytes(b"x")
    assert said("--bundle", str(forged))[1] == 2
    assert said("--bundle", str(tmp_path / "nothing"))[1] == 2
