"""``kasssa sign --server``: fetch, sign on this computer and hand in, against a service that listens."""

import io
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import CommandError, call_command
from django.db import connections

from kasssa.apps.accounts import actions as accounts
from kasssa.apps.consents.actions import publish_bundled
from kasssa.apps.documents import queries
from kasssa.apps.exchange import actions as exchange
from kasssa.base.tenancy import robot
from kasssa.cli import cast as demo
from kasssa.site.postgres import Addresses
from tests import cast
from tests.cast import Someone
from tests.stage import NOON, come
from tests.web.conftest import Keyring


class Silent(WSGIRequestHandler):
    """Does not tell of requests."""

    def log_message(self, *args: object) -> None:
        """Say nothing."""


class OneByOne(WSGIServer):
    """Answers in one thread, and closes its connections to the database when it ends."""

    def serve(self) -> None:
        """Serve until shut down."""
        self.serve_forever(poll_interval=0.05)
        connections.close_all()


@dataclass(frozen=True, slots=True)
class Place:
    """A service that listens, two people of the cast, and where their files lie."""

    address: str
    folder: Path
    olena: Someone
    petro: Someone

    def sign(self, who: Someone, document_id: UUID, **more: object) -> str:
        """Run the command as ``who`` and return what it says."""
        token = accounts.create_token("програма", by=who.actor, at=NOON)
        files = {"password": demo.KEY_PASSWORD + "\n", "token": token + "\n"}
        for name, text in files.items():
            (self.folder / name).write_text(text, encoding="utf-8")
        said = io.StringIO()
        options = {
            "key": settings.DEMO_FOLDER / "keys" / f"{who.role.slug}.p12",
            "password_file": self.folder / "password",
            "token_file": self.folder / "token",
            "server": self.address,
            "document": document_id,
            **more,
        }
        call_command("sign", stdout=said, **options)
        return said.getvalue()


@pytest.fixture
def place(committed: Addresses, authority: Keyring, noon: datetime, tmp_path: Path) -> Iterator[Place]:
    """A service with the texts, Olena and Petro."""
    publish_bundled(settings.OPERATOR, by=robot(), at=noon)
    people = [come(role, authority) for role in (demo.OLENA, demo.PETRO)]
    server = make_server("127.0.0.1", 0, WSGIHandler(), server_class=OneByOne, handler_class=Silent)
    thread = threading.Thread(target=server.serve)
    thread.start()
    try:
        yield Place(f"http://127.0.0.1:{server.server_port}", tmp_path, *people)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_the_seller_signs_and_the_buyer_accepts_from_their_own_computers(
    place: Place, noon: datetime
) -> None:
    olena, petro = place.olena, place.petro
    document_id = cast.issued(olena, petro, noon)
    assert place.sign(olena, document_id) == f"{document_id}: signed\n"
    exchange.send(document_id, by=olena.actor, at=noon)
    exchange.deliver(document_id, by=robot(olena.actor.organisation_id), at=noon)
    assert place.sign(petro, document_id, accept=True) == f"{document_id}: accepted\n"
    assert queries.card(document_id, by=olena.actor).state == "accepted"


def test_what_the_service_refuses_is_told(place: Place, noon: datetime) -> None:
    document_id = cast.issued(place.olena, place.petro, noon)
    with pytest.raises(CommandError, match=r"^404: .*no_such_document"):
        place.sign(place.petro, document_id)
    with pytest.raises(CommandError, match=r"^404: .*no_such_document"):
        place.sign(place.olena, uuid4())
    with pytest.raises(CommandError, match=r"^409: .*not_now"):
        place.sign(place.olena, document_id, accept=True)
    assert queries.card(document_id, by=place.olena.actor).state == "issued"


def test_a_file_is_signed_without_any_service(authority: Keyring, noon: datetime, tmp_path: Path) -> None:
    authority.key(demo.OLENA)
    (tmp_path / "invoice.xml").write_bytes(b"<Invoice/>")
    (tmp_path / "password").write_text(demo.KEY_PASSWORD, encoding="utf-8")
    said = io.StringIO()
    call_command(
        "sign", tmp_path / "invoice.xml", key=settings.DEMO_FOLDER / "keys" / "olena.p12",
        password_file=tmp_path / "password", stdout=said,
    )  # fmt: skip
    assert said.getvalue() == f"{tmp_path / 'invoice.xml.p7s'}\n"
    assert (tmp_path / "invoice.xml.p7s").read_bytes().startswith(b"\x30")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({}, "Name the file to sign"),
        ({"server": "http://localhost:1"}, "--server needs --document and --token-file."),
        ({"server": "file:///etc", "document": uuid4(), "token": "x"}, "begins with http:// or https://"),
    ],
)
def test_what_is_missing_is_named(tmp_path: Path, options: dict[str, object], words: str) -> None:
    said = dict(options)
    if "token" in said:
        (tmp_path / "token").write_text(str(said.pop("token")), encoding="utf-8")
        said["token_file"] = tmp_path / "token"
    with pytest.raises(CommandError, match=words):
        call_command("sign", key=tmp_path / "key.p12", password_file=tmp_path / "password", **said)
