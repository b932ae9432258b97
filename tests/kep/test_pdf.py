"""Signatures in PDF files: put in, read by others, and every later change noticed."""

import shutil
import subprocess
from io import BytesIO

import pikepdf
import pytest

import kep
from kep.authority import Authority, Kind, Subject
from kep.pades_signing import RESERVED_BYTES, prepare_pdf, sign_pdf


@pytest.fixture(scope="module")
def centre(noon) -> Authority:
    return Authority.create("Центр", at=noon, kind=Kind.RSA)


@pytest.fixture(scope="module")
def trusting(centre) -> kep.TrustStore:
    return kep.TrustStore([centre.root])


@pytest.fixture(scope="module")
def petro(centre, noon):
    return centre.issue(Subject(name="Петро", rnokpp="3184710691"), at=noon, kind=Kind.DSTU_GOST)


def made(mode: str) -> bytes:
    document, target = pikepdf.new(), BytesIO()
    document.add_blank_page()
    document.pages[0].Contents = document.make_stream(b"BT ET")
    document.Root.Lang = "uk"
    document.save(target, object_stream_mode=getattr(pikepdf.ObjectStreamMode, mode), static_id=True)
    return target.getvalue()


@pytest.fixture(scope="module", params=["disable", "generate"])
def pdf(request) -> bytes:
    return made(request.param)


@pytest.fixture(scope="module")
def signed(pdf, petro, noon) -> bytes:
    return sign_pdf(pdf, petro.key, at=noon)


def told(data, trusting, noon, content=None) -> tuple[str, list[str]]:
    report = kep.verify(data, content, trust=trusting, at=noon)
    return report.status, [reason.code for signer in report.signers for reason in signer.reasons]


def test_a_pdf_is_signed_and_stays_what_it_was(pdf, signed, trusting, noon):
    assert signed.startswith(pdf)
    assert told(signed, trusting, noon) == ("valid", [])
    assert told(signed, trusting, noon, pdf) == ("valid", [])
    with pikepdf.open(BytesIO(signed)) as document:
        assert document.check_pdf_syntax() == []
        (field,) = document.Root.AcroForm.Fields
        assert (str(field.T), str(field.V.SubFilter)) == ("Signature1", "/ETSI.CAdES.detached")


def test_another_content_is_not_what_was_signed(signed, trusting, noon):
    for content in (b"", b"%PDF-", b"other"):
        assert told(signed, trusting, noon, content) == ("invalid", ["content_differs"])


def test_two_sign_one_after_the_other(signed, centre, trusting, noon):
    second = centre.issue(Subject(name="Ольга"), at=noon, kind=Kind.ECDSA)
    both = sign_pdf(signed, second.key, at=noon)
    report = kep.verify(both, trust=trusting, at=noon)
    assert report.status == "valid"
    assert [signer.identity.name for signer in report.signers] == ["Петро", "Ольга"]


def updated(signed: bytes, change) -> bytes:
    """Return the PDF with one more revision, in which ``change`` did something."""
    with pikepdf.open(BytesIO(signed)) as document:
        number, content = change(document)
        size, root = int(document.trailer.Size), document.trailer.Root.unparse()
    previous = int(signed[signed.rindex(b"startxref") :].split()[1])
    start = len(signed)
    body = b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, start)
    trailer = b"trailer\n<< /Size %d /Root %s /Prev %d >>\n" % (max(size, number + 1), root, previous)
    return signed + body + table + trailer + b"startxref\n%d\n%%%%EOF\n" % (start + len(body))


def smaller_page(document):
    page = document.pages[0].obj
    names = ("/Type", "/Parent", "/Annots", "/Contents")
    entries = b" ".join(name.encode() + b" " + page[name].unparse() for name in names)
    return page.objgen[0], b"<< " + entries + b" /MediaBox [0 0 9 9] >>"


def other_text(document):
    stream = document.pages[0].Contents
    return stream.objgen[0], b"<< /Length 9 >>\nstream\nBT q Q ET\nendstream"


def action_on_opening(document):
    root = document.Root
    names = ("/Type", "/Pages", "/AcroForm")
    entries = b" ".join(name.encode() + b" " + root[name].unparse() for name in names)
    return root.objgen[0], b"<< " + entries + b" /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>"


@pytest.mark.parametrize("change", [smaller_page, other_text, action_on_opening])
def test_a_later_revision_that_shows_something_else_is_noticed(signed, trusting, noon, change):
    assert told(updated(signed, change), trusting, noon) == ("invalid", ["pdf_changed_later"])


def unused_object(document):
    return int(document.trailer.Size), b"<< /DSS true >>"


def test_a_later_revision_that_shows_the_same_is_allowed(signed, trusting, noon):
    assert told(updated(signed, unused_object), trusting, noon) == ("valid", [])


@pytest.mark.parametrize("more", [b"\n", b" ", b"\nfoo\nstartxref\n0\n%%EOF\n", b"%PDF-1.7"])
def test_bytes_after_the_end_are_noticed(signed, trusting, noon, more):
    assert told(signed + more, trusting, noon) == ("invalid", ["pdf_not_covered"])


def test_a_range_that_leaves_something_out_is_noticed(pdf, petro, trusting, noon):
    prepared = prepare_pdf(pdf, at=noon)
    hidden = b"% hidden"
    # What stands beside the value in the gap would not be signed.
    cms = kep.sign(prepared.signed, petro.key, at=noon)
    good = prepared.embed(cms)
    assert told(good, trusting, noon)[0] == "valid"
    gap = len(prepared.before)
    for changed in (
        good[:gap] + b"<" + hidden + good[gap + 1 + len(hidden) :],
        good.replace(b"/ByteRange [0 ", b"/ByteRange [1 "),
        good.replace(b"/ByteRange [0 0", b"/ByteRange [0 9"),
    ):
        assert changed != good
        try:
            status, codes = told(changed, trusting, noon)
        except kep.BadSignatureFile:
            continue
        assert (status, codes[0]) == ("invalid", "pdf_not_covered")


def test_every_seventh_changed_byte_is_noticed(signed, trusting, noon):
    original = kep.verify(signed, trust=trusting, at=noon)
    start = signed.index(b"/Contents <")
    value = range(start, start + 2 * RESERVED_BYTES)
    places = [place for place in range(0, len(signed), 7) if place not in value]
    for position in places + list(value)[: 2 * 2400 : 97]:
        changed = bytearray(signed)
        changed[position] ^= 1
        try:
            report = kep.verify(bytes(changed), trust=trusting, at=noon)
        except kep.BadSignatureFile:
            continue
        assert report.status != "valid" or report.signers == original.signers


def test_what_cannot_be_signed_or_read_is_told(pdf, trusting, petro, noon):
    with pytest.raises(kep.BadSignatureFile, match="no signature"):
        kep.verify(pdf, trust=trusting, at=noon)
    with pytest.raises(kep.BadSignatureFile):
        sign_pdf(b"%PDF-1.7 nothing", petro.key, at=noon)
    with pytest.raises(kep.BadSignatureFile, match="larger than the place"):
        prepare_pdf(pdf, at=noon).embed(bytes(RESERVED_BYTES + 1))
    target = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        document.save(target, encryption=pikepdf.Encryption(owner="o", user=""))
    with pytest.raises(kep.BadSignatureFile, match="encrypted"):
        sign_pdf(target.getvalue(), petro.key, at=noon)


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="pdfsig of poppler is not installed")
def test_another_program_finds_the_signature_valid(pdf, centre, noon, tmp_path):
    holder = centre.issue(Subject(name="Petro"), at=noon, kind=Kind.RSA)
    (tmp_path / "signed.pdf").write_bytes(sign_pdf(pdf, holder.key, at=noon))
    command = ["pdfsig", "-nocert", str(tmp_path / "signed.pdf")]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" in said
    assert "Total document signed" in said
