"""Codes of parties are read into one form, and nearly every slip of the finger is caught."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kasssa.core import parties
from kasssa.core.parties import BadCode, Scheme
from tests.core.samples import IBANS, edrpou_of, iban_of, rnokpp_of


def refusal_of(parse, text, **more):
    with pytest.raises(BadCode) as refusal:
        parse(text, **more)
    assert refusal.value.text == text
    return refusal.value.fault


@given(st.integers(1, 9_999_999))
def test_of_ten_last_digits_only_the_computed_one_makes_an_edrpou(number):
    right = edrpou_of(number)
    for digit in range(10):
        code = f"{number:07}{digit}"
        if code == right:
            assert parties.parse_edrpou(f" {code[:4]} {code[4:]}\n") == code
        else:
            assert refusal_of(parties.parse_edrpou, code) == "KSA-COD-03"


@pytest.mark.parametrize(
    "code",
    [
        "43629432",
        "14360570",
        "00032112",
        "00032129",
        "00039002",
        "32855961",
        "21133352",
        "36863714",
        "40756025",
    ],
)
def test_real_companies_have_valid_codes(code):
    assert parties.parse_code(code) == (Scheme.EDRPOU, code)


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("4362943", "KSA-COD-02"),
        ("436294322", "KSA-COD-02"),
        ("4362943a", "KSA-COD-02"),
        ("４3629432", "KSA-COD-02"),
        ("", "KSA-COD-02"),
        ("00000000", "KSA-COD-03"),
        ("43629433", "KSA-COD-03"),
        ("34629432", "KSA-COD-03"),
    ],
)
def test_a_wrong_edrpou_is_refused(code, fault):
    assert refusal_of(parties.parse_edrpou, code) == fault


@given(st.integers(1, 999_999_999))
def test_of_ten_last_digits_only_the_computed_one_makes_an_rnokpp(number):
    right = rnokpp_of(number)
    for digit in range(10):
        code = f"{number:09}{digit}"
        if code == right:
            assert parties.parse_rnokpp(code) == code
        else:
            assert refusal_of(parties.parse_rnokpp, code) == "KSA-COD-05"


def test_an_rnokpp_of_noughts_or_of_another_length_is_refused():
    assert refusal_of(parties.parse_rnokpp, "0000000000") == "KSA-COD-05"
    assert refusal_of(parties.parse_rnokpp, "318471069") == "KSA-COD-04"


def test_a_passport_typed_in_latin_letters_is_read_as_ukrainian():
    assert parties.parse_passport("AB123456") == parties.parse_passport("ав 123456") == "АВ123456"
    assert parties.parse_code("KE 000001") == (Scheme.PASSPORT, "КЕ000001")


@pytest.mark.parametrize("text", ["АБ12345", "А1234567", "ЫЪ123456", "DF123456", "АБ1234567", ""])
def test_a_wrong_passport_is_refused(text):
    assert refusal_of(parties.parse_passport, text) == "KSA-COD-06"


@pytest.mark.parametrize("text", ["000000000", "12345678", "12345678a"])
def test_a_wrong_card_is_refused(text):
    assert refusal_of(parties.parse_id_card, text) == "KSA-COD-07"


@pytest.mark.parametrize(
    ("text", "scheme", "code"),
    [
        ("43629432", Scheme.EDRPOU, "43629432"),
        ("3184710691", Scheme.RNOKPP, "3184710691"),
        ("001 234 567", Scheme.ID_CARD, "001234567"),
        ("аб123456", Scheme.PASSPORT, "АБ123456"),
    ],
)
def test_the_kind_of_a_code_is_told_by_its_form(text, scheme, code):
    assert parties.parse_code(text) == (scheme, code)


def test_a_code_of_no_known_form_is_refused_and_one_of_a_known_form_is_checked():
    assert refusal_of(parties.parse_code, "12345") == "KSA-COD-01"
    assert refusal_of(parties.parse_code, "") == "KSA-COD-01"
    assert refusal_of(parties.parse_code, "43629433") == "KSA-COD-03"


@pytest.mark.parametrize(
    ("vat_number", "code"),
    [
        ("368637106262", "36863714"),
        ("394275515510", "39427556"),
        ("407560219187", "40756025"),
        ("3184710691", "3184710691"),
        ("368637106262", "АВ123456"),
        ("368637106262", ""),
    ],
)
def test_a_vat_number_is_of_its_party(vat_number, code):
    assert parties.parse_vat_number(f"UA {vat_number}", code=code) == vat_number


@pytest.mark.parametrize(
    ("vat_number", "code", "fault"),
    [
        ("36863710626", "36863714", "KSA-COD-08"),
        ("000000000000", "", "KSA-COD-08"),
        ("3184710692", "", "KSA-COD-05"),
        ("368637106262", "43629432", "KSA-COD-09"),
        ("3184710691", "43629432", "KSA-COD-09"),
        ("368637106262", "3184710691", "KSA-COD-09"),
        ("3363403087", "3184710691", "KSA-COD-09"),
    ],
)
def test_a_wrong_vat_number_is_refused(vat_number, code, fault):
    assert refusal_of(parties.parse_vat_number, vat_number, code=code) == fault


@given(IBANS)
def test_an_iban_is_read_with_and_without_spaces_and_tells_its_bank(iban):
    assert parties.parse_iban(parties.format_iban(iban).lower().replace(" ", "\u00a0")) == iban
    assert parties.mfo_of(iban) == iban[4:10]


@given(IBANS, st.integers(2, 28), st.integers(1, 9))
def test_an_iban_with_one_wrong_digit_is_refused(iban, at, more):
    wrong = f"{iban[:at]}{(int(iban[at]) + more) % 10}{iban[at + 1 :]}"
    assert refusal_of(parties.parse_iban, wrong) == "KSA-COD-11"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "DE89370400440532013000",
        "UA21322313000002600723356600",
        "UA2132231300000260072335660011",
        "UA21322313000002600723356600І",
    ],
)
def test_what_is_no_ukrainian_iban_is_refused(text):
    assert refusal_of(parties.parse_iban, text) == "KSA-COD-10"


def test_check_digits_that_no_bank_computes_are_refused_though_they_divide():
    number = next(number for number in range(1000) if iban_of(number)[2:4] == "97")
    assert refusal_of(parties.parse_iban, f"UA00{number:025}") == "KSA-COD-11"


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("067 123 45 67", "+380671234567"),
        ("80671234567", "+380671234567"),
        ("380671234567", "+380671234567"),
        ("+38 (067) 123-45-67", "+380671234567"),
        ("+48 22 123 45 67", "+48221234567"),
    ],
)
def test_a_phone_number_becomes_international(text, phone):
    assert parties.parse_phone(text) == phone


@pytest.mark.parametrize(
    "text", ["", "123", "1234567", "06712345678", "067-ABC-45-67", "+1234567890123456", "++380671234567"]
)
def test_what_is_no_phone_number_is_refused(text):
    assert refusal_of(parties.parse_phone, text) == "KSA-COD-12"


@pytest.mark.parametrize("text", ["a@b.ua", "олена@пошта.укр", "first.last+tag@sub-domain.example.com.ua"])
def test_an_email_address_is_accepted(text):
    assert parties.parse_email(f" {text}\n") == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "a@b",
        "@b.ua",
        "a@.ua",
        "a@b..ua",
        "a b@c.ua",
        "a@b.ua, c@d.ua",
        "<a@b.ua>",
        "a@-b.ua",
        "a@b_c.ua",
        "a\u202eb@c.ua",
        "a" * 65 + "@b.ua",
        "a@" + "b." * 130 + "ua",
    ],
)
def test_what_is_no_email_address_is_refused(text):
    assert refusal_of(parties.parse_email, text) == "KSA-COD-13"


@pytest.mark.parametrize(
    ("code", "masked"),
    [("3363403087", "33******87"), ("АВ123456", "АВ****56"), ("1234", "****"), ("12345", "12*45"), ("", "")],
)
def test_a_mask_shows_two_characters_at_each_end(code, masked):
    assert parties.mask(code) == masked
