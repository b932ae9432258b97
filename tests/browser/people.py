"""Who comes: the people of the demo, and others like them whom the service does not know yet."""

from dataclasses import replace

from kasssa.cli.cast import OLENA, PETRO, Role
from kasssa.core.parties import BadCode, parse_edrpou


def another(role: Role, number: int) -> Role:
    """Return somebody like ``role`` with a company, an e-mail and a key of their own; ``number`` from 1 to 99."""
    code = _code(f"{role.requisites.code[:5]}{number:02}")
    requisites = replace(role.requisites, code=code, vat_number=f"{code[:7]}{role.requisites.vat_number[7:]}")
    return replace(role, slug=f"{role.slug}-{number}", requisites=requisites)


def _code(seven: str) -> str:
    for last in range(10):
        try:
            return parse_edrpou(f"{seven}{last}")
        except BadCode:
            continue
    raise BadCode("KSA-COD-03", seven)


SELLER, BUYER = another(OLENA, 1), another(PETRO, 1)
