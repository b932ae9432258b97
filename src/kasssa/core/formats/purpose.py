"""What a payment of an invoice is for, where nobody has said it in words of their own."""

from datetime import date

from kasssa.core.money import Money


def purpose(number: str, issued_on: date | None, tax: Money | None) -> str:
    """Return the sentence that pays the invoice ``number``; a date or VAT that is not known is left out.

    >>> purpose("7", date(2026, 3, 17), Money(50_00))
    'Сплата за рахунком № 7 від 17.03.2026, у т. ч. ПДВ 50,00 грн'
    """
    sentence = f"Сплата за рахунком № {number}"
    if issued_on is not None:
        sentence += f" від {issued_on:%d.%m.%Y}"
    if tax is None:
        return sentence
    return f"{sentence}, у т. ч. ПДВ {tax.uk()} грн" if tax.kopiykas else f"{sentence}, без ПДВ"
