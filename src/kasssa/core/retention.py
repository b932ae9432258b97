"""How long a document must be kept, whoever wishes it gone."""

from datetime import date

from kasssa.core.parties import Scheme

# Tax Code art. 44.3 asks for 1095 days from the report, the List 578/5 for three years and more of a
# legal entity's contracts and turnover: five years cover both; a person keeps what art. 44.3 asks.
_YEARS = {Scheme.EDRPOU: 5, Scheme.RNOKPP: 3, Scheme.PASSPORT: 3, Scheme.ID_CARD: 3}


def kept_until(issued_on: date, keeper: Scheme) -> date:
    """Return the last day on which ``keeper`` must still have a document issued on ``issued_on``.

    Terms are counted in whole years from the first of January that follows.

    >>> kept_until(date(2026, 3, 17), Scheme.EDRPOU)
    datetime.date(2031, 12, 31)
    """
    return date(issued_on.year + _YEARS[keeper], 12, 31)
