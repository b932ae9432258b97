"""How Ukrainian terms are said in UBL 2.1, read by the writer and the reader alike.

EN 16931 has no word for some of what Ukrainian law asks. Said so that a foreign reader
still understands it and the official rules find nothing to object to:

- codes of parties stand in BT-30 and BT-47 without a scheme: none is registered for Ukraine;
- a VAT number has the prefix UA (BR-CO-09);
- a seller who is no VAT payer is exempt at 0 % and gives its code as BT-32 (BR-E-02);
- the ground of an exemption stands on the line as a property (BT-160), all grounds
  together as BT-120, since the breakdown has one row for all that is exempt (BR-E-01);
- place, bank and who answers for the operation are notes (BT-22) with the subject code REG;
- so is the name of the document (Law 996-XIV art. 9(2)) where it is not a рахунок на оплату: BT-3
  does not tell that from a рахунок-фактура;
- so is the account of who issues a credit note: nobody pays to it by that.
"""

from kasssa.core.document.kinds import KINDS, Form, about
from kasssa.core.document.model import Document, Kind
from kasssa.core.tax import Vat

INVOICE = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
CREDIT_NOTE = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"
CAC = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
CBC = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"

# BT-151 and BT-152. Of the two that are «E», a line with a ground is exempt by law.
CATEGORIES = {
    Vat.GENERAL: ("S", "20"),
    Vat.AGRARIAN: ("S", "14"),
    Vat.REDUCED: ("S", "7"),
    Vat.ZERO: ("Z", "0"),
    Vat.EXEMPT: ("E", "0"),
    Vat.NOT_PAYER: ("E", "0"),
}
KIND_NAMES = {row.uk.title: kind for kind, row in KINDS.items() if row.type_code}
NOT_PAYER = "Не є платником ПДВ"
GROUND = "Підстава звільнення від ПДВ"
NO_DUE_DATE = "Строк оплати в рахунку не встановлено"  # BR-CO-25 wants a date or terms
FREE_NOTE, LAW_NOTE = "#AAI#", "#REG#"  # BT-21, UNTDID 4451: general and regulatory information

NAME = "Назва документа"
PLACE = "Місце складання"
SELLER, BUYER = "Продавець", "Покупець"
ACCOUNT, BANK, SIGNATORY, POSITION = "рахунок", "банк", "відповідальна особа", "посада"


def notes_of(document: Document) -> dict[str, str]:
    """Return the notes that the law asks for, by their labels; those without text too."""
    seller, buyer, row = document.seller, document.buyer, about(document.kind)
    return {
        NAME: row.uk.title if document.kind is not Kind.INVOICE else "",
        PLACE: document.place,
        f"{SELLER}, {ACCOUNT}": seller.iban if row.form is Form.CREDIT_NOTE else "",
        f"{SELLER}, {BANK}": seller.bank,
        f"{SELLER}, {POSITION}": seller.position,
        f"{SELLER}, {SIGNATORY}": seller.signatory,
        f"{BUYER}, {ACCOUNT}": buyer.iban,
        f"{BUYER}, {BANK}": buyer.bank,
        f"{BUYER}, {POSITION}": buyer.position,
        f"{BUYER}, {SIGNATORY}": buyer.signatory,
    }


def kind_of(type_code: str, name: str) -> Kind:
    """Return the kind of a document of type ``type_code`` (BT-3) whose note calls it ``name``.

    Raises:
        KeyError: none of ours has both.
    """
    kind = KIND_NAMES[name] if name else Kind.INVOICE
    if about(kind).type_code != type_code:
        raise KeyError(type_code)
    return kind
