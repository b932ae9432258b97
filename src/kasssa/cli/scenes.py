"""The invented documents of the demo: who sells what to whom, how long ago, and how far it went."""

from dataclasses import dataclass, field
from typing import Any

from msgspec import structs

from kasssa.cli.cast import DARIIA, OLENA, PETRO, YEVHENIIA, Role
from kasssa.core.document.draft import Draft, DraftLine
from kasssa.core.document.model import Kind
from kasssa.core.lifecycle import State
from kasssa.core.refusals import Reason


@dataclass(frozen=True, slots=True)
class Sequel:
    """A document that is made from that of a scene, the day after it; a letter by the buyer."""

    kind: Kind
    end: State
    text: str = ""  # of a letter
    claimed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One document of the demo."""

    seller: Role
    buyer: Role
    days_ago: int
    end: State
    lines: tuple[DraftLine, ...]
    archived: bool = False
    opened: bool = True
    terms: dict[str, str] = field(default_factory=dict)
    refusal: tuple[Reason, str] | None = None
    kind: Kind = Kind.INVOICE
    sequels: tuple[Sequel, ...] = ()

    def draft(self, due_on: str) -> Draft:
        """Return what the seller types."""
        draft = Draft(kind=self.kind, buyer_code=self.buyer.requisites.code, lines=self.lines, due_on=due_on)
        return structs.replace(draft, **self.terms)


def _line(name: str, unit: str, quantity: str, price: str, vat: str = "20", **more: str) -> DraftLine:
    return DraftLine(name=name, unit=unit, quantity=quantity, price=price, vat=vat, **more)


_MODULE = _line("Розроблення модуля електронного документообігу", "HUR", "42", "1450", code="62.01.11-00.00")
_SERVER = _line("Налаштування серверного середовища та резервного копіювання", "E48", "1", "18500")
_LICENCE = _line("Ліцензія «Щоденник бухгалтера», 12 міс., 5 робочих місць", "H87", "5", "2340,50")
_PAPER = _line("Папір офісний А4, 80 г/м², пачка 500 арк.", "XPA", "24", "187,25", code="4802562000")
_FIRST_AID = _line("Аптечки медичні офісні", "H87", "6", "412,80", "7", code="3006500000")
_TRAINING = _line(
    "Навчання персоналу (вебінар, 3 год)", "E48", "1", "9600", "exempt", exemption="пп. 197.1.2 ПКУ"
)
_CABLE = _line("Кабель UTP кат. 5e, бухта 305 м", "H87", "3", "4310,00", code="8544499500")
_SUPPORT = _line("Супровід інформаційної системи, місяць", "MON", "1", "12000")
_RENT = _line("Оренда нежитлового приміщення, 84 м²", "MON", "1", "36960", code="68.20.12-00.00")
_POWER = _line("Компенсація за електроенергію", "KWH", "1240", "7,25")
_COFFEE = _line("Кава в зернах «Львівська», 1 кг", "KGM", "12", "486,40", code="0901210000")
_FURNITURE = _line("Стіл письмовий 1400×700, дуб", "H87", "4", "6890,00", code="9403309100")
_DELIVERY = _line("Доставка та складання", "E48", "1", "2400")
_WHEAT = _line("Пшениця м’яка 3 класу", "TNE", "22,4", "8650", "14", code="1001990000")
_EXPORT = _line("Розроблення програмного модуля / Software development", "HUR", "42", "65", "0")
_DESIGN = _line("Розроблення фірмового стилю", "E48", "1", "24000", "")
_PHOTO = _line("Предметна фотозйомка, 40 кадрів", "E48", "1", "7200", "")
_TEXTS = _line("Переклад технічної документації (англ. → укр.)", "ZP", "38", "320", "")
_LAYOUT = _line("Верстка каталогу, 24 сторінки", "ZP", "24", "450", "")

_CONTRACT_IT = {"contract": "№ 18-П від 12.01.2026", "place": "м. Київ", "series": "КС"}
_CONTRACT_EXPORT = _CONTRACT_IT | {"contract": "№ EX-3 від 05.02.2026", "currency": "EUR"}
_BY_KIND = _CONTRACT_IT | {"series": ""}
_CONTRACT_RENT = {"contract": "оренди № 7 від 01.02.2026", "place": "м. Львів", "series": "ОР"}
_CONTRACT_FOP = {"contract": "№ 4/2026 від 03.03.2026", "place": "м. Харків", "series": "Ґ"}

_WRONG_PRICE = (Reason.PRICES, "У договорі ціна ліцензії 2 240,50 грн. Просимо виставити рахунок наново.")
_WRONG_QUANTITY = (Reason.QUANTITY, "Отримали 10 кг, а не 12. Акт про нестачу додали до накладної.")
_NOT_OURS = (Reason.NOT_RECOGNISED, "Такого перекладу не замовляли, перевірте, будь ласка, номер договору.")

_CLAIM = Sequel(
    Kind.CLAIM,
    State.DELIVERED,
    "У двох упаковках кава прострочена. Просимо повернути їхню вартість упродовж десяти днів.",
    "1167,36",
)
_REFUSAL = Sequel(Kind.REFUSAL, State.ACCEPTED, "Послуг за цим рахунком не замовляли, тож не підписуємо.")
_SIGNED_ACT = Sequel(Kind.ACT, State.ACCEPTED)
_SENT_ACT = Sequel(Kind.ACT, State.DELIVERED)
_SIGNED_NOTE = Sequel(Kind.DELIVERY_NOTE, State.ACCEPTED)
_SENT_NOTE = Sequel(Kind.DELIVERY_NOTE, State.DELIVERED)


def _scene(seller: Role, buyer: Role, days_ago: int, end: State, *lines: DraftLine, **more: Any) -> Scene:
    """A scene under the contract of its seller; ``more`` are other fields of it."""
    terms = _CONTRACT_IT if seller is OLENA else _CONTRACT_RENT if seller is PETRO else _CONTRACT_FOP
    return Scene(
        seller=seller, buyer=buyer, days_ago=days_ago, end=end, lines=lines, **{"terms": terms, **more}
    )


SCENES = (
    _scene(OLENA, PETRO, 55, State.PAID, _MODULE, _SERVER, archived=True, sequels=(_SIGNED_ACT,)),
    _scene(PETRO, OLENA, 54, State.PAID, _RENT, archived=True),
    _scene(YEVHENIIA, OLENA, 52, State.PAID, _DESIGN, archived=True),
    _scene(OLENA, YEVHENIIA, 50, State.PAID, _LICENCE),
    _scene(OLENA, PETRO, 47, State.REJECTED, _LICENCE, refusal=_WRONG_PRICE),
    _scene(OLENA, PETRO, 46, State.PAID, _LICENCE, _PAPER),
    _scene(PETRO, YEVHENIIA, 44, State.PAID, _FURNITURE, _DELIVERY, sequels=(_SIGNED_NOTE,)),
    _scene(YEVHENIIA, PETRO, 41, State.ACCEPTED, _PHOTO),
    _scene(OLENA, PETRO, 39, State.ACCEPTED, _MODULE, _SERVER, _LICENCE, _PAPER, _TRAINING, _FIRST_AID),
    _scene(
        PETRO,
        OLENA,
        36,
        State.REJECTED,
        _COFFEE,
        refusal=_WRONG_QUANTITY,
        archived=True,
        sequels=(Sequel(Kind.CORRECTION, State.ACCEPTED),),
    ),
    _scene(PETRO, OLENA, 34, State.PAID, _COFFEE, sequels=(_SIGNED_NOTE, _CLAIM)),
    _scene(YEVHENIIA, OLENA, 33, State.REJECTED, _TEXTS, refusal=_NOT_OURS, sequels=(_REFUSAL,)),
    _scene(OLENA, YEVHENIIA, 31, State.DELIVERED, _SUPPORT),
    _scene(
        OLENA,
        PETRO,
        29,
        State.PAID,
        _CABLE,
        _SERVER,
        kind=Kind.FACTURA,
        terms=_BY_KIND,
        sequels=(_SENT_NOTE,),
    ),
    _scene(PETRO, OLENA, 27, State.ACCEPTED, _RENT, _POWER),
    _scene(YEVHENIIA, PETRO, 25, State.PAID, _LAYOUT, _TEXTS),
    _scene(PETRO, YEVHENIIA, 23, State.DELIVERED, _FURNITURE),
    _scene(OLENA, PETRO, 21, State.DELIVERED, _WHEAT),
    _scene(OLENA, PETRO, 18, State.ACCEPTED, _SUPPORT, sequels=(_SENT_ACT,)),
    _scene(YEVHENIIA, OLENA, 16, State.ACCEPTED, _TEXTS, sequels=(_SIGNED_ACT,)),
    _scene(
        PETRO,
        OLENA,
        13,
        State.DELIVERED,
        _COFFEE,
        _DELIVERY,
        sequels=(Sequel(Kind.CREDIT_NOTE, State.DELIVERED),),
    ),
    _scene(OLENA, YEVHENIIA, 11, State.ACCEPTED, _LICENCE),
    _scene(YEVHENIIA, OLENA, 8, State.DELIVERED, _PHOTO, opened=False),
    _scene(PETRO, OLENA, 6, State.DELIVERED, _RENT, opened=False),
    _scene(OLENA, PETRO, 5, State.DELIVERED, _MODULE, _TRAINING, opened=False),
    _scene(OLENA, DARIIA, 7, State.SENT, _LICENCE, _SUPPORT),
    _scene(OLENA, YEVHENIIA, 4, State.SIGNED, _PAPER),
    _scene(PETRO, YEVHENIIA, 3, State.SIGNED, _POWER),
    _scene(OLENA, PETRO, 2, State.ISSUED, _CABLE, _DELIVERY),
    _scene(YEVHENIIA, PETRO, 1, State.ISSUED, _LAYOUT),
    _scene(OLENA, PETRO, 3, State.DELIVERED, _EXPORT, terms=_CONTRACT_EXPORT),
    _scene(OLENA, PETRO, 1, State.DRAFT, _SUPPORT, _SERVER),
    _scene(PETRO, OLENA, 1, State.DRAFT, _FURNITURE),
)
