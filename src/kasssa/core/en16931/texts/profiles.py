"""The words of the profiles: Peppol BIS Billing 3 and our own ``ua``. Ukrainian, English."""

TEXTS: dict[str, tuple[str, str]] = {
    "PEPPOL-EN16931-R001": ("Вкажіть бізнес-процес (ProfileID).", "State the business process (ProfileID)."),
    "PEPPOL-EN16931-R002": ("Залиште одну примітку.", "Keep one note."),
    "PEPPOL-EN16931-R003": (
        "Вкажіть посилання покупця або номер замовлення.",
        "State the buyer reference or the order number.",
    ),
    "PEPPOL-EN16931-R004": (
        "Специфікація має починатися з ідентифікатора Peppol BIS Billing 3.0.",
        "The specification must begin with the identifier of Peppol BIS Billing 3.0.",
    ),
    "PEPPOL-EN16931-R005": (
        "Валюта обліку ПДВ має відрізнятися від валюти рахунка; інакше приберіть її.",
        "The VAT accounting currency must differ from the invoice currency; otherwise leave it out.",
    ),
    "PEPPOL-EN16931-R007": (
        "Бізнес-процес має бути вигляду urn:fdc:peppol.eu:2017:poacc:billing:01:1.0.",
        "The business process must be like urn:fdc:peppol.eu:2017:poacc:billing:01:1.0.",
    ),
    "PEPPOL-EN16931-R006": ("Залиште один об’єкт рахунка.", "Keep one invoiced object."),
    "PEPPOL-EN16931-R008": (
        "Елемент {path} порожній. Заповніть його або приберіть.",
        "The element {path} is empty. Fill it in or remove it.",
    ),
    "PEPPOL-EN16931-R100": ("Залиште в рядку один об’єкт.", "Keep one invoiced object on the line."),
    "PEPPOL-EN16931-R101": (
        "У рядку можна посилатися лише на його об’єкт (код типу 130).",
        "A line may refer to its invoiced object only (type code 130).",
    ),
    "PEPPOL-EN16931-F001": (
        "Дата «{value}» записана не так: у UBL це РРРР-ММ-ДД, у CII РРРРММДД з форматом 102.",
        "The date “{value}” is not written right: YYYY-MM-DD in UBL, YYYYMMDD with the format 102 in CII.",
    ),
    **{
        f"PEPPOL-EN16931-CL00{number}": (
            f"Коду «{{value}}» ({ukrainian}) немає у переліку Peppol. Виберіть інший.",
            f"The code “{{value}}” ({english}) is not on the list of Peppol. Choose another.",
        )
        for number, ukrainian, english in (
            (1, "тип вкладення", "kind of attachment"),
            (2, "причина знижки", "reason of an allowance"),
            (3, "причина надбавки", "reason of a charge"),
            (6, "дата податку", "tax point"),
            (7, "валюта", "currency"),
            (8, "схема адреси", "scheme of an address"),
        )
    },
    "PEPPOL-EN16931-R010": ("Вкажіть електронну адресу покупця.", "State the buyer's electronic address."),
    "PEPPOL-EN16931-R020": ("Вкажіть електронну адресу продавця.", "State the seller's electronic address."),
    "PEPPOL-EN16931-R040": (
        "Сума має дорівнювати базі, помноженій на відсоток.",
        "The amount must be the base times the percentage.",
    ),
    "PEPPOL-EN16931-R041": ("До відсотка вкажіть базу.", "State the base of the percentage."),
    "PEPPOL-EN16931-R042": ("До бази вкажіть відсоток.", "State the percentage of the base."),
    "PEPPOL-EN16931-R043": ("Напишіть true або false.", "Write true or false."),
    "PEPPOL-EN16931-R044": ("На ціну можлива лише знижка.", "A price may have a discount only, no charge."),
    "PEPPOL-EN16931-R046": (
        "Ціна нетто має дорівнювати ціні до знижки мінус знижка.",
        "The net price must be the gross price less the discount.",
    ),
    "PEPPOL-EN16931-R051": (
        "Валюта суми «{value}» відрізняється від валюти рахунка.",
        "The currency of the amount, “{value}”, differs from that of the invoice.",
    ),
    "PEPPOL-EN16931-R053": (
        "Має бути одна загальна сума ПДВ із розбивкою.",
        "There must be one VAT total with a breakdown.",
    ),
    "PEPPOL-EN16931-R054": (
        "Сума ПДВ без розбивки потрібна лише у валюті обліку ПДВ.",
        "A VAT total without a breakdown is for the VAT accounting currency only.",
    ),
    "PEPPOL-EN16931-R055": (
        "Суми ПДВ у двох валютах мають різні знаки.",
        "The two VAT totals differ in sign.",
    ),
    "PEPPOL-EN16931-R061": (
        "Вкажіть номер доручення на списання.",
        "State the reference of the debit mandate.",
    ),
    "PEPPOL-EN16931-R080": ("Залиште одне посилання на проєкт.", "Keep one project reference."),
    "PEPPOL-EN16931-R110": (
        "Період рядка починається раніше за період рахунка.",
        "The period of the line starts before that of the invoice.",
    ),
    "PEPPOL-EN16931-R111": (
        "Період рядка закінчується пізніше за період рахунка.",
        "The period of the line ends after that of the invoice.",
    ),
    "PEPPOL-EN16931-R120": (
        "Сума рядка має дорівнювати кількості, помноженій на ціну, з надбавками і без знижок.",
        "The net amount must be the quantity times the price, with charges and without allowances.",
    ),
    "PEPPOL-EN16931-R121": ("База ціни має бути більшою за нуль.", "The base quantity must be above zero."),
    "PEPPOL-EN16931-R130": (
        "Одиниця бази ціни має збігатися з одиницею кількості.",
        "The unit of the base quantity must be that of the quantity.",
    ),
    "KSU-LINE": (
        "Сума рядка не дорівнює кількості, помноженій на ціну: має бути {expected}.",
        "The net amount is not the quantity times the price: it should be {expected}.",
    ),
    "KSU-BASE": (
        "База не дорівнює сумі рядків цієї ставки: має бути {expected}.",
        "The base is not the sum of the lines of this rate: it should be {expected}.",
    ),
    "KSU-VAT": (
        "ПДВ не збігається до копійки: має бути {expected}.",
        "The VAT is not right to the kopiyka: it should be {expected}.",
    ),
    "KSU-RATE": (
        "Ставки {value} % немає в Податковому кодексі: лише 20, 14, 7 або 0.",
        "The Tax Code has no rate of {value} %: only 20, 14, 7 or 0.",
    ),
    "KSU-CUR": (
        "Між українськими сторонами рахунок виставляється у гривні (UAH).",
        "Between Ukrainian parties an invoice is in hryvnias (UAH).",
    ),
    "KSU-CODE": (
        "Код «{value}» не є ЄДРПОУ чи РНОКПП. Перевірте цифри.",
        "The code “{value}” is no EDRPOU or RNOKPP. Check its digits.",
    ),
    "KSU-IPN": (
        "«{value}»: номер ПДВ має бути UA і 12 цифр ІПН (у фізичних осіб 10 або 9).",
        "“{value}”: the VAT number is UA and the 12 digits of the ІПН (10 or 9 for a person).",
    ),
}
# P0100 to P0112.
PEPPOL_KIND = (
    "Peppol BIS Billing 3 не приймає тут цього типу документа або категорії ПДВ ({rule}).",
    "Peppol BIS Billing 3 does not take this document type or VAT category here ({rule}).",
)
