"""What has to be true before the service opens its doors."""

from django.conf import settings

from kasssa.base.tenancy import refuse_unsafe_role
from kasssa.core.parties import BadCode, parse_code


class NoOperator(Exception):
    """Nobody answers for the personal data: the operator is not named (clause 1.2)."""


def refuse_unready() -> None:
    """Refuse to open without a named operator, or with a database role that sees over the wall.

    Raises:
        NoOperator: KASSSA_OPERATOR_* are not set, or the code is none.
        UnsafeRole: as ``refuse_unsafe_role`` does.
    """
    operator = settings.OPERATOR
    try:
        parse_code(operator.code)
    except BadCode as error:
        raise NoOperator("KASSSA_OPERATOR_CODE is not the code of an organisation.") from error
    if not all((operator.name, operator.address, operator.email, operator.phone)):
        raise NoOperator("Set KASSSA_OPERATOR_NAME, _CODE, _ADDRESS, _EMAIL and _PHONE (docs/settings.md).")
    refuse_unsafe_role()
