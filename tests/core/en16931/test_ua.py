"""The strict Ukrainian profile: to the kopiyka, with real codes."""

import pytest

from kasssa.core.en16931 import profiles
from tests.core.en16931.samples import CII, UBL, changed, fired


@pytest.mark.parametrize("document", [UBL, CII])
def test_a_right_invoice_breaks_nothing(document: str) -> None:
    assert fired(document.encode(), profiles.UA) == set()


@pytest.mark.parametrize(
    ("old", "new", "rules"),
    [
        (">50.00</cbc:Price", ">50.01</cbc:Price", {"KSU-LINE"}),
        (">100.00</cbc:Taxable", ">100.50</cbc:Taxable", {"KSU-BASE", "KSU-VAT"}),
        (">32855961<", ">32855962<", {"KSU-CODE"}),
        (">UA328559626553<", ">PL328559626553<", {"KSU-IPN"}),
        (">20</cbc:Percent>", ">20.5</cbc:Percent>", {"KSU-RATE", "KSU-VAT"}),
        ("UAH", "EUR", {"KSU-CUR"}),
    ],
)
def test_what_the_standard_forgives_is_found(old: str, new: str, rules: set[str]) -> None:
    assert fired(changed(UBL, (old, new)), profiles.UA) == rules
