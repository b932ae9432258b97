"""The library as a distribution of its own: built, unpacked, and run where nothing of the service is."""

import json
import os
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from zipfile import ZipFile

import pytest

import kep
from kep.authority_answers import Register, revocation_list

SOURCE = Path(kep.__file__).parent
ROOT = SOURCE.parents[1]
BUILD = "from setuptools.build_meta import build_wheel; print(build_wheel('dist'))"
AT = "2026-11-25T12:00:00Z"


@pytest.fixture(scope="module")
def project() -> dict:
    return tomllib.loads((SOURCE / "pyproject.toml").read_text("utf-8"))


def has_backend() -> bool:
    """Say whether setuptools of a version that knows our pyproject.toml is at hand; nothing is downloaded."""
    try:
        return find_spec("setuptools") is not None and int(version("setuptools").split(".")[0]) >= 77
    except PackageNotFoundError:
        return False


@pytest.fixture(scope="module")
def site(tmp_path_factory, project) -> Path:
    """A folder with what the wheel installs: built where a build backend is, else laid out by its rules."""
    folder = tmp_path_factory.mktemp("wheel")
    copy = folder / "project"
    shutil.copytree(SOURCE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    place = folder / "site"
    if has_backend():
        subprocess.run([sys.executable, "-c", BUILD], cwd=copy, check=True, capture_output=True)
        (wheel,) = (copy / "dist").glob("*.whl")
        with ZipFile(wheel) as archive:
            archive.extractall(place)
    else:
        place.mkdir()
        (place / "kep").mkdir()
        listed = project["tool"]["setuptools"]["package-data"]["kep"]
        for file in (*copy.glob("*.py"), *(copy / name for name in listed)):
            shutil.copy(file, place / "kep")
    return place


ENTER = """
import importlib.util, pathlib, sys
sys.path[:] = [place for place in sys.path if not (pathlib.Path(place) / "kasssa").is_dir()]
assert importlib.util.find_spec("kasssa") is None
from kep.cli import main
assert pathlib.Path(sys.modules["kep"].__file__).parents[1] == pathlib.Path(sys.argv.pop(1))
sys.exit(main())
"""


def run(site: Path, folder: Path, words: str) -> subprocess.CompletedProcess:
    """Run the command as its script would, with the packages that it asks for and no service."""
    place = {**os.environ, "PYTHONPATH": str(site)}
    command = [sys.executable, "-c", ENTER, str(site), *words.split()]
    return subprocess.run(command, cwd=folder, env=place, capture_output=True, text=True, check=False)


def test_the_unpacked_wheel_signs_and_verifies_by_itself(site, tmp_path, authority, olena, noon):
    register = Register()
    register.enter(olena.certificate)
    authority.save(tmp_path / "trust")
    kep.Evidence(crls=(revocation_list(authority, register, at=noon),)).save(tmp_path / "evidence")
    (tmp_path / "key.p12").write_bytes(authority.p12(olena, "пароль"))
    (tmp_path / "password").write_text("пароль\n", "utf-8")
    (tmp_path / "content").write_bytes(b"one")
    made = run(site, tmp_path, "sign --key key.p12 --password-file password content -o content.p7s")
    assert (made.returncode, made.stderr) == (0, "")
    words = f"verify content.p7s --content content --trust trust --evidence evidence --json --at {AT}"
    checked = run(site, tmp_path, words)
    assert checked.returncode == 0, checked.stderr
    assert json.loads(checked.stdout)["status"] == "valid"
    (tmp_path / "content").write_bytes(b"two")
    assert run(site, tmp_path, words).returncode == 1


def test_the_wheel_has_the_mark_of_types_and_every_module(site):
    packed = {file.name for file in (site / "kep").iterdir() if file.name != "__pycache__"}
    assert packed == {file.name for file in SOURCE.glob("*.py")} | {"py.typed"}


def test_the_distribution_asks_for_what_the_service_asks_for(project):
    service = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    own = project["project"]
    assert own["dependencies"] == [one for one in service["dependencies"] if one.startswith("cryptography")]
    assert own["optional-dependencies"] == {
        "fast": service["optional-dependencies"]["fast"],
        "xml": [one for one in service["dependencies"] if one.startswith("lxml")],
        "pdf": [one for one in service["dependencies"] if one.startswith("pikepdf")],
    }
    assert own["scripts"] == {"kep": service["scripts"]["kep"]}
    assert own["requires-python"] == service["requires-python"]
    assert (SOURCE / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()
