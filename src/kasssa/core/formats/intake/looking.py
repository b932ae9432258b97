"""What is in a file of any format: the invoice in it and what our checks find, as bytes and back."""

from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct, structs

from kasssa.core.document.faults import Fault
from kasssa.core.en16931 import profiles
from kasssa.core.en16931.findings import Finding, Severity
from kasssa.core.en16931.guard import Unreadable
from kasssa.core.en16931.texts.say import say
from kasssa.core.formats import canonical, comdoc, declar, outgoing
from kasssa.core.formats.declar.as_invoice import invoice_of
from kasssa.core.formats.detect import Format, detect
from kasssa.core.formats.domestic.faults import BadFormat
from kasssa.core.formats.hybrid import PDF_BYTES_MAX
from kasssa.core.formats.incoming import Incoming, receive

BYTES_MAX = PDF_BYTES_MAX  # of a file of any format
REMARKS_MAX = 200


class Remark(Struct, frozen=True):
    """One thing that a check found, in both languages; ``rule`` is its permanent code."""

    rule: str
    fatal: bool
    term: str  # BT or BG, where the rule speaks of one
    path: str
    uk: str
    en: str

    def text(self, language: str) -> str:
        """Return what is wrong and how to mend it, in English for ``en…`` and in Ukrainian otherwise."""
        return self.en if language.startswith("en") else self.uk


class Seen(Struct, frozen=True, tag=True):
    """What a file says. Of the remarks the gravest ``REMARKS_MAX`` are kept, and all are counted."""

    format: str
    inside: str  # name of the attachment that held the invoice, if one did
    invoice: canonical.Invoice  # without the bytes of its attachments
    remarks: tuple[Remark, ...]
    remarks_count: int


class Unseen(Struct, frozen=True, tag=True):
    """Why a file cannot be read at all."""

    code: str
    uk: str
    en: str

    def text(self, language: str) -> str:
        """Return why and what to do, in English for ``en…`` and in Ukrainian otherwise."""
        return self.en if language.startswith("en") else self.uk


_decoder: msgspec.json.Decoder[Seen | Unseen] = msgspec.json.Decoder(Seen | Unseen)


def look(content: bytes) -> bytes:
    """Return, as JSON, what ``content`` is found to say, or why it cannot be read.

    For a bounded child: whatever it is given, it answers or is stopped.
    """
    try:
        seen: Seen | Unseen = _seen(content)
    except Unreadable as error:
        seen = Unseen(error.code, error.text("uk"), error.text("en"))
    except BadFormat as error:
        seen = Unseen(error.found.code, error.found.text("uk"), error.found.text("en"))
    return msgspec.json.encode(seen)


def seen_of(answer: bytes) -> Seen | Unseen:
    """Return what ``look`` answered."""
    return _decoder.decode(answer)


def _seen(content: bytes) -> Seen:
    if detect(content) is Format.DECLAR:
        return _of_declar(content)
    incoming = receive(content)
    remarks = [*_of_own_format(incoming), *map(_of_finding, _judged(incoming))]
    return _made(incoming.format, incoming.whole, remarks, incoming.inside)


def _of_declar(content: bytes) -> Seen:
    reading = declar.read(content)
    found = (*reading.findings, *declar.check(reading.document))
    return _made(Format.DECLAR, invoice_of(reading.document), map(_of_fault, found))


def _of_own_format(incoming: Incoming) -> Iterator[Remark]:
    """What the checks of COMDOC say; the other formats have none of their own."""
    if incoming.format is Format.COMDOC:
        reading = comdoc.read(incoming.content)
        yield from map(_of_fault, (*reading.findings, *comdoc.check(reading.comdoc)))


def _judged(incoming: Incoming) -> tuple[Finding, ...]:
    """The verdict of EN 16931, and of the strict Ukrainian profile on an invoice in hryvnias."""
    profile = profiles.UA if incoming.whole.currency == "UAH" else profiles.EN16931
    try:
        return profiles.judge(incoming.content, profile).findings
    except Unreadable:
        return profiles.judge(outgoing.as_ubl(incoming), profile).findings


def _made(kind: Format, invoice: canonical.Invoice, remarks: Iterable[Remark], inside: str = "") -> Seen:
    gravest = sorted(remarks, key=lambda remark: not remark.fatal)
    documents = tuple(structs.replace(one, attachment=None) for one in invoice.documents)
    bare = structs.replace(invoice, documents=documents)
    return Seen(kind, inside, bare, tuple(gravest[:REMARKS_MAX]), len(gravest))


def _of_finding(finding: Finding) -> Remark:
    fatal = finding.severity is Severity.FATAL
    return Remark(finding.rule, fatal, finding.term, finding.path, say(finding, "uk"), say(finding, "en"))


def _of_fault(fault: Fault) -> Remark:
    return Remark(
        rule=fault.code, fatal=True, term="", path=fault.path, uk=fault.text("uk"), en=fault.text("en")
    )
