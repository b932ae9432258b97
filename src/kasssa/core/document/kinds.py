"""What each kind of document is: its words, its codes, its form of bytes and what may follow from it.

One row a kind. Everything that differs between kinds asks this table, so a new kind is one row here.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from kasssa.core.document.model import Kind

Language = Literal["uk", "en"]


class Form(StrEnum):
    """The format in which the bytes of a document are fixed, and signed."""

    INVOICE = "ubl-invoice"  # UBL 2.1 Invoice, EN 16931
    CREDIT_NOTE = "ubl-creditnote"  # UBL 2.1 CreditNote, EN 16931
    COMDOC = "comdoc"  # «ЕлектроннийДокумент» of the Ukrainian networks


@dataclass(frozen=True, slots=True)
class Sides:
    """What the two parties are called, and where each of them signs or answers."""

    seller: str
    buyer: str
    for_seller: str
    for_buyer: str
    by_buyer: str


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a kind in one language."""

    title: str  # the name of the document: Law 996-XIV art. 9(2)
    sides: Sides
    total: str  # what stands beside the last sum
    basis: str  # what the document that it names is to it


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """One kind of document.

    ``series`` begins its numbers where no series is chosen, so that each kind has a gapless row of its
    own. ``made_of`` are the kinds from which its seller, or where it is not ``priced`` either party, may
    make it. ``priced``: it has lines with sums; else it is a letter. ``corrects``: it must name an invoice
    that it changes (BG-3). ``serviced``: it may state a period of service (BG-14).
    """

    uk: Words
    en: Words
    form: Form
    type_code: str = ""  # BT-3, UNTDID 1001
    comdoc: str = ""  # КодТипуДокументу
    series: str = ""
    payable: bool = False  # due date, payment purpose, NBU QR, the step «paid»
    priced: bool = True
    corrects: bool = False
    serviced: bool = False
    made_of: tuple[Kind, ...] = ()
    preamble_uk: str = ""  # what the parties say by signing, above the lines
    preamble_en: str = ""

    def words(self, language: Language) -> Words:
        """Return its words in ``language``."""
        return self.en if language == "en" else self.uk

    def preamble(self, language: Language) -> str:
        """Return what the parties say by signing it; nothing where the lines say it all."""
        return self.preamble_en if language == "en" else self.preamble_uk


_SALE_UK = Sides("Постачальник", "Покупець", "Від постачальника", "Від покупця", "покупцем")
_SALE_EN = Sides("Seller", "Buyer", "For the seller", "For the buyer", "by the buyer")
_SERVICE_UK = Sides("Виконавець", "Замовник", "Від виконавця", "Від замовника", "замовником")
_SERVICE_EN = Sides("Provider", "Customer", "For the provider", "For the customer", "by the customer")
_GOODS_UK = Sides("Постачальник", "Одержувач", "Від постачальника", "Від одержувача", "одержувачем")
_GOODS_EN = Sides("Seller", "Recipient", "For the seller", "For the recipient", "by the recipient")
_LETTER_UK = Sides("Відправник", "Одержувач", "Від відправника", "Від одержувача", "одержувачем")
_LETTER_EN = Sides("Sender", "Recipient", "For the sender", "For the recipient", "by the recipient")
_DUE_UK, _DUE_EN = "Усього до сплати", "Total due"
_SOLD = (
    Kind.INVOICE,
    Kind.FACTURA,
    Kind.ACT,
    Kind.DELIVERY_NOTE,
    Kind.CREDIT_NOTE,
    Kind.CORRECTION,
)
_INVOICES = (Kind.INVOICE, Kind.FACTURA, Kind.CORRECTION)

KINDS: dict[Kind, About] = {
    Kind.INVOICE: About(
        uk=Words("Рахунок на оплату", _SALE_UK, _DUE_UK, "Підстава"),
        en=Words("Invoice", _SALE_EN, _DUE_EN, "Based on"),
        form=Form.INVOICE,
        type_code="380",
        comdoc="016",
        payable=True,
        serviced=True,
    ),
    Kind.FACTURA: About(
        uk=Words("Рахунок-фактура", _SALE_UK, _DUE_UK, "Підстава"),
        en=Words("Commercial invoice", _SALE_EN, _DUE_EN, "Based on"),
        form=Form.INVOICE,
        type_code="380",
        comdoc="016",
        series="РФ",
        payable=True,
        serviced=True,
    ),
    Kind.ACT: About(
        uk=Words("Акт наданих послуг", _SERVICE_UK, "Усього", "На підставі"),
        en=Words("Service acceptance act", _SERVICE_EN, "Total", "Based on"),
        form=Form.COMDOC,
        comdoc="018",
        series="АКТ",
        serviced=True,
        made_of=_INVOICES,
        preamble_uk="Виконавець надав, а замовник прийняв такі послуги й роботи:",
        preamble_en="The provider has rendered and the customer has accepted these services and works:",
    ),
    Kind.DELIVERY_NOTE: About(
        uk=Words("Видаткова накладна", _GOODS_UK, "Усього", "На підставі"),
        en=Words("Delivery note", _GOODS_EN, "Total", "Based on"),
        form=Form.COMDOC,
        comdoc="006",
        series="ВН",
        made_of=_INVOICES,
        preamble_uk="Постачальник відпустив, а одержувач одержав такі товари:",
        preamble_en="The seller has handed over and the recipient has received these goods:",
    ),
    Kind.CREDIT_NOTE: About(
        uk=Words("Кредит-нота", _SALE_UK, "Усього зменшено", "Зменшує рахунок"),
        en=Words("Credit note", _SALE_EN, "Total credited", "Credits the invoice"),
        form=Form.CREDIT_NOTE,
        type_code="381",
        series="КН",
        corrects=True,
        made_of=_INVOICES,
    ),
    Kind.CORRECTION: About(
        uk=Words("Коригувальний рахунок", _SALE_UK, _DUE_UK, "Замість рахунка"),
        en=Words("Corrected invoice", _SALE_EN, _DUE_EN, "Instead of the invoice"),
        form=Form.INVOICE,
        type_code="384",
        series="КР",
        payable=True,
        corrects=True,
        serviced=True,
        made_of=_INVOICES,
    ),
    Kind.CLAIM: About(
        uk=Words("Претензія", _LETTER_UK, "Сума претензії", "Щодо документа"),
        en=Words("Claim", _LETTER_EN, "Sum claimed", "About the document"),
        form=Form.COMDOC,
        comdoc="030",
        series="ПР",
        priced=False,
        made_of=_SOLD,
    ),
    Kind.ANNULMENT: About(
        uk=Words("Анулювання", _LETTER_UK, "Сума", "Анулює документ"),
        en=Words("Annulment", _LETTER_EN, "Sum", "Annuls the document"),
        form=Form.COMDOC,
        comdoc="019",
        series="АН",
        priced=False,
        made_of=_SOLD,
    ),
    Kind.REFUSAL: About(
        uk=Words("Відмова від підписання", _LETTER_UK, "Сума", "Щодо документа"),
        en=Words("Refusal to sign", _LETTER_EN, "Sum", "About the document"),
        form=Form.COMDOC,
        comdoc="021",
        series="ВД",
        priced=False,
        made_of=_SOLD,
    ),
}


def about(kind: Kind) -> About:
    """Return the row of ``kind``."""
    return KINDS[kind]


def followers(kind: Kind, *, by_seller: bool = True) -> tuple[Kind, ...]:
    """Return what a party may make of a document of ``kind``, in the order of the table.

    >>> [str(kind) for kind in followers(Kind.ACT, by_seller=False)]
    ['claim', 'annulment', 'refusal']
    """
    return tuple(one for one, row in KINDS.items() if kind in row.made_of and (by_seller or not row.priced))
