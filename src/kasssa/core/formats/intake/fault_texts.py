"""The words of every misfit, Ukrainian and English."""

_BY_HAND = "Випишіть документ вручну; файл лишається збереженим тут."
_BY_HAND_EN = "Write the document by hand; the file stays kept here."

# Codes are permanent: add rows, never reuse a code.
TEXTS: dict[str, tuple[str, str]] = {
    "KSA-IMP-01": (
        f"Вид документа — {{value}}, а чернеткою стає рахунок (380), кредит-нота чи коригування. {_BY_HAND}",
        f"The kind is {{value}}; only invoice (380), credit note, correction become drafts. {_BY_HAND_EN}",
    ),
    "KSA-IMP-02": (
        "Валюта — {value}, а документи тут у UAH, EUR чи USD. Перерахуйте суми за курсом і випишіть вручну.",
        "The currency is {value}; documents here are in UAH, EUR or USD. Convert the sums; invoice by hand.",
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
        "Сплачено наперед менше за нуль ({value}). Попросіть виправлений файл або випишіть документ вручну.",
        "Prepayment is less than nothing ({value}). Ask for a corrected file, or write the document by hand.",
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
