"""What stands on the paper of a semantic invoice: every text ready to be set, in one language."""

from datetime import date
from decimal import Decimal

from kasssa.core.codes.units import BY_CODE
from kasssa.core.en16931.numbers import number
from kasssa.core.formats import canonical
from kasssa.core.formats.press import Shown
from kasssa.core.formats.semantic_words import due, title, word
from kasssa.core.money import NBSP
from kasssa.core.words import Language, date_in_words

Row = list[str]

_LONG_NAME_CHARACTERS = 800  # a row with a longer name may be torn by the end of a page


def paper(invoice: canonical.Invoice, language: Language) -> dict[str, Shown]:
    """Return the texts of ``invoice`` as the template ``semantic.typ`` takes them."""
    words = _Words(language)
    currency = "₴" if invoice.currency == "UAH" else invoice.currency or ""
    totals = invoice.totals or canonical.Totals()
    delivery = _delivery(invoice, words)
    return {
        "language": language,
        "title": title(invoice.kind, language),
        "number": invoice.number or "",
        "dated": words.say("dated", day=words.day(invoice.issued_on)) if invoice.issued_on else "",
        "to_pay": due(invoice.kind, language),
        "due": words.figure(totals.due),
        "until": words.say("until", day=words.day(invoice.due_on)) if invoice.due_on else "",
        "currency": currency,
        "parties": [
            _party(words, role, party)
            for role, party in (
                ("seller", invoice.seller),
                ("buyer", invoice.buyer),
                ("payee", invoice.payee),
                ("representative", invoice.representative),
            )
            if party is not None
        ]
        + ([delivery] if delivery else []),
        "refs": _refs(invoice, words),
        "heads": [words.say(key) for key in ("item", "unit", "quantity", "price", "vat", "sum")],
        "lines": [_line(line, words) for line in invoice.lines],
        "totals": _totals(invoice, totals, words),
        "payment": _payment(invoice, words),
        "payment_title": words.say("payment"),
        "texts": _texts(invoice, words),
    }


class _Words:
    """The words and the figures of one language."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language

    def say(self, key: str, **values: str) -> str:
        """Return the words of ``key``."""
        return word(key, self.language, **values)

    def day(self, written: str | None) -> str:
        """Return a day in words, or as it was written."""
        try:
            return date_in_words(date.fromisoformat(written or ""), self.language).replace(" ", NBSP)
        except ValueError:
            return written or ""

    def figure(self, written: str | None) -> str:
        """Return a number grouped by threes, or what was written."""
        value = number(written or "").value
        if value is None:
            return written or ""
        sign = "−" if value < 0 else ""
        whole, _, decimals = (written or "").lstrip("+-").partition(".")
        grouped = f"{Decimal(whole or '0'):,}"
        if self.language == "uk":
            return sign + grouped.replace(",", NBSP) + (f",{decimals}" if decimals else "")
        return sign + grouped + (f".{decimals}" if decimals else "")

    def unit(self, code: str | None) -> str:
        """Return the short name of a unit, or its code."""
        known = BY_CODE.get(code or "")
        if known is None:
            return code or ""
        return known.short if self.language == "uk" else known.name_en

    def rows(self, **values: str | None) -> list[Row]:
        """Return rows of words and values, without those that have no value."""
        return [[self.say(key), value] for key, value in values.items() if value]


def _identifier(source: canonical.Identifier | None) -> str:
    if source is None:
        return ""
    return f"{source.value} ({source.scheme})" if source.scheme else source.value


def _address(source: canonical.Address | None) -> str:
    if source is None:
        return ""
    town = " ".join(filter(None, (source.post_code, source.city)))
    parts = (source.line_1, source.line_2, source.line_3, town, source.region, source.country)
    return ", ".join(filter(None, parts))


def _party(words: _Words, role: str, party: canonical.Party) -> Shown:
    contact = party.contact or canonical.Contact()
    rows = words.rows(
        trading_name=party.trading_name if party.trading_name != party.name else None,
        legal_id=_identifier(party.legal_id),
        vat_number=party.vat_number,
        tax_number=party.tax_number,
        id=", ".join(map(_identifier, party.ids)),
        legal_form=party.legal_form,
        address=_address(party.address),
        contact=" · ".join(filter(None, (contact.name, contact.telephone, contact.email))),
        endpoint=_identifier(party.endpoint),
    )
    return {"role": words.say(role), "name": party.name or party.trading_name or "", "rows": rows}


def _delivery(invoice: canonical.Invoice, words: _Words) -> Shown:
    source = invoice.delivery
    if source is None:
        return False
    rows = words.rows(
        delivered_on=words.day(source.date),
        place=_identifier(source.location),
        address=_address(source.address),
    )
    return {"role": words.say("delivery"), "name": source.name or "", "rows": rows}


def _period(source: canonical.Period | None, words: _Words) -> str:
    return " – ".join(filter(None, (words.day(source.start), words.day(source.end)))) if source else ""


def _refs(invoice: canonical.Invoice, words: _Words) -> list[Row]:
    preceding = [" / ".join(filter(None, (one.id, words.day(one.issued_on)))) for one in invoice.preceding]
    return words.rows(
        buyer_reference=invoice.buyer_reference,
        contract=invoice.contract,
        order=invoice.order,
        sales_order=invoice.sales_order,
        project=invoice.project,
        tender=invoice.tender,
        despatch=invoice.despatch,
        receipt=invoice.receipt,
        object=_identifier(invoice.object),
        buyer_account=invoice.buyer_account,
        preceding=", ".join(preceding),
        period=_period(invoice.period, words),
        tax_point_on=words.day(invoice.tax_point_on),
    )


def _line(line: canonical.Line, words: _Words) -> Shown:
    base = line.price_base
    price = words.figure(line.price)
    if base is not None and base.value not in {"1", ""}:
        per = f"{words.figure(base.value)} {words.unit(base.unit)}".strip()
        price += f" {words.say('per', base=per)}"
    quantity = line.quantity or canonical.Quantity()
    name = line.name or ""
    return {
        "id": line.id or "",
        "name": name,
        "details": _details(line, words),
        "unit": words.unit(quantity.unit),
        "quantity": words.figure(quantity.value),
        "price": price,
        "vat": ", ".join(_tax(tax, words) for tax in line.taxes),
        "sum": words.figure(line.net),
        "long": len(name) + len(line.description or "") > _LONG_NAME_CHARACTERS,
    }


def _tax(tax: canonical.Tax, words: _Words) -> str:
    return f"{words.figure(tax.rate)}{NBSP}%" if tax.rate not in {None, "0"} else tax.category or ""


def _details(line: canonical.Line, words: _Words) -> list[str]:
    """The small print under the name of a line."""
    marks = words.rows(
        seller_item=line.seller_item,
        buyer_item=line.buyer_item,
        standard_item=_identifier(line.standard_item),
        origin=line.origin,
        order_line=line.order_line,
    )
    codes = [f"{key} {value}" for key, value in marks] + [_identifier(one) for one in line.classes]
    gross = ""
    if line.price_discount:
        gross = words.say(
            "gross_price", gross=words.figure(line.gross_price), discount=words.figure(line.price_discount)
        )
    attributes = "; ".join(f"{one.name or ''}: {one.value or ''}" for one in line.attributes)
    changes = [f"{_named(one, words)}: {words.figure(one.amount)}" for one in line.adjustments]
    found = (line.description, " · ".join(codes), attributes, gross, _period(line.period, words), line.note)
    return [*filter(None, found), *changes]


def _named(source: canonical.Adjustment, words: _Words) -> str:
    """What an allowance or a charge is for, and of how much it is how many percent."""
    kind = words.say("charge" if source.charge else "allowance")
    share = f"{words.figure(source.percent)}{NBSP}%" if source.percent else ""
    return " ".join(
        filter(None, (kind, share, f"({source.reason})" if source.reason else source.reason_code))
    )


def _totals(invoice: canonical.Invoice, totals: canonical.Totals, words: _Words) -> list[Row]:
    changes = [
        [_named(one, words), ("" if one.charge else "−") + words.figure(one.amount)]
        for one in invoice.adjustments
    ]
    taxes = [_subtotal(part, words) for part in invoice.breakdown]
    other = [
        [f"{words.say('tax_total_in')}, {total.currency}", words.figure(total.amount)]
        for total in invoice.tax_totals
        if total.currency != invoice.currency
    ]
    sums = [words.figure(one.amount) for one in invoice.tax_totals if one.currency == invoice.currency]
    return [
        *words.rows(lines=words.figure(totals.lines) if changes else None),
        *changes,
        *words.rows(without_vat=words.figure(totals.without_vat)),
        *taxes,
        *words.rows(tax_total=sums[0] if sums and len(taxes) != 1 else None),
        *other,
        *words.rows(
            with_vat=words.figure(totals.with_vat),
            prepaid=words.figure(totals.prepaid) if totals.prepaid != "0.00" else None,
            rounding=words.figure(totals.rounding) if totals.rounding != "0.00" else None,
        ),
    ]


def _subtotal(part: canonical.Subtotal, words: _Words) -> Row:
    tax, base = part.tax or canonical.Tax(), words.figure(part.base)
    if tax.rate in {None, "0"}:
        reason = tax.reason or tax.reason_code or tax.category or ""
        return [words.say("untaxed", category=reason, base=base), words.figure(part.amount)]
    return [words.say("tax_on", rate=words.figure(tax.rate), base=base), words.figure(part.amount)]


def _payment(invoice: canonical.Invoice, words: _Words) -> list[Row]:
    rows: list[Row] = []
    for payment in invoice.payments:
        rows += words.rows(means=" · ".join(filter(None, (payment.means, payment.means_text))))
        for account in payment.accounts:
            rows += words.rows(iban=account.iban, holder=account.name, bank=account.bank)
        if payment.card is not None:
            rows += words.rows(card=payment.card.number, holder=payment.card.holder)
        if payment.mandate is not None:
            rows += words.rows(mandate=payment.mandate.reference, payer_account=payment.mandate.payer_account)
    return rows + words.rows(creditor=invoice.creditor, reference=invoice.reference)


def _texts(invoice: canonical.Invoice, words: _Words) -> list[Row]:
    named = (
        " ".join(filter(None, (one.id, one.description, one.file_name, one.location)))
        for one in invoice.documents
    )
    return [
        *words.rows(terms=invoice.terms),
        *(["", note.text] for note in invoice.notes if note.text),
        *words.rows(documents="; ".join(named)),
    ]
