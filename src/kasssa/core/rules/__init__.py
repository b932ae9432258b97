"""What must be true of a document before it may be issued: findings with permanent codes.

Each module holds the rules of one part of a document; ``check`` obeys them all. A rule is
a function from a document to the faults it finds, and never raises.
"""

from collections.abc import Callable, Iterator

from kasssa.core.document.faults import Fault, Faulty, fault
from kasssa.core.document.model import Document, Letter, Paper
from kasssa.core.rules.goods import check_lines, check_totals
from kasssa.core.rules.heading import check_basis, check_dates, check_heading, check_kind, check_texts
from kasssa.core.rules.letters import check_letter
from kasssa.core.rules.sides import check_buyer, check_seller, check_sides

__all__ = ["RULES", "Fault", "Faulty", "Rule", "check", "fault", "require"]

Rule = Callable[[Document], Iterator[Fault]]

RULES: tuple[Rule, ...] = (
    check_heading,
    check_dates,
    check_kind,
    check_basis,
    check_seller,
    check_buyer,
    check_sides,
    check_lines,
    check_totals,
    check_texts,
)


def check(document: Paper) -> tuple[Fault, ...]:
    """Return everything that is wrong with ``document``; nothing means that it may be issued."""
    if isinstance(document, Letter):
        return tuple(check_letter(document))
    return tuple(found for rule in RULES for found in rule(document))


def require(document: Paper) -> Paper:
    """Return ``document`` itself if it may be issued.

    Raises:
        Faulty: it may not.
    """
    if faults := check(document):
        raise Faulty(faults)
    return document
