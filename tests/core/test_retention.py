"""A company keeps a document for five whole years, a person for three."""

from datetime import date

import pytest

from kasssa.core.parties import Scheme
from kasssa.core.retention import kept_until


@pytest.mark.parametrize(
    ("keeper", "year"),
    [(Scheme.EDRPOU, 2031), (Scheme.RNOKPP, 2029), (Scheme.PASSPORT, 2029), (Scheme.ID_CARD, 2029)],
)
def test_a_document_is_kept_to_the_end_of_a_year(keeper, year):
    assert (
        kept_until(date(2026, 1, 1), keeper) == kept_until(date(2026, 12, 31), keeper) == date(year, 12, 31)
    )
