"""Tables of codes brought up to date from the files that their keepers publish.

The tables are Python, looked at by a person before they are committed: a refresh returns what the
table should hold, and the names that somebody has put into good Ukrainian stay.
"""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import fields

import msgspec

from kasssa.core.codes.units import Unit

_WORKING = "нормальний"
_COLUMNS = [field.name for field in fields(Unit)]


class BadDirectory(ValueError):
    """The file is not the directory that it should be; the text says what is wrong."""


def banks_from(content: bytes, known: Mapping[str, str]) -> dict[str, str]:
    """Return the table of banks by the directory of the National Bank, in the order of their codes.

    ``content`` is its JSON (``NBU_BankInfo``, head banks): rows with MFO, SHORTNAME and the state N_STAN or
    NSTAN. Banks that no longer work are left out; those of ``known`` keep their names.

    Raises:
        BadDirectory: not JSON, or a row has no code of six digits or no name.
    """
    try:
        rows = msgspec.json.decode(content, type=list[dict[str, object]])
    except msgspec.DecodeError as error:
        raise BadDirectory(f"not the JSON of the directory: {error}") from error
    found = dict(entry for row in rows if (entry := _bank(row, known)) is not None)
    if not found:
        raise BadDirectory("no bank that works is in it")
    return dict(sorted(found.items()))


def units_from(content: bytes) -> tuple[Unit, ...]:
    """Return the units of a CSV in UTF-8 with the columns of ``Unit``, separated by semicolons.

    Raises:
        BadDirectory: other columns, a code twice, or a row without a code or a name.
    """
    reader = csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
    if list(reader.fieldnames or ()) != _COLUMNS:
        raise BadDirectory(f"the columns must be {';'.join(_COLUMNS)}")
    units = tuple(Unit(**{name: (row[name] or "").strip() for name in _COLUMNS}) for row in reader)
    codes = [unit.code for unit in units]
    if not all(unit.code and unit.short and unit.name_uk and unit.name_en for unit in units):
        raise BadDirectory("a unit has no code or no name")
    if len(set(codes)) < len(codes):
        raise BadDirectory("a code stands twice")
    return units


def banks_as_source(banks: Mapping[str, str], source: str) -> str:
    """Return the text of ``banks.py`` with its table replaced."""
    rows = [f'    "{mfo}": "{name}",\n' for mfo, name in banks.items()]
    return _replaced(source, "BANKS = {\n", "}\n", rows)


def units_as_source(units: Sequence[Unit], source: str) -> str:
    """Return the text of ``units.py`` with its table replaced."""
    rows = [
        "    Unit("
        + ", ".join(f'"{text}"' for text in (unit.code, unit.short, unit.name_uk, unit.name_en))
        + (f', "{unit.kspovo}"' if unit.kspovo else "")
        + "),\n"
        for unit in units
    ]
    return _replaced(source, "UNITS = (\n", ")\n", rows)


def _bank(row: Mapping[str, object], known: Mapping[str, str]) -> tuple[str, str] | None:
    """Return code and name of a bank that works."""
    said = {name.upper(): str(value or "").strip() for name, value in row.items()}
    state = said.get("N_STAN") or said.get("NSTAN") or _WORKING
    if state.casefold() != _WORKING:
        return None
    mfo, name = said.get("MFO", ""), said.get("SHORTNAME", "")
    if not re.fullmatch("[0-9]{6}", mfo) or not name:
        raise BadDirectory(f"a row has no code of six digits or no name: {said}")
    return mfo, known.get(mfo) or re.sub('"([^"]*)"', r"«\1»", name).replace('"', "»").replace("\\", "")


def _replaced(source: str, opening: str, closing: str, rows: Sequence[str]) -> str:
    before, _, rest = source.partition(opening)
    _, _, after = rest.partition(f"\n{closing}")
    return before + opening + "".join(rows) + closing + after
