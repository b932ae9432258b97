"""Parties, delivery and payment of a GOBL invoice, in the terms of EN 16931."""

from collections.abc import Iterable

from kasssa.core.formats import canonical, gobl_terms

_EMAIL = "EM"  # the scheme of an electronic address that is one of mail (CEF EAS)
_GREECE = {"GR": "EL"}  # its prefix of VAT numbers
_UNKNOWN_MEANS = "1"  # UNTDID 4461


def first(found: Iterable[str]) -> str | None:
    """Return the first that says something."""
    return next((one for one in found if one), None)


def period(source: gobl_terms.Period | None) -> canonical.Period | None:
    """Return a period, if there is any day in it."""
    if source is None or not (source.start or source.end):
        return None
    return canonical.Period(start=source.start or None, end=source.end or None)


def party(source: gobl_terms.Party | None) -> canonical.Party | None:
    """Return a party: its legal number is an identity of the scope ``legal``."""
    if source is None:
        return None
    legal = [one for one in source.identities if one.scope == "legal" or one.label == "CompanyID"]
    tax = [one.code for one in source.identities if one.scope == "tax"]
    others = [one for one in source.identities if one not in legal and one.scope != "tax" and one.code]
    return canonical.Party(
        name=source.name or None,
        trading_name=source.alias or None,
        ids=tuple(sorted(map(_identifier, others), key=lambda one: one.scheme is not None)),
        legal_id=_identifier(legal[0]) if legal else None,
        vat_number=_vat_number(source.tax_id),
        tax_number=first(tax),
        endpoint=_endpoint(source.inboxes),
        address=next(map(_address, source.addresses), None),
        contact=_contact(source),
    )


def delivery(source: gobl_terms.Delivery | None) -> canonical.Delivery | None:
    """Return where and when it was delivered (BG-13)."""
    if source is None:
        return None
    receiver = source.receiver
    made = canonical.Delivery(
        name=(receiver.name or None) if receiver else None,
        location=next((_identifier(one) for one in source.identities if one.code), None),
        date=source.date or None,
        address=next(map(_address, receiver.addresses), None) if receiver else None,
    )
    return made if made != canonical.Delivery() else None


def payments(source: gobl_terms.Instructions | None) -> tuple[canonical.Payment, ...]:
    """Return the means of payment (BG-16): one for each account, for the syntaxes hold no more in one."""
    if source is None:
        return ()
    means = source.ext.get("untdid-payment-means") or _UNKNOWN_MEANS
    card, debit = source.card, source.direct_debit
    accounts: list[tuple[canonical.Account, ...]] = [
        (canonical.Account(iban=one.iban or one.number or None, name=one.name or None, bank=one.bic or None),)
        for one in source.credit_transfer
    ]
    return tuple(
        canonical.Payment(
            means=means,
            means_text=source.detail or None,
            accounts=account,
            card=_card(card),
            mandate=_mandate(debit),
        )
        for account in accounts or [()]
    )


def _card(source: gobl_terms.Card | None) -> canonical.Card | None:
    if source is None:
        return None
    return canonical.Card(number=f"{source.first6}{source.last4}" or None, holder=source.holder or None)


def _mandate(source: gobl_terms.DirectDebit | None) -> canonical.Mandate | None:
    if source is None:
        return None
    return canonical.Mandate(reference=source.ref or None, payer_account=source.account or None)


def _identifier(source: gobl_terms.Doc) -> canonical.Identifier:
    scheme = source.ext.get("iso-scheme-id") or (source.label if source.label.isdecimal() else "")
    return canonical.Identifier(value=source.code, scheme=scheme or None)


def _vat_number(source: gobl_terms.TaxId | None) -> str | None:
    if source is None or not source.code:
        return None
    return f"{_GREECE.get(source.country, source.country)}{source.code}"


def _endpoint(inboxes: Iterable[gobl_terms.Inbox]) -> canonical.Identifier | None:
    for one in inboxes:
        if one.code and one.scheme:
            return canonical.Identifier(value=one.code, scheme=one.scheme)
        if one.email:
            return canonical.Identifier(value=one.email, scheme=_EMAIL)
    return None


def _address(source: gobl_terms.Address) -> canonical.Address:
    return canonical.Address(
        line_1=" ".join(filter(None, (source.street, source.num))) or None,
        line_2=source.street_extra or None,
        city=source.locality or None,
        post_code=source.code or None,
        region=source.region or None,
        country=source.country or None,
    )


def _contact(source: gobl_terms.Party) -> canonical.Contact | None:
    person = source.people[0] if source.people else gobl_terms.Person()
    name = " ".join(filter(None, (person.name.given, person.name.surname))) if person.name else ""
    made = canonical.Contact(
        name=name or None,
        telephone=first(one.num for one in (*person.telephones, *source.telephones)),
        email=first(one.addr for one in (*person.emails, *source.emails)),
    )
    return made if made != canonical.Contact() else None
