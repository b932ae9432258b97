"""Sums are exact: a line is rounded once, VAT once for each rate."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kasssa.core.document.model import Line
from kasssa.core.document.totals import Rate, calculate, totals_of
from kasssa.core.money import Money
from kasssa.core.tax import Vat, tax_on
from tests.core.samples import NOT_PAYERS_INVOICE, RICH_INVOICE, lines


def line(quantity, price, vat=Vat.GENERAL, exemption=""):
    return Line(
        name="Хліб",
        unit="H87",
        quantity=Decimal(quantity),
        price=Decimal(price),
        vat=vat,
        exemption=exemption,
    )


def test_the_sums_of_an_invoice_with_every_rate():
    totals = calculate(RICH_INVOICE)
    assert totals.lines == (Money(25000), Money(1350050), Money(70000), Money(10000), Money(1), Money(500))
    assert totals.rates == (
        Rate(Vat.GENERAL, "", Money(25000), Money(5000)),
        Rate(Vat.AGRARIAN, "", Money(1350050), Money(189007)),
        Rate(Vat.REDUCED, "", Money(70000), Money(4900)),
        Rate(Vat.ZERO, "", Money(10000), Money(0)),
        Rate(Vat.EXEMPT, "пп. 197.1.2 ПКУ", Money(1), Money(0)),
        Rate(Vat.EXEMPT, "пп. 197.1.27 ПКУ", Money(500), Money(0)),
    )
    assert (totals.net, totals.tax, totals.total) == (Money(1455551), Money(198907), Money(1654458))


def test_who_is_no_payer_charges_no_vat():
    totals = calculate(NOT_PAYERS_INVOICE)
    assert totals.rates == (Rate(Vat.NOT_PAYER, "", Money(50000), Money(0)),)
    assert totals.total == totals.net == Money(50000)


def test_vat_is_rounded_once_for_a_rate_and_not_line_by_line():
    totals = totals_of([line("1", "0.02")] * 3)
    assert totals.rates == (Rate(Vat.GENERAL, "", Money(6), Money(1)),)
    assert tax_on(Money(2), Vat.GENERAL) == Money(0)


def test_a_draft_without_lines_comes_to_nought():
    totals = totals_of([])
    assert (totals.lines, totals.rates, totals.total) == ((), (), Money(0))


@pytest.mark.parametrize(
    ("vat", "tax"),
    [
        (Vat.GENERAL, 20_00),
        (Vat.AGRARIAN, 14_00),
        (Vat.REDUCED, 7_00),
        (Vat.ZERO, 0),
        (Vat.EXEMPT, 0),
        (Vat.NOT_PAYER, 0),
    ],
)
def test_the_tax_on_a_hundred_hryvnias(vat, tax):
    assert tax_on(Money(100_00), vat) == Money(tax)


def test_the_largest_numbers_are_still_exact():
    most = "999999999999999.999999"
    totals = totals_of([line(most, most)])
    assert totals.net == Money(10**32 - 2 * 10**11)
    assert totals.tax == Money(2 * 10**31 - 4 * 10**10)


@given(st.lists(lines(tuple(Vat)), max_size=8))
def test_every_sum_is_what_fractions_say(some):
    totals = totals_of(some)
    nets = [rounded(Fraction(one.quantity) * Fraction(one.price) * 100) for one in some]
    assert [net.kopiykas for net in totals.lines] == nets
    assert totals.net.kopiykas == sum(nets)
    for rate in totals.rates:
        base = sum(
            net
            for one, net in zip(some, nets, strict=True)
            if (one.vat, one.exemption) == (rate.vat, rate.exemption)
        )
        assert rate.base.kopiykas == base
        assert rate.tax.kopiykas == rounded(Fraction(base) * Fraction(rate.vat.percent) / 100)
    assert totals.tax == Money.sum(rate.tax for rate in totals.rates)
    assert totals.total == totals.net + totals.tax


def rounded(kopiykas: Fraction) -> int:
    return (2 * kopiykas.numerator + kopiykas.denominator) // (2 * kopiykas.denominator)
