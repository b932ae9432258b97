"""Invoices inside PDFs: taken out of any, put in so that the file stays what it was."""

import hashlib
import io
import zlib
from contextlib import suppress
from datetime import UTC, datetime

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from kasssa.core.en16931.guard import Unreadable
from kasssa.core.formats import hybrid, outgoing
from kasssa.core.formats.detect import Format
from kasssa.core.formats.incoming import receive
from tests.core.formats.cases import cases, golden

NOON = datetime(2026, 3, 17, 12, tzinfo=UTC)
XML = b"<a/>"


def pdf_with(**attachments: bytes) -> bytes:
    made = io.BytesIO()
    with pikepdf.new() as file:
        file.add_blank_page()
        for name, content in attachments.items():
            file.attachments[name.replace("_", "-") + ".xml"] = content
        file.save(made)
    return made.getvalue()


def ours() -> bytes:
    return outgoing.as_hybrid(receive(golden("rich")), language="uk", made_at=NOON)


def test_every_shared_hybrid_gives_its_invoice():
    for case in cases("hybrid-pdf"):
        _, xml = hybrid.attached(case.content)
        assert hashlib.sha256(xml).hexdigest() in {one["sha256"] for one in case.attachments.values()}, (
            case.file
        )


def test_names_are_known_in_any_capitals_and_the_newest_form_comes_first():
    content = pdf_with(ZUGFeRD_Invoice=b"old", Factur_X=b"new", other=b"none")
    assert hybrid.attached(content) == ("factur-x.xml", b"new")


def test_a_pdf_without_an_invoice_is_refused_in_words():
    with pytest.raises(Unreadable) as refused:
        hybrid.attached(pdf_with(other=XML))
    assert refused.value.code == "KSX-PDF-NONE"
    assert "XML" not in refused.value.text("uk").split("(")[0]


def test_a_bomb_is_not_unpacked():
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_with(factur_x=XML))) as file:
        stream = next(iter(file.attachments.values())).obj.EF.F
        stream.write(zlib.compress(bytes(50_000_000), 9), filter=pikepdf.Name.FlateDecode)
        file.save(made, recompress_flate=False)
    with pytest.raises(Unreadable) as refused:
        hybrid.attached(made.getvalue())
    assert (refused.value.code, refused.value.params) == ("KSX-PDF-ATTACHED", {"what": "factur-x.xml"})


def test_a_pdf_beyond_the_limit_is_not_opened():
    with pytest.raises(Unreadable) as refused:
        hybrid.attached(b"%PDF-" + bytes(100), bytes_max=50)
    assert refused.value.code == "KSX-SIZE"


def test_what_is_put_in_is_taken_out_and_is_the_same_invoice():
    read = receive(ours())
    assert (read.format, read.inside) == (Format.HYBRID, "factur-x.xml")
    assert read.whole == receive(golden("rich")).whole


def test_the_same_invoice_gives_the_same_bytes_of_few_kilobytes():
    assert ours() == ours()
    assert len(ours()) < 60_000


def test_the_attachment_is_the_alternative_of_the_document():
    with pikepdf.open(io.BytesIO(ours())) as file:
        (tie,) = file.Root.AF
        assert tie.AFRelationship == pikepdf.Name.Alternative
        assert (str(tie.F), str(tie.UF)) == ("factur-x.xml", "factur-x.xml")
        assert tie.EF.F.Subtype == pikepdf.Name("/text/xml")
        assert list(file.attachments) == ["factur-x.xml"]


def test_the_metadata_has_one_bag_of_schemas_and_ours_is_in_it():
    with pikepdf.open(io.BytesIO(ours())) as file:
        metadata = etree.fromstring(file.Root.Metadata.read_bytes())
    bags = metadata.findall(".//{http://www.aiim.org/pdfa/ns/extension/}schemas")
    assert len(bags) == 1
    prefixes = [found.text for found in bags[0].iter("{http://www.aiim.org/pdfa/ns/schema#}prefix")]
    assert "fx" in prefixes
    fx = "{urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#}"
    assert metadata.findtext(f".//{fx}ConformanceLevel") == "EN 16931"
    assert metadata.findtext(f".//{fx}DocumentFileName") == "factur-x.xml"
    part = metadata.findtext(".//{http://www.aiim.org/pdfa/ns/id/}part")
    assert (part, metadata.findtext(".//{http://www.aiim.org/pdfua/ns/id/}part")) == ("3", "1")


@pytest.mark.parametrize(
    ("guideline", "level"),
    [
        ("urn:cen.eu:en16931:2017", "EN 16931"),
        ("urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended", "EXTENDED"),
        ("urn:factur-x.eu:1p0:basicwl", "BASIC WL"),
        ("urn:cen.eu:en16931:2017#compliant#urn:factur-x.eu:1p0:basic", "BASIC"),
        ("urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0", "XRECHNUNG"),
    ],
)
def test_the_level_is_that_of_the_guideline(guideline: str, level: str):
    made = hybrid.combined(plain_paper(), XML, guideline=guideline, made_at=NOON)
    with pikepdf.open(io.BytesIO(made)) as file:
        assert f"<fx:ConformanceLevel>{level}<".encode() in file.Root.Metadata.read_bytes()


def plain_paper() -> bytes:
    return outgoing.as_pdf(receive(outgoing.as_cii(receive(golden("plain")))), language="en", made_at=NOON)


@settings(max_examples=40)
@given(st.data())
def test_a_damaged_pdf_never_raises_another_thing(data: st.DataObject):
    content = bytearray(pdf_with(factur_x=XML))
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(Unreadable):
        hybrid.attached(bytes(content))
