"""``kasssa read``, ``write``, ``render`` and ``qr``: exact words, exact statuses, no database."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from kasssa.core.formats import en_json
from kasssa.core.formats.detect import Format, detect
from kasssa.core.formats.incoming import receive
from tests.core.formats.cases import GOLDEN, golden

RICH = str(GOLDEN / "rich.xml")


def run(*words: str) -> tuple[int, str, str]:
    """The status, what was printed, and what was complained of."""
    out, err = StringIO(), StringIO()
    try:
        call_command(*words, stdout=out, stderr=err)
    except SystemExit as left:
        return int(str(left.code)), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


@pytest.fixture
def foreign(tmp_path: Path) -> str:
    """An invoice in euros, and of a party without any code."""
    path = tmp_path / "foreign.xml"
    path.write_bytes(golden("plain").replace(b"UAH", b"EUR"))
    return str(path)


def test_read_prints_the_canonical_json():
    status, out, err = run("read", RICH, "--json")
    assert (status, err) == (0, "")
    assert out.encode() == en_json.encode(receive(golden("rich")).whole) + b"\n"


def test_read_says_in_a_line_what_it_is():
    status, out, _ = run("read", RICH)
    assert status == 0
    assert out == (
        "ubl-invoice: 380 № КС-2026/0418, 2026-03-17, ТОВ «Млин» → ФОП Ґалаґан Ю. & Син, "
        "16544.58 UAH, 6 lines\n"
    )


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "KSX-XML"), (b"<!DOCTYPE a><a/>", "KSX-DTD"), (b"<a/>", "KSX-OTHER"),
     (b"%PDF-1.7", "KSX-PDF-OPEN"), (b"{}", "KSX-OTHER")],
)  # fmt: skip
@pytest.mark.parametrize("word", ["read", "write", "render", "qr"])
def test_what_cannot_be_read_is_refused_with_the_status_3(
    word: str, content: bytes, code: str, tmp_path: Path
):
    path, made = tmp_path / "foreign", tmp_path / "made.svg"
    path.write_bytes(content)
    more = {"read": (), "write": ("--to", "ubl", "-o", str(made))}.get(word, ("-o", str(made)))
    status, out, err = run(word, str(path), *more)
    assert (status, out, made.exists()) == (3, "", False)
    assert err.startswith(f"{path}: {code} ")


def test_a_file_that_is_not_there_is_refused_with_the_status_3(tmp_path: Path):
    status, _, err = run("read", str(tmp_path / "none"))
    assert (status, err) == (3, f"{tmp_path / 'none'}: No such file or directory\n")


@pytest.mark.parametrize(
    ("to", "format_"),
    [
        ("ubl", Format.UBL_INVOICE),
        ("cii", Format.CII),
        ("json", Format.JSON),
        ("hybrid", Format.HYBRID),
        ("comdoc", Format.COMDOC),
    ],
)
def test_write_makes_each_format_and_the_invoice_is_in_it(to: str, format_: Format, tmp_path: Path):
    made = tmp_path / "made"
    assert run("write", RICH, "--to", to, "-o", str(made)) == (0, f"{made}\n", "")
    content = made.read_bytes()
    assert detect(content) is format_
    read = receive(content).whole
    assert (read.number, read.totals) == ("КС-2026/0418", receive(golden("rich")).whole.totals)


@pytest.mark.parametrize("word", ["write", "render"])
def test_a_pdf_is_made(word: str, tmp_path: Path):
    made = tmp_path / "made.pdf"
    more = ("--to", "pdf") if word == "write" else ()
    assert run(word, RICH, *more, "-o", str(made))[0] == 0
    assert made.read_bytes().startswith(b"%PDF-")


def test_what_comdoc_cannot_say_is_refused_with_the_status_1(foreign: str, tmp_path: Path):
    made = tmp_path / "made"
    status, out, err = run("write", foreign, "--to", "comdoc", "-o", str(made))
    assert (status, out, made.exists()) == (1, "", False)
    assert err.startswith(f"{foreign}: document: COMDOC has no place for")
    assert "Choose another format" in err


def test_findings_are_told_and_with_strict_they_refuse(tmp_path: Path):
    bad, made = tmp_path / "bad.xml", tmp_path / "made"
    bad.write_bytes(golden("plain").replace(b"<cbc:InvoiceTypeCode>380", b"<cbc:InvoiceTypeCode>000"))
    status, _, err = run("write", str(bad), "--to", "cii", "-o", str(made))
    assert (status, made.exists()) == (0, True)
    assert f"{bad}: BR-CL-01. To see what to mend: kasssa validate {bad}\n" == err
    made.unlink()
    assert run("write", str(bad), "--to", "cii", "--strict", "-o", str(made))[0] == 1
    assert not made.exists()


@pytest.mark.parametrize("suffix", ["svg", "png"])
def test_qr_draws_and_what_it_prints_is_decoded(suffix: str, tmp_path: Path):
    made = tmp_path / f"made.{suffix}"
    status, url, _ = run("qr", RICH, "-o", str(made))
    assert (status, made.read_bytes()[:4] in {b"<svg", b"\x89PNG"}) == (0, True)
    status, out, _ = run("qr", "--decode", url.strip())
    said = json.loads(out)
    assert (status, said["amount"], said["iban"]) == (0, "16544.58", "UA213223130000026007233566001")


def test_qr_of_euros_is_refused_with_the_status_1(foreign: str, tmp_path: Path):
    status, _, err = run("qr", foreign, "-o", str(tmp_path / "made.svg"))
    assert status == 1
    assert "only hryvnias" in err


def test_qr_of_no_address_is_refused_with_the_status_3():
    status, out, err = run("qr", "--decode", "https://example.com/")
    assert (status, out) == (3, "")
    assert err.startswith("url: ")


def test_a_place_that_cannot_be_written_is_refused_with_the_status_1(tmp_path: Path):
    status, _, err = run("write", RICH, "--to", "ubl", "-o", str(tmp_path / "none" / "made"))
    assert (status, "No such file" in err) == (1, True)


def test_import_without_a_server_says_whether_it_would_become_a_draft(foreign, tmp_path):
    assert run("receive", RICH) == (0, "ubl-invoice: КС-2026/0418\n", "")
    pounds = tmp_path / "pounds.xml"
    pounds.write_bytes(Path(foreign).read_bytes().replace(b"EUR", b"GBP"))
    status, out, _ = run("receive", str(pounds))
    assert (status, "KSA-IMP-02 BT-5 currency: Валюта — GBP" in out) == (1, True)


def test_import_of_what_cannot_be_read_says_why(tmp_path):
    path = tmp_path / "a.xml"
    path.write_bytes(b"<a/>")
    status, out, err = run("receive", str(path))
    assert (status, out, "KSX-OTHER" in err) == (3, "", True)
