"""Everything that reads bytes from strangers, sound examples of what it reads, and what it may refuse by.

The signature library brings its own readers and the bending of bytes (``tests.kep.fuzz``); what is added here
are the readers of documents, lists and payment codes.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from kasssa.core.document.draft import BadDraft, Draft
from kasssa.core.document.faults import Faulty
from kasssa.core.en16931.guard import Unreadable
from kasssa.core.formats import (
    comdoc,
    declar,
    despatch,
    detect,
    en_json,
    hybrid,
    incoming,
    nbuqr,
    pdf,
    response,
    ubl,
    ubl_read,
)
from kasssa.core.formats.comdoc import mapping
from kasssa.core.formats.domestic.faults import BadFormat
from kasssa.core.formats.lists import csv_rows, sheets_of, sniff, xlsx_rows
from kasssa.core.refusals import Reason
from kep.errors import KepError
from tests.cast import bread
from tests.core.domestic.books import book
from tests.core.samples import INVOICE, NOT_PAYERS_INVOICE, RICH_INVOICE
from tests.kep import fuzz
from tests.stage import NOON

CPU_SECONDS_MAX = 2.0  # a document of the size of the examples is read in a hundredth of that


FILING = declar.Filing(number=12, region=13, district=1, drawn_by_code="3184710691")


@dataclass(frozen=True)
class Reader:
    """Something that reads foreign bytes, what it may raise, and sound examples."""

    name: str
    read: Callable[[bytes], object]
    raises: tuple[type[Exception], ...]
    examples: list[bytes]


@dataclass
class Outcome:
    """How many inputs there were, how many were refused, and what must not be."""

    inputs: int = 0
    refused: int = 0
    slowest_seconds: float = 0.0
    faults: list[str] = field(default_factory=list)


def readers() -> list[Reader]:
    """Return every reader of foreign bytes."""
    ours = [
        Reader(f"kep: {target.name}", target.read, (KepError,), target.examples) for target in fuzz.targets()
    ]
    return [*ours, *_of_documents(), *_of_lists()]


def _of_documents() -> list[Reader]:
    xml = [ubl.write(one) for one in (INVOICE, RICH_INVOICE, NOT_PAYERS_INVOICE)]
    whole = [en_json.encode(incoming.receive(one).whole) for one in xml]
    paper = pdf.render(INVOICE, language="uk", made_at=NOON, signatures=[], xml=xml[0])
    domestic = [comdoc.write(mapping.comdoc_of(INVOICE))]
    shipped = [despatch.write(despatch.despatch_of(INVOICE, shipped_on=date(2026, 11, 25)))]
    answers = [response.write(_answer())]
    tax = [declar.write(one) for one in declar.drafts_of(INVOICE, FILING)]
    everything = [*xml, *whole, paper, *domestic, *shipped, *answers, *tax]
    return [
        Reader("incoming", incoming.receive, (Unreadable, Faulty), everything),
        Reader("detect", detect.detect, (Unreadable,), everything),
        Reader("hybrid PDF", hybrid.attached, (Unreadable,), [paper]),
        Reader("UBL of ours", ubl_read.read, (ubl_read.BadDocument,), xml),
        Reader("JSON", en_json.decode, (Unreadable,), whole),
        Reader("COMDOC", comdoc.read, (Unreadable, BadFormat), domestic),
        Reader("DECLAR", declar.read, (Unreadable, BadFormat), tax),
        Reader("despatch advice", despatch.read, (Unreadable, BadFormat), shipped),
        Reader("response", response.read, (Unreadable, BadFormat), answers),
        Reader("draft", Draft.from_json, (BadDraft,), [bread("41205632").to_json()]),
    ]


def _answer() -> response.Response:
    """Return a refusal, with a reason and a wish."""
    wishes = (response.reason(Reason.PRICES, "Не та ціна"),)
    return response.response_to(
        "2026/0001", date(2026, 11, 25), response.Status.REJECTED, clarifications=wishes
    )


def _of_lists() -> list[Reader]:
    rows = [["Номер", "Код", "Назва", "Ціна"], ["1", "41205632", "Хліб", 20.5], ["2", "3184710691", "Їжа", 1]]
    workbook = book(rows)
    text = "\r\n".join(";".join(map(str, row)) for row in rows)
    lists = [text.encode(code) for code in ("utf-8-sig", "windows-1251", "utf-16")]
    urls = [
        nbuqr.encode(nbuqr.fitted(nbuqr.of(one)), version).encode()
        for one in (INVOICE, RICH_INVOICE)
        for version in (2, 3)
    ]
    return [
        Reader("sheets", sheets_of, (BadFormat,), [workbook]),
        Reader("workbook", lambda data: list(xlsx_rows(data)), (BadFormat,), [workbook]),
        Reader("separated list", lambda data: list(csv_rows([data], sniff(data))), (BadFormat,), lists),
        Reader("payment code", lambda data: nbuqr.decode(data.decode("latin-1")), (nbuqr.BadPayment,), urls),
    ]


def run(inputs: int, seed: int) -> Outcome:
    """Feed ``inputs`` bent files to all readers in turn; the same seed gives the same inputs."""
    chance, outcome, everything = fuzz.Chance(seed), Outcome(), readers()
    for reader in everything:
        for example in reader.examples:
            judge(reader, example, outcome)
    for number in range(inputs):
        reader = everything[number % len(everything)]
        judge(reader, fuzz.bent(chance, reader.examples), outcome)
    return outcome


def judge(reader: Reader, data: bytes, outcome: Outcome) -> None:
    """Let ``reader`` read ``data``; anything but a value or a documented refusal, soon, is a fault."""
    began, outcome.inputs = time.process_time(), outcome.inputs + 1
    try:
        reader.read(data)
    except reader.raises:
        outcome.refused += 1
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        outcome.faults.append(f"{reader.name}: {error!r}: {data[:2000]!r}")
    took = time.process_time() - began
    outcome.slowest_seconds = max(outcome.slowest_seconds, took)
    if took > CPU_SECONDS_MAX:
        outcome.faults.append(f"{reader.name}: {took:.1f} s of CPU: {data[:2000]!r}")
