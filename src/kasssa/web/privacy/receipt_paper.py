"""A receipt of consent in words, on a page and on paper."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from kasssa.apps.consents import queries
from kasssa.core.formats.record_pdf import Record, Rows, moment, render
from kasssa.core.purposes import TERMS, Purpose
from kasssa.core.receipts import Seen, Told, told
from kasssa.core.words import Language
from kasssa.web.words import GROUND_LABELS, PURPOSE_LABELS, TEXT_LABELS


def record(given: queries.GivenReceipt, language: str) -> Record:
    """Return what a receipt says, in words of ``language``."""
    with override(language):
        return _record(given)


def pdf(given: queries.GivenReceipt, language: str) -> bytes:
    """Return the receipt as a PDF; the same receipt gives the same bytes."""
    tongue: Language = "en" if language == "en" else "uk"
    return render(record(given, tongue), language=tongue, made_at=given.made_at)


def _record(given: queries.GivenReceipt) -> Record:
    said = told(given.content)
    groups: list[tuple[str, Rows]] = [
        (_("Consent"), _consent(given, said)),
        *((_("The text that was shown"), _notice(notice)) for notice in said.notices),
        (_("What for, and on what ground"), [_purpose(term) for term in said.purposes]),
        (_("Who answers for the data"), _controller(said)),
    ]
    return Record(
        title=_("Receipt of consent") if given.given else _("Receipt of withdrawal"),
        lead=_("A record after ISO/IEC TS 27560: who agreed to what, when and how."),
        groups=groups,
        basis=_(
            "How to verify: the SHA-256 of the JSON file of this receipt is %(sha256)s. The text stays"
            " published at its address; the SHA-256 of its bytes is the one above."
        )
        % {"sha256": given.sha256},
        footer=f"{_('Receipt')} {given.id}",
    )


def _consent(given: queries.GivenReceipt, said: Told) -> Rows:
    return [
        (_("State"), _("given") if given.given else _("withdrawn")),
        (_("When"), _("%(moment)s, Kyiv time") % {"moment": moment(given.made_at)}),
        (_("How"), _method(said.method)),
        (_("Network"), said.network),
        (_("Browser"), said.agent),
        (_("Person"), said.person_id),
        (_("Until"), _("until it is withdrawn")),
    ]


def _method(method: str) -> str:
    ticked = _("a box that was empty was ticked, then the button was pressed")
    return ticked if method.startswith("ticked") else _("the button of this one purpose was pressed")


def _notice(notice: Seen) -> Rows:
    return [
        (_("Text"), str(TEXT_LABELS[notice.kind])),
        (_("Version"), notice.version),
        (_("Language"), notice.language),
        ("SHA-256", notice.sha256),
        (_("Address"), notice.url),
    ]


def _purpose(term: str) -> tuple[str, str]:
    purpose = next(one for one in Purpose if TERMS[one].term == term)
    terms = TERMS[purpose]
    ground = GROUND_LABELS[terms.ground]
    return str(PURPOSE_LABELS[purpose][0]), _("%(ground)s; clause %(clause)s of the policy") % {
        "ground": ground,
        "clause": terms.clause,
    }


def _controller(said: Told) -> Rows:
    names = {"name": _("Name"), "code": _("Code"), "address": _("Address"), "contacts": _("Contacts")}
    return [(names[name], value) for name, value in said.controller]
