"""The press: a Typst template and what it shows become one PDF/A-3a and PDF/UA-1 file."""

import io
import json
import threading
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TypeAlias
from zoneinfo import ZoneInfo

import pikepdf
import typst

from kasssa.core.formats.fonts import DIRECTORY, drawable

Shown: TypeAlias = "str | bool | float | Sequence[Shown] | Mapping[str, Shown]"

KYIV = ZoneInfo("Europe/Kyiv")

_TEMPLATES = Path(__file__).parent / "typst"
_STANDARDS: "list[typst.PDFStandard]" = ["a-3a", "ua-1"]
_FOR_MACHINES = {"svg", "url"}  # what is read by a program, not by eyes
_compilers = threading.local()  # one compiler must not be used by two threads at once


def press(template: str, shown: Shown, *, made_at: datetime, **attached: str) -> bytes:
    """Return the PDF that ``template`` makes of ``shown``; the same arguments give the same bytes.

    ``template`` is the name of a file beside this one, under ``typst``. It finds ``shown`` as JSON in
    ``sys.inputs.data``, and each of ``attached`` under its own name. ``made_at`` is aware.
    """
    made = _compiler(template).compile(
        format="pdf",
        sys_inputs={"data": json.dumps(_drawable(shown), ensure_ascii=False), **attached},
        pdf_standards=_STANDARDS,
        timestamp=made_at.replace(microsecond=0).astimezone(UTC),
    )
    if not isinstance(made, bytes):
        raise TypeError("a PDF is one file")
    return _packed(made)


def _compiler(template: str) -> typst.Compiler:
    of_this_thread: dict[str, typst.Compiler] = _compilers.__dict__
    if template not in of_this_thread:
        of_this_thread[template] = typst.Compiler(
            _TEMPLATES / template, root=_TEMPLATES, font_paths=_shared_fonts(), ignore_system_fonts=True
        )
    return of_this_thread[template]


@cache
def _shared_fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[DIRECTORY])


def _packed(pdf: bytes) -> bytes:
    """Put the many small objects of a tagged file into compressed streams: a third of the size goes."""
    packed = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        file.save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return packed.getvalue()


def _drawable(shown: Shown) -> Shown:
    """Return ``shown`` with every text as the font can draw it."""
    if isinstance(shown, str):
        return drawable(shown)
    if isinstance(shown, Mapping):
        return {key: part if key in _FOR_MACHINES else _drawable(part) for key, part in shown.items()}
    if isinstance(shown, Sequence):
        return [_drawable(part) for part in shown]
    return shown
