"""What a verdict asks for beyond the mathematics; the rules that operators may set, and their defaults."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Policy:
    """The rules of a decision.

    ``needs_revocation``: without a fitting statement on the certificate the verdict is "indeterminate".
    ``freshness``: how old a statement without ``nextUpdate`` may be at the time it is needed for; a weekend
    by default.
    ``skew``: by how much clocks may differ. ``needs_qualified``: only qualified certificates will do.
    ``sunsets``: from when on the hash of that name is no longer accepted in signatures.
    """

    needs_revocation: bool = True
    freshness: timedelta = timedelta(hours=72)
    skew: timedelta = timedelta(minutes=5)
    needs_qualified: bool = False
    sunsets: Mapping[str, datetime] = field(default_factory=dict)


STRICT = Policy()
"""The default where evidence is given, as by the command line: ETSI EN 319 102-1 with revocation."""

QUALIFIED = Policy(needs_qualified=True)
"""As ``STRICT``, and only for qualified certificates."""

PATH_ONLY = Policy(needs_revocation=False)
"""The default where no evidence is given: what is known of revocation counts, but none is asked for."""
