"""What follows from an agreement: its receipt by mail. The function may be repeated."""

from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from kasssa.apps.accounts import queries as accounts
from kasssa.apps.consents import queries
from kasssa.base.mail.actions import post
from kasssa.base.tenancy import acting
from kasssa.core.consent import TextKind
from kasssa.core.happened import Happened


def send_receipt(what: Happened, at: datetime) -> None:
    """Write to the person what they have agreed to: one letter for all that they agreed to at that moment."""
    with acting(what.by):
        made = [
            one
            for one in queries.receipts(by=what.by)
            if one.made_at == what.at and one.subject in set(TextKind)
        ]
        if not made or made[-1].record_id != what.subject_id:
            return  # the letter goes with the first of them
        person = accounts.person(what.by.person_id)
        with translation.override(person.language):
            subject, text = _("Receipt of your consent"), _letter(made)
        post(person.email, subject, text, person_id=person.id, by=what.by, at=at)


def _letter(receipts: list[queries.GivenReceipt]) -> str:
    lines = [_("You have agreed to these texts. Keep this letter: it is your proof."), ""]
    for one in reversed(receipts):
        for seen in queries.shown_in(one):
            lines += [seen.url, f"  {seen.language}, SHA-256 {seen.sha256}"]
        lines += [
            f"  {_('Receipt')} {one.id}",
            f"  SHA-256 {one.sha256}",
            f"  {one.made_at.isoformat().replace('+00:00', 'Z')}",
            "",
        ]
    operator = settings.OPERATOR
    lines += [
        _("The receipts themselves, as JSON and PDF, and withdrawal of consent:"),
        f"{settings.PUBLIC_URL}/privacy/consents",
        "",
        f"{operator.name}, {operator.code}, {operator.address}, {operator.email}, {operator.phone}",
        "",
    ]
    return "\n".join(lines)
