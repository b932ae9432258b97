"""A published text as a page shows it."""

from collections.abc import Container
from datetime import date

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from kasssa.apps.consents.queries import PublishedText
from kasssa.core.consent import Clause, Section, parse


def shown(
    text: PublishedText, *, current: bool = True, future: bool = False, void: Container[str] = ()
) -> dict[str, object]:
    """Return what a page shows of ``text``: its clauses, each under an address of its own.

    ``void`` are the numbers of clauses that are void: they are shown struck out, where they stood.
    """
    parsed = parse(text.kind, text.version, text.language, text.content)
    return {
        "kind": text.kind,
        "title": parsed.title,
        "version": text.version,
        "published_on": date.fromisoformat(text.version),
        "sha256": text.sha256,
        "summary": parsed.summary,
        "body": format_html_join("", "{}", ((_section(text.kind, one, void),) for one in parsed.sections)),
        "sections": [
            {"anchor": f"{text.kind}-{section.number}", "title": f"{section.number}. {section.title}"}
            for section in parsed.sections
        ],
        "url": reverse("text_version", args=[text.kind, text.version]),
        "versions_url": reverse("text_versions", args=[text.kind]),
        "download_url": reverse("text_source", args=[text.kind, text.version]),
        "current": current,
        "future": future,
    }


def _section(kind: str, section: Section, void: Container[str]) -> SafeString:
    clauses = format_html_join("", "{}", ((_clause(kind, clause, void),) for clause in section.clauses))
    return format_html(
        '<h2 id="{}-{}">{}. {}</h2>{}', kind, section.number, section.number, section.title, clauses
    )


def _clause(kind: str, clause: Clause, void: Container[str]) -> SafeString:
    items = format_html_join("", "<li>{}</li>", ((item,) for item in clause.items))
    listed = format_html("<ul>{}</ul>", items) if clause.items else ""
    if clause.number in void:
        return format_html(
            '<p id="{}-{}"><b>{}.</b> <s>{}</s></p><s>{}</s>',
            kind,
            clause.number,
            clause.number,
            clause.text,
            listed,
        )
    return format_html(
        '<p id="{}-{}"><b>{}.</b> {}</p>{}', kind, clause.number, clause.number, clause.text, listed
    )
