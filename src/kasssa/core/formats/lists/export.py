"""A list of invoices for any bank or spreadsheet: who is to pay whom, how much and for what."""

from collections.abc import Iterable, Iterator

from kasssa.core.document.model import Document
from kasssa.core.document.totals import calculate
from kasssa.core.formats.lists.report import csv_line
from kasssa.core.formats.purpose import purpose
from kasssa.core.parties import mfo_of
from kasssa.core.words import Language

_HEADINGS = {
    "uk": (
        "Номер рахунку", "Дата рахунку", "Продавець", "Код продавця", "IBAN", "МФО", "Банк", "Покупець",
        "Код покупця", "Сума без ПДВ", "Сума ПДВ", "Разом з ПДВ", "Валюта", "Строк оплати",
        "Призначення платежу",
    ),
    "en": (
        "Invoice number", "Invoice date", "Seller", "Seller code", "IBAN", "Bank code", "Bank", "Buyer",
        "Buyer code", "Net amount", "VAT amount", "Total", "Currency", "Due date", "Payment purpose",
    ),
}  # fmt: skip


def export(documents: Iterable[Document], language: Language) -> Iterator[bytes]:
    """Yield the lines of a CSV file of ``documents``: UTF-8 with a mark, semicolons, one line each.

    Sums have a decimal comma in Ukrainian and a point in English, as spreadsheets of the
    two read them; dates are РРРР-ММ-ДД. No bank's own form is imitated.
    """
    yield b"\xef\xbb\xbf" + csv_line(_HEADINGS[language])
    for document in documents:
        yield csv_line(_cells(document, language))


def _cells(document: Document, language: Language) -> Iterator[str]:
    totals = calculate(document)
    seller, buyer = document.seller, document.buyer
    yield from (document.number, document.issued_on.isoformat(), seller.name, seller.code)
    yield from (seller.iban, mfo_of(seller.iban), seller.bank, buyer.name, buyer.code)
    for amount in (totals.net, totals.tax, totals.total):
        plain = amount.plain()
        yield plain.replace(".", ",") if language == "uk" else plain
    yield document.currency
    yield document.due_on.isoformat() if document.due_on else ""
    yield document.purpose or purpose(document.number, document.issued_on, totals.tax)
