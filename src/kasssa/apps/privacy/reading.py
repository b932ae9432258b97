"""The page by which a copy is read offline, in both languages: one file, no script, no network."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kasssa.apps.privacy import words
from kasssa.apps.privacy.holdings import Held, Row
from kasssa.core.consent import Operator

_STYLE = (
    "body{font:15px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem;color:#13201d}"
    "table{border-collapse:collapse;width:100%;margin:.5rem 0 1rem}"
    "td,th{border:1px solid #d7dfd7;padding:.25rem .5rem;text-align:left;vertical-align:top}"
    "td{overflow-wrap:anywhere}"
    "summary{cursor:pointer;padding:.4rem 0}small{color:#57655f}div{overflow-x:auto}"
)
_PAGE = (
    '<!doctype html>\n<html lang="{}"><head><meta charset="utf-8"><title>{}</title><style>{}</style></head>'
    "<body><h1>{}</h1><p>{}</p>{}<h2>{}</h2><ul>{}</ul><p><small>{}</small></p></body></html>\n"
)
_TABLE = "<details open><summary><b>{}</b> <small>{}</small></summary><p><small>{}</small></p><div><table>"


def index(
    held: Sequence[Held], files: Sequence[str], operator: Operator, *, at: datetime, language: str
) -> bytes:
    """Return the page in one language: every table with its rows, and links to all files."""
    with translation.override(language):
        title = _("What is held about you")
        tables = format_html_join("", "{}", ((_table(one),) for one in held if one.rows))
        listed = format_html_join(
            "", '<li><a href="{}">{}</a></li>', ((name, name) for name in sorted(files))
        )
        who = f"{operator.name}, {operator.code}, {operator.address}, {operator.email}, {operator.phone}"
        lead = _("Made on %(moment)s. Everything in this folder can be read without a network.") % {
            "moment": at.isoformat(timespec="minutes")
        }
        page = format_html(
            _PAGE, language, title, SafeString(_STYLE), title, lead, tables, _("Files"), listed, who
        )
    return page.encode()


def _table(one: Held) -> SafeString:
    label = words.TABLES.get(one.name, one.database_table)
    head = format_html_join("", "<th>{}</th>", ((_column(one, column),) for column in one.columns))
    rows = format_html_join("", "<tr>{}</tr>", ((_row(one, row),) for row in one.rows))
    why = _("%(source)s · kept %(kept)s") % {
        "source": words.SOURCES[one.table.source],
        "kept": words.KEPT[one.kept],
    }
    opened = format_html(_TABLE, label, one.database_table, why)
    return format_html("{}<tr>{}</tr>{}</table></div></details>", opened, head, rows)


def _column(one: Held, column: str) -> str:
    category = one.table.categories.get(column.removesuffix("_id"), one.table.categories.get(column, ""))
    return f"{words.CATEGORIES[category]} · {column}" if category else column


def _row(one: Held, row: Row) -> SafeString:
    return format_html_join("", "<td>{}</td>", ((words.said(row[column]),) for column in one.columns))
