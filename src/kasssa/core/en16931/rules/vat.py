"""Rules on each category of VAT: BR-S, Z, E, AE, IC, G, O, AF (IGIC), AG (IPSI), B.

The ten rules of a family ask the same of its category: 01 that the breakdown has it, 02 to 04
who must be identified, 05 to 07 what rate it may have, 08 that the base adds up, 09 that the
tax is right, 10 whether a reason of exemption belongs there.
"""

from enum import Enum

import msgspec

from kasssa.core.en16931.model import Invoice, Party, Period, Subtotal, Syntax
from kasssa.core.en16931.numbers import ZERO, Number
from kasssa.core.en16931.rules.parties import has_tax_number, has_vat
from kasssa.core.en16931.rules.report import Report
from kasssa.core.en16931.rules.vat_sums import base_adds_up, tax_is_right
from kasssa.core.en16931.rules.vat_uses import Uses, uses


class Who(Enum):
    """Who must be identified for a category: rules 02, 03 and 04."""

    SELLER_ANYHOW = "the seller by any tax number, or the representative by VAT"
    SELLER_ANYHOW_AND_BUYER = "and the buyer by VAT or as a legal entity"
    SELLER_BY_VAT = "the seller or the representative by VAT"
    BOTH_BY_VAT = "and the buyer by VAT"
    NOBODY = "nobody may be identified by VAT"


class Rate(Enum):
    """What rate a category may have: rules 05, 06 and 07."""

    POSITIVE = "above zero"
    NOT_NEGATIVE = "zero or above"
    ZERO = "zero"
    NONE = "none at all"


class Family(msgspec.Struct, frozen=True):
    """What the standard asks of one category."""

    name: str  # of the rules: BR-IC-01
    category: str
    who: Who
    rate: Rate
    several: bool = False  # the breakdown has a part for each rate, and not exactly one
    reasoned: bool = True  # a reason of exemption belongs there, or must not stand there


FAMILIES = {
    family.category: family
    for family in (
        Family("BR-S", "S", Who.SELLER_ANYHOW, Rate.POSITIVE, several=True, reasoned=False),
        Family("BR-Z", "Z", Who.SELLER_ANYHOW, Rate.ZERO, reasoned=False),
        Family("BR-E", "E", Who.SELLER_ANYHOW, Rate.ZERO),
        Family("BR-AE", "AE", Who.SELLER_ANYHOW_AND_BUYER, Rate.ZERO),
        Family("BR-IC", "K", Who.BOTH_BY_VAT, Rate.ZERO),
        Family("BR-G", "G", Who.SELLER_BY_VAT, Rate.ZERO),
        Family("BR-O", "O", Who.NOBODY, Rate.NONE),
        Family("BR-AF", "L", Who.SELLER_ANYHOW, Rate.NOT_NEGATIVE, several=True, reasoned=False),
        Family("BR-AG", "M", Who.SELLER_ANYHOW, Rate.NOT_NEGATIVE, several=True, reasoned=False),
    )
}
_TERMS = ("BT-151", "BT-95", "BT-102")


def check(invoice: Invoice, report: Report) -> None:
    """Judge every category that the invoice uses."""
    used = uses(invoice)
    for category, use in used.items():
        family = FAMILIES.get(category)
        if family is not None:
            _breakdown(family, use, invoice.syntax, report)
            _identified(family, use, invoice, report)
            _rates(family, use, invoice.syntax, report)
            for index, part in use.parts:
                _part(family, part, index, invoice, report)
    _outside(used, invoice.syntax, report)
    _intra_community(used, invoice, report)
    _split_payment(used, invoice, report)


def _breakdown(family: Family, use: Uses, syntax: Syntax, report: Report) -> None:
    """Rules 01: what lines, allowances and charges use, the breakdown has; and nothing more."""
    if syntax is Syntax.CII:
        fine = _in_breakdown_of_cii(family, use)
    elif not family.several:
        fine = use.breakdown_vat == 1 or not (use.lines_vat or use.other_vat or use.breakdown_vat)
    elif family.category == "S":
        fine = bool(use.lines + use.adjustments) == bool(use.breakdown)
    else:
        below = use.lines_vat + use.adjustments_vat
        above = use.breakdown if below and family.category == "L" else use.breakdown_vat
        fine = bool(below) == bool(above)
    if not fine:
        report.found(f"{family.name}-01", "BT-118", "breakdown", category=family.category)


def _in_breakdown_of_cii(family: Family, use: Uses) -> bool:
    if family.several:
        return (use.lines + use.breakdown >= 2 or not use.lines) and (
            use.adjustments + use.breakdown >= 2 or not use.adjustments
        )
    below = bool(use.lines or use.adjustments)
    if family.category == "O" and not use.breakdown:
        return True
    return (not use.breakdown and not below) or (use.breakdown == 1 and below)


def _identified(family: Family, use: Uses, invoice: Invoice, report: Report) -> None:
    """Rules 02 for lines, 03 for allowances, 04 for charges: UBL speaks once, CII at each of them."""
    cii = invoice.syntax is Syntax.CII
    if _who_is_known(family.who, invoice):
        if family.category == "S" and not cii and use.lines and not use.lines_vat:
            report.found("BR-S-02", _TERMS[0], "lines", category="S")  # S on lines, but of another duty
        return
    counts = [len(use.line_rates), len(use.allowance_rates), len(use.charge_rates)]
    if family.category == "S" and not cii:
        counts[0] = use.lines
    if family.category == "O" and not cii:
        counts[1:] = [use.own_allowances, use.own_charges]
    for rule, times, term in zip(("02", "03", "04"), counts, _TERMS, strict=True):
        for _ in range(times if cii else min(times, 1)):
            report.found(f"{family.name}-{rule}", term, "seller.registrations", category=family.category)


def _who_is_known(who: Who, invoice: Invoice) -> bool:
    seller, buyer = invoice.seller, invoice.buyer
    represented = has_vat(invoice.representative)
    if who is Who.NOBODY:
        return not (has_vat(seller) or represented or has_vat(buyer))
    if who in {Who.SELLER_ANYHOW, Who.SELLER_ANYHOW_AND_BUYER}:
        known = represented or _has_number(seller, invoice.syntax)
    else:
        known = represented or has_vat(seller)
    if who is Who.BOTH_BY_VAT:
        return known and has_vat(buyer)
    if who is Who.SELLER_ANYHOW_AND_BUYER:
        return known and (has_vat(buyer) or (buyer is not None and buyer.legal_id is not None))
    return known


def _has_number(seller: Party | None, syntax: Syntax) -> bool:
    """Tell whether the seller has BT-31 or BT-32; in CII their schemes are VA and FC and no others."""
    if syntax is not Syntax.CII:
        return has_tax_number(seller)
    return seller is not None and any(row.scheme_text in {"VA", "FC"} for row in seller.registrations)


def _rates(family: Family, use: Uses, syntax: Syntax, report: Report) -> None:
    """Rules 05 for lines, 06 for allowances, 07 for charges: the rate the category may have."""
    kinds = (
        ("05", use.line_rates, "BT-152"),
        ("06", use.allowance_rates, "BT-96"),
        ("07", use.charge_rates, "BT-103"),
    )
    for rule, rates, term in kinds:
        for path, rate in rates:
            if not _allowed(family, rate, syntax):
                report.found(f"{family.name}-{rule}", term, f"{path}.rate", category=family.category)


def _allowed(family: Family, rate: Number | None, syntax: Syntax) -> bool:
    if family.rate is Rate.NONE:
        return rate is None
    if rate is None or rate.value is None:
        return False
    if family.rate is Rate.ZERO:
        return rate.value == ZERO
    above = family.rate is Rate.POSITIVE or (family.category == "L" and syntax is Syntax.CII)
    return rate.value > ZERO if above else rate.value >= ZERO


def _part(family: Family, part: Subtotal, index: int, invoice: Invoice, report: Report) -> None:
    """Rules 08, 09 and 10 on one part of the breakdown."""
    tax = part.tax
    if tax is None or not (tax.is_vat or (invoice.syntax is Syntax.CII and family.category in {"S", "Z"})):
        return
    path = f"breakdown[{index}]"
    if not base_adds_up(family.category, part, invoice, several=family.several):
        report.found(f"{family.name}-08", "BT-116", f"{path}.base", category=family.category)
    if not tax_is_right(family.category, part, invoice.syntax, several=family.several):
        report.found(f"{family.name}-09", "BT-117", f"{path}.amount", category=family.category)
    reasoned = tax.reason is not None or tax.reason_code is not None
    if reasoned != family.reasoned:
        report.found(f"{family.name}-10", "BT-120", f"{path}.tax.reason", category=family.category)


def _outside(used: dict[str, Uses], syntax: Syntax, report: Report) -> None:
    """BR-O-11 to 14: what is not an object of VAT stands with nothing else."""
    own = used.get("O")
    if own is None or not own.breakdown_vat:
        return
    others = [use for category, use in used.items() if category != "O"]
    if syntax is Syntax.CII:
        stated = [use for category, use in used.items() if category not in {"O", ""}]
        parts_or_lines = any(use.lines or use.breakdown for use in stated)
        rows = {"BR-O-11": parts_or_lines, "BR-O-12": parts_or_lines}
        mixed = any(use.adjustments for use in stated)
        rows |= {"BR-O-13": mixed, "BR-O-14": mixed}
    else:
        rows = {
            "BR-O-11": any(use.breakdown_vat for use in others),
            "BR-O-12": any(use.lines_vat for use in others),
            "BR-O-13": any(use.allowance_rates for use in others),
            "BR-O-14": any(use.charge_rates for use in others),
        }
    for rule, broken in rows.items():
        for _ in range(own.breakdown_vat if broken and syntax is Syntax.CII else int(broken)):
            report.found(rule, "BT-118", "breakdown")


def _intra_community(used: dict[str, Uses], invoice: Invoice, report: Report) -> None:
    """BR-IC-11, 12: a supply inside the Community says when and to which country it was delivered."""
    own = used.get("K")
    if own is None or not own.breakdown_vat:
        return
    cii = invoice.syntax is Syntax.CII
    dates = [row.date for row in invoice.deliveries if row.date is not None]
    countries = [
        row.address.country
        for row in invoice.deliveries
        if row.address is not None and row.address.country is not None
    ]
    if cii:
        dated = bool(dates) or any(row.start_present or row.end_present for row in invoice.periods)
        placed = bool(countries)
    else:
        dated = any(len(date) > 1 for date in dates) or any(_is_filled(row) for row in invoice.periods)
        placed = any(len(country) > 1 for country in countries)
    for _ in range(own.breakdown_vat if cii else 1):
        if not dated:
            report.found("BR-IC-11", "BT-72", "deliveries")
        if not placed:
            report.found("BR-IC-12", "BT-80", "deliveries")


def _is_filled(period: Period) -> bool:
    return period.filled or any(part is not None for part in (period.start, period.end, period.point))


def _split_payment(used: dict[str, Uses], invoice: Invoice, report: Report) -> None:
    """BR-B-01, 02: split payment is Italian, and stands apart from the standard rate."""
    own, standard = used.get("B"), used.get("S")
    if own is None:
        return
    if any(country != "IT" for country in invoice.elsewhere.countries):
        report.found("BR-B-01", "BT-118", "breakdown")
    if standard is not None and own.lines + own.breakdown + own.adjustments:
        report.found("BR-B-02", "BT-118", "breakdown")
