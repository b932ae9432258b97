"""Rules on the parties: BR-06 to 11, 17 to 20, 56, 62, 63, BR-CO-09 and BR-CO-26."""

from kasssa.core.en16931.codes import places
from kasssa.core.en16931.model import Address, Identifier, Invoice, Party, Registration, Syntax
from kasssa.core.en16931.rules.report import Report

_UBL_PREFIXES: str | frozenset[str] = (
    " " + " ".join(sorted(places.COUNTRIES_OF_UBL | places.GREECE_FOR_VAT)) + " "
)
_CII_PREFIXES = places.COUNTRIES_OF_CII | places.GREECE_FOR_VAT


def check(invoice: Invoice, report: Report) -> None:
    """Judge the parties."""
    seller, buyer = invoice.seller, invoice.buyer
    for party, path, rules in (
        (seller, "seller", ("BR-06", "BT-27", "BR-08", "BG-5", "BR-09", "BT-40", "BR-62", "BT-34")),
        (buyer, "buyer", ("BR-07", "BT-44", "BR-10", "BG-8", "BR-11", "BT-55", "BR-63", "BT-49")),
    ):
        _side(party, path, rules, invoice.syntax, report)
    if seller is not None and not _known(seller, invoice.syntax):
        report.found("BR-CO-26", "BT-29", "seller")
    if invoice.payee is not None:
        _payee(invoice.payee, seller or Party(), invoice.syntax, report)
    if invoice.representative is not None:
        _representative(invoice.representative, invoice.syntax, report)
    _vat_numbers(invoice, report)


def _side(party: Party | None, path: str, rules: tuple[str, ...], syntax: Syntax, report: Report) -> None:
    """BR-06 to 11, BR-62, BR-63: a name, an address with a country, an endpoint with its scheme."""
    name, name_term, address, address_term, country, country_term, scheme, scheme_term = rules
    if party is None or not party.name:
        report.found(name, name_term, f"{path}.name")
    where = party.address if party is not None else None
    if where is None:
        report.found(address, address_term, f"{path}.address")
    if _lacks_country(where, syntax):
        report.found(country, country_term, f"{path}.address.country")
    if party is not None and _lacks_scheme(party.endpoint, syntax):
        report.found(scheme, scheme_term, f"{path}.endpoint")


def _lacks_country(address: Address | None, syntax: Syntax) -> bool:
    """Tell whether the country is missing; where there is no address at all, only CII asks for it."""
    if address is None:
        return syntax is Syntax.CII
    return not address.country


def _lacks_scheme(endpoint: Identifier | None, syntax: Syntax) -> bool:
    if endpoint is None:
        return False
    return not endpoint.scheme if syntax is Syntax.CII else endpoint.scheme is None


def _known(seller: Party, syntax: Syntax) -> bool:
    """BR-CO-26: something tells who the seller is: an identifier, a legal one or a VAT number."""
    ids = seller.ids if syntax is Syntax.CII else [row for row in seller.ids if row.scheme != "SEPA"]
    return bool(ids or seller.global_ids or seller.legal_id is not None or has_vat(seller))


def has_vat(party: Party | None) -> bool:
    """Tell whether ``party`` has a VAT number: BT-31, 48 or 63."""
    return party is not None and any(
        row.scheme == "VAT" and row.number is not None for row in party.registrations
    )


def has_tax_number(party: Party | None) -> bool:
    """Tell whether ``party`` has any number from a tax authority: BT-31 or BT-32."""
    return party is not None and any(row.number is not None for row in party.registrations)


def _payee(payee: Party, seller: Party, syntax: Syntax, report: Report) -> None:
    """BR-17: a payee is named only when it is not the seller."""
    cii = syntax is Syntax.CII
    name, other = (payee.name, seller.name) if cii else (payee.trading_name, seller.trading_name)
    same = name is not None and name == other
    same |= bool({row.value for row in payee.ids} & {row.value for row in seller.ids})
    if cii and payee.legal_id is not None and seller.legal_id is not None:
        same |= payee.legal_id.value == seller.legal_id.value
    if name is None or same:
        report.found("BR-17", "BT-59", "payee.name")


def _representative(party: Party, syntax: Syntax, report: Report) -> None:
    """BR-18, 19, 20, 56: a tax representative has a name, an address with a country, a VAT number."""
    cii = syntax is Syntax.CII
    if not (party.name if cii else party.trading_name):
        report.found("BR-18", "BT-62", "representative.name")
    if party.address is None:
        report.found("BR-19", "BG-12", "representative.address")
    if _lacks_country(party.address, syntax):
        report.found("BR-20", "BT-69", "representative.address.country")
    numbers = [row.number for row in party.registrations if row.scheme == "VAT" and row.number is not None]
    if not numbers or (cii and not numbers[0]):
        report.found("BR-56", "BT-63", "representative.registrations")


def _vat_numbers(invoice: Invoice, report: Report) -> None:
    """BR-CO-09: a VAT number begins with the code of a country, EL for Greece."""
    for party, path, term in (
        (invoice.seller, "seller", "BT-31"),
        (invoice.buyer, "buyer", "BT-48"),
        (invoice.representative, "representative", "BT-63"),
        (invoice.payee, "payee", ""),
    ):
        for row in party.registrations if party is not None else ():
            _vat_number(row, path, term, invoice.syntax, report)
    for row in invoice.elsewhere.registrations:
        _vat_number(row, "elsewhere", "", invoice.syntax, report)


def _vat_number(row: Registration, path: str, term: str, syntax: Syntax, report: Report) -> None:
    if row.scheme != "VAT":
        return
    prefix = (row.written or "")[:2]
    # In UBL the prefix is looked for in the list as one text, so that "" and "A" are found.
    known = _CII_PREFIXES if syntax is Syntax.CII and row.number is not None else _UBL_PREFIXES
    if prefix not in known:
        report.found("BR-CO-09", term, f"{path}.registrations", value=row.number or "")
