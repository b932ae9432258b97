"""Without the extras the library imports, verifies and signs CMS; what needs an extra names it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import kep
from kep import asic
from kep.authority_list import demo_list
from kep.pades_signing import sign_pdf
from kep.xades_signing import sign_document
from tests.kep.test_pdf import made

WITHOUT = """
import sys
for name in {blocked!r}:
    sys.modules[name] = None
import datetime, pathlib, sys
import kep
from kep import backends
at = datetime.datetime(2026, 11, 25, 12, tzinfo=datetime.UTC)
folder = pathlib.Path(sys.argv[1])
trust = kep.load_trust(folder / "trust", at=at)
def told(name, content=None):
    try:
        return kep.verify((folder / name).read_bytes(), content, trust=trust.store, at=at).status
    except kep.KepError as error:
        return f"{{type(error).__name__}}: {{error}}"
"""


def run(folder, blocked, code) -> list[str]:
    """Return what ``code`` prints in a Python that cannot import ``blocked``."""
    script = WITHOUT.format(blocked=blocked) + code
    command = [sys.executable, "-c", script, str(folder)]
    place = {**os.environ, "PYTHONPATH": str(Path(kep.__file__).parents[1])}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=place)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.fixture(scope="module")
def folder(tmp_path_factory, authority, olena, noon):
    """Signatures of every kind, and the folder of trust with a trusted list in it."""
    place = tmp_path_factory.mktemp("extras")
    authority.save(place / "trust")
    (place / "trust" / "list.xml").write_bytes(
        demo_list([], olena, sequence=1, at=noon, next_update=noon.replace(year=2027))
    )
    once = sign_pdf(made("generate"), olena.key, at=noon)
    for name, data in {
        "a.p7s": kep.sign(b"one", olena.key, at=noon),
        "a.asics": asic.pack({"a": b"one"}, cms=kep.sign(b"one", olena.key, at=noon)),
        "a.xml": sign_document(b"<a/>", olena.key, at=noon),
        "once.pdf": once,
        "twice.pdf": sign_pdf(once, olena.key, at=noon),
        "a.p12": authority.p12(olena, "пароль"),
    }.items():
        (place / name).write_bytes(data)
    return place


def test_without_any_extra_cms_is_verified_and_signed_and_the_rest_names_its_extra(folder):
    code = """
print(backends.active().name)
print(told("a.p7s", b"one"), told("a.p7s", b"two"), told("once.pdf"))
print(told("a.asics"))
print(told("a.xml"))
print(told("twice.pdf"))
(key,) = kep.open_container((folder / "a.p12").read_bytes(), "пароль")
print(kep.verify(kep.sign(b"two", key, at=at), b"two", trust=trust.store, at=at).status)
print([warning for warning in trust.warnings if "list.xml" in warning])
for name in ("asic", "xades_signing", "pades_signing"):
    try:
        __import__(f"kep.{name}")
    except ImportError as error:
        print(error)
"""
    xml = "ASiC containers and XML signatures need lxml: install kep-ua[xml]"
    assert run(folder, ["lxml", "pikepdf", "gmpy2", "wasmtime", "ctypes.util"], code)[1:] == [
        "valid invalid valid",
        f"Unsupported: {xml}",
        f"Unsupported: {xml}",
        "Unsupported: judging later revisions of a PDF needs pikepdf: install kep-ua[pdf]",
        "valid",
        "['list.xml: trusted lists need lxml: install kep-ua[xml]']",
        "XML signatures, ASiC containers and trusted lists need lxml: install kep-ua[xml]",
        "XML signatures, ASiC containers and trusted lists need lxml: install kep-ua[xml]",
        "signing PDF and judging later revisions need pikepdf: install kep-ua[pdf]",
    ]


def test_each_extra_is_enough_for_what_it_is_for(folder):
    code = 'print(*map(told, ("a.asics", "a.xml", "once.pdf", "twice.pdf")))'
    assert run(folder, ["lxml"], code.replace('"a.asics", "a.xml", ', "")) == ["valid valid"]
    assert run(folder, ["pikepdf"], code.replace(', "twice.pdf"', "")) == ["valid valid valid"]
    assert run(folder, [], code) == ["valid valid valid valid"]
