"""Taking one's own data out."""

import io
import json
import zipfile
from datetime import datetime

from kasssa.apps.consents import actions as consents
from kasssa.apps.consents import queries as consent_queries
from kasssa.apps.documents import queries as documents
from kasssa.apps.signing import queries as signing
from kasssa.base.ledger import queries as ledger
from kasssa.base.tenancy import robot
from kasssa.core.consent import TextKind
from tests import cast
from tests.cast import Someone
from tests.web.browser import Browser, Page


def opened(page: Page) -> dict[str, bytes]:
    """The files of the copy."""
    with zipfile.ZipFile(io.BytesIO(page.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_page_says_what_is_in_the_copy(at_olena: Browser) -> None:
    page = at_olena.open("export")
    assert (page.status, "UBL 2.1" in page.text) == (200, True)


def test_the_copy_holds_the_person_the_bytes_and_the_signatures(
    at_petro: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    document_id = cast.accepted(olena, petro, noon)
    at_petro.send("support", topic="help", text="Як архівувати?")
    page = at_petro.send("export")
    assert page.response.headers["Content-Type"] == "application/zip"
    assert page.response.headers["Content-Disposition"] == 'attachment; filename="kasssa-my-data.zip"'
    files = opened(page)
    said = json.loads(files.pop("person.json"))
    assert (said["account"]["email"], said["account"]["surname"]) == ("petro@kasssa.example", "Шевчук")
    assert [one["kind"] for one in said["agreements"]] == ["policy", "offer"]
    assert [one["text"] for one in said["questions"]] == ["Як архівувати?"]
    assert said["acts"][-1]["act"] == "person.exported"
    signed = signing.signatures(document_id, by=petro.actor)
    assert files == {
        f"documents/{document_id}/document.xml": documents.content(document_id, by=petro.actor),
        **{
            f"documents/{document_id}/{at}-{one.serial}.p7s": signing.proof(one.id, by=petro.actor)
            for at, one in enumerate(signed, start=1)
        },
    }


def test_nothing_of_others_is_in_it(
    at_yevheniia: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    cast.accepted(olena, petro, noon)
    files = opened(at_yevheniia.send("export"))
    assert list(files) == ["person.json"]
    assert "Шевчук" not in files["person.json"].decode()


def test_that_it_was_taken_is_written_down(at_olena: Browser, olena: Someone) -> None:
    at_olena.send("export")
    (taken,) = ledger.history(olena.actor.person_id, by=olena.actor)
    assert taken.act == "person.exported"


def test_it_is_given_also_to_who_does_not_agree_to_the_new_text(at_olena: Browser, noon: datetime) -> None:
    text = consent_queries.current(TextKind.OFFER, "uk", on=noon.date())
    assert text is not None
    consents.publish(TextKind.OFFER, "2026-11-20", "uk", text.content, by=robot(), at=noon)
    assert at_olena.open("inbox").status == 302
    assert "person.json" in opened(at_olena.send("export"))
    assert at_olena.send("support", topic="complaint", text="Не згодна.").location == "/support"
