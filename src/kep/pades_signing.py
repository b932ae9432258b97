"""Creation of PAdES-B-B (ETSI EN 319 142-1): a signature put into a PDF as an incremental update.

Not a byte of the PDF changes; what is added stands after it. Needs pikepdf, which reads the PDF and writes
nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO

from kep.errors import BadSignatureFile
from kep.needs_pikepdf import pikepdf
from kep.private import KeyEntry
from kep.signing import sign

RESERVED_BYTES = 24 * 1024
"""Room for a signature with time stamp, certificates and revocation."""

_RANGE = b"/ByteRange [0 %010d %010d %010d]"
_CONTENTS = b"/Contents <"
_FIELD_FLAGS = 132  # printed and locked


@dataclass(frozen=True)
class PreparedPdf:
    """A PDF with an empty place for a signature. Sign ``signed`` detached, and put the CMS into the place."""

    before: bytes
    after: bytes

    @property
    def signed(self) -> bytes:
        """What the signature must be of: everything but the place for it."""
        return self.before + self.after

    def embed(self, cms: bytes) -> bytes:
        """Return the signed PDF.

        Raises:
            BadSignatureFile: the signature is larger than the place for it.
        """
        if len(cms) > RESERVED_BYTES:
            raise BadSignatureFile("the signature is larger than the place that was left for it")
        return self.before + b"<" + cms.hex().encode().ljust(2 * RESERVED_BYTES, b"0") + b">" + self.after


def sign_pdf(
    pdf: bytes, key: KeyEntry, *, at: datetime, certificate: bytes | None = None, hash_name: str | None = None
) -> bytes:
    """Return the PDF with an invisible signature of the whole of it.

    Raises:
        BadSignatureFile: it is no PDF, or an encrypted one.
        BadKey, Unsupported: as ``kep.sign``.
    """
    prepared = prepare_pdf(pdf, at=at)
    cms = sign(prepared.signed, key, certificate=certificate, at=at, hash_name=hash_name)
    return prepared.embed(cms)


def prepare_pdf(pdf: bytes, *, at: datetime) -> PreparedPdf:
    """Return the PDF with a place for one more signature.

    Raises:
        BadSignatureFile: it is no PDF, or an encrypted one.
    """
    try:
        with pikepdf.open(BytesIO(pdf)) as document:
            if document.is_encrypted:
                raise BadSignatureFile("an encrypted PDF cannot be signed")
            update = _Update(pdf, document).written(at)
    except (pikepdf.PdfError, ValueError, KeyError, IndexError) as error:
        raise BadSignatureFile("the file is no PDF that can be signed") from error
    whole = pdf + update
    start = whole.rindex(_CONTENTS) + len(_CONTENTS) - 1
    resume = start + 2 + 2 * RESERVED_BYTES
    ranged = whole.replace(_RANGE % (0, 0, 0), _RANGE % (start, resume, len(whole) - resume))
    return PreparedPdf(ranged[:start], ranged[resume:])


class _Update:
    """An incremental update of one PDF (ISO 32000-1, 7.5.6)."""

    def __init__(self, pdf: bytes, document: pikepdf.Pdf) -> None:
        self._pdf, self._document = pdf, document
        self._next = int(document.trailer["/Size"])
        self._parts = [b"" if pdf.endswith(b"\n") else b"\n"]
        self._length = len(pdf) + len(self._parts[0])
        self._offsets: dict[int, int] = {}

    def written(self, at: datetime) -> bytes:
        page = self._document.pages[0].obj
        signature = self._add(self._take(), _signature(at))
        field = self._add(self._take(), _field(signature, page, self._name()))
        annotations = b" ".join([*_items(page.get("/Annots")), _reference(field)])
        self._add(page.objgen[0], _dictionary(page, {"/Annots": b"[" + annotations + b"]"}))
        root = self._document.Root
        self._add(root.objgen[0], _dictionary(root, {"/AcroForm": _form(root.get("/AcroForm"), field)}))
        self._finish()
        return b"".join(self._parts)

    def _name(self) -> bytes:
        form = self._document.Root.get("/AcroForm")
        taken = 0 if form is None else len(_items(form.get("/Fields")))
        return b"Signature%d" % (taken + 1)

    def _take(self) -> int:
        self._next += 1
        return self._next - 1

    def _add(self, number: int, content: bytes) -> int:
        self._offsets[number] = self._length
        self._write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
        return number

    def _write(self, data: bytes) -> None:
        self._parts.append(data)
        self._length += len(data)

    def _finish(self) -> None:
        """Write the cross-reference in the form that the file has, a table or a stream, and the trailer."""
        previous = int(self._pdf[self._pdf.rindex(b"startxref") :].split()[1])
        start = self._length
        is_table = self._pdf[previous : previous + 16].lstrip().startswith(b"xref")
        entries: dict[str, bytes] = {
            name: self._document.trailer[name].unparse()
            for name in ("/Root", "/Info", "/ID")
            if name in self._document.trailer
        }
        entries["/Prev"] = b"%d" % previous
        if is_table:
            entries["/Size"] = b"%d" % self._next
            self._write(b"xref\n" + self._table() + b"trailer\n" + _written(entries) + b"\n")
        else:
            self._write_stream(entries)
        self._write(b"startxref\n%d\n%%%%EOF\n" % start)

    def _table(self) -> bytes:
        return b"".join(b"%d 1\n%010d 00000 n \n" % item for item in sorted(self._offsets.items()))

    def _write_stream(self, entries: dict[str, bytes]) -> None:
        number = self._take()
        self._offsets[number] = self._length
        rows = sorted(self._offsets.items())
        data = b"".join(b"\x01" + offset.to_bytes(6, "big") + b"\0\0" for _, offset in rows)
        entries |= {
            "/Type": b"/XRef",
            "/Size": b"%d" % self._next,
            "/W": b"[1 6 2]",
            "/Index": b"[" + b" ".join(b"%d 1" % row for row, _ in rows) + b"]",
            "/Length": b"%d" % len(data),
        }
        self._write(b"%d 0 obj\n%s\nstream\n%s\nendstream\nendobj\n" % (number, _written(entries), data))


def _signature(at: datetime) -> bytes:
    moment = at.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ").encode()
    return (
        b"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /M (%s) " % moment
        + _RANGE % (0, 0, 0)
        + b" "
        + _CONTENTS
        + b"0" * (2 * RESERVED_BYTES)
        + b"> >>"
    )


def _field(signature: int, page: pikepdf.Object, name: bytes) -> bytes:
    entries = {
        "/Type": b"/Annot",
        "/Subtype": b"/Widget",
        "/FT": b"/Sig",
        "/T": b"(" + name + b")",
        "/F": b"%d" % _FIELD_FLAGS,
        "/Rect": b"[0 0 0 0]",
        "/P": page.unparse(),
        "/V": _reference(signature),
    }
    return _written(entries)


def _form(form: pikepdf.Object | None, field: int) -> bytes:
    old = [] if form is None else _items(form.get("/Fields"))
    fields = b"[" + b" ".join([*old, _reference(field)]) + b"]"
    changed = {"/Fields": fields, "/SigFlags": b"3"}
    return _written(changed) if form is None else _dictionary(form, changed)


def _items(array: pikepdf.Object | None) -> list[bytes]:
    return [] if array is None else [_unparsed(item) for item in pikepdf.Array(array)]


def _dictionary(old: pikepdf.Object, changed: Mapping[str, bytes]) -> bytes:
    kept = {str(name): _unparsed(value) for name, value in old.items() if name not in changed}
    return _written({**kept, **changed})


def _unparsed(value: object) -> bytes:
    """Return a value as it stands in a PDF; pikepdf gives numbers and truth values as those of Python."""
    if isinstance(value, pikepdf.Object):
        return value.unparse()
    if isinstance(value, bool):
        return b"true" if value else b"false"
    return f"{value:f}".encode() if isinstance(value, Decimal) else str(value).encode()


def _written(entries: Mapping[str, bytes]) -> bytes:
    return b"<< " + b" ".join(name.encode() + b" " + value for name, value in entries.items()) + b" >>"


def _reference(number: int) -> bytes:
    return b"%d 0 R" % number
