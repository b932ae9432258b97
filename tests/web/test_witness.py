"""Witnesses: one instance signs the heads of another that continue what it signed, and no others."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from kasssa.apps.privacy.actions import seal
from kasssa.base.ledger import keys, proving, stamps
from kasssa.base.ledger.actions import anchor
from kasssa.base.ledger.actions.sequence import sequence_all
from kasssa.base.ledger.actions.witness import Fork, be_witnessed, submissions
from kasssa.base.ledger.models import Cosignature, Stamp
from kasssa.base.ledger.witnesses import Witness, asked
from kasssa.base.tenancy import acting, robot
from kasssa.core.tlog import notes
from kasssa.core.tlog.merkle import leaf_hash
from kasssa.core.tlog.notes import Checkpoint, Note, NotSigned, Signature
from kasssa.core.tlog.proofs import Submission
from kep.authority_server import AuthorityServer
from tests import cast
from tests.cast import Someone

ADDRESS = "/ledger/add-checkpoint"
Grow = Callable[[], int]


@pytest.fixture
def grow(olena: Someone, petro: Someone, noon: datetime, settings: Settings, tmp_path: Path) -> Grow:
    """A ledger that grows, whose heads this same instance is a witness of."""
    settings.LEDGER_FOLDER = tmp_path / "ledger"
    lines = [f"{key.write()}\n" for key in keys.public_of_log()]
    (settings.LEDGER_FOLDER / "logs").write_text("# ours\n" + "".join(lines), encoding="utf-8")

    def more() -> int:
        cast.drafted(olena, petro, noon)
        return sequence_all()

    more()
    return more


@pytest.fixture
def witness(grow: Grow) -> Witness:
    return Witness("/ledger", tuple(keys.public_of_witness()))


def post(url: str, body: bytes) -> bytes:
    """Ask over HTTP, as another instance does."""
    response = Client().post(url, body, content_type="text/plain")
    if response.status_code == 409:
        raise Fork(int(response.content))
    assert response.status_code == 200, response.content
    return response.content


def status(asked_for: Submission | bytes) -> int:
    body = asked_for if isinstance(asked_for, bytes) else asked_for.write().encode()
    return Client().post(ADDRESS, body, content_type="text/plain").status_code


def pending(witness: Witness) -> Submission:
    return submissions(witness, by=robot())[0][1]


def signed(head: Checkpoint) -> Note:
    """A head that our keys sign, whatever it says."""
    text = head.write()
    return Note(text, tuple(one.sign(text, seconds=1) for one in keys.of_log()))


def test_a_witness_signs_what_continues_what_it_signed(grow: Grow, witness: Witness, noon: datetime) -> None:
    for _ in range(3):
        assert be_witnessed(witness, post, by=robot(), at=noon) is True
        assert be_witnessed(witness, post, by=robot(), at=noon) is False
        grow()
    with acting(robot()):
        assert Cosignature.objects.count() == 3
        lines = notes.parse_signatures(Cosignature.objects.order_by("number")[0].lines)
    assert [one.key_id for one in lines] == [key.id for key in witness.keys]


def test_a_fork_of_the_same_size_is_refused(grow: Grow, witness: Witness, noon: datetime) -> None:
    be_witnessed(witness, post, by=robot(), at=noon)
    head = Checkpoint.parse(Note.parse(proving.checkpoint()).text)
    fork = signed(replace(head, root=leaf_hash(b"another past")))
    response = Client().post(
        ADDRESS, Submission(head.size, (), fork).write().encode(), content_type="text/plain"
    )
    assert (response.status_code, response.content) == (409, f"{head.size}\n".encode())
    assert response.headers["Content-Type"] == "text/x.tlog.size"
    assert status(Submission(0, (), fork)) == 409
    longer = signed(replace(head, size=head.size + 1, root=leaf_hash(b"another past")))
    assert status(Submission(head.size, (leaf_hash(b""),), longer)) == 422
    assert status(Submission(head.size, (), Note.parse(proving.checkpoint()))) == 200


def test_whatever_is_not_signed_or_not_known_or_not_readable_is_refused(grow: Grow, witness: Witness) -> None:
    good = pending(witness)
    assert status(b"") == status(b"\xff") == status(good.write().encode()[:-1]) == 400
    head = Checkpoint.parse(good.note.text)
    assert status(replace(good, old=head.size + 1)) == 400
    assert status(replace(good, note=signed(replace(head, origin="stranger.example")))) == 404
    nobody = Signature("x", b"1234", bytes(64))
    assert status(replace(good, note=replace(good.note, signatures=(nobody,)))) == 403
    spoilt = replace(good.note.signatures[0], value=bytes(64))
    assert status(replace(good, note=replace(good.note, signatures=(spoilt,)))) == 403
    assert status(good) == 200


def test_an_answer_that_was_lost_does_not_stop_the_next(grow: Grow, witness: Witness, noon: datetime) -> None:
    be_witnessed(witness, post, by=robot(), at=noon)
    grow()
    post(ADDRESS, pending(witness).write().encode())  # the answer is lost
    grow()
    assert be_witnessed(witness, post, by=robot(), at=noon) is True


def test_an_answer_of_somebody_else_is_not_kept(grow: Grow, witness: Witness, noon: datetime) -> None:
    other = replace(witness.keys[0], name="stranger.example")
    with pytest.raises(NotSigned):
        be_witnessed(Witness("/ledger", (other,)), post, by=robot(), at=noon)
    with acting(robot()):
        assert Cosignature.objects.count() == 0


def test_the_files_say_who_is_asked(grow: Grow, settings: Settings) -> None:
    lines = " ".join(key.write() for key in keys.public_of_witness())
    (settings.LEDGER_FOLDER / "witnesses").write_text(
        f"https://other.example/ledger/ {lines}\n", encoding="utf-8"
    )
    (one,) = asked()
    assert (one.url, one.host, one.name) == (
        "https://other.example/ledger",
        "other.example",
        "localhost:8000/witness",
    )


def test_the_head_of_a_day_is_stamped_by_an_authority(grow: Grow, settings: Settings, noon: datetime) -> None:
    settings.DEMO = True
    seal(by=robot(), at=noon)
    sequence_all()
    with AuthorityServer("ДЕМО", clock=lambda: noon) as server:
        (settings.LEDGER_FOLDER / "stamps").write_text(f"http://{server.host}/tsp\n", encoding="utf-8")
        assert anchor.stamp_last(stamps.fetcher()) is True
        assert anchor.stamp_last(stamps.fetcher()) is False
    with acting(robot()):
        token = bytes(Stamp.objects.get().token)
    assert stamps.is_of(token, proving.checkpoint())
    assert not stamps.is_of(token, proving.checkpoint() + "x")
    assert not stamps.is_of(b"x", proving.checkpoint())
