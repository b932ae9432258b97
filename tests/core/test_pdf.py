"""The paper of a document: its figures, its standards, its bytes, and what hostile texts cannot do to it."""

import io
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace as changed

from kasssa.core.document.model import Document, Kind, Line, Party
from kasssa.core.document.totals import calculate
from kasssa.core.formats import nbuqr
from kasssa.core.formats.fonts import drawable
from kasssa.core.formats.pdf import Answer, Side, SignatureCard, SignatureKind, Verdict, render
from kasssa.core.parties import Scheme
from kasssa.core.tax import Vat

NOON = datetime(2026, 3, 17, 12, 2, 11, tzinfo=UTC)
XML = '<?xml version="1.0" encoding="UTF-8"?>\r\n<Invoice>Їжак &amp; ґава</Invoice>\n'.encode()
WIND = Party(
    scheme=Scheme.EDRPOU,
    code="32855961",
    name="ТОВ «Північний вітер»",
    address="01032, м. Київ, вул. Саксаганського, 119, оф. 7",
    vat_number="328559626553",
    iban="UA213223130000026007233566001",
    bank="АТ «Укрексімбанк»",
    phone="+380442001234",
    email="rahunky@pivnich.example",
    signatory="Ковальчук Олена Василівна",
    position="директорка",
)
GUDZ = Party(
    scheme=Scheme.RNOKPP,
    code="3184710691",
    name="ФОП Ґудзь Євгенія Їжаківна",
    address="79008, м. Львів, пл. Ринок, 14, кв. 3",
    iban="UA903052992990004149123456789",
    signatory="Ґудзь Євгенія Їжаківна",
    position="ФОП",
)


def line(name: str, unit: str, quantity: str, price: str, vat: Vat, **more: str) -> Line:
    return Line(name=name, unit=unit, quantity=Decimal(quantity), price=Decimal(price), vat=vat, **more)


LINES = (
    line("Розроблення модуля документообігу", "HUR", "42", "1450", Vat.GENERAL, code="ДКПП 62.01.11"),
    line("Налаштування серверного середовища", "E48", "1", "18500", Vat.GENERAL),
    line("Ліцензія «Щоденник бухгалтера»", "H87", "5", "2340.50", Vat.GENERAL, code="4802 56 20 00"),
    line("Папір офісний А4", "XPA", "24", "187.25", Vat.GENERAL),
    line("Навчання персоналу", "E48", "1", "9600", Vat.EXEMPT, exemption="пп. 197.1.2 ПКУ"),
    line("Медичні аптечки офісні", "H87", "6", "412.80", Vat.REDUCED),
)
INVOICE = Document(
    kind=Kind.INVOICE,
    number="КС-2026/0417",
    issued_on=date(2026, 3, 17),
    seller=WIND,
    buyer=GUDZ,
    lines=LINES,
    due_on=date(2026, 3, 31),
    contract="№ 18-П від 12.01.2026",
    order="З-2291",
    place="м. Київ",
)
BY_WIND = SignatureCard(
    role=Side.SELLER,
    name="Ковальчук Олена Василівна",
    position="директорка",
    serial="58E2D9E7F900307B040000006F2C2E001A9BC500",
    issuer="КНЕДП «Дія»",
    signed_at=NOON,
    kind=SignatureKind.QUALIFIED,
)
BY_GUDZ = replace(BY_WIND, role=Side.BUYER, name="Ґудзь Євгенія Їжаківна", kind=SignatureKind.ADVANCED)


def paper(document: Document = INVOICE, **more: object) -> bytes:
    arguments = {"language": "uk", "made_at": NOON, "xml": XML} | more
    return render(document, **arguments)


def text_of(pdf: bytes) -> str:
    """Return what ``pdf`` says, in drawing order, by the maps of its fonts; white space is dropped."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        said = "".join(part for page in file.pages for part in _said(page))
    return squeezed(said)


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b]+", "", text)


def _said(page: pikepdf.Page) -> Iterator[str]:
    maps = {name: _character_map(font) for name, font in page.Resources.Font.items()}
    current: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            current = maps[str(operands[0])]
        elif str(operator) in {"Tj", "TJ"}:
            parts = operands[0] if str(operator) == "TJ" else operands
            for part in parts:
                if isinstance(part, pikepdf.String):
                    codes = bytes(part)
                    yield "".join(
                        current[int.from_bytes(codes[at : at + 2], "big")] for at in range(0, len(codes), 2)
                    )


def _character_map(font: pikepdf.Object) -> dict[int, str]:
    rows = re.findall(rb"^<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>$", font.ToUnicode.read_bytes(), re.MULTILINE)
    return {int(code, 16): bytes.fromhex(said.decode()).decode("utf-16-be") for code, said in rows}


def test_every_figure_of_the_paper_is_the_model_s() -> None:
    said = text_of(paper())
    totals = calculate(INVOICE)
    assert totals.total.uk() == "126\u00a0965,98"
    for sum_ in (*totals.lines, totals.net, totals.total):
        assert squeezed(sum_.uk()) in said
    assert "ПДВ20%від95596,5019119,30₴" in said
    assert "ПДВ7%від2476,80173,38₴" in said
    assert "ЗвільненовідПДВ(пп.197.1.2ПКУ)9600,00₴" in said
    assert "Усьогодосплати126965,98₴" in said


def test_the_paper_names_the_parties_the_sum_in_words_and_the_references() -> None:
    said = text_of(paper())
    for text in (
        "Рахунок на оплату№ КС-2026/0417від 17 березня 2026 р.· м. Київ",
        "ТОВ «Північний вітер»ЄДРПОУ32855961ІПН328559626553",
        "IBANUA21 3223 1300 0002 6007 2335 6600 1БанкАТ «Укрексімбанк», МФО 322313",
        "ФОП Ґудзь Євгенія ЇжаківнаРНОКПП3184710691",
        "ДОГОВІР№ 18-П від 12.01.2026",
        "СТРОК ОПЛАТИ31 березня 2026 р.",
        "Сто двадцять шість тисяч дев’ятсот шістдесят п’ять гривень 98 копійок,",
        "копійок, у тому числі ПДВ 19 292,68 грн",
    ):
        assert squeezed(text) in said


def test_rates_stand_from_the_highest_and_the_untaxed_last() -> None:
    said = text_of(paper(changed(INVOICE, lines=LINES[::-1])))
    places = [said.index(text) for text in ("ПДВ20%від", "ПДВ7%від", "ЗвільненовідПДВ")]
    assert places == sorted(places)


def test_quantities_and_prices_keep_all_their_decimals_and_their_sign() -> None:
    lines = (line("Повернення", "KGM", "-0.125", "1234567.123456", Vat.GENERAL),)
    assert squeezed("Поверненнякг-0,1251 234 567,12345620 %-154 320,89") in text_of(
        paper(changed(INVOICE, lines=lines))
    )


def test_without_vat_is_said_literally_and_no_rate_is_shown() -> None:
    lines = (line("Дизайн логотипа", "E48", "1", "24500", Vat.NOT_PAYER),)
    said = text_of(paper(changed(INVOICE, seller=GUDZ, buyer=WIND, lines=lines)))
    assert "ПДВнеєплатникомПДВ" in said
    assert "БезПДВ24500,00₴Усьогодосплати24500,00₴" in said
    assert "Двадцятьчотиритисячіп’ятсотгривень00копійок,безПДВ" in said
    assert "%" not in said


def test_the_english_paper_has_english_words_and_figures() -> None:
    said = text_of(paper(language="en"))
    for text in (
        "Invoice№ КС-2026/0417dated 17 March 2026",
        "VAT 20 % of 95,596.5019,119.30 ₴",
        "Total due126,965.98 ₴",
        "One hundred twenty-six thousand nine hundred sixty-five hryvnias 98 kopiykas,",
        "kopiykas, including VAT 19,292.68 UAH",
    ):
        assert squeezed(text) in said


def test_both_signatures_are_told_with_their_kind_and_an_absent_one_is_awaited() -> None:
    both = text_of(paper(signatures=(BY_WIND, BY_GUDZ)))
    assert (
        squeezed("ПІДПИСАНО КЕПКовальчук Олена Василівна · директорка17.03.2026 14:02:11 · КНЕДП «Дія»")
        in both
    )
    assert squeezed("Серт. № 58E2D9E7F900307B040000006F2C2E001A9BC500") in both
    assert "ПІДПИСАНОУЕПҐудзь" in both
    assert "очікуєпідпису" not in both
    one = text_of(paper(signatures=(BY_WIND,)))
    assert squeezed("ВІД ПОКУПЦЯочікує підписуҐудзь Євгенія Їжаківна · ФОП") in one


def test_a_demo_signature_is_marked_as_of_no_legal_force() -> None:
    mark = squeezed("ДЕМО, БЕЗ ЮРИДИЧНОЇ СИЛИ")
    said = text_of(paper(signatures=(replace(BY_WIND, demo=True), BY_GUDZ)))
    assert said.count(mark) == 1
    assert mark not in text_of(paper(signatures=(BY_WIND, BY_GUDZ)))


def test_a_rejected_paper_says_so_with_the_reason_and_cannot_be_paid_by_its_code() -> None:
    answer = Answer(verdict=Verdict.REJECTED, at=NOON, reason="Ціна не та")
    said = text_of(paper(signatures=(BY_WIND, BY_GUDZ), answer=answer))
    assert squeezed("ВІДХИЛЕНО ПОКУПЦЕМ17.03.2026 14:02:11Причина: Ціна не та") in said
    assert "ВІДХИЛЕНО,ПІДПИСУЕП" in said
    assert "ПІДПИСАНОУЕП" not in said
    assert "Сплатітьзісмартфона" not in said
    assert "досплати" not in said.lower()


def test_the_payment_code_stands_with_the_account_and_the_purpose_it_carries() -> None:
    said = text_of(paper())
    purpose = "Сплата за рахунком № КС-2026/0417 від 17.03.2026, у т. ч. ПДВ 19 292,68 грн"
    assert squeezed(f"IBANUA21 3223 1300 0002 6007 2335 6600 1ПРИЗНАЧЕННЯ ПЛАТЕЖУ{purpose}") in said


@pytest.mark.parametrize(
    "document",
    [changed(INVOICE, seller=changed(WIND, iban="")), changed(INVOICE, currency="EUR")],
    ids=["no account", "another currency"],
)
def test_no_payment_code_where_nothing_can_be_paid_by_it(document: Document) -> None:
    assert "Сплатітьзісмартфона" not in text_of(paper(document))


def test_no_payment_code_where_none_is_wanted() -> None:
    assert "Сплатітьзісмартфона" not in text_of(paper(qr=False))


def test_a_long_purpose_is_cut_in_the_code_and_beside_it_alike() -> None:
    document = changed(INVOICE, purpose="Оплата " + "за послуги " * 60)
    purpose = nbuqr.decode(nbuqr.encode(nbuqr.of(document))).purpose
    assert purpose.endswith("…")
    assert squeezed(f"ПРИЗНАЧЕННЯ ПЛАТЕЖУ{purpose}") in text_of(paper(document))


def test_the_same_arguments_give_the_same_bytes_in_every_thread() -> None:
    first = paper(signatures=(BY_WIND,))
    with ThreadPoolExecutor(4) as threads:
        again = list(threads.map(lambda _: paper(signatures=(BY_WIND,)), range(8)))
    assert set(again) == {first}


def test_the_moment_of_making_is_the_one_given() -> None:
    with pikepdf.open(io.BytesIO(paper())) as file:
        assert str(file.docinfo["/CreationDate"]).startswith("D:20260317120211")


def test_the_file_says_that_it_is_pdf_a_3a_and_pdf_ua_1() -> None:
    with pikepdf.open(io.BytesIO(paper())) as file:
        metadata = file.open_metadata()
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "Рахунок на оплату № КС-2026/0417"
        assert file.Root.MarkInfo.Marked
        assert str(file.Root.Lang) == "uk"
        assert [str(intent.S) for intent in file.Root.OutputIntents] == ["/GTS_PDFA1"]
        assert not file.is_encrypted


def test_the_original_is_attached_as_an_alternative_byte_for_byte() -> None:
    with pikepdf.open(io.BytesIO(paper())) as file:
        attached = file.attachments["invoice.xml"]
        assert attached.get_file().read_bytes() == XML
        assert [str(part.AFRelationship) for part in file.Root.AF] == ["/Alternative"]
        assert attached.get_file().mime_type == "text/xml"


def test_without_an_original_nothing_is_attached() -> None:
    pdf = paper(xml=None)
    with pikepdf.open(io.BytesIO(pdf)) as file:
        assert len(file.attachments) == 0
    assert "Машиночитнийоригінал" not in text_of(pdf)


def test_every_font_is_embedded_and_can_be_read_back() -> None:
    with pikepdf.open(io.BytesIO(paper(signatures=(BY_WIND, BY_GUDZ)))) as file:
        kinds = [item for item in file.objects if isinstance(item, pikepdf.Dictionary)]
        descriptors = [item for item in kinds if item.get("/Type") == pikepdf.Name.FontDescriptor]
        fonts = [item for item in kinds if item.get("/Subtype") == pikepdf.Name.Type0]
    assert len(descriptors) == len(fonts) == 5
    assert all({"/FontFile2", "/FontFile3"} & set(descriptor.keys()) for descriptor in descriptors)
    assert all("Inter" in str(descriptor.FontName) for descriptor in descriptors)
    assert all("/ToUnicode" in font for font in fonts)


def test_one_page_is_at_most_sixty_kilobytes() -> None:
    assert len(paper(signatures=(BY_WIND, BY_GUDZ))) <= 60 * 1024


def test_of_two_hundred_lines_none_is_lost_and_each_page_of_them_has_the_head() -> None:
    lines = tuple(changed(LINES[n % 6], name=f"Товар-{n:03}") for n in range(200))
    pdf = paper(changed(INVOICE, lines=lines), signatures=(BY_WIND,))
    said = text_of(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as file:
        pages = len(file.pages)
    # The sums, the code and the signatures are not torn: here they have the last page for themselves.
    assert (said.count(squeezed("ТОВАР, РОБОТА, ПОСЛУГА")), pages) == (6, 7)
    assert re.findall(r"Товар-\d{3}", said) == [f"Товар-{n:03}" for n in range(200)]


HOSTILE = '#panic("boom") $x^2$ *b* _i_ `r` <l> @ref // c /* d */ \\u{41} [#{1+1}] -- --- "q"'


def test_typst_markup_in_any_field_is_only_text() -> None:
    party = changed(WIND, name=HOSTILE, address=HOSTILE, bank=HOSTILE, signatory=HOSTILE, position=HOSTILE)
    document = changed(
        INVOICE, number=HOSTILE, place=HOSTILE, contract=HOSTILE, order=HOSTILE, note=HOSTILE,
        purpose=HOSTILE, seller=party, buyer=party,
        lines=(changed(LINES[4], name=HOSTILE, code=HOSTILE, exemption=HOSTILE),),
    )  # fmt: skip
    card = replace(BY_WIND, name=HOSTILE, position=HOSTILE, issuer=HOSTILE)
    said = text_of(paper(document, signatures=(card,)))
    assert said.count(squeezed(HOSTILE)) == 21


def test_very_long_words_are_broken_inside_their_column() -> None:
    word = "Ж" * 300
    pdf = paper(changed(INVOICE, seller=changed(WIND, name=word), lines=(changed(LINES[0], name=word),)))
    assert text_of(pdf).count(word) == 2
    assert [len(piece) for piece in drawable("Ж" * 41).split("\u200b")] == [11, 11, 11, 8]
    assert drawable("Ж" * 40) == "Ж" * 40


def test_what_the_font_lacks_is_shown_as_missing_and_direction_cannot_be_turned() -> None:
    assert drawable("чай ☕ 漢\u202e001\u2066\x00\ue000\ufe0f\ud800") == "чай □ □001"
    assert "чай□□001" in text_of(paper(changed(INVOICE, note="чай ☕ 漢\u202e001")))


@settings(max_examples=25, deadline=None)
@given(st.text(min_size=1, max_size=80))
def test_any_text_can_be_printed(text: str) -> None:
    document = changed(INVOICE, number=text, note=text, lines=(changed(LINES[0], name=text, unit=text),))
    assert paper(document).startswith(b"%PDF-1.7")
