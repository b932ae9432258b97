"""Writing UBL 2.1: a document becomes bytes in exactly one way."""

from collections.abc import Iterable, Iterator

from kasssa.core.document.checks import is_uktzed
from kasssa.core.document.kinds import Form, about
from kasssa.core.document.model import Document, Line, Party, Period, Reference
from kasssa.core.document.totals import Rate, Totals, calculate
from kasssa.core.en16931.codes.documents import SPECIFICATION
from kasssa.core.formats import ubl_terms as terms
from kasssa.core.money import Money, plain_decimal
from kasssa.core.tax import Vat

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"})
_VAT_SCHEME = "<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>"


def write(document: Document) -> bytes:
    """Return ``document``, in which ``rules.check`` finds no fault, as UBL 2.1 in UTF-8.

    Equal documents give equal bytes. A credit note is a CreditNote, whatever else is an Invoice.
    """
    totals = calculate(document)
    is_credit = about(document.kind).form is Form.CREDIT_NOTE
    name, space = ("CreditNote", terms.CREDIT_NOTE) if is_credit else ("Invoice", terms.INVOICE)
    return "\n".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<{name} xmlns="{space}" xmlns:cac="{terms.CAC}" xmlns:cbc="{terms.CBC}">',
            *filter(None, _parts(document, totals, name)),
            f"</{name}>\n",
        )
    ).encode()


def _parts(document: Document, totals: Totals, name: str) -> Iterator[str]:
    currency = f' currencyID="{document.currency}"'
    yield _leaf("CustomizationID", SPECIFICATION)
    yield _leaf("ID", document.number)
    yield _leaf("IssueDate", document.issued_on.isoformat())
    yield _leaf("DueDate", document.due_on.isoformat() if document.due_on else "")
    yield _leaf(f"{name}TypeCode", about(document.kind).type_code)
    yield from _notes(document)
    yield _leaf("DocumentCurrencyCode", document.currency)
    yield _period(document.period)
    yield _group("OrderReference", _leaf("ID", document.order))
    yield _basis(document.basis)
    yield _group("ContractDocumentReference", _leaf("ID", document.contract))
    yield _group("AccountingSupplierParty", _party(document.seller, _seller_tax(document.seller)))
    yield _group("AccountingCustomerParty", _party(document.buyer, _vat_number(document.buyer)))
    if about(document.kind).payable:
        yield _payment(document)
    yield _group("PaymentTerms", _leaf("Note", "" if document.due_on else terms.NO_DUE_DATE))
    yield _group("TaxTotal", _amount("TaxAmount", totals.tax, currency), *_subtotals(totals.rates, currency))
    yield _monetary_total(totals, currency)
    quantity = "CreditedQuantity" if name == "CreditNote" else "InvoicedQuantity"
    for at, (line, net) in enumerate(zip(document.lines, totals.lines, strict=True), start=1):
        yield f"<cac:{name}Line>{_line(at, line, net, quantity, currency)}</cac:{name}Line>"


def _period(period: Period | None) -> str:
    if period is None:
        return ""
    days = _leaf("StartDate", period.begins_on.isoformat()), _leaf("EndDate", period.ends_on.isoformat())
    return _group("InvoicePeriod", *days)


def _basis(basis: Reference | None) -> str:
    if basis is None:
        return ""
    said = _leaf("ID", basis.number), _leaf("IssueDate", basis.issued_on.isoformat())
    return _group("BillingReference", _group("InvoiceDocumentReference", *said))


def _notes(document: Document) -> Iterator[str]:
    if document.note:
        yield _leaf("Note", terms.FREE_NOTE + document.note)
    for label, text in terms.notes_of(document).items():
        if text:
            yield _leaf("Note", f"{terms.LAW_NOTE}{label}: {text}")


def _party(party: Party, tax: str) -> str:
    country = _group("Country", _leaf("IdentificationCode", "UA"))
    return _group(
        "Party",
        _leaf("EndpointID", party.email, ' schemeID="EM"'),
        _group("PostalAddress", _leaf("StreetName", party.address), country),
        tax,
        _group("PartyLegalEntity", _leaf("RegistrationName", party.name), _leaf("CompanyID", party.code)),
        _group("Contact", _leaf("Telephone", party.phone), _leaf("ElectronicMail", party.email)),
    )


def _seller_tax(seller: Party) -> str:
    return _vat_number(seller) or _tax_scheme(seller.code, "TAX")


def _vat_number(party: Party) -> str:
    return _tax_scheme(f"UA{party.vat_number}", "VAT") if party.vat_number else ""


def _tax_scheme(code: str, scheme: str) -> str:
    return _group("PartyTaxScheme", _leaf("CompanyID", code), _group("TaxScheme", _leaf("ID", scheme)))


def _payment(document: Document) -> str:
    """A credit transfer to the account of the seller (BG-16, UNTDID 4461 code 30)."""
    return _group(
        "PaymentMeans",
        _leaf("PaymentMeansCode", "30"),
        _leaf("PaymentID", document.purpose),
        _group("PayeeFinancialAccount", _leaf("ID", document.seller.iban)),
    )


def _subtotals(rates: Iterable[Rate], currency: str) -> Iterator[str]:
    """One row for each category and percentage; whatever is exempt, on any ground, is one row."""
    rows: dict[tuple[str, str], list[Rate]] = {}
    for rate in rates:
        rows.setdefault(terms.CATEGORIES[rate.vat], []).append(rate)
    for (category, percent), merged in rows.items():
        reason = "; ".join(_reason(rate) for rate in merged) if category == "E" else ""
        yield _group(
            "TaxSubtotal",
            _amount("TaxableAmount", Money.sum(rate.base for rate in merged), currency),
            _amount("TaxAmount", Money.sum(rate.tax for rate in merged), currency),
            _group(
                "TaxCategory",
                _leaf("ID", category),
                _leaf("Percent", percent),
                _leaf("TaxExemptionReason", reason),
                _VAT_SCHEME,
            ),
        )


def _reason(rate: Rate) -> str:
    return terms.NOT_PAYER if rate.vat is Vat.NOT_PAYER else rate.exemption


def _monetary_total(totals: Totals, currency: str) -> str:
    return _group(
        "LegalMonetaryTotal",
        _amount("LineExtensionAmount", totals.net, currency),
        _amount("TaxExclusiveAmount", totals.net, currency),
        _amount("TaxInclusiveAmount", totals.total, currency),
        _amount("PrepaidAmount", totals.prepaid, currency) if totals.prepaid.kopiykas else "",
        _amount("PayableAmount", totals.due, currency),
    )


def _line(at: int, line: Line, net: Money, quantity: str, currency: str) -> str:
    category, percent = terms.CATEGORIES[line.vat]
    return (
        f"<cbc:ID>{at}</cbc:ID>"
        f'<cbc:{quantity} unitCode="{line.unit.translate(_ESCAPES)}">{plain_decimal(line.quantity)}'
        f"</cbc:{quantity}>{_amount('LineExtensionAmount', net, currency)}"
        f"<cac:Item>{_leaf('Name', line.name)}"
        f"{_group('SellersItemIdentification', _leaf('ID', line.article))}{_classification(line.code)}"
        f"<cac:ClassifiedTaxCategory><cbc:ID>{category}</cbc:ID><cbc:Percent>{percent}</cbc:Percent>{_VAT_SCHEME}"
        f"</cac:ClassifiedTaxCategory>{_ground(line.exemption)}</cac:Item>"
        f"<cac:Price><cbc:PriceAmount{currency}>{plain_decimal(line.price)}</cbc:PriceAmount></cac:Price>"
    )


def _classification(code: str) -> str:
    """УКТ ЗЕД extends the Harmonised System; ДКПП is in no list of UNTDID 7143 (BR-CL-13)."""
    scheme = "HS" if is_uktzed(code) else "ZZZ"
    return _group("CommodityClassification", _leaf("ItemClassificationCode", code, f' listID="{scheme}"'))


def _ground(exemption: str) -> str:
    if not exemption:
        return ""
    return _group("AdditionalItemProperty", _leaf("Name", terms.GROUND), _leaf("Value", exemption))


def _amount(name: str, amount: Money, currency: str) -> str:
    return f"<cbc:{name}{currency}>{amount.plain()}</cbc:{name}>"


def _leaf(name: str, text: str, attribute: str = "") -> str:
    """An element with ``text``; nothing if there is none."""
    return f"<cbc:{name}{attribute}>{text.translate(_ESCAPES)}</cbc:{name}>" if text else ""


def _group(name: str, *parts: str) -> str:
    """An element around ``parts``; nothing if all of them are nothing."""
    body = "".join(parts)
    return f"<cac:{name}>{body}</cac:{name}>" if body else ""
