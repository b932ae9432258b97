"""Who comes: people like those of the demo whom the service does not know yet."""

from dataclasses import replace
from itertools import count

from kasssa.cli.cast import Role
from kasssa.core.parties import BadCode, parse_edrpou

_NUMBERS = count(1)


def newcomer(role: Role) -> Role:
    """Return somebody like ``role`` but new each time: with a company, an e-mail and a key of their own."""
    number = next(_NUMBERS)
    code = _code(f"{role.requisites.code[:4]}{number:03}")
    requisites = replace(role.requisites, code=code, vat_number=f"{code[:7]}{role.requisites.vat_number[7:]}")
    return replace(role, slug=f"{role.slug}-{number}", requisites=requisites)


def _code(seven: str) -> str:
    """Return the code that begins with ``seven`` digits: the eighth follows from them."""
    for last in range(10):
        try:
            return parse_edrpou(f"{seven}{last}")
        except BadCode:
            continue
    raise BadCode("KSA-COD-03", seven)
