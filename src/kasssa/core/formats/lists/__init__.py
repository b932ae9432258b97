"""Lists of invoices: CSV and XLSX in, row by row, as drafts and a report of errors; CSV out for any bank.

An import has three steps. The beginning of a file is ``sniff``-ed, its headings are found
(``split_headings``) and guessed (``guess_columns``); a person corrects the mapping (``columns_of``,
``check_columns``); then ``read_list`` turns rows into drafts, one at a time, whatever the
length of the file. ``dry_run`` does the same and keeps nothing but the count and the errors.
"""

from kasssa.core.formats.lists.columns import (
    Columns,
    Field,
    check_columns,
    columns_of,
    guess_columns,
    split_headings,
)
from kasssa.core.formats.lists.drafts import Assumed, Entry, RowFault, read_list
from kasssa.core.formats.lists.export import export
from kasssa.core.formats.lists.plain import NotPlain, Plain, plain_of, to_plain
from kasssa.core.formats.lists.report import Report, dry_run, error_lines, packed, unpacked
from kasssa.core.formats.lists.rows import ROWS_MAX, Row
from kasssa.core.formats.lists.separated import Dialect, csv_rows, sniff
from kasssa.core.formats.lists.spreadsheet import sheets_of, xlsx_rows

__all__ = [
    "ROWS_MAX",
    "Assumed",
    "Columns",
    "Dialect",
    "Entry",
    "Field",
    "NotPlain",
    "Plain",
    "Report",
    "Row",
    "RowFault",
    "check_columns",
    "columns_of",
    "csv_rows",
    "dry_run",
    "error_lines",
    "export",
    "guess_columns",
    "packed",
    "plain_of",
    "read_list",
    "sheets_of",
    "sniff",
    "split_headings",
    "to_plain",
    "unpacked",
    "xlsx_rows",
]
