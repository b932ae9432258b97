"""From bytes to a verdict: guard, read, judge."""

from kasssa.core.en16931.findings import Verdict
from kasssa.core.en16931.guard import BYTES_MAX, parse
from kasssa.core.en16931.reading import read
from kasssa.core.en16931.rules.every import judge

PROFILE = "en16931"


def validate(content: bytes, *, bytes_max: int = BYTES_MAX) -> Verdict:
    """Return the verdict of EN 16931 on ``content``, with the rule ids and counts of the artefacts 1.3.16.

    Raises:
        Unreadable: ``content`` is no XML that may be read, or no invoice.
    """
    reading = read(parse(content, bytes_max=bytes_max))
    findings = (*reading.findings, *judge(reading.invoice))
    return Verdict(reading.invoice.syntax, PROFILE, findings)
