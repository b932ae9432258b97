"""The words on the paper of a semantic invoice, Ukrainian and English."""

from kasssa.core.words import Language

_WORDS: dict[str, tuple[str, str]] = {
    "invoice": ("Рахунок-фактура", "Invoice"),
    "credit_note": ("Кредит-нота", "Credit note"),
    "correction": ("Коригувальний рахунок", "Corrected invoice"),
    "prepayment": ("Рахунок на попередню оплату", "Prepayment invoice"),
    "proforma": ("Рахунок-проформа", "Pro forma invoice"),
    "self_billed": ("Рахунок, складений покупцем", "Self-billed invoice"),
    "dated": ("від {day}", "dated {day}"),
    "to_pay": ("До сплати", "Amount due"),
    "to_credit": ("До повернення", "Amount credited"),
    "until": ("до {day}", "by {day}"),
    "seller": ("Постачальник", "Seller"),
    "buyer": ("Покупець", "Buyer"),
    "payee": ("Отримувач коштів", "Payee"),
    "representative": ("Податковий представник", "Tax representative"),
    "delivery": ("Доставка", "Delivery"),
    "payment": ("Оплата", "Payment"),
    "trading_name": ("Торгова назва", "Trading name"),
    "legal_id": ("Реєстр. №", "Reg. no."),
    "id": ("Код", "ID"),
    "vat_number": ("Платник ПДВ", "VAT no."),
    "tax_number": ("Податк. №", "Tax no."),
    "legal_form": ("Форма", "Legal form"),
    "address": ("Адреса", "Address"),
    "endpoint": ("Ел. адреса", "E-address"),
    "contact": ("Контакт", "Contact"),
    "buyer_reference": ("Посилання покупця", "Buyer reference"),
    "contract": ("Договір", "Contract"),
    "order": ("Замовлення", "Order"),
    "sales_order": ("Замовлення продавця", "Sales order"),
    "project": ("Проєкт", "Project"),
    "tender": ("Тендер", "Tender"),
    "despatch": ("Відвантаження", "Despatch advice"),
    "receipt": ("Приймання", "Receiving advice"),
    "object": ("Об’єкт", "Invoiced object"),
    "buyer_account": ("Облік покупця", "Buyer accounting"),
    "preceding": ("До рахунка", "Refers to"),
    "period": ("Період", "Period"),
    "due_on": ("Строк оплати", "Due date"),
    "tax_point_on": ("Дата ПДВ", "Tax point"),
    "delivered_on": ("Дата", "Date"),
    "place": ("Місце", "Place"),
    "item": ("Товар, робота, послуга", "Goods, work or service"),
    "quantity": ("К-сть", "Qty"),
    "unit": ("Од.", "Unit"),
    "price": ("Ціна без ПДВ", "Price ex VAT"),
    "vat": ("ПДВ", "VAT"),
    "sum": ("Сума без ПДВ", "Amount ex VAT"),
    "per": ("за {base}", "per {base}"),
    "seller_item": ("арт.", "item"),
    "buyer_item": ("код покупця", "buyer’s item"),
    "standard_item": ("код", "code"),
    "origin": ("походження", "origin"),
    "order_line": ("рядок замовлення", "order line"),
    "gross_price": ("ціна {gross}, знижка {discount}", "price {gross}, discount {discount}"),
    "allowance": ("Знижка", "Allowance"),
    "charge": ("Надбавка", "Charge"),
    "lines": ("Сума рядків", "Sum of lines"),
    "without_vat": ("Разом без ПДВ", "Total without VAT"),
    "tax_on": ("ПДВ {rate} % від {base}", "VAT {rate} % of {base}"),
    "untaxed": ("{category}: {base} без ПДВ", "{category}: {base} without VAT"),
    "tax_total": ("ПДВ", "VAT"),
    "tax_total_in": ("ПДВ у валюті обліку", "VAT in the accounting currency"),
    "with_vat": ("Разом з ПДВ", "Total with VAT"),
    "prepaid": ("Сплачено", "Paid"),
    "rounding": ("Заокруглення", "Rounding"),
    "means": ("Спосіб", "Means"),
    "iban": ("Рахунок", "Account"),
    "bank": ("Банк", "Bank"),
    "holder": ("Власник", "Holder"),
    "card": ("Картка", "Card"),
    "mandate": ("Мандат", "Mandate"),
    "payer_account": ("Рахунок платника", "Payer’s account"),
    "creditor": ("Код кредитора", "Creditor ID"),
    "reference": ("Призначення", "Reference"),
    "terms": ("Умови оплати", "Payment terms"),
    "documents": ("Додатки", "Attachments"),
    "footer": ("Візуалізація електронного рахунка, kasssa {moment}", "Visualised by kasssa {moment}"),
    "attached": (
        "Машиночитний рахунок (CII, EN 16931) вкладено в цей файл: factur-x.xml",
        "The machine-readable invoice (CII, EN 16931) is attached to this file: factur-x.xml",
    ),
}
# BT-3: what the most usual kinds of UNTDID 1001 are called.
_TITLES = {
    "381": "credit_note", "261": "credit_note", "396": "credit_note", "384": "correction",
    "386": "prepayment", "325": "proforma", "389": "self_billed",
}  # fmt: skip


def word(key: str, language: Language, **values: str) -> str:
    """Return the words of ``key`` with ``values`` in their places."""
    return _WORDS[key][language == "en"].format(**values)


def due(kind: str | None, language: Language) -> str:
    """Return what the amount due is called: of a credit note it goes the other way."""
    return word("to_credit" if _TITLES.get(kind or "") == "credit_note" else "to_pay", language)


def title(kind: str | None, language: Language) -> str:
    """Return what a document of the kind (BT-3) is called; its code follows where it has no word."""
    known = _TITLES.get(kind or "380")
    name = word(known or "invoice", language)
    return name if known or kind in {None, "380"} else f"{name} ({kind})"
