"""What is typed when a document is made from another one: an act or a correction from an invoice."""

from kasssa.core.document.draft import Draft, DraftLine
from kasssa.core.document.kinds import about
from kasssa.core.document.model import Currency, Document, Kind, Line, Party
from kasssa.core.money import plain_decimal


def draft_of(source: Document, kind: Kind, *, based_on: str = "") -> Draft:
    """Return the draft of a document of ``kind`` that says what ``source`` says, and names it.

    Its number, its dates and what was prepaid are not taken over: they are of ``source`` alone.
    ``based_on`` is the id of ``source`` in this service.
    """
    row, period = about(kind), source.period
    return Draft(
        kind=kind,
        buyer_code=source.buyer.code,
        lines=tuple(_line(line) for line in source.lines),
        contract=source.contract,
        order=source.order,
        place=source.place,
        currency=source.currency if source.currency != Currency.UAH else "",
        basis_number=source.number,
        basis_on=f"{source.issued_on:%d.%m.%Y}",
        basis_kind=source.kind.value,
        period_from=f"{period.begins_on:%d.%m.%Y}" if period and row.serviced else "",
        period_to=f"{period.ends_on:%d.%m.%Y}" if period and row.serviced else "",
        based_on=based_on,
    )


def letter_of(source: Document, kind: Kind, *, to: Party, based_on: str = "") -> Draft:
    """Return the draft of a letter of ``kind`` about ``source`` to one of its parties."""
    return Draft(
        kind=kind,
        buyer_code=to.code,
        contract=source.contract,
        place=source.place,
        basis_number=source.number,
        basis_on=f"{source.issued_on:%d.%m.%Y}",
        basis_kind=source.kind.value,
        based_on=based_on,
    )


def _line(line: Line) -> DraftLine:
    return DraftLine(
        name=line.name,
        unit=line.unit,
        quantity=plain_decimal(line.quantity).replace(".", ","),
        price=plain_decimal(line.price).replace(".", ","),
        vat=line.vat.value,
        exemption=line.exemption,
        code=line.code,
        article=line.article,
    )
