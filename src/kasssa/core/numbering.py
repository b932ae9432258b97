"""Numbers of documents: series, year and a counter, within the sixteen characters that every form holds."""

import re

from kasssa.core.document.checks import NUMBER_CHARS_MAX
from kasssa.core.parties import LOOK_ALIKES

SERIES_CHARS_MAX = 5  # leaves the counter five digits a year in the longest series
_SERIES = re.compile(r"[A-Z0-9А-ЩЬЮЯЄІЇҐ]+(?:-[A-Z0-9А-ЩЬЮЯЄІЇҐ]+)*")
_ONLY_LOOK_ALIKES = re.compile(r"[ABCEHIKMOPTXY0-9-]+")


class BadSeries(ValueError):
    """The text is no series; ``fault`` is a permanent fault code."""

    def __init__(self, text: str) -> None:
        super().__init__(f"KSA-INV-07: {text!r}")
        self.fault, self.text = "KSA-INV-07", text


class SeriesFull(Exception):
    """The series has no number left in this year."""

    def __init__(self, series: str, year: int) -> None:
        super().__init__(f"{series} {year}")
        self.series, self.year = series, year


def parse_series(text: str) -> str:
    """Return ``text`` as a series: capitals of one alphabet, digits and inner hyphens; it may be empty.

    Latin letters that all look Cyrillic become Cyrillic, so that no two series look alike
    and their numbers cannot be taken for repeats.

    Raises:
        BadSeries: other characters, two alphabets, or longer than SERIES_CHARS_MAX.

    >>> parse_series(" кс ")
    'КС'
    """
    series = text.strip().upper()
    if _ONLY_LOOK_ALIKES.fullmatch(series):
        series = series.translate(LOOK_ALIKES)
    mixed = re.search("[A-Z]", series) and re.search("[А-ЯЄІЇҐ]", series)
    if series and (mixed or len(series) > SERIES_CHARS_MAX or not _SERIES.fullmatch(series)):
        raise BadSeries(text)
    return series


def format_number(series: str, year: int, count: int) -> str:
    """Return the number of the ``count``-th document of ``series`` in ``year``.

    Raises:
        SeriesFull: it would be longer than NUMBER_CHARS_MAX.

    >>> format_number("КС", 2026, 417), format_number("", 2026, 10001)
    ('КС-2026/0417', '2026/10001')
    """
    number = f"{series}{'-' if series else ''}{year}/{count:04}"
    if len(number) > NUMBER_CHARS_MAX:
        raise SeriesFull(series, year)
    return number
