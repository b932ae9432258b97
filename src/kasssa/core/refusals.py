"""Why a document may be rejected: the reason codes of Peppol Invoice Response (OPStatusReason)."""

from enum import StrEnum


class Reason(StrEnum):
    """The code list OPStatusReason of Peppol BIS Invoice Response 3; values go onto the wire."""

    REFERENCES = "REF"
    LEGAL = "LEG"
    RECIPIENT = "REC"
    QUALITY = "QUA"
    DELIVERY = "DEL"
    PRICES = "PRI"
    QUANTITY = "QTY"
    ITEMS = "ITM"
    PAYMENT_TERMS = "PAY"
    NOT_RECOGNISED = "UNR"
    BANK_DETAILS = "FIN"
    PAID_ALREADY = "PPD"
    OTHER = "OTH"
