"""Files from elsewhere, as the tests receive them."""

from datetime import date
from decimal import Decimal

from msgspec import structs

from kasssa.core.document.model import Document, Kind, Line, Party
from kasssa.core.formats import ubl
from kasssa.core.parties import Scheme
from kasssa.core.tax import Vat
from tests.cast import Someone

HEADINGS = "Номер рахунку;ЄДРПОУ покупця;Замовник;Номенклатура;Од. вим.;К-сть;Ціна, грн;ПДВ, %"


def invoice(seller: Someone, buyer_code: str = "43629432", **more: object) -> bytes:
    """An invoice of ``seller`` as another program writes it, in UBL, for a buyer whom nobody knows here."""
    own = seller.role.requisites
    document = Document(
        kind=Kind.INVOICE,
        number="Р-77",
        issued_on=date(2026, 11, 3),
        seller=Party(
            scheme=Scheme.EDRPOU,
            code=own.code,
            name=own.name,
            address=own.address,
            vat_number=own.vat_number,
            iban=own.iban,
        ),
        buyer=Party(scheme=Scheme.EDRPOU, code=buyer_code, name="ТОВ «Зерно»", address="м. Київ"),
        lines=(
            Line(name="Хліб", unit="H87", quantity=Decimal(40), price=Decimal(20), vat=Vat.GENERAL),
            Line(name="Доставка", unit="E48", quantity=Decimal(1), price=Decimal(200), vat=Vat.REDUCED),
        ),
        contract="17",
        place="м. Дніпро",
        note="Дякуємо",
    )
    return ubl.write(structs.replace(document, **more))


def list_of(*rows: str) -> bytes:
    """A list in CSV with the usual headings."""
    return "\r\n".join((HEADINGS, *rows)).encode()


def many(count: int) -> bytes:
    """A list of ``count`` invoices of one line each."""
    return list_of(*(f"Р-{at};43629432;ТОВ «Зерно»;Хліб;шт;2;{at},50;20" for at in range(1, count + 1)))
