"""Agreeing to the very words that were shown."""

from datetime import date, timedelta

from kasssa.apps.consents import queries
from kasssa.apps.consents.actions import NotCurrent, Shown, agree, publish
from kasssa.base.ledger import queries as ledger
from kasssa.base.tenancy import robot
from kasssa.core.consent import TextKind
from tests.apps.traces import refused, untouched
from tests.cast import ledger_length

TODAY = date(2026, 11, 25)
POLICY, OFFER = TextKind.POLICY, TextKind.OFFER


def words(text):
    return f"# {text}\n\n## 0. Коротко\n\n- {text}\n\n## 1. {text}\n\n1.1. {text}.\n".encode()


def renew(noon, content=None, language="uk", version="2026-10-01"):
    content = content or words("Нове")
    publish(POLICY, version, language, content, by=robot(), at=noon)
    text = queries.current(POLICY, language, on=TODAY)
    return Shown(POLICY, text.sha256, "198.51.100.0", "x" * 300)


def test_after_registration_nothing_is_missing(olena):
    assert queries.missing(by=olena.actor, on=TODAY) == ()


def test_a_new_version_is_missing_until_it_is_agreed_to(olena, petro, noon):
    shown = renew(noon)
    assert queries.missing(by=olena.actor, on=TODAY) == (POLICY,)
    length = ledger_length()
    agree(shown, by=olena.actor, at=noon)
    assert queries.missing(by=olena.actor, on=TODAY) == ()
    assert queries.missing(by=petro.actor, on=TODAY) == (POLICY,)
    assert ledger_length() == length + 1
    given = next(given for given in queries.agreements(by=olena.actor) if given.version == "2026-10-01")
    assert (given.kind, given.language, given.sha256, given.agreed_at, given.network) == (
        POLICY, "uk", shown.sha256, noon, "198.51.100.0",
    )  # fmt: skip
    what = ledger.of_person(olena.actor.person_id, by=olena.actor)[-1]
    assert (what.act, what.details) == (
        "consent.given", {"kind": "policy", "version": "2026-10-01", "sha256": shown.sha256},
    )  # fmt: skip


def test_agreeing_twice_is_agreeing_once_also_in_the_other_language(olena, noon):
    renew(noon, words("english words"), "en")
    ukrainian = renew(noon)
    english = Shown(POLICY, queries.current(POLICY, "en", on=TODAY).sha256)
    agree(ukrainian, by=olena.actor, at=noon)
    for shown in (ukrainian, english):
        with untouched():
            agree(shown, by=olena.actor, at=noon)


def test_the_words_of_an_older_version_do_not_do(olena, noon):
    old = Shown(POLICY, queries.current(POLICY, "uk", on=TODAY).sha256)
    renew(noon)
    with refused(NotCurrent):
        agree(old, by=olena.actor, at=noon)


def test_the_words_of_a_version_to_come_do_not_do_yet(olena, noon):
    publish(POLICY, "2026-11-26", "uk", words("Завтра"), by=robot(), at=noon)
    tomorrow = Shown(POLICY, queries.current(POLICY, "uk", on=date(2026, 11, 26)).sha256)
    with refused(NotCurrent):
        agree(tomorrow, by=olena.actor, at=noon)
    agree(tomorrow, by=olena.actor, at=noon + timedelta(hours=10))  # midnight of Kyiv has passed


def test_bytes_that_were_corrected_within_a_version_are_the_ones_to_agree_to(olena, noon):
    first = renew(noon, words("with a slip"))
    corrected = renew(noon + timedelta(hours=1), words("without a slip"))
    with refused(NotCurrent):
        agree(first, by=olena.actor, at=noon)
    agree(corrected, by=olena.actor, at=noon)


def test_words_that_were_never_published_do_not_do(olena, noon):
    for sha256 in ("", "0" * 64, "nonsense"):
        with refused(NotCurrent):
            agree(Shown(OFFER, sha256), by=olena.actor, at=noon)


def test_what_petro_agreed_to_is_not_olenas_to_read(olena, petro, noon):
    agree(renew(noon), by=petro.actor, at=noon)
    assert {given.version for given in queries.agreements(by=olena.actor)} == {"2026-09-01"}
