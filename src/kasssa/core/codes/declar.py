"""Code lists of the tax invoice (Order 1307 of the Ministry of Finance): forms, rates, reasons."""

INVOICE, ADJUSTMENT = "010", "012"  # C_DOC_SUB: податкова накладна, розрахунок коригування
LEGAL, NATURAL = "J12", "F12"  # C_DOC: of a legal entity, of a sole proprietor
NEWEST = "16"  # the version in force since 1 October 2024
ROWS_MAX = 9999

# RXXXXG008. Of the codes that are no percentage, the two noughts differ in why they are nought.
EXPORT, ZERO, EXEMPT = "901", "902", "903"
PERCENTS = {"20": 20, "14": 14, "7": 7, EXPORT: 0, ZERO: 0, EXEMPT: 0}

NO_VAT = "Без ПДВ"
NOT_PAYER_NAME = "Неплатник"
NOT_PAYER_NUMBER = "100000000000"  # Order 1307, clause 12
NOT_PAYER_REASON = "02"
CONVENTIONAL_NUMBERS = {
    "100000000000": "неплатник",
    "200000000000": "оплата праці, невиробниче використання",
    "300000000000": "експорт",
    "400000000000": "зведена накладна",
    "500000000000": "послуги нерезидента",
    "600000000000": "власне або неоподатковуване використання",
}
# HTYPR: why the invoice stays with the seller.
STAYING_REASONS = tuple(f"{number:02}" for number in range(1, 18))
# RXXXXG21: why an adjustment is made.
ADJUSTMENT_REASONS = {
    "101": "Зміна ціни",
    "102": "Зміна кількості",
    "103": "Повернення товару або авансових платежів",
    "104": "Зміна номенклатури",
    "201": "Коригування зведеної накладної (п. 198.5 ПКУ)",
    "202": "Коригування зведеної накладної (п. 199.1 ПКУ)",
    "203": "Коригування зведеної накладної (п. 201.4 ПКУ)",
    "301": "Виправлення помилки",
    "302": "Усунення неоднозначностей",
    "303": "Зменшення обсягу при нульовій кількості",
    "304": "Зменшення кількості при нульовому обсягу",
}
# HKS, HKB: which register the tax number is from.
EDRPOU, DRFO, ASSIGNED, PASSPORT = "1", "2", "3", "4"
