"""The picture of a payment QR code as PNG, for programs that cannot draw SVG."""

import typst

from kasssa.core.formats.nbuqr_picture import side, svg
from kasssa.core.words import Language

_MODULE_MM = 0.5  # the least that rule 17 of the NBU lets a module be
_PPI = 406.4  # eight pixels a module, whole ones: blurred edges are read badly
_PAGE = (
    "#set page(width: auto, height: auto, margin: 0pt)\n"
    '#image(bytes(sys.inputs.svg), format: "svg", width: float(sys.inputs.mm) * 1mm)\n'
)


def png(url: str, language: Language = "uk") -> bytes:
    """Return the picture of ``url``; printed at its own resolution a module is half a millimetre.

    Raises:
        BadPayment: ``url`` is no payment URL, or too long a one.
    """
    made = typst.compile(
        _PAGE.encode(),
        format="png",
        ppi=_PPI,
        sys_inputs={"svg": svg(url, language), "mm": str(side(url) * _MODULE_MM)},
    )
    if not isinstance(made, bytes):
        raise TypeError("a code is one picture")
    return made
