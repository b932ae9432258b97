"""The act of destruction in words, on a page and on paper."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from kasssa.apps.privacy import queries
from kasssa.core.formats.record_pdf import Record, Rows, moment, render
from kasssa.core.words import Language


def record(card: queries.EndingCard, language: str) -> Record:
    """Return what the act says, in words of ``language``."""
    with override(language):
        return _record(json.loads(card.act), _when(card))


def pdf(card: queries.EndingCard, language: str) -> bytes:
    """Return the act as a PDF; the same act gives the same bytes."""
    tongue: Language = "en" if language == "en" else "uk"
    return render(record(card, tongue), language=tongue, made_at=_when(card))


def _when(card: queries.EndingCard) -> datetime:
    assert card.ended_at is not None, "an act of destruction has its moment"
    return card.ended_at


def _record(told: Mapping[str, Any], at: datetime) -> Record:
    who = told["controller"]
    groups: list[tuple[str, Rows]] = [
        (
            _("Destruction"),
            [
                (_("When"), _("%(moment)s, Kyiv time") % {"moment": moment(at)}),
                (_("Person"), str(told["person"])),
            ],
        ),
        (
            _("Destroyed"),
            [(one["table"], f"{one['rows']} · {queries.fate(one['how'])}") for one in told["destroyed"]],
        ),
        (_("What stays"), [(one["table"], str(queries.kept_words(one["until"]))) for one in told["kept"]]),
        (
            _("Sealed documents"),
            [
                (str(one["documents"]), _("until %(day)s, Tax Code art. 44.3") % {"day": one["until"]})
                for one in told["sealed"]
            ],
        ),
        (
            _("Who answers for the data"),
            [(_("Name"), who["name"]), (_("Code"), who["code"]), (_("Address"), who["address"])],
        ),
    ]
    return Record(
        title=_("Act of destruction"),
        lead=_("What was erased when the account ended, and what the law or a proof keeps. It names nobody."),
        groups=groups,
        basis=_(
            "The operator destroys backups within 30 days. What a restored one brings back is erased again."
        ),
        footer=_("Act of destruction"),
    )
