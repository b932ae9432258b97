"""Units of measure: UN/ECE Recommendation 20 and 21 codes with their Ukrainian names."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure.

    ``kspovo`` is its code in the State classifier ДК 011-96, or empty: the classifier has
    none (then a tax invoice names the unit and leaves the code out), or it is not
    established here.
    """

    code: str  # BT-130: Rec 20, or X and a Rec 21 package
    short: str  # as printed: «шт»
    name_uk: str
    name_en: str
    kspovo: str = ""


UNITS = (
    Unit("H87", "шт", "штука", "piece", "2009"),
    Unit("E48", "послуга", "послуга", "service"),
    Unit("E51", "робота", "робота", "job"),
    Unit("HUR", "год", "година", "hour"),
    Unit("MIN", "хв", "хвилина", "minute"),
    Unit("DAY", "доба", "доба", "day"),
    Unit("WEE", "тиж", "тиждень", "week"),
    Unit("MON", "міс", "місяць", "month"),
    Unit("QAN", "кварт", "квартал", "quarter"),
    Unit("ANN", "рік", "рік", "year"),
    Unit("GRM", "г", "грам", "gram", "0303"),
    Unit("KGM", "кг", "кілограм", "kilogram", "0301"),
    Unit("TNE", "т", "тонна", "tonne"),
    Unit("MLT", "мл", "мілілітр", "millilitre"),
    Unit("LTR", "л", "літр", "litre", "0138"),
    Unit("MMT", "мм", "міліметр", "millimetre"),
    Unit("CMT", "см", "сантиметр", "centimetre"),
    Unit("MTR", "м", "метр", "metre", "0101"),
    Unit("LM", "пог. м", "погонний метр", "linear metre"),
    Unit("KMT", "км", "кілометр", "kilometre"),
    Unit("TKM", "т·км", "тонно-кілометр", "tonne-kilometre"),
    Unit("MTK", "м²", "квадратний метр", "square metre"),
    Unit("MTQ", "м³", "кубічний метр", "cubic metre"),
    Unit("KWH", "кВт·год", "кіловат-година", "kilowatt hour"),
    Unit("MWH", "МВт·год", "мегават-година", "megawatt hour"),
    Unit("GJ", "ГДж", "гігаджоуль", "gigajoule"),
    Unit("E34", "ГБ", "гігабайт", "gigabyte"),
    Unit("ZP", "стор", "сторінка", "page"),
    Unit("SET", "компл", "комплект", "set", "0671"),
    Unit("PR", "пара", "пара", "pair"),
    Unit("CEN", "100 шт", "сто штук", "hundred pieces", "2012"),
    Unit("MIL", "тис. шт", "тисяча штук", "thousand pieces"),
    Unit("PTN", "порція", "порція", "portion", "3011"),
    Unit("XPK", "упак", "упаковка", "package", "2110"),
    Unit("XPA", "пач", "пачка", "packet", "2112"),
    Unit("XBX", "ящ", "ящик", "box", "2075"),
    Unit("XCT", "кор", "коробка", "carton", "2052"),
    Unit("XRO", "рул", "рулон", "roll", "2116"),
    Unit("XBG", "мішок", "мішок", "bag", "2060"),
    Unit("XBO", "пляшка", "пляшка", "bottle", "2061"),
    Unit("XPX", "палета", "палета", "pallet"),
    Unit("C62", "од", "одиниця", "one", "2431"),
)
BY_CODE = {unit.code: unit for unit in UNITS}
_BY_WORD = {word.casefold(): unit for unit in UNITS for word in (unit.code, unit.short, unit.name_uk)} | {
    "послуги": BY_CODE["E48"],
    "м2": BY_CODE["MTK"],
    "м3": BY_CODE["MTQ"],
    "упаковки": BY_CODE["XPK"],
}


class UnknownUnit(ValueError):
    """The list has no such unit."""


def find_unit(text: str) -> Unit:
    """Return the unit that ``text`` means: a code, a short or a full Ukrainian name, with or without a dot.

    Raises:
        UnknownUnit: none is meant.

    >>> find_unit("Шт.").code
    'H87'
    """
    try:
        return _BY_WORD[text.strip().rstrip(".").casefold()]
    except KeyError:
        raise UnknownUnit(text) from None
