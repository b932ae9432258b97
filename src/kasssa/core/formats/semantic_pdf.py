"""The paper of an invoice of any origin: PDF/A-3a and PDF/UA-1.

An invoice in our own form of UBL has a paper of its own, ``formats.pdf``; this one sets
whatever the semantic model holds, in any currency, with the codes of any country.
"""

import io
import json
import threading
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pikepdf
import typst

from kasssa.core.formats import canonical
from kasssa.core.formats.fonts import DIRECTORY, drawable
from kasssa.core.formats.semantic_paper import Shown, paper
from kasssa.core.formats.semantic_words import word
from kasssa.core.words import Language

_TEMPLATES = Path(__file__).parent / "typst"
_STANDARDS: "list[typst.PDFStandard]" = ["a-3a", "ua-1"]
_KYIV = ZoneInfo("Europe/Kyiv")
_at_hand = threading.local()


def render(
    invoice: canonical.Invoice, *, language: Language, made_at: datetime, attached: bool = False
) -> bytes:
    """Return the PDF of ``invoice``; the same arguments give the same bytes.

    ``made_at`` is aware, and printed in Kyiv time. ``attached`` says on the paper that the
    invoice is inside.
    """
    moment = made_at.astimezone(_KYIV).strftime("%d.%m.%Y %H:%M")
    shown = paper(invoice, language) | {
        "footer": word("footer", language, moment=moment),
        "attached": word("attached", language) if attached else "",
    }
    inputs = {"data": json.dumps(_drawable(shown), ensure_ascii=False)}
    return _packed(_compiled(inputs, made_at))


def _compiled(inputs: dict[str, str], made_at: datetime) -> bytes:
    """Compile with the compiler of this thread: one compiler must not be used by two threads at once."""
    if not hasattr(_at_hand, "compiler"):
        _at_hand.compiler = typst.Compiler(
            _TEMPLATES / "semantic.typ", root=_TEMPLATES, font_paths=_shared_fonts(), ignore_system_fonts=True
        )
    compiler: typst.Compiler = _at_hand.compiler
    made = compiler.compile(
        format="pdf",
        sys_inputs=inputs,
        pdf_standards=_STANDARDS,
        timestamp=made_at.replace(microsecond=0).astimezone(UTC),
    )
    if not isinstance(made, bytes):
        raise TypeError("a PDF is one file")
    return made


@cache
def _shared_fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[DIRECTORY])


def _packed(pdf: bytes) -> bytes:
    packed = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        file.save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return packed.getvalue()


def _drawable(shown: Shown) -> Shown:
    """Return ``shown`` with every text as the font can draw it."""
    if isinstance(shown, str):
        return drawable(shown)
    if isinstance(shown, Mapping):
        return {key: _drawable(part) for key, part in shown.items()}
    if isinstance(shown, Sequence):
        return [_drawable(part) for part in shown]
    return shown
