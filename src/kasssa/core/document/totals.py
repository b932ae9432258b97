"""Every sum of a document, derived from its lines; no other code adds money up."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from kasssa.core.document.model import Document, Line
from kasssa.core.money import ZERO, Money, multiply, round_half_up
from kasssa.core.tax import Vat, tax_on


@dataclass(frozen=True, slots=True)
class Rate:
    """One row of the VAT breakdown (BG-23): all lines taxed alike, for an exemption on the same ground."""

    vat: Vat
    exemption: str
    base: Money  # BT-116
    tax: Money  # BT-117


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums of a document (BG-22), with the sum of each line (BT-131)."""

    lines: tuple[Money, ...]
    rates: tuple[Rate, ...]  # in the order of their first lines
    net: Money  # BT-109
    tax: Money  # BT-110
    total: Money  # BT-112
    prepaid: Money  # BT-113

    @property
    def due(self) -> Money:
        """What is still to be paid (BT-115)."""
        return self.total - self.prepaid


def calculate(document: Document) -> Totals:
    """Return the sums of ``document``."""
    return totals_of(document.lines, prepaid=document.prepaid)


def totals_of(lines: Iterable[Line], *, prepaid: Money = ZERO) -> Totals:
    """Return the sums of ``lines``, of a draft that lacks everything else too.

    A line is rounded to the kopiyka once; VAT is taken once of all that a rate is based
    on, not line by line (EN 16931-1, BR-CO-17).
    """
    taxed = tuple((line.vat, line.exemption, net_of(line.quantity, line.price)) for line in lines)
    bases: dict[tuple[Vat, str], Money] = {}
    for vat, exemption, net in taxed:
        bases[vat, exemption] = bases.get((vat, exemption), Money(0)) + net
    rates = tuple(Rate(vat, exemption, base, tax_on(base, vat)) for (vat, exemption), base in bases.items())
    net = Money.sum(rate.base for rate in rates)
    tax = Money.sum(rate.tax for rate in rates)
    return Totals(tuple(net for _, _, net in taxed), rates, net, tax, net + tax, prepaid)


def net_of(quantity: Decimal, price: Decimal) -> Money:
    """Return what a line comes to without VAT, a half kopiyka rounded up (BT-131)."""
    return round_half_up(multiply(quantity, price))
