"""Everywhere that data leaves the service for: who gets what, on which ground, from which module.

Nothing else opens a connection: ``tests/trust/test_egress.py`` reads the imports of all modules. The one HTTP
client is ``kep.Fetcher``: named hosts, usual ports, public addresses looked up once, no redirects, limits.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Destination:
    """A class of recipients outside, in the words of the record of processing (clause 4.1)."""

    name: str
    recipient: str
    data: str
    ground: str
    declared_by: str
    modules: tuple[str, ...]


DESTINATIONS = (
    Destination(
        "evidence",
        "certification authorities: status of certificates (OCSP, CRL), time stamps, the trusted list",
        "serial numbers of certificates, digests of signatures; nothing of a document",
        "contract: a signature is checked and kept provable (offer 6)",
        "KASSSA_EVIDENCE_HOSTS, and the hosts that the trusted folder names",
        ("kep.net",),
    ),
    Destination(
        "witnesses",
        "other instances that witness the ledger, and the authority that stamps its heads",
        "the size and the root of the tree; nothing of an act",
        "the operator's own: nobody can rewrite what others have seen",
        "KASSSA_LEDGER",
        ("kep.net",),
    ),
    Destination(
        "letters",
        "the mail server of the operator, and through it whoever is written to",
        "e-mail address, subject, a link; no content of documents",
        "contract: correspondence (policy 3.2)",
        "KASSSA_MAIL_URL",
        ("django.core.mail",),
    ),
    Destination(
        "database",
        "the database of the operator",
        "everything that is kept",
        "the operator's own",
        "DATABASE_URL, DATABASE_OWNER_URL",
        ("psycopg", "kasssa.site.postgres"),
    ),
    Destination(
        "own service",
        "the service itself, asked from a person's own computer by ``kasssa sign`` and ``kasssa import``",
        "a signature made there, an invoice handed in",
        "the person's own act",
        "--server",
        ("kasssa.cli.management.commands.sign", "kasssa.cli.management.commands.receive"),
    ),
)
