"""Hostile and odd files: each is refused with a code or read, and nothing is ever raised but that."""

import zlib
from contextlib import suppress
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kasssa.core.en16931.guard import BYTES_MAX, Unreadable, parse
from kasssa.core.en16931.hybrid import invoice_in
from tests.core.en16931.samples import UBL, fired

XXE = '<!DOCTYPE Invoice [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + UBL.replace("КС-1", "&x;")
LAUGHS = (
    '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><a>&c;</a>'
)
PARAMETER = '<!DOCTYPE a [<!ENTITY % p SYSTEM "http://127.0.0.1/x.dtd">%p;]><a/>'
PUBLIC = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "http://www.w3.org/x.dtd"><html/>'


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (XXE.encode(), "KSX-DTD"),
        (XXE.encode("utf-16"), "KSX-DTD"),
        (LAUGHS.encode(), "KSX-DTD"),
        (PARAMETER.encode(), "KSX-DTD"),
        (PUBLIC.encode(), "KSX-DTD"),
        (b"<!DOCTYPE a><a/>", "KSX-DTD"),
        (b"", "KSX-XML"),
        (b"\x00\xff", "KSX-XML"),
        (b"{}", "KSX-XML"),
        (b"<a>&undefined;</a>", "KSX-XML"),
        (b"<a><b></a>", "KSX-XML"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "KSX-XML"),
        (b'<?xml version="1.0" encoding="utf-8"?><a>\xff</a>', "KSX-XML"),
        (b"<a>" * 300 + b"</a>" * 300, "KSX-XML"),
        (b"<a>" + b"<b/>" * 400_001 + b"</a>", "KSX-TAGS"),
        (
            ("<?xml version='1.0' encoding='IBM037'?><a>" + "<b/>" * 400_001 + "</a>").encode("cp037"),
            "KSX-TAGS",
        ),
        (b" " * 5_000_001, "KSX-SIZE"),
        (b"<a>" + b"x" * 4_999_000 + b"</a>", None),
    ],
)
def test_what_is_dangerous_or_no_xml_is_refused_with_a_code(content: bytes, code: str | None) -> None:
    if code is None:
        assert parse(content).tag == "a"
        return
    with pytest.raises(Unreadable) as refusal:
        parse(content)
    assert refusal.value.code == code
    assert refusal.value.text("uk")
    assert refusal.value.text("en")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1251"])
def test_every_usual_encoding_gives_the_same_verdict(encoding: str) -> None:
    declared = "" if encoding in {"utf-8-sig", "utf-16"} else f'<?xml version="1.0" encoding="{encoding}"?>'
    assert fired((declared + UBL).encode(encoding)) == set()


def test_comments_and_instructions_change_nothing() -> None:
    noisy = UBL.replace("<cbc:", "<!-- x --><?y z?><cbc:").replace("<cbc:ID>КС-1", "<cbc:ID>КС<!-- x -->-1")
    assert fired(noisy.encode()) == set()


def test_character_data_sections_are_text() -> None:
    assert fired(UBL.replace("380", "<![CDATA[380]]>").encode()) == set()


@pytest.mark.parametrize("root", ["<Invoice/>", "<a:Invoice xmlns:a='urn:x'/>", "<html/>"])
def test_another_format_is_unreadable(root: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        fired(root.encode())
    assert refusal.value.code == "KSX-FORMAT"


def test_a_pdf_without_an_invoice_is_unreadable() -> None:
    with pytest.raises(Unreadable) as refusal:
        invoice_in(b"%PDF-1.7 nothing")
    assert refusal.value.code == "KSX-PDF"


def pdf_with(data: bytes, *, packed: pikepdf.Name) -> bytes:
    """Return a PDF that carries ``data``, said to be ``packed`` so."""
    made = BytesIO()
    with pikepdf.new() as file:
        file.add_blank_page()
        file.attachments["factur-x.xml"] = b"<a/>"
        stream = file.attachments["factur-x.xml"].get_file().obj
        stream.write(data, filter=packed)
        file.save(made, compress_streams=False)
    return made.getvalue()


def test_a_bomb_in_a_pdf_is_not_unpacked() -> None:
    content = pdf_with(zlib.compress(bytes(BYTES_MAX + 1)), packed=pikepdf.Name.FlateDecode)
    with pytest.raises(Unreadable) as refusal:
        invoice_in(content)
    assert refusal.value.code == "KSX-SIZE"


def test_what_no_writer_of_invoices_packs_is_unreadable() -> None:
    with pytest.raises(Unreadable) as refusal:
        invoice_in(pdf_with(b"\x80\x0b\x60\x50", packed=pikepdf.Name.LZWDecode))
    assert refusal.value.code == "KSX-PDF"


@given(st.binary(max_size=300))
@settings(max_examples=200)
def test_no_bytes_raise_anything_else(content: bytes) -> None:
    with suppress(Unreadable):
        fired(invoice_in(content))


@pytest.mark.parametrize(
    "spec", [pikepdf.Dictionary(), pikepdf.Dictionary(F="factur-x.xml"), pikepdf.Array()]
)
def test_a_pdf_whose_attachment_is_not_there_is_unreadable(spec: pikepdf.Object) -> None:
    made = BytesIO()
    with pikepdf.new() as file:
        file.add_blank_page()
        names = pikepdf.Array([pikepdf.String("factur-x.xml"), spec])
        file.Root.Names = pikepdf.Dictionary(EmbeddedFiles=pikepdf.Dictionary(Names=names))
        file.save(made)
    with pytest.raises(Unreadable) as refusal:
        invoice_in(made.getvalue())
    assert refusal.value.code == "KSX-PDF"
