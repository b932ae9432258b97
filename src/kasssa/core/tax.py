"""VAT as Ukrainian law states it (Tax Code art. 193, 195-197)."""

from decimal import Decimal
from enum import StrEnum

from kasssa.core.money import Money, multiply, round_half_up

_PERCENT = Decimal("0.01")


class Vat(StrEnum):
    """How a line is taxed. Values are stored for ever."""

    GENERAL = "20"  # art. 193.1(a)
    AGRARIAN = "14"  # art. 193.1(г)
    REDUCED = "7"  # art. 193.1(в): medicines, culture, hotels
    ZERO = "0"  # art. 195: export and the like
    EXEMPT = "exempt"  # art. 197, with the ground named
    NOT_PAYER = "not_payer"  # the seller is no VAT payer

    @property
    def percent(self) -> Decimal:
        """The rate in percent; nought where no VAT is charged."""
        return Decimal(self.value) if self.value.isdigit() else Decimal(0)


def exact_tax_on(amount: Decimal, vat: Vat) -> Decimal:
    """Return the VAT on ``amount`` hryvnias as it is before any rounding.

    >>> exact_tax_on(Decimal("10.03"), Vat.AGRARIAN)
    Decimal('1.4042')
    """
    return multiply(amount, multiply(vat.percent, _PERCENT))


def tax_on(base: Money, vat: Vat) -> Money:
    """Return the VAT on ``base``, rounded once, a half up.

    >>> tax_on(Money(10_03), Vat.GENERAL)
    Money(kopiykas=201)
    """
    return round_half_up(exact_tax_on(base.hryvnias, vat))
