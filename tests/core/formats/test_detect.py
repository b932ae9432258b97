"""What a file is, from its content alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kasssa.core.formats.detect import Format, detect
from tests.core.formats.cases import cases, golden

KINDS = {
    "ubl-invoice": Format.UBL_INVOICE,
    "ubl-creditnote": Format.UBL_CREDIT_NOTE,
    "cii": Format.CII,
    "zugferd1": Format.ZUGFERD_1,
    "hybrid-pdf": Format.HYBRID,
    "gobl-json": Format.GOBL,
    "ubl-order": Format.UNKNOWN,
    "ubl-despatchadvice": Format.UNKNOWN,
    "broken-xml": Format.UNKNOWN,
}


def test_every_shared_document_is_what_it_is():
    assert [case.file for case in cases(*KINDS) if detect(case.content) is not KINDS[case.kind]] == []


@pytest.mark.parametrize(
    ("content", "format_"),
    [
        (b'{"format":"kasssa.invoice.1"}', Format.JSON),
        (b'\xef\xbb\xbf {"$schema":"https://gobl.org/draft-0/envelope"}', Format.GOBL),
        ("<ЕлектроннийДокумент/>".encode(), Format.COMDOC),
        ('<?xml version="1.0" encoding="windows-1251"?><DECLAR/>'.encode("cp1251"), Format.DECLAR),
        (b"%PDF-1.7\n%%EOF", Format.PDF),
        (b"", Format.UNKNOWN),
        (b"{", Format.UNKNOWN),
        (b"[" * 100_000, Format.UNKNOWN),
        (b"<a/>", Format.UNKNOWN),
        (b"<!DOCTYPE a><Invoice/>", Format.UNKNOWN),
        ("\ufeff".encode("utf-16-le") + "<DECLAR/>".encode("utf-16-le"), Format.DECLAR),
    ],
)
def test_small_files_are_told_apart(content: bytes, format_: Format):
    assert detect(content) is format_


def test_our_own_form_is_ubl():
    assert detect(golden("rich")) is Format.UBL_INVOICE


@given(st.binary(max_size=300))
def test_no_bytes_raise(content: bytes):
    assert detect(content) in Format


@given(st.integers(0, 3000), st.binary(max_size=3))
def test_no_damage_raises(at: int, instead: bytes):
    content = golden("plain")
    assert detect(content[:at] + instead + content[at + len(instead) :]) in Format
