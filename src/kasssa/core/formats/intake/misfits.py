"""What a document of ours has no place for: the business term, what the file says, and what to do."""

from dataclasses import dataclass

_BY_HAND = "Випишіть документ вручну; файл лишається збереженим тут."
_BY_HAND_EN = "Write the document by hand; the file stays kept here."

# Codes are permanent: add rows, never reuse a code.
TEXTS: dict[str, tuple[str, str]] = {
    "KSA-IMP-01": (
        f"Вид документа — {{value}}, а чернеткою тут стає лише рахунок (380). {_BY_HAND}",
        f"The kind of the document is {{value}}, and only an invoice (380) becomes a draft. {_BY_HAND_EN}",
    ),
    "KSA-IMP-02": (
        "Валюта — {value}, а документи тут у гривнях. Перерахуйте суми за курсом і випишіть рахунок у UAH.",
        "The currency is {value}, and documents here are in hryvnias. Convert the sums and invoice in UAH.",
    ),
    "KSA-IMP-03": (
        "Є знижка чи надбавка на весь документ ({value}). Врахуйте її в цінах і випишіть рахунок вручну.",
        "There is an allowance or charge on the whole ({value}). Put it into the prices; invoice by hand.",
    ),
    "KSA-IMP-04": (
        "У рядку є знижка чи надбавка ({value}). Попросіть файл із цінами після знижки або випишіть вручну.",
        "The line has an allowance or a charge ({value}). Ask for prices after it, or invoice by hand.",
    ),
    "KSA-IMP-05": (
        "Частину вже сплачено ({value}). Передплату тут не віднімають: випишіть рахунок на решту вручну.",
        "Part is paid already ({value}). Prepayment is not deducted here: invoice the rest by hand.",
    ),
    "KSA-IMP-06": (
        "Суму до сплати округлено на {value}. Округлення тут немає: випишіть рахунок без нього.",
        "The amount due is rounded by {value}. There is no rounding here: invoice without it.",
    ),
    "KSA-IMP-07": (
        "Гроші отримує не продавець, а {value}. Такого отримувача документ не має. " + _BY_HAND,
        "Not the seller but {value} is paid. A document here has no such payee. " + _BY_HAND_EN,
    ),
    "KSA-IMP-08": (
        "ПДВ рядка — {value}: такої категорії чи ставки в Україні немає (20, 14, 7, 0 % або звільнено).",
        "VAT of the line is {value}: Ukraine has no such category or rate (20, 14, 7, 0 % or exempt).",
    ),
    "KSA-IMP-09": (
        "Одиниця виміру {value} тут невідома. Замініть її у файлі на відому: H87, KGM, HUR…",
        "The unit {value} is not known here. Put a known one into the file: H87, KGM, HUR…",
    ),
    "KSA-IMP-10": (
        "Ціна — за {value} одиниць, і за одну вона не виходить рівною. Вкажіть у файлі ціну за одиницю.",
        "The price is for {value} units and does not divide evenly. Give the price for one in the file.",
    ),
    "KSA-IMP-11": (
        "Це не число: {value}. Виправте файл і надішліть ще раз.",
        "This is not a number: {value}. Correct the file and send it again.",
    ),
    "KSA-IMP-12": (
        "За рядками виходить {ours} грн, а у файлі {value}. Суми мають збігатися: перевірте ціни й ПДВ.",
        "The lines come to {ours} UAH, and the file says {value}. Check prices and VAT: they must agree.",
    ),
    "KSA-IMP-13": (
        "У файлі немає жодного рядка товарів чи послуг. Попросіть файл із рядками.",
        "The file has no line of goods or services. Ask for one that has.",
    ),
    "KSA-IMP-14": (
        "У файлі понад {value} рядків. Поділіть рахунок на кілька.",
        "The file has over {value} lines. Split the invoice.",
    ),
}


@dataclass(frozen=True, slots=True)
class Misfit:
    """One thing that keeps a file from becoming a draft: ``term`` is its BT or BG of EN 16931."""

    code: str
    term: str
    path: str
    params: tuple[tuple[str, str], ...] = ()

    def text(self, language: str) -> str:
        """Return what does not fit and what to do, in English for ``en…`` and in Ukrainian otherwise."""
        ukrainian, english = TEXTS[self.code]
        return (english if language.startswith("en") else ukrainian).format(**dict(self.params))


def misfit(number: str, term: str, path: str, value: object = "", **params: str) -> Misfit:
    """Return a misfit; ``number`` is that of its code.

    >>> misfit("02", "BT-5", "currency", "EUR").text("en")[:23]
    'The currency is EUR, an'
    """
    return Misfit(f"KSA-IMP-{number}", term, path, (("value", str(value)[:80]), *params.items()))
