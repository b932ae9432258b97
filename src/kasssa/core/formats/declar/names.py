"""The name of a DECLAR file, which repeats the heading: 13010043629432J1201016100000000210420231301.XML."""

import re
from dataclasses import dataclass

from kasssa.core.formats.declar.model import Declar
from kasssa.core.formats.domestic.faults import BadFormat, found

_EXAMPLE = "13010043629432J1201016100000000210420231301.XML"
_NAME = re.compile(
    r"(?P<office>[0-9]{4})(?P<tin>[0-9A-Za-zА-ЯІЇЄҐ]{10})(?P<form>[JF]12[0-9]{5})(?P<stan>[0-9])"
    r"(?P<type>[0-9]{2})(?P<count>[0-9]{7})(?P<period>[0-9])(?P<month>[0-9]{2})(?P<year>[0-9]{4})"
    r"(?P<receiver>[0-9]{4})(?:\.[Xx][Mm][Ll])?"
)
_TIN_CHARS = 10


@dataclass(frozen=True, slots=True)
class FileName:
    """The parts of a file name, as text."""

    office: str  # C_STI_ORIG: the tax office of the sender
    tin: str  # without the noughts before it
    form: str  # J1201016
    stan: str
    type: str
    count: int
    period: str
    month: int
    year: int
    receiver: str  # the tax office that it goes to


def parse_name(name: str) -> FileName:
    """Return the parts of a file ``name``, with or without its extension.

    Raises:
        BadFormat: not such a name (KSA-TAX-11).

    >>> parse_name("13010043629432J1201016100000000210420231301.XML").count
    2
    """
    match = _NAME.fullmatch(name)
    if match is None:
        raise BadFormat(found("TAX-11", example=_EXAMPLE))
    tin = match["tin"]
    return FileName(
        office=match["office"],
        # Codes of legal entities have eight digits and may begin with a nought, so just two are padding.
        tin=tin.removeprefix("00"),
        form=match["form"],
        stan=match["stan"],
        type=match["type"],
        count=int(match["count"]),
        period=match["period"],
        month=int(match["month"]),
        year=int(match["year"]),
        receiver=match["receiver"],
    )


def name_of(declar: Declar) -> str:
    """Return the file name of ``declar`` by its heading; parts that it lacks are noughts."""
    head = declar.head
    office = (head.c_sti_orig or f"{head.c_reg:0>2}{head.c_raj:0>2}").zfill(4)
    return (
        f"{office}{head.tin:0>{_TIN_CHARS}}{head.form}{head.c_doc_stan or '1'}{head.c_doc_type:0>2}"
        f"{head.c_doc_cnt:0>7}{head.period_type or '1'}{head.period_month or 0:02}"
        f"{head.period_year or 0:04}{office}.XML"
    )
