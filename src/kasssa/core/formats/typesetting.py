"""Typesetting by a template of this folder: PDF/A-3a and PDF/UA-1, the same bytes from the same data."""

import io
import json
import threading
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TypeAlias

import pikepdf
import typst

from kasssa.core.formats.fonts import DIRECTORY, drawable

Shown: TypeAlias = "str | bool | Sequence[Shown] | Mapping[str, Shown]"

_TEMPLATES = Path(__file__).parent / "typst"
_STANDARDS: "list[typst.PDFStandard]" = ["a-3a", "ua-1"]
_at_hand = threading.local()


def typeset(template: str, shown: Shown, *, made_at: datetime) -> bytes:
    """Return the PDF that the file ``template`` makes of ``shown``, dated ``made_at``, which is aware.

    Every text is shown as the font can draw it.
    """
    compiled = _compiler(template).compile(
        format="pdf",
        sys_inputs={"data": json.dumps(_drawable(shown), ensure_ascii=False)},
        pdf_standards=_STANDARDS,
        timestamp=made_at.replace(microsecond=0).astimezone(UTC),
    )
    if not isinstance(compiled, bytes):
        raise TypeError("a PDF is one file")
    packed = io.BytesIO()
    with pikepdf.open(io.BytesIO(compiled)) as file:
        file.save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return packed.getvalue()


def _compiler(template: str) -> typst.Compiler:
    """Return the compiler of this thread: one compiler must not be used by two threads at once."""
    compilers: dict[str, typst.Compiler] = _at_hand.__dict__.setdefault("compilers", {})
    if template not in compilers:
        compilers[template] = typst.Compiler(
            _TEMPLATES / template, root=_TEMPLATES, font_paths=_fonts(), ignore_system_fonts=True
        )
    return compilers[template]


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[DIRECTORY])


def _drawable(shown: Shown) -> Shown:
    if isinstance(shown, str):
        return drawable(shown)
    if isinstance(shown, Mapping):
        return {key: _drawable(part) for key, part in shown.items()}
    if isinstance(shown, Sequence):
        return [_drawable(part) for part in shown]
    return shown
