"""Finding a counterparty by its code."""

from collections.abc import Sequence

from kasssa.apps.accounts import queries as accounts
from kasssa.apps.directory.models import Counterparty
from kasssa.base.tenancy import query
from kasssa.core.actor import Actor
from kasssa.core.document.model import Party
from kasssa.core.parties import BadCode, Scheme, parse_code


@query
def counterparties(*, by: Actor) -> Sequence[Party]:
    """Return the address book of the organisation of ``by``, by name."""
    return [_party(row) for row in Counterparty.objects.order_by("name", "code")]


@query
def find(text: str, *, by: Actor) -> Party | None:
    """Return who has the code ``text``: an organisation that has proved it, else the own address book's word.

    Of an organisation of the service only what stands on every document of it is told; contacts are not.
    """
    try:
        _, code = parse_code(text)
    except BadCode:
        return None
    card = accounts.confirmed(code)
    if card is not None:
        return Party(
            scheme=card.scheme,
            code=card.code,
            name=card.name,
            address=card.address,
            vat_number=card.vat_number,
        )
    row = Counterparty.objects.filter(code=code).first()
    return None if row is None else _party(row)


def _party(row: Counterparty) -> Party:
    return Party(
        scheme=Scheme(row.scheme),
        code=row.code,
        name=row.name,
        address=row.address,
        vat_number=row.vat_number,
        email=row.email,
    )
