"""UBL DespatchAdvice, as Peppol BIS 3 (transaction T16) has it: what is shipped. Read, checked, written."""

from collections.abc import Iterator
from datetime import date, time
from decimal import Decimal

from msgspec import Struct

from kasssa.core.document.checks import is_uktzed
from kasssa.core.document.model import Document, Line, Party
from kasssa.core.formats.domestic.faults import Found, Notes, found
from kasssa.core.formats.domestic.forms import ISO_DATE, ISO_TIME, QUANTITY
from kasssa.core.formats.domestic.reading import Reading, read_document, survey
from kasssa.core.formats.domestic.tables import UBL, Cell, Nest, Table
from kasssa.core.formats.domestic.writing import ubl_document

FAMILY = "DSP"
CUSTOMIZATION = "urn:fdc:peppol.eu:poacc:trns:despatch_advice:3"
PROFILE = "urn:fdc:peppol.eu:poacc:bis:despatch_advice:3"
ROOT = f"{{{UBL}DespatchAdvice-2}}DespatchAdvice"


class Shipper(Struct, frozen=True, kw_only=True):
    """Who ships, receives, buys or sells."""

    endpoint: str = ""
    endpoint_scheme: str = ""
    code: str = ""
    code_scheme: str = ""
    known_as: str = ""
    street: str = ""
    city: str = ""
    postal_code: str = ""
    region: str = ""
    country: str = ""
    name: str = ""
    contact: str = ""
    phone: str = ""
    email: str = ""


class Goods(Struct, frozen=True, kw_only=True):
    """One line of what is shipped."""

    number: str = ""
    note: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    outstanding: Decimal | None = None  # follows in a later shipment
    outstanding_unit: str = ""
    outstanding_reason: str = ""
    order_line: str = ""
    order: str = ""
    description: str = ""
    name: str = ""
    article: str = ""  # the seller's own number of the goods
    barcode: str = ""
    barcode_scheme: str = ""
    code: str = ""  # УКТ ЗЕД
    code_list: str = ""


class Order(Struct, frozen=True, kw_only=True):
    """The order that is fulfilled."""

    number: str = ""


class Despatch(Struct, frozen=True, kw_only=True):
    """A whole despatch advice."""

    customization: str = ""
    profile: str = ""
    number: str = ""
    issued_on: date | None = None
    issued_at: time | None = None
    note: str = ""
    orders: tuple[Order, ...] = ()
    supplier: Shipper = Shipper()
    consignee: Shipper = Shipper()
    buyer: Shipper | None = None
    seller: Shipper | None = None
    shipment: str = ""
    information: str = ""
    carrier: str = ""
    tracking: str = ""
    arrives_from: date | None = None
    arrives_by: date | None = None
    shipped_on: date | None = None
    shipped_from: str = ""
    lines: tuple[Goods, ...] = ()


_SIDE = (
    Cell("cbc:EndpointID", "endpoint"),
    Cell("cbc:EndpointID/@schemeID", "endpoint_scheme"),
    Cell("cac:PartyIdentification/cbc:ID", "code"),
    Cell("cac:PartyIdentification/cbc:ID/@schemeID", "code_scheme"),
    Cell("cac:PartyName/cbc:Name", "known_as"),
    Cell("cac:PostalAddress/cbc:StreetName", "street"),
    Cell("cac:PostalAddress/cbc:CityName", "city"),
    Cell("cac:PostalAddress/cbc:PostalZone", "postal_code"),
    Cell("cac:PostalAddress/cbc:CountrySubentity", "region"),
    Cell("cac:PostalAddress/cac:Country/cbc:IdentificationCode", "country"),
    Cell("cac:PartyLegalEntity/cbc:RegistrationName", "name"),
    Cell("cac:Contact/cbc:Name", "contact"),
    Cell("cac:Contact/cbc:Telephone", "phone"),
    Cell("cac:Contact/cbc:ElectronicMail", "email"),
)
_ORDER = Table(Order, Cell("cbc:ID", "number"))
_SIDE_TABLE = Table(Shipper, *_SIDE)
_DELIVERY = "cac:Shipment/cac:Delivery"
_GOODS = Table(
    Goods,
    Cell("cbc:ID", "number", required=True),
    Cell("cbc:Note", "note"),
    Cell("cbc:DeliveredQuantity", "quantity", QUANTITY, required=True),
    Cell("cbc:DeliveredQuantity/@unitCode", "unit"),
    Cell("cbc:OutstandingQuantity", "outstanding", QUANTITY),
    Cell("cbc:OutstandingQuantity/@unitCode", "outstanding_unit"),
    Cell("cbc:OutstandingReason", "outstanding_reason"),
    Cell("cac:OrderLineReference/cbc:LineID", "order_line"),
    Cell("cac:OrderLineReference/cac:OrderReference/cbc:ID", "order"),
    Cell("cac:Item/cbc:Description", "description"),
    Cell("cac:Item/cbc:Name", "name", required=True),
    Cell("cac:Item/cac:SellersItemIdentification/cbc:ID", "article"),
    Cell("cac:Item/cac:StandardItemIdentification/cbc:ID", "barcode"),
    Cell("cac:Item/cac:StandardItemIdentification/cbc:ID/@schemeID", "barcode_scheme"),
    Cell("cac:Item/cac:CommodityClassification/cbc:ItemClassificationCode", "code"),
    Cell("cac:Item/cac:CommodityClassification/cbc:ItemClassificationCode/@listID", "code_list"),
)
TABLE = Table(
    Despatch,
    Cell("cbc:CustomizationID", "customization", required=True),
    Cell("cbc:ProfileID", "profile", required=True),
    Cell("cbc:ID", "number", required=True),
    Cell("cbc:IssueDate", "issued_on", ISO_DATE, required=True),
    Cell("cbc:IssueTime", "issued_at", ISO_TIME),
    Cell("cbc:Note", "note"),
    Nest("cac:OrderReference", "orders", _ORDER, many=True),
    Nest("cac:DespatchSupplierParty/cac:Party", "supplier", _SIDE_TABLE),
    Nest("cac:DeliveryCustomerParty/cac:Party", "consignee", _SIDE_TABLE),
    Nest("cac:BuyerCustomerParty/cac:Party", "buyer", _SIDE_TABLE),
    Nest("cac:SellerSupplierParty/cac:Party", "seller", _SIDE_TABLE),
    Cell("cac:Shipment/cbc:ID", "shipment"),
    Cell("cac:Shipment/cbc:Information", "information"),
    Cell("cac:Shipment/cac:Consignment/cac:CarrierParty/cac:PartyName/cbc:Name", "carrier"),
    Cell(f"{_DELIVERY}/cbc:TrackingID", "tracking"),
    Cell(f"{_DELIVERY}/cac:EstimatedDeliveryPeriod/cbc:StartDate", "arrives_from", ISO_DATE),
    Cell(f"{_DELIVERY}/cac:EstimatedDeliveryPeriod/cbc:EndDate", "arrives_by", ISO_DATE),
    Cell(f"{_DELIVERY}/cac:Despatch/cbc:ActualDespatchDate", "shipped_on", ISO_DATE),
    Cell(f"{_DELIVERY}/cac:Despatch/cac:DespatchAddress/cbc:StreetName", "shipped_from"),
    Nest("cac:DespatchLine", "lines", _GOODS, many=True),
)


def read(content: bytes) -> Reading[Despatch]:
    """Return the despatch advice that ``content`` states; what cannot be taken is a finding.

    Raises:
        Unreadable: no XML, or dangerous: ``kasssa.core.en16931.guard`` says when.
        BadFormat: the root is not DespatchAdvice.
    """
    return read_document(content, ROOT, TABLE, FAMILY)


def write(despatch: Despatch) -> bytes:
    """Return ``despatch`` in UTF-8; equal ones give equal bytes.

    Raises:
        ValueError: a text holds a character that XML cannot hold.
    """
    return ubl_document("DespatchAdvice", despatch, TABLE)


def check(despatch: Despatch) -> tuple[Found, ...]:
    """Return what is wrong with ``despatch`` by the rules of T16."""
    notes = Notes(FAMILY)
    survey(despatch, TABLE, notes)
    if not despatch.lines:
        notes.add("10", "DespatchLine")
    for at, goods in enumerate(despatch.lines, start=1):
        notes.extend(_goods(goods, f"DespatchLine[{at}]"))
    return notes.all()


def despatch_of(document: Document, *, shipped_on: date | None = None) -> Despatch:
    """Return a despatch advice of all that ``document`` sells, under its number and date.

    Goods without an article are identified by the number of their line: T16 wants one of
    every item (PEPPOL-T16-R003).
    """
    return Despatch(
        customization=CUSTOMIZATION,
        profile=PROFILE,
        number=document.number,
        issued_on=document.issued_on,
        note=document.note,
        orders=(Order(number=document.order),) if document.order else (),
        supplier=_shipper(document.seller),
        consignee=_shipper(document.buyer),
        shipment=document.number,
        shipped_on=shipped_on,
        lines=tuple(_line(at, line, document.order) for at, line in enumerate(document.lines, start=1)),
    )


def _goods(goods: Goods, path: str) -> Iterator[Found]:
    if not goods.article and not goods.barcode:
        yield found("DSP-11", f"{path}/Item")
    if goods.quantity is not None and goods.quantity < 0:
        yield found("DSP-12", f"{path}/DeliveredQuantity")
    if goods.outstanding and not goods.outstanding_reason:
        yield found("DSP-13", f"{path}/OutstandingReason")


def _shipper(party: Party) -> Shipper:
    return Shipper(
        endpoint=party.email,
        endpoint_scheme="EM" if party.email else "",
        code=party.code,
        street=party.address,
        country="UA",
        name=party.name,
        contact=party.signatory,
        phone=party.phone,
        email=party.email,
    )


def _line(at: int, line: Line, order: str) -> Goods:
    return Goods(
        number=str(at),
        quantity=line.quantity,
        unit=line.unit,
        order_line=str(at),
        order=order,
        name=line.name,
        article=line.article or str(at),
        code=line.code,
        code_list=("HS" if is_uktzed(line.code) else "ZZZ") if line.code else "",
    )
