"""The environment of the tests: a folder of their own, no real key, no network.

Loaded by ``-p`` in pyproject.toml, because pytest-django reads the settings before any conftest.py.
"""

import atexit
import ipaddress
import os
import secrets
import shutil
import sys
import tempfile
from pathlib import Path

import hypothesis
import pytest

NOWHERE = "postgresql://nobody:none@127.0.0.1:1/none"
# Whether the tests were given a server, or have to start the embedded one when a test asks for it.
# A worker of pytest-xdist inherits what ``surround`` set in the process that started it.
GIVEN = os.environ.get("DATABASE_URL", NOWHERE) != NOWHERE


class Outside(Exception):
    """A test wanted to leave the machine."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let ``./run trust`` say how long a show goes on, and from which seed; without words it is short."""
    parser.addoption("--size", type=int, default=0, help="how many, instead of the few of ./run check")
    parser.addoption("--seed", type=int, default=0, help="the seed that a failure has printed")


def stay_inside(event: str, arguments: tuple[object, ...]) -> None:
    """Refuse to look up or to connect to anything but the loopback address.

    Raises:
        Outside: somebody tried.
    """
    if event == "socket.getaddrinfo":
        host = arguments[0]
    elif event in ("socket.connect", "socket.sendto"):
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None
    else:
        return
    if not is_inside(host):
        raise Outside(f"{event} to {host!r}: a test may not leave the machine.")


def is_inside(host: object) -> bool:
    """Tell whether ``host`` is this machine: a socket file, localhost or a loopback address."""
    if isinstance(host, bytes):
        host = host.decode()
    if not isinstance(host, str) or host in ("", "localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def surround() -> None:
    """Set what the settings read, so that tests never touch what ``./run`` keeps in var/."""
    var = Path(tempfile.mkdtemp(prefix="kasssa-tests-"))
    atexit.register(shutil.rmtree, var, ignore_errors=True)
    key = var / "secret.key"
    key.write_text(secrets.token_urlsafe(64), encoding="utf-8")
    os.environ.update(KASSSA_VAR=str(var), KASSSA_SECRET_KEY_FILE=str(key))
    os.environ.update(
        KASSSA_OPERATOR_NAME="ТОВ «Оператор»",
        KASSSA_OPERATOR_CODE="43629432",
        KASSSA_OPERATOR_ADDRESS="Україна, м. Київ",
        KASSSA_OPERATOR_EMAIL="operator@kasssa.example",
        KASSSA_OPERATOR_PHONE="+380 44 000 00 00",
    )
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kasssa.site.settings")
    if not GIVEN:
        os.environ.update(DATABASE_URL=NOWHERE, DATABASE_OWNER_URL=NOWHERE)


surround()
hypothesis.settings.register_profile("untimed", deadline=None)  # a crowded machine fails no test
hypothesis.settings.load_profile("untimed")
sys.addaudithook(stay_inside)
