"""What the validation report shows of one signature, in the language of the page."""

from kasssa.apps.signing.queries import CheckCard
from kasssa.core.formats.report_pdf import ReportCard
from kasssa.web.documents import paper


def card(checked: CheckCard) -> ReportCard:
    """Return one signature with its last check, as the report tells of it."""
    signature = checked.signature
    ukrainian = paper.language() == "uk"
    return ReportCard(
        act=signature.act,
        name=signature.name,
        position=signature.position,
        organisation=signature.organisation,
        code=signature.code,
        serial=signature.serial,
        issuer=signature.issuer,
        algorithm=signature.algorithm,
        level=checked.level,
        valid_from=checked.valid_from,
        valid_until=checked.valid_until,
        qscd=signature.qscd,
        seal=signature.seal,
        demo=signature.demo,
        claimed_at=signature.claimed_at,
        received_at=signature.received_at,
        proven_at=checked.proven_at,
        status=signature.status,
        indication=checked.indication,
        reasons=[f"{one.text_uk if ukrainian else one.text_en} [{one.code}]" for one in checked.reasons],
        failures=checked.failures,
        revocation=signature.revocation or "not_checked",
        revocation_source=checked.revocation_source,
        revocation_stated_at=checked.revocation_stated_at,
        library=checked.library,
        checked_at=checked.checked_at,
    )
