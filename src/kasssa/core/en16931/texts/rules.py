"""The words of the rules BR and BR-CO, and of our own KSR: Ukrainian, English."""

TEXTS: dict[str, tuple[str, str]] = {
    "BR-01": (
        "Вкажіть ідентифікатор специфікації (CustomizationID): urn:cen.eu:en16931:2017.",
        "State the specification identifier (CustomizationID): urn:cen.eu:en16931:2017.",
    ),
    "BR-02": ("Вкажіть номер рахунка.", "State the invoice number."),
    "BR-03": ("Вкажіть дату рахунка.", "State the invoice issue date."),
    "BR-04": (
        "Вкажіть код типу рахунка, наприклад 380.",
        "State the invoice type code, such as 380.",
    ),
    "BR-05": ("Вкажіть валюту рахунка, наприклад UAH.", "State the invoice currency, such as UAH."),
    "BR-06": ("Вкажіть назву продавця.", "State the name of the seller."),
    "BR-07": ("Вкажіть назву покупця.", "State the name of the buyer."),
    "BR-08": ("Додайте адресу продавця.", "Add the address of the seller."),
    "BR-09": ("Вкажіть код країни в адресі продавця.", "State the country code in the seller's address."),
    "BR-10": ("Додайте адресу покупця.", "Add the address of the buyer."),
    "BR-11": ("Вкажіть код країни в адресі покупця.", "State the country code in the buyer's address."),
    "BR-12": ("Вкажіть суму нетто за рядками.", "State the sum of line net amounts."),
    "BR-13": ("Вкажіть суму без ПДВ.", "State the total amount without VAT."),
    "BR-14": ("Вкажіть суму з ПДВ.", "State the total amount with VAT."),
    "BR-15": ("Вкажіть суму до сплати.", "State the amount due for payment."),
    "BR-16": ("Додайте принаймні один рядок.", "Add at least one line."),
    "BR-17": (
        "Вкажіть назву отримувача платежу, відмінного від продавця; якщо це продавець, приберіть отримувача.",
        "Name a payee that is not the seller; if the payee is the seller, leave the payee out.",
    ),
    "BR-18": ("Вкажіть назву податкового представника.", "State the name of the tax representative."),
    "BR-19": ("Додайте адресу податкового представника.", "Add the address of the tax representative."),
    "BR-20": (
        "Вкажіть код країни в адресі податкового представника.",
        "State the country code in the tax representative's address.",
    ),
    "BR-21": ("Пронумеруйте рядок.", "Give the line an identifier."),
    "BR-22": ("Вкажіть кількість у рядку.", "State the quantity of the line."),
    "BR-23": ("Вкажіть одиницю виміру кількості.", "State the unit of the quantity."),
    "BR-24": ("Вкажіть суму нетто рядка.", "State the net amount of the line."),
    "BR-25": ("Вкажіть назву товару або послуги.", "State the name of the item."),
    "BR-26": ("Вкажіть ціну нетто.", "State the net price of the item."),
    "BR-27": (
        "Ціна нетто має бути числом, не меншим за нуль; для повернення зробіть від’ємною кількість.",
        "The net price must be a number not below zero; to give back, make the quantity negative.",
    ),
    "BR-28": ("Ціна до знижки не може бути від’ємною.", "The gross price must not be negative."),
    "BR-29": (
        "Період рахунка закінчується раніше, ніж починається. Виправте дати.",
        "The invoicing period ends before it starts. Correct the dates.",
    ),
    "BR-30": (
        "Період рядка закінчується раніше, ніж починається. Виправте дати.",
        "The period of the line ends before it starts. Correct the dates.",
    ),
    "BR-31": ("Вкажіть суму знижки на документ.", "State the amount of the document allowance."),
    "BR-32": (
        "Вкажіть категорію ПДВ знижки на документ.",
        "State the VAT category of the document allowance.",
    ),
    "BR-33": ("Вкажіть причину знижки на документ.", "State the reason of the document allowance."),
    "BR-36": ("Вкажіть суму надбавки на документ.", "State the amount of the document charge."),
    "BR-37": (
        "Вкажіть категорію ПДВ надбавки на документ.",
        "State the VAT category of the document charge.",
    ),
    "BR-38": ("Вкажіть причину надбавки на документ.", "State the reason of the document charge."),
    "BR-41": ("Вкажіть суму знижки рядка.", "State the amount of the line allowance."),
    "BR-42": ("Вкажіть причину знижки рядка.", "State the reason of the line allowance."),
    "BR-43": ("Вкажіть суму надбавки рядка.", "State the amount of the line charge."),
    "BR-44": ("Вкажіть причину надбавки рядка.", "State the reason of the line charge."),
    "BR-45": (
        "Вкажіть базу оподаткування для кожної ставки ПДВ.",
        "State the taxable amount of each part of the VAT breakdown.",
    ),
    "BR-46": (
        "Вкажіть суму податку для кожної ставки ПДВ.",
        "State the tax amount of each part of the VAT breakdown.",
    ),
    "BR-47": (
        "Вкажіть категорію ПДВ для кожної частини розбивки.",
        "State the VAT category of each part of the VAT breakdown.",
    ),
    "BR-48": (
        "Вкажіть ставку ПДВ для кожної частини розбивки (крім категорії O).",
        "State the VAT rate of each part of the VAT breakdown (but for category O).",
    ),
    "BR-49": ("Вкажіть код способу оплати.", "State the payment means type code."),
    "BR-50": ("Вкажіть рахунок (IBAN) для переказу.", "State the account (IBAN) for the credit transfer."),
    "BR-51": (
        "Наведіть лише останні 4–6 цифр номера картки, ніколи не повний номер.",
        "State only the last 4 to 6 digits of the card number, never the whole of it.",
    ),
    "BR-52": ("Вкажіть номер супровідного документа.", "State the reference of the supporting document."),
    "BR-53": (
        "Вкажіть загальну суму ПДВ також у валюті обліку податку.",
        "State the total VAT amount in the VAT accounting currency too.",
    ),
    "BR-54": (
        "Характеристика товару потребує і назви, і значення.",
        "An item attribute needs both a name and a value.",
    ),
    "BR-55": ("Вкажіть номер попереднього рахунка.", "State the number of the preceding invoice."),
    "BR-56": (
        "Вкажіть податковий номер (ПДВ) податкового представника.",
        "State the VAT identifier of the tax representative.",
    ),
    "BR-57": ("Вкажіть код країни в адресі доставки.", "State the country code in the delivery address."),
    "BR-61": (
        "Для переказу (коди 30 і 58) вкажіть рахунок одержувача.",
        "For a credit transfer (codes 30 and 58) state the payee's account.",
    ),
    "BR-62": (
        "Вкажіть схему електронної адреси продавця, наприклад EM.",
        "State the scheme of the seller's electronic address, such as EM.",
    ),
    "BR-63": (
        "Вкажіть схему електронної адреси покупця, наприклад EM.",
        "State the scheme of the buyer's electronic address, such as EM.",
    ),
    "BR-64": (
        "Вкажіть схему стандартного коду товару, наприклад 0160 для GTIN.",
        "State the scheme of the item standard identifier, such as 0160 for a GTIN.",
    ),
    "BR-65": (
        "Вкажіть, за яким класифікатором наведено код товару.",
        "State which list the item classification is taken from.",
    ),
    "BR-CO-03": (
        "Залиште або дату податкової точки, або її код, але не обидва.",
        "Keep the VAT point date or its code, not both.",
    ),
    "BR-CO-04": ("Вкажіть категорію ПДВ рядка.", "State the VAT category of the line."),
    "BR-CO-09": (
        "Податковий номер ПДВ «{value}» має починатися кодом країни, наприклад UA.",
        "The VAT identifier “{value}” must begin with a country code, such as UA.",
    ),
    "BR-CO-10": (
        "Сума за рядками не дорівнює їх сумі; має бути {expected}.",
        "The sum of line net amounts is not their sum; it should be {expected}.",
    ),
    "BR-CO-11": (
        "Сума знижок не дорівнює сумі знижок на документ; має бути {expected}.",
        "The sum of allowances is not the sum of the document's allowances; it should be {expected}.",
    ),
    "BR-CO-12": (
        "Сума надбавок не дорівнює сумі надбавок на документ; має бути {expected}.",
        "The sum of charges is not the sum of the document's charges; it should be {expected}.",
    ),
    "BR-CO-13": (
        "Сума без ПДВ має дорівнювати рядкам мінус знижки плюс надбавки: {expected}.",
        "The total without VAT must be the lines less allowances plus charges: {expected}.",
    ),
    "BR-CO-14": (
        "Загальна сума ПДВ має дорівнювати сумі податку за ставками: {expected}.",
        "The total VAT amount must be the sum of the breakdown: {expected}.",
    ),
    "BR-CO-15": (
        "Має бути одна сума ПДВ у валюті рахунка, а сума з ПДВ — дорівнювати сумі без ПДВ плюс ПДВ.",
        "There must be one VAT total in the invoice currency, and the total with VAT must be net plus VAT.",
    ),
    "BR-CO-16": (
        "До сплати має бути сума з ПДВ мінус сплачене плюс заокруглення.",
        "The amount due must be the total with VAT less the paid amount plus the rounding.",
    ),
    "BR-CO-17": (
        "Сума ПДВ не відповідає базі та ставці. Перерахуйте податок.",
        "The VAT amount does not match the base and the rate. Reckon the tax again.",
    ),
    "BR-CO-18": ("Додайте розбивку ПДВ за ставками.", "Add a VAT breakdown."),
    "BR-CO-19": (
        "Вкажіть початок або кінець періоду рахунка.",
        "State the start or the end of the invoicing period.",
    ),
    "BR-CO-20": (
        "Вкажіть початок або кінець періоду рядка.",
        "State the start or the end of the line's period.",
    ),
    "BR-CO-21": (
        "Знижка на документ потребує причини або її коду.",
        "A document allowance needs a reason or its code.",
    ),
    "BR-CO-22": (
        "Надбавка на документ потребує причини або її коду.",
        "A document charge needs a reason or its code.",
    ),
    "BR-CO-23": (
        "Знижка рядка потребує причини або її коду.",
        "A line allowance needs a reason or its code.",
    ),
    "BR-CO-24": ("Надбавка рядка потребує причини або її коду.", "A line charge needs a reason or its code."),
    "BR-CO-26": (
        "Вкажіть, хто продавець: його код, реєстраційний код (ЄДРПОУ) або податковий номер ПДВ.",
        "Say who the seller is: an identifier, a legal registration code or a VAT identifier.",
    ),
    "BR-B-01": (
        "Категорія B (розділена оплата) можлива лише між італійськими сторонами.",
        "Category B (split payment) is for Italian parties only.",
    ),
    "BR-B-02": (
        "Категорії B і S не можуть бути в одному рахунку.",
        "Categories B and S cannot stand in one invoice.",
    ),
    "BR-O-11": (
        "«Не є об’єктом ПДВ» (O) не поєднується з іншими категоріями в розбивці. Розділіть рахунок.",
        "“Not subject to VAT” (O) stands with no other category in the breakdown. Split the invoice.",
    ),
    "BR-O-12": (
        "Рахунок із категорією O не може мати рядків інших категорій. Розділіть рахунок.",
        "An invoice of category O cannot have lines of other categories. Split the invoice.",
    ),
    "BR-O-13": (
        "Рахунок із категорією O не може мати знижок інших категорій.",
        "An invoice of category O cannot have allowances of other categories.",
    ),
    "BR-O-14": (
        "Рахунок із категорією O не може мати надбавок інших категорій.",
        "An invoice of category O cannot have charges of other categories.",
    ),
    "BR-IC-11": (
        "Для постачання в межах Спільноти вкажіть дату доставки або період.",
        "For an intra-community supply state the delivery date or the period.",
    ),
    "BR-IC-12": (
        "Для постачання в межах Спільноти вкажіть країну доставки.",
        "For an intra-community supply state the country of delivery.",
    ),
    "KSR-ONE": (
        "Елемент, що має стояти один раз, повторено. Залиште один.",
        "An element that stands once is repeated. Keep one.",
    ),
    "KSR-NUM": (
        "«{value}» — не десяткове число. Напишіть цифри, а дробову частину — після крапки.",
        "“{value}” is no decimal number. Write digits, with decimals after a point.",
    ),
    "KSR-BOOL": (
        "«{value}»: тут має бути true (надбавка) або false (знижка).",
        "“{value}”: write true (a charge) or false (an allowance).",
    ),
    "KSR-DATE": (
        "Дати періоду «{value}» не існують. Напишіть їх як РРРР-ММ-ДД.",
        "The dates of the period “{value}” do not exist. Write them as YYYY-MM-DD.",
    ),
}
