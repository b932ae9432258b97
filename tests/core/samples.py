"""Documents for tests: a few with names, and strategies for every valid one."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st
from msgspec.structs import replace

from kasssa.core.codes.units import UNITS
from kasssa.core.document.kinds import Form, about
from kasssa.core.document.model import Currency, Document, Kind, Letter, Line, Party, Period, Reference
from kasssa.core.document.totals import calculate
from kasssa.core.money import ZERO, Money
from kasssa.core.parties import Scheme
from kasssa.core.tax import Vat

MLYN = Party(
    scheme=Scheme.EDRPOU,
    code="43629432",
    name="ТОВ «Млин»",
    address="04070, Київ, вул. Спаська, 5",
    vat_number="436294326553",
    iban="UA213223130000026007233566001",
    bank="АТ «Укрексімбанк»",
    phone="+380671234567",
    email="olena@mlyn.example.ua",
    signatory="Бондар Олена Петрівна",
    position="Директор",
)
GALAGAN = Party(
    scheme=Scheme.RNOKPP,
    code="3184710691",
    name="ФОП Ґалаґан Ю. & Син",
    iban="UA213223130000026007233566001",
    signatory="Ґалаґан Юрій",
    position="ФОП",
)
BREAD = Line(
    name="Хліб «Український»", unit="H87", quantity=Decimal(10), price=Decimal("25.00"), vat=Vat.GENERAL
)
INVOICE = Document(
    kind=Kind.INVOICE,
    number="КС-2026/0417",
    issued_on=date(2026, 3, 17),
    seller=MLYN,
    buyer=GALAGAN,
    lines=(BREAD,),
)
RICH_INVOICE = Document(
    kind=Kind.INVOICE,
    number="КС-2026/0418",
    issued_on=date(2026, 3, 17),
    seller=MLYN,
    buyer=GALAGAN,
    lines=(
        BREAD,
        Line(
            name="Пшениця <озима>",
            unit="TNE",
            quantity=Decimal("1.5"),
            price=Decimal("9000.333333"),
            vat=Vat.AGRARIAN,
            code="1001190000",
        ),
        Line(
            name="Вистава",
            unit="E48",
            quantity=Decimal(1),
            price=Decimal(700),
            vat=Vat.REDUCED,
            code="90.01.10",
        ),
        Line(
            name="Експорт",
            unit="KGM",
            quantity=Decimal(3),
            price=Decimal("33.333333"),
            vat=Vat.ZERO,
            article="А-1",
        ),
        Line(
            name="Освіта",
            unit="HUR",
            quantity=Decimal(2),
            price=Decimal("0.005"),
            vat=Vat.EXEMPT,
            exemption="пп. 197.1.2 ПКУ",
        ),
        Line(
            name="Ліки",
            unit="XPK",
            quantity=Decimal(1),
            price=Decimal(5),
            vat=Vat.EXEMPT,
            exemption="пп. 197.1.27 ПКУ",
        ),
    ),
    due_on=date(2026, 3, 31),
    contract="12/К",
    order="З-7",
    place="Київ",
    purpose="Оплата за хліб, рахунок КС-2026/0418",
    note="Перший рядок\n#ABC# другий & останній",
)
NOT_PAYERS_INVOICE = Document(
    kind=Kind.INVOICE,
    number="2026/0001",
    issued_on=date(2026, 3, 17),
    seller=GALAGAN,
    buyer=MLYN,
    lines=(Line(name="Пісня", unit="E51", quantity=Decimal(1), price=Decimal(500), vat=Vat.NOT_PAYER),),
)


def edrpou_of(number: int) -> str:
    """The ЄДРПОУ code whose first seven digits are those of ``number``."""
    digits = [int(digit) for digit in f"{number:07}"]
    first, last = (
        ((7, 1, 2, 3, 4, 5, 6), (9, 3, 4, 5, 6, 7, 8))
        if 3_000_000 <= number < 6_000_000
        else ((1, 2, 3, 4, 5, 6, 7), (3, 4, 5, 6, 7, 8, 9))
    )
    check = sum(map(int.__mul__, digits, first)) % 11
    if check == 10:
        check = sum(map(int.__mul__, digits, last)) % 11
    return f"{number:07}{0 if check == 10 else check}"


def rnokpp_of(number: int) -> str:
    """The РНОКПП whose first nine digits are those of ``number``."""
    d = [int(digit) for digit in f"{number:09}"]
    check = -d[0] + 5 * d[1] + 7 * d[2] + 9 * d[3] + 4 * d[4] + 6 * d[5] + 10 * d[6] + 5 * d[7] + 7 * d[8]
    return f"{number:09}{check % 11 % 10}"


def iban_of(number: int) -> str:
    """The IBAN whose last 25 digits are those of ``number``; U is 30 and A is 10 in ISO 7064."""
    return f"UA{98 - (number * 10**6 + 301000) % 97:02}{number:025}"


# What may stand in a document: no controls, no separators of lines, no overrides of direction, no halves.
LETTERS = st.characters(
    exclude_categories=("Cc", "Cs", "Zl", "Zp"),
    exclude_characters="\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\ufffe\uffff",
)


def texts(most: int = 30) -> st.SearchStrategy[str]:
    return st.text(LETTERS, max_size=most)


def words(most: int = 30) -> st.SearchStrategy[str]:
    return st.text(LETTERS, min_size=1, max_size=most).filter(str.strip)


CODES = st.one_of(
    st.tuples(st.just(Scheme.EDRPOU), st.integers(1, 9_999_999).map(edrpou_of)),
    st.tuples(st.just(Scheme.RNOKPP), st.integers(1, 999_999_999).map(rnokpp_of)),
    st.tuples(st.just(Scheme.ID_CARD), st.integers(1, 999_999_999).map("{:09}".format)),
    st.tuples(st.just(Scheme.PASSPORT), st.from_regex(r"[А-ЩЬЮЯЄІЇҐ]{2}[0-9]{6}", fullmatch=True)),
)
IBANS = st.integers(0, 10**25 - 1).map(iban_of)


@st.composite
def parties(draw: st.DrawFn, *, sells: bool) -> Party:
    scheme, code = draw(CODES)
    vat_number = f"{code[:7]}26553" if scheme is Scheme.EDRPOU else code if scheme is Scheme.RNOKPP else ""
    must = words if sells else texts
    return Party(
        scheme=scheme,
        code=code,
        name=draw(words()),
        address=draw(texts()),
        vat_number=draw(st.sampled_from(["", vat_number])),
        iban=draw(IBANS if sells else st.one_of(st.just(""), IBANS)),
        bank=draw(texts()),
        phone=draw(st.sampled_from(["", "+380671234567"])),
        email=draw(st.sampled_from(["", "olena@mlyn.example.ua"])),
        signatory=draw(must()),
        position=draw(must()),
    )


@st.composite
def lines(draw: st.DrawFn, vats: tuple[Vat, ...]) -> Line:
    vat = draw(st.sampled_from(vats))
    return Line(
        name=draw(words()),
        unit=draw(st.sampled_from(UNITS)).code,
        quantity=draw(st.decimals(Decimal("0.000001"), 10**5, places=6)),
        price=draw(st.decimals(0, 10**6, places=4)),
        vat=vat,
        exemption=draw(words()) if vat is Vat.EXEMPT else "",
        code=draw(st.sampled_from(["", "8471", "847130", "8471300000", "62.01.11", "62.01.11-00.00"])),
        article=draw(texts()),
    )


@st.composite
def documents_of_every_kind(draw: st.DrawFn) -> Document:
    """A document of any kind with whatever belongs to it, in a currency that its form has a place for."""
    document = draw(documents().filter(lambda one: calculate(one).total.kopiykas > 0))
    kind = draw(st.sampled_from([one for one in Kind if about(one).priced]))
    row = about(kind)
    days = st.integers(0, 60).map(lambda days: document.issued_on - timedelta(days))
    bases = st.builds(
        Reference,
        number=words(16).map(str.strip),
        issued_on=days,
        kind=st.just(Kind.INVOICE) if row.corrects else st.sampled_from(row.made_of or (Kind.INVOICE,)),
    )
    first = draw(days)
    basis = draw(bases if row.corrects else st.none() | bases) if row.made_of else None
    period = Period(begins_on=first, ends_on=first + timedelta(draw(st.integers(0, 40))))
    prepaid = draw(st.integers(0, calculate(document).total.kopiykas))
    return replace(
        document,
        kind=kind,
        currency="UAH" if row.form is Form.COMDOC else draw(st.sampled_from(Currency)).value,
        due_on=document.due_on if row.payable else None,
        purpose=document.purpose if row.payable else "",
        prepaid=Money(prepaid) if row.payable else ZERO,
        basis=basis,
        period=draw(st.none() | st.just(period)) if row.serviced else None,
    )


@st.composite
def letters(draw: st.DrawFn) -> Letter:
    """A claim, an annulment or a refusal."""
    kind = draw(st.sampled_from([one for one in Kind if not about(one).priced]))
    author = draw(parties(sells=True))
    issued_on = draw(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
    return Letter(
        kind=kind,
        number=draw(words(16).map(str.strip)),
        issued_on=issued_on,
        author=author,
        addressee=draw(parties(sells=False).filter(lambda other: other.code != author.code)),
        basis=Reference(
            number=draw(words(16).map(str.strip)),
            issued_on=issued_on - timedelta(draw(st.integers(0, 60))),
            kind=draw(st.sampled_from(about(kind).made_of)),
        ),
        text=draw(words(60).map(str.strip)),
        claimed=Money(draw(st.integers(0, 10**9))) if kind is Kind.CLAIM else ZERO,
        contract=draw(texts().map(str.strip)),
        place=draw(texts().map(str.strip)),
    )


def trimmed(document: Document) -> Document:
    """``document`` without blanks around its texts, as a draft gives it and as COMDOC can hold it."""

    def trim(struct, *fields):
        return replace(struct, **{field: getattr(struct, field).strip(" \t\r\n") for field in fields})

    party = ("name", "address", "bank", "signatory", "position")
    line = ("name", "exemption", "article")
    document = trim(document, "number", "contract", "order", "place", "purpose", "note")
    return replace(
        document,
        seller=trim(document.seller, *party),
        buyer=trim(document.buyer, *party),
        lines=tuple(trim(one, *line) for one in document.lines),
        basis=trim(document.basis, "number") if document.basis else None,
    )


def trimmed_letter(letter: Letter) -> Letter:
    """``letter`` without blanks around its texts, as a draft gives it and as COMDOC can hold it."""

    def trim(struct, *fields):
        return replace(struct, **{field: getattr(struct, field).strip(" \t\r\n") for field in fields})

    party = ("name", "address", "bank", "signatory", "position")
    return replace(
        trim(letter, "number", "text", "contract", "place"),
        author=trim(letter.author, *party),
        addressee=trim(letter.addressee, *party),
        basis=trim(letter.basis, "number"),
    )


@st.composite
def documents(draw: st.DrawFn) -> Document:
    seller = draw(parties(sells=True))
    vats = tuple(set(Vat) - {Vat.NOT_PAYER}) if seller.vat_number else (Vat.NOT_PAYER,)
    issued_on = draw(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
    return Document(
        kind=Kind.INVOICE,
        number=draw(words(16).map(str.strip)),
        issued_on=issued_on,
        seller=seller,
        buyer=draw(parties(sells=False).filter(lambda buyer: buyer.code != seller.code)),
        lines=tuple(draw(st.lists(lines(tuple(sorted(vats))), min_size=1, max_size=4))),
        due_on=draw(st.none() | st.integers(0, 60).map(lambda days: issued_on + timedelta(days))),
        contract=draw(texts()),
        order=draw(texts()),
        place=draw(texts()),
        purpose=draw(texts()),
        note=draw(st.text(LETTERS | st.just("\n"), max_size=60)),
    )
