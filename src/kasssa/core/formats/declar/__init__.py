"""DECLAR J12/F12: the tax invoice and its adjustment, as filed in windows-1251 with the tax service.

``read`` takes J1201010 … J1201016 and the adjustments J1201210 … J1201216, and those of
sole proprietors; ``check`` counts them again. ``drafts_of`` derives tax invoices from a
document, to be registered elsewhere: neither registration nor the official schemas are here.
"""

from kasssa.core.formats.declar.checks import check, check_name
from kasssa.core.formats.declar.draft import Filing, drafts_of
from kasssa.core.formats.declar.model import Declar
from kasssa.core.formats.declar.names import FileName, name_of, parse_name
from kasssa.core.formats.declar.reader import read, write

__all__ = [
    "Declar",
    "FileName",
    "Filing",
    "check",
    "check_name",
    "drafts_of",
    "name_of",
    "parse_name",
    "read",
    "write",
]
