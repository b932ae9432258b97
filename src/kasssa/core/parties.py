"""Who a party is: its codes, accounts and contacts, each parsed into one form or refused."""

import re
from collections.abc import Iterable
from enum import StrEnum


class Scheme(StrEnum):
    """What kind of code identifies a party. Values are stored for ever."""

    EDRPOU = "edrpou"  # legal entity: eight digits
    RNOKPP = "rnokpp"  # person: ten digits, Tax Code art. 70
    PASSPORT = "passport"  # person who refused the number: series and number of a passport booklet
    ID_CARD = "id_card"  # the same: number of a passport card


class BadCode(ValueError):
    """The text is not a code of the wanted kind; ``fault`` is a permanent fault code."""

    def __init__(self, fault: str, text: str) -> None:
        super().__init__(f"{fault}: {text!r}")
        self.fault, self.text = fault, text


# Capitals that look alike in both alphabets: a Latin one typed by mistake is read as the Cyrillic one.
LOOK_ALIKES = str.maketrans("ABCEHIKMOPTXY", "АВСЕНІКМОРТХУ")

_EDRPOU = re.compile(r"[0-9]{8}")
_RNOKPP = re.compile(r"[0-9]{10}")
_PASSPORT = re.compile(r"[А-ЩЬЮЯЄІЇҐ]{2}[0-9]{6}")
_ID_CARD = re.compile(r"[0-9]{9}")
_VAT_NUMBER = re.compile(r"[0-9]{12}")
_IBAN = re.compile(r"UA[0-9]{8}[0-9A-Z]{19}")
_PHONE = re.compile(r"\+?[0-9]{7,15}")
_LOCAL_PART = r"[^\s@<>()\[\],;:\"\\]{1,64}"
_LABEL = r"[^\W_](?:(?:[^\W_]|-){0,61}[^\W_])?"
_EMAIL = re.compile(rf"({_LOCAL_PART})@((?:{_LABEL}\.)+{_LABEL})")
_RNOKPP_WEIGHTS = (-1, 5, 7, 9, 4, 6, 10, 5, 7)
_EMAIL_CHARS_MAX = 254  # RFC 5321 § 4.5.3.1.3 less the angle brackets


def parse_code(text: str) -> tuple[Scheme, str]:
    """Return the kind of ``text`` and its one form, told apart by length.

    Raises:
        BadCode: of no known length (KSA-COD-01), or as the parser of its kind says.

    >>> parse_code("43629432")
    (<Scheme.EDRPOU: 'edrpou'>, '43629432')
    """
    code = _compact(text).upper().translate(LOOK_ALIKES)
    for scheme, form, parse in _KINDS:
        if form.fullmatch(code):
            return scheme, parse(code)
    raise BadCode("KSA-COD-01", text)


def parse_edrpou(text: str) -> str:
    """Return ``text`` as an ЄДРПОУ code of eight digits.

    The eighth digit is a checksum of the first seven, so nearly every slip of the
    finger is caught here and not by the counterparty.

    Raises:
        BadCode: not eight digits (KSA-COD-02) or a wrong last digit (KSA-COD-03).

    >>> parse_edrpou(" 43629432 ")
    '43629432'
    """
    code = _compact(text)
    if not _EDRPOU.fullmatch(code):
        raise BadCode("KSA-COD-02", text)
    if code == "00000000" or int(code[7]) != _edrpou_check_digit(code):
        raise BadCode("KSA-COD-03", text)
    return code


def parse_rnokpp(text: str) -> str:
    """Return ``text`` as a РНОКПП of ten digits (Tax Code art. 70).

    Raises:
        BadCode: not ten digits (KSA-COD-04), all noughts or a wrong last digit (KSA-COD-05).

    >>> parse_rnokpp("3184710691")
    '3184710691'
    """
    code = _compact(text)
    if not _RNOKPP.fullmatch(code):
        raise BadCode("KSA-COD-04", text)
    check = sum(weight * int(digit) for weight, digit in zip(_RNOKPP_WEIGHTS, code, strict=False)) % 11 % 10
    if code == "0000000000" or int(code[9]) != check:
        raise BadCode("KSA-COD-05", text)
    return code


def parse_passport(text: str) -> str:
    """Return ``text`` as series and number of a passport booklet; Latin look-alikes become Cyrillic.

    Raises:
        BadCode: not two Ukrainian capitals and six digits (KSA-COD-06).

    >>> parse_passport("ab 123456")
    'АВ123456'
    """
    code = _compact(text).upper().translate(LOOK_ALIKES)
    if not _PASSPORT.fullmatch(code):
        raise BadCode("KSA-COD-06", text)
    return code


def parse_id_card(text: str) -> str:
    """Return ``text`` as the nine digits of a passport card.

    Raises:
        BadCode: not nine digits, or all noughts (KSA-COD-07).

    >>> parse_id_card("001234567")
    '001234567'
    """
    code = _compact(text)
    if not _ID_CARD.fullmatch(code) or code == "000000000":
        raise BadCode("KSA-COD-07", text)
    return code


def parse_vat_number(text: str, *, code: str = "") -> str:
    """Return ``text`` as a VAT number (ІПН), without the prefix UA.

    A legal entity has twelve digits, the first seven of which are those of its ЄДРПОУ
    code; a person has the ten digits of the РНОКПП. With ``code``, the number must be of
    that very party.

    Raises:
        BadCode: neither form (KSA-COD-08), or not of the party ``code`` (KSA-COD-09).

    >>> parse_vat_number("UA436294326553", code="43629432")
    '436294326553'
    """
    number = _compact(text).upper().removeprefix("UA")
    if _RNOKPP.fullmatch(number):
        number = parse_rnokpp(number)
    elif not _VAT_NUMBER.fullmatch(number) or not int(number):
        raise BadCode("KSA-COD-08", text)
    if not _may_have(code, number):
        raise BadCode("KSA-COD-09", text)
    return number


def parse_iban(text: str) -> str:
    """Return ``text`` as a Ukrainian IBAN of 29 characters without spaces (ISO 13616, MOD 97-10).

    Raises:
        BadCode: not UA and 27 more characters (KSA-COD-10) or wrong check digits (KSA-COD-11).

    >>> parse_iban("UA21 3223 1300 0002 6007 2335 6600 1")
    'UA213223130000026007233566001'
    """
    iban = _compact(text).upper()
    if not _IBAN.fullmatch(iban):
        raise BadCode("KSA-COD-10", text)
    digits = "".join(str(int(character, 36)) for character in iban[4:] + iban[:4])
    if int(digits) % 97 != 1 or not 2 <= int(iban[2:4]) <= 98:
        raise BadCode("KSA-COD-11", text)
    return iban


def mfo_of(iban: str) -> str:
    """Return the code of the bank (МФО), six digits, inside a parsed ``iban``."""
    return iban[4:10]


def format_iban(iban: str) -> str:
    """Return a parsed ``iban`` in groups of four, as it is printed.

    >>> format_iban("UA213223130000026007233566001")
    'UA21 3223 1300 0002 6007 2335 6600 1'
    """
    return " ".join(iban[start : start + 4] for start in range(0, len(iban), 4))


def parse_phone(text: str) -> str:
    """Return ``text`` as an international number; a Ukrainian one may lack its +38.

    Raises:
        BadCode: not 7 to 15 digits with the usual punctuation (KSA-COD-12).

    >>> parse_phone("(067) 123-45-67")
    '+380671234567'
    """
    number = re.sub(r"[\s().\u00a0-]", "", text)
    if not _PHONE.fullmatch(number):
        raise BadCode("KSA-COD-12", text)
    if number.startswith("+"):
        return number
    for missing, digits, start in (("+", 12, "380"), ("+3", 11, "80"), ("+38", 10, "0")):
        if len(number) == digits and number.startswith(start):
            return missing + number
    raise BadCode("KSA-COD-12", text)


def parse_email(text: str) -> str:
    """Return ``text`` as an e-mail address with its domain in small letters.

    Raises:
        BadCode: no such address can exist (KSA-COD-13).

    >>> parse_email(" Olena@Example.UA ")
    'Olena@example.ua'
    """
    address = text.strip()
    match = _EMAIL.fullmatch(address)
    if match is None or len(address) > _EMAIL_CHARS_MAX or not address.isprintable():
        raise BadCode("KSA-COD-13", text)
    return f"{match[1]}@{match[2].lower()}"


def mask(code: str) -> str:
    """Return ``code`` with all but two characters at each end hidden: it may be personal data.

    >>> mask("3363403087")
    '33******87'
    """
    shown = 2 if len(code) > 4 else 0
    return code[:shown] + "*" * (len(code) - 2 * shown) + code[len(code) - shown :]


_KINDS = (
    (Scheme.EDRPOU, _EDRPOU, parse_edrpou),
    (Scheme.RNOKPP, _RNOKPP, parse_rnokpp),
    (Scheme.PASSPORT, _PASSPORT, parse_passport),
    (Scheme.ID_CARD, _ID_CARD, parse_id_card),
)


def _compact(text: str) -> str:
    """``text`` without any white space, the no-break kinds included."""
    return "".join(text.split())


def _edrpou_check_digit(code: str) -> int:
    """Weights 1..7, or 7, 1..6 in the middle range; a remainder of ten takes weights greater by two."""
    weights = (7, 1, 2, 3, 4, 5, 6) if "30000000" <= code <= "60000000" else (1, 2, 3, 4, 5, 6, 7)
    remainder = _weighed(code, weights) % 11
    if remainder == 10:
        remainder = _weighed(code, (weight + 2 for weight in weights)) % 11 % 10
    return remainder


def _weighed(code: str, weights: Iterable[int]) -> int:
    return sum(weight * int(digit) for weight, digit in zip(weights, code, strict=False))


def _may_have(code: str, vat_number: str) -> bool:
    """Whether the party ``code`` may have ``vat_number``; of other kinds of code nothing is known."""
    if _EDRPOU.fullmatch(code):
        return len(vat_number) == 12 and vat_number.startswith(code[:7])
    if _RNOKPP.fullmatch(code):
        return vat_number == code
    return True
