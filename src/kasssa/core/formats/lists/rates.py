"""VAT rates as people write them in lists: «20», «20 %», «0,2», «Без ПДВ», «Звільнено»."""

from kasssa.core.tax import Vat

_RATES = {
    "20": Vat.GENERAL,
    "0.2": Vat.GENERAL,  # a percentage, as spreadsheets keep it
    "14": Vat.AGRARIAN,
    "0.14": Vat.AGRARIAN,
    "7": Vat.REDUCED,
    "0.07": Vat.REDUCED,
    "0": Vat.ZERO,
    "звільнено": Vat.EXEMPT,
    "пільга": Vat.EXEMPT,
    "exempt": Vat.EXEMPT,
}
_NONE = ("без пдв", "безпдв", "неплатник", "не платник пдв", "without vat", "no vat", "not_payer", "-", "—")


class UnknownRate(ValueError):
    """The text states no rate of VAT."""


def parse_rate(text: str, *, seller_pays_vat: bool) -> Vat:
    """Return the rate that ``text`` means; «Без ПДВ» of a payer means that it is exempt.

    Raises:
        UnknownRate: none is meant.

    >>> parse_rate("20,00 %", seller_pays_vat=True)
    <Vat.GENERAL: '20'>
    """
    plain = " ".join(text.casefold().replace(",", ".").replace("%", " ").replace("пдв ", "").split())
    if plain in _NONE:
        return Vat.EXEMPT if seller_pays_vat else Vat.NOT_PAYER
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".") or "0"
    try:
        return _RATES[plain]
    except KeyError:
        raise UnknownRate(text) from None
