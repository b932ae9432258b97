"""The profile Peppol BIS Billing 3 on its own rule tests."""

import pytest

from kasssa.core.en16931 import profiles
from tests.core.en16931 import test_corpus as corpus
from tests.core.en16931.samples import UBL, changed, fired


@pytest.mark.skipif(not corpus.CASES.is_dir(), reason="the shared cases are not beside this checkout")
def test_the_core_rules_hold_on_the_tests_of_peppol_in_both_syntaxes() -> None:
    wrong, asked = [], {"ubl": 0, "cii": 0}
    for row in corpus.rows():
        expect = row.get("expect")
        if row["origin"] != "peppol-unit" or not isinstance(expect, dict):
            continue
        verdict = profiles.judge(corpus.content(row), profiles.PEPPOL)
        found = {finding.rule for finding in verdict.findings}
        for wanted, rule, _ in expect["asserts"]:
            if rule.startswith("PEPPOL-EN16931-"):
                asked[verdict.format[:3]] += 1
                wrong += [f"{row['file']} {rule}"] if (rule in found) == (wanted == "success") else []
    assert wrong == []
    assert asked == {"ubl": 79, "cii": 58}


def test_a_plain_invoice_lacks_what_peppol_wants() -> None:
    assert fired(UBL.encode(), profiles.PEPPOL) == {
        "PEPPOL-EN16931-R001",
        "PEPPOL-EN16931-R003",
        "PEPPOL-EN16931-R004",
        "PEPPOL-EN16931-R007",
        "PEPPOL-EN16931-R010",
        "PEPPOL-EN16931-R020",
    }


def test_a_currency_of_an_amount_that_is_not_the_invoices_is_found() -> None:
    other = changed(UBL, ('<cbc:PriceAmount currencyID="UAH">', '<cbc:PriceAmount currencyID="EUR">'))
    assert "PEPPOL-EN16931-R051" in fired(other, profiles.PEPPOL)
