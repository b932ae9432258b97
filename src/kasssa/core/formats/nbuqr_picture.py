"""The picture of a payment QR code, by annex 1 of the rules of NBU Board resolution № 97 of 19.08.2025."""

import re
from collections.abc import Iterator
from functools import lru_cache

import segno

from kasssa.core.formats.nbuqr import BadPayment, split
from kasssa.core.words import Language

# What a symbol of a version holds at corrections M and Q (ISO/IEC 18004 table 7).
_M_BYTES_MAX = {10: 213, 11: 251, 12: 287, 13: 331, 14: 362, 15: 412, 16: 450, 17: 504}
_Q_BYTES_MAX = {10: 151, 11: 177, 12: 203, 13: 241, 14: 258, 15: 292, 16: 322, 17: 364}

_CIRCLE_MODULES = {10: 17, 11: 19, 12: 19, 13: 21, 14: 23, 15: 23, 16: 25, 17: 25}
_SIGN_TO_CIRCLE = 0.6957  # radius of the sign to that of the circle, as drawn in the examples of annex 4
_SIGN_RADIUS = 38.5  # of the outline below, in its own units

# The hryvnia sign of Inter Semibold (SIL Open Font License 1.1), 100 units to the em, y upwards.
_HRYVNIA = (
    "M34.16 63.11q-2.54 0-4.41-0.55q-1.87-0.55-3.1-1.62q-1.23-1.06-1.85-2.57q-0.61-1.5-0.66-3.41h-13.12q0"
    ".28 5.61 2.75 9.82q2.48 4.22 7.47 6.58q5 2.37 12.78 2.37q7.2 0 12.21-2.01q5.01-2.01 7.62-5.76q2.62-3"
    ".75 2.62-8.98q0-3.41-1.71-6.41q-1.71-3-4.38-5.12l-10.6 2.97q1.81 1.74 2.94 3.66q1.13 1.93 1.13 4.18q"
    "0 3.1-2.43 4.97q-2.43 1.87-7.26 1.87Zm27.14-23.34h-55v9.25h55v-9.25Zm0-15.06h-55v9.08h55v-9.08Zm-27."
    "44-25.68q-11.39 0-17.52 4.55q-6.13 4.55-6.17 12.75q0.04 3.46 1.89 6.68q1.86 3.22 4.73 4.99l10.91-2.3"
    "q-2.36-1.85-3.47-4.09q-1.11-2.23-1.11-4.59q0-3.48 2.83-5.43q2.83-1.95 7.89-1.95q4.97 0 8.08 1.96q3.1"
    "1 1.96 3.23 6.54h13.16q-0.23-6.57-3.08-10.81q-2.85-4.24-8.2-6.29q-5.35-2.05-13.19-2.05Z"
)


def svg(url: str, language: Language = "uk") -> str:
    """Return the picture of ``url``: an SVG with the hryvnia sign in a white circle and the quiet zone of 4.

    One unit is one module; print it so that a module is 0.5 mm or more (rule 17): ``side`` gives the number.

    Raises:
        BadPayment: ``url`` is no payment URL, or too long a one.
    """
    code = _code(url)
    size = side(url)
    title = {"uk": "QR-код НБУ для сплати рахунка", "en": "NBU QR code to pay the invoice"}[language]
    far = size - 9
    eyes = "".join(f"M{x} {y}h3v3h-3z" for x, y in ((6, 6), (far, 6), (6, far)))
    middle, radius = size / 2, _circle_modules(int(code.version)) / 2
    scale = radius * _SIGN_TO_CIRCLE / _SIGN_RADIUS
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" role="img" '
        f'aria-label="{title}" shape-rendering="crispEdges"><title>{title}</title>'
        f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/>'
        f'<path stroke="#000" d="{"".join(_runs(code))}"/><path fill="#007b47" d="{eyes}"/>'
        f'<circle cx="{middle}" cy="{middle}" r="{radius}" fill="#fff" shape-rendering="auto"/>'
        f'<path fill="#007b47" shape-rendering="auto" d="{_HRYVNIA}" transform="translate({middle} {middle}) '
        f'scale({scale:.4f} -{scale:.4f}) translate(-33.8 -36.3)"/></svg>'
    )


def side(url: str) -> int:
    """Return how many modules wide the picture of ``url`` is, with the quiet zone."""
    return len(_code(url).matrix) + 8


def _circle_modules(version: int) -> int:
    """Return the diameter of the white circle; annex 1 rule 11 says it for versions 10 to 17 only."""
    return _CIRCLE_MODULES.get(version, (4 * version + 17) * 3 // 20 * 2 - 1)


@lru_cache(maxsize=64)
def _code(url: str) -> segno.QRCode:
    """Return the symbol of ``url`` by the rules for a code with the hryvnia sign in it.

    Format 003: the smallest of versions 10 to 17, with correction Q where that costs no size, else M.
    Format 002: up to version 15, M or, where that does not suffice, L.
    """
    version, _ = split(url)
    if version == 2:
        return segno.make_qr(url, error="m" if len(url) <= _M_BYTES_MAX[15] else "l", boost_error=False)
    for size, bytes_max in _M_BYTES_MAX.items():
        if len(url) <= bytes_max:
            correction = "q" if len(url) <= _Q_BYTES_MAX[size] else "m"
            return segno.make_qr(url, error=correction, version=size, boost_error=False)
    raise BadPayment("url", "too long for a payment code")


def _runs(code: segno.QRCode) -> Iterator[str]:
    """Yield one stroke of the width 1 for each run of dark modules in a row, shifted by the quiet zone."""
    for y, row in enumerate(code.matrix):
        for run in re.finditer(b"\x01+", bytes(row)):
            yield f"M{run.start() + 4} {y + 4.5}h{run.end() - run.start()}"
