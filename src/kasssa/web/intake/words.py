"""The words of the interface for formats, for columns of a list, and for what stays behind."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kasssa.core.formats.lists import Field

Label = str | Promise

FORMAT_LABELS: dict[str, Label] = {
    "ubl-invoice": "UBL 2.1",
    "ubl-creditnote": _("UBL 2.1, credit note"),
    "cii": "CII D16B",
    "zugferd1": "ZUGFeRD 1",
    "hybrid": _("PDF with an invoice inside"),
    "gobl": "GOBL",
    "json": _("JSON of kasssa"),
    "comdoc": "COMDOC",
    "declar": _("tax invoice (J12, F12)"),
    "csv": "CSV",
    "xlsx": "XLSX",
}

FIELD_LABELS: dict[Field, Label] = {
    Field.NUMBER: _("Number of the invoice: equal ones are one invoice"),
    Field.ISSUED_ON: _("Date: only looked at, ours is that of issue"),
    Field.BUYER_CODE: _("Code of the buyer"),
    Field.BUYER_NAME: _("Name of the buyer"),
    Field.NAME: _("Goods or service"),
    Field.UNIT: _("Unit of measure"),
    Field.QUANTITY: _("Quantity"),
    Field.PRICE: _("Price without VAT"),
    Field.PRICE_WITH_VAT: _("Price with VAT"),
    Field.NET: _("Sum without VAT: only compared"),
    Field.VAT: _("VAT rate"),
    Field.EXEMPTION: _("Ground of the exemption"),
    Field.CODE: _("УКТ ЗЕД or ДКПП"),
    Field.ARTICLE: _("Article number"),
    Field.DUE_ON: _("Pay by"),
    Field.CONTRACT: _("Contract"),
    Field.ORDER: _("Order"),
    Field.PLACE: _("Place of drawing up"),
    Field.PURPOSE: _("Payment purpose"),
    Field.NOTE: _("Note"),
    Field.SERIES: _("Series of the number"),
}

# What of an invoice a draft has no field for, by its name in the canonical invoice.
LEFT_LABELS: dict[str, Label] = {
    "number": pgettext_lazy("left", "its number: ours follows from our series"),
    "issued_on": pgettext_lazy("left", "its date: ours is the day of issue"),
    "period": pgettext_lazy("left", "the period"),
    "delivery": pgettext_lazy("left", "the delivery"),
    "documents": pgettext_lazy("left", "attached documents"),
    "preceding": pgettext_lazy("left", "references to earlier invoices"),
    "buyer_reference": pgettext_lazy("left", "the buyer’s reference"),
    "project": pgettext_lazy("left", "the project"),
    "sales_order": pgettext_lazy("left", "the sales order"),
    "receipt": pgettext_lazy("left", "the receiving advice"),
    "despatch": pgettext_lazy("left", "the despatch advice"),
    "tender": pgettext_lazy("left", "the tender"),
    "object": pgettext_lazy("left", "the invoiced object"),
    "buyer_account": pgettext_lazy("left", "the buyer’s accounting"),
    "terms": pgettext_lazy("left", "the payment terms in words"),
    "tax_point_on": pgettext_lazy("left", "the date of VAT"),
    "representative": pgettext_lazy("left", "the tax representative"),
}
