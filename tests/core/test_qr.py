"""The payment QR code of the National Bank: official vectors, round trips, refusals and the picture."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import replace
from datetime import datetime

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from kasssa.core.formats.nbuqr import (
    KYIV,
    BadPayment,
    Field,
    Payment,
    Transfer,
    cleaned,
    decode,
    deep_links,
    encode,
)
from kasssa.core.formats.nbuqr_picture import side, svg
from kasssa.core.money import Money

# Annex 4, example 4: a purchase in an online shop. The resolution prints RFU in field 17; here it is empty.
SHOP = Payment(
    recipient="ТОВ «ФК „ЕВО“»",
    iban="UA673005280000026500504354077",
    code="37193071",
    amount=Money(150_00),
    category="OTHR/GDDS",
    reference="1225102576",
    purpose='?MerchantBusinessName="ROZETKA.UA", Покупка товарів, замовлення №821558965.',
    display="?<InstrForCdtrAgt><InstrInf>MerchID:01234-TermId:43210</InstrInf></InstrForCdtrAgt>",
    transfer=Transfer.INSTANT,
    valid_until=datetime(2025, 3, 21, 12, 0, tzinfo=KYIV),
    created_at=datetime(2025, 1, 29, 12, 0, tzinfo=KYIV),
)
SHOP_URL = (
    "https://qr.bank.gov.ua/QkNECjAwMwoyCklDVAoK0s7CIKvUyiCExcLOk7sKVUE2NzMwMDUyODAwMDAwMjY1MDA1MDQzNTQwNzcKVUFIM"
    "TUwCjM3MTkzMDcxCk9USFIvR0REUwoxMjI1MTAyNTc2Cj9NZXJjaGFudEJ1c2luZXNzTmFtZT0iUk9aRVRLQS5VQSIsIM_u6vPv6uAg8u7i4P"
    "Cz4iwg5-Ds7uLr5e3t_yC5ODIxNTU4OTY1Lgo_PEluc3RyRm9yQ2R0ckFndD48SW5zdHJJbmY-TWVyY2hJRDowMTIzNC1UZXJtSWQ6NDMyMTA8"
    "L0luc3RySW5mPjwvSW5zdHJGb3JDZHRyQWd0PgpGRkZGCjI1MDMyMTEyMDAwMAoyNTAxMjkxMjAwMDAK"
)
# Annex 3, the example of a dental clinic. Its account is made up, and it ends with one line feed of two.
CLINIC = Payment(
    recipient="ТОВ “Стоматологія”",
    iban="UA783226690000026005012107358",
    code="40723824",
    amount=Money(1034_28),
    purpose="Стоматологічні послуги",
    editable=None,
)
CLINIC_URL = (
    "https://bank.gov.ua/qr/QkNECjAwMgoyClVDVAoK0s7CIJPR8u7s4PLu6-7js_-UClVBNzgzMjI2NjkwMDAwMDI2MDA1MDEyMTA3MzU4ClV"
    "BSDEwMzQuMjgKNDA3MjM4MjQKCgrR8u7s4PLu6-7js_ftsyDv7vHr8-PoCg"
)
INVOICE = Payment(
    recipient="ТОВ «Північний вітер»",
    iban="UA213223130000026007233566001",
    code="32855961",
    amount=Money(126_965_98),
    purpose="Сплата за рахунком № КС-2026/0417 від 17.03.2026, у т. ч. ПДВ 19 292,68 грн",
    reference="КС-2026/0417",
)


def raw(url: str) -> bytes:
    """Return the payload of ``url``."""
    payload = url.rsplit("/", 1)[1]
    return urlsafe_b64decode(payload + "=" * (-len(payload) % 4))


def url_of(*lines: str, encoding: str = "cp1251", end: str = "\n") -> str:
    """Return a 003 URL of these very lines."""
    return "https://qr.bank.gov.ua/" + urlsafe_b64encode(end.join(lines).encode(encoding)).decode().rstrip(
        "="
    )


def test_the_official_003_example_is_encoded_byte_for_byte() -> None:
    assert encode(SHOP) == SHOP_URL


def test_the_official_003_example_is_decoded() -> None:
    assert decode(SHOP_URL) == SHOP


def test_the_official_002_example_is_encoded_up_to_its_missing_last_line_feed() -> None:
    assert raw(encode(CLINIC, version=2)) == raw(CLINIC_URL) + b"\n"


def test_the_official_002_example_is_decoded() -> None:
    assert decode(CLINIC_URL) == CLINIC


def test_an_invoice_becomes_seventeen_lines() -> None:
    assert raw(encode(INVOICE)).decode("cp1251").split("\n") == [
        "BCD", "003", "2", "UCT", "", "ТОВ «Північний вітер»", "UA213223130000026007233566001",
        "UAH126965.98", "32855961", "OTHR/OTHR", "КС-2026/0417",
        "Сплата за рахунком № КС-2026/0417 від 17.03.2026, у т. ч. ПДВ 19 292,68 грн", "", "FFFF", "", "", "",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kopiykas", "text"),
    [(1, "UAH0.01"), (3_00, "UAH3"), (3_50, "UAH3.50"), (99_999_999_999, "UAH999999999.99")],
)
def test_an_amount_is_as_short_as_can_be(kopiykas: int, text: str) -> None:
    assert raw(encode(replace(INVOICE, amount=Money(kopiykas)))).split(b"\n")[7] == text.encode()


@pytest.mark.parametrize(
    ("editable", "mask"),
    [
        (None, ""),
        (frozenset(), "FFFF"),
        (frozenset({Field.AMOUNT}), "FEFF"),
        (frozenset(Field), "C83F"),
    ],
)
def test_the_lock_has_a_bit_for_each_field(editable: frozenset[Field] | None, mask: str) -> None:
    url = encode(replace(INVOICE, editable=editable))
    assert (raw(url).split(b"\n")[13].decode(), decode(url).editable) == (mask, editable)


def test_the_lines_may_end_as_windows_ends_them_and_be_in_utf8() -> None:
    lines = raw(encode(INVOICE)).decode("cp1251").split("\n")
    lines[2] = "1"
    assert decode(url_of(*lines, encoding="utf-8", end="\r\n")) == INVOICE


@pytest.mark.parametrize("amount", ["", "UAH", "UAH0"])
def test_banks_write_an_open_amount_in_three_ways(amount: str) -> None:
    lines = raw(encode(INVOICE)).decode("cp1251").split("\n")
    lines[7] = amount
    assert decode(url_of(*lines)).amount is None


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Сплата\nUA213223130000026007233566001\r\nUAH1", "Сплата UA213223130000026007233566001 UAH1"),
        ("кава\u00a0та\u202fчай\u2028сік\x85", "кава та чай сік"),
        ("ТОВ «Успіх» 🏠", "ТОВ «Успіх»"),
        ("п\u02bcять", "п’ять"),
        ("науково\u2011виробниче", "науково-виробниче"),
        ("\u0438\u0306од", "йод"),
        ("Café Zürich", "Cafe Zurich"),
        ("а\x00б\u200bв\u202eг\u00adґ\x98", "абвгґ"),
        ("漢字", ""),
    ],
)
def test_texts_are_cleaned_of_what_the_rules_forbid(text: str, clean: str) -> None:
    assert cleaned(text) == clean


@given(st.text())
def test_a_clean_text_stays_clean_and_holds_only_allowed_bytes(text: str) -> None:
    clean = cleaned(text)
    assert cleaned(clean) == clean
    assert all(byte >= 32 and byte not in (127, 152, 160) for byte in clean.encode("cp1251"))


@given(st.text(min_size=1, max_size=60), st.text(max_size=30), st.integers(1, 10**11 - 1))
def test_no_text_shifts_a_field(purpose: str, reference: str, kopiykas: int) -> None:
    payment = replace(
        INVOICE, purpose="№ " + purpose, reference=cleaned(reference)[:35], amount=Money(kopiykas)
    )
    assert decode(encode(payment)) == replace(payment, purpose=cleaned(payment.purpose))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"iban": "UA213223130000026007233566002"}, "iban"),
        ({"iban": "UA21 3223 1300 0002 6007 2335 6600 1"}, "iban"),
        ({"iban": "UA213223130000026007233566001\nX"}, "iban"),
        ({"code": "1234567"}, "code"),
        ({"code": "32855961\n"}, "code"),
        ({"amount": Money(0)}, "amount"),
        ({"amount": Money(-1)}, "amount"),
        ({"amount": Money(100_000_000_000)}, "amount"),
        ({"recipient": ""}, "recipient"),
        ({"recipient": "漢字🏠"}, "recipient"),
        ({"recipient": "Я" * 141}, "recipient"),
        ({"purpose": "\n"}, "purpose"),
        ({"purpose": "т" * 421}, "purpose"),
        ({"purpose": "т" * 300}, "purpose"),
        ({"reference": "1" * 36}, "reference"),
        ({"display": "д" * 141}, "display"),
        ({"category": "OTHR"}, "category"),
        ({"category": "OTHR/OTHR\n"}, "category"),
    ],
)
def test_a_payment_against_the_rules_is_refused_with_the_name_of_the_field(
    change: dict[str, str | Money], field: str
) -> None:
    with pytest.raises(BadPayment) as refusal:
        encode(replace(INVOICE, **change))
    assert refusal.value.field == field


def test_format_002_has_shorter_texts() -> None:
    with pytest.raises(BadPayment, match="recipient: 39 characters, the most is 38"):
        encode(replace(INVOICE, recipient="Я" * 39), version=2)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://example.com/QkNE",
        "https://qr.bank.gov.ua/",
        "https://qr.bank.gov.ua/***",
        "https://qr.bank.gov.ua/QkNE",
        "https://qr.bank.gov.ua/" + CLINIC_URL.rsplit("/", 1)[1],
        SHOP_URL + "Cg0KQUJD",
    ],
)
def test_what_is_no_payment_url_is_refused(url: str) -> None:
    with pytest.raises(BadPayment) as refusal:
        decode(url)
    assert refusal.value.field == "url"


@given(st.binary(max_size=200))
def test_no_payload_breaks_the_reader(payload: bytes) -> None:
    with pytest.raises(BadPayment):
        decode("https://qr.bank.gov.ua/" + urlsafe_b64encode(payload).decode())


def test_the_same_payload_opens_in_the_applications_of_banks() -> None:
    payload = SHOP_URL.removeprefix("https://qr.bank.gov.ua/")
    assert {link.bank: link.url for link in deep_links(SHOP_URL)} == {
        "ПриватБанк": "https://www.privat24.ua/rd/send_qr/nbu/" + payload,
        "monobank": "https://mbnk.app/qr/" + payload,
        "ПУМБ": "https://mobile-app.pumb.ua/bank.gov.ua/qr/" + payload,
        "Райффайзен Банк": "https://my-raif.apps.raiffeisen.ua/qr?payload=" + payload,
        "А-Банк": "abank24://bank.gov.ua/qr/" + payload,
        "Приват24 для бізнесу": "p24business://bank.gov.ua/qr/" + payload,
    }


@pytest.mark.parametrize(
    ("characters", "version", "correction", "circle"),
    [
        (1, 10, "m", 17),
        (30, 11, "m", 19),
        (60, 12, "m", 19),
        (90, 13, "m", 21),
        (150, 15, "m", 23),
        (200, 17, "m", 25),
    ],
)
def test_the_picture_has_the_version_and_the_circle_that_annex_1_says(
    characters: int, version: int, correction: str, circle: int
) -> None:
    url = encode(replace(INVOICE, purpose="т" * characters))
    picture = svg(url)
    assert side(url) == 4 * version + 17 + 8
    assert f'r="{circle / 2}" fill="#fff"' in picture
    assert drawn(picture, side(url)) == [
        bytes(row) for row in segno.make_qr(url, error=correction, version=version, boost_error=False).matrix
    ]


def test_the_picture_of_a_short_002_code_keeps_to_its_version() -> None:
    assert side(CLINIC_URL) == 4 * 9 + 17 + 8


def test_the_picture_is_named_in_both_languages() -> None:
    assert "<title>QR-код НБУ для сплати рахунка</title>" in svg(SHOP_URL, "uk")
    assert "<title>NBU QR code to pay the invoice</title>" in svg(SHOP_URL, "en")


def drawn(picture: str, size: int) -> list[bytes]:
    """Return the modules that the strokes of ``picture`` make dark, without the quiet zone."""
    modules = [bytearray(size) for _ in range(size)]
    for x, y, width in re.findall(r"M(\d+) (\d+)\.5h(\d+)", picture):
        modules[int(y)][int(x) : int(x) + int(width)] = b"\x01" * int(width)
    return [bytes(row[4:-4]) for row in modules[4:-4]]
