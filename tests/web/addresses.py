"""Every address of the service, with sample values in the place of what varies."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver, reverse

# Pages of the JSON door have gates of their own, and tests of their own in tests/api.
_ELSEWHERE = "api"


def names(resolver: URLResolver | None = None) -> Iterator[str]:
    """Yield the name of every address but those of the API."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            if not (pattern.namespace or "").startswith(_ELSEWHERE):
                yield from names(pattern)
        elif isinstance(pattern, URLPattern):
            assert pattern.name is not None, pattern
            yield pattern.name


def samples(ids: Mapping[str, UUID]) -> Mapping[str, str]:
    """Return every address by its name; ``ids`` says which document and what else is meant."""
    of_one_signature: dict[str, object] = {name: ids[name] for name in ("document_id", "signature_id")}
    others: dict[str, dict[str, object]] = {
        "text": {"kind": "policy"},
        "text_versions": {"kind": "policy"},
        "text_version": {"kind": "policy", "version": "2026-09-01"},
        "text_source": {"kind": "policy", "version": "2026-09-01"},
        "folder_csv": {"name": "outbox"},
        "text_feed": {"kind": "policy"},
        "text_changes": {"kind": "policy", "old": "2026-09-01", "new": "2026-09-01"},
        "receipt": {"receipt_id": ids["receipt_id"]},
        "receipt_file": {"receipt_id": ids["receipt_id"], "form": "json"},
        "ending": {"secret": "x"},
        "ending_file": {"secret": "x", "form": "json"},
        "export_file": {"archive_id": ids["receipt_id"]},
        "processing_file": {"form": "csv"},
        "member_remove": {"membership_id": ids["membership_id"]},
        "signatory_remove": {"signatory_id": ids["signatory_id"]},
        "certificate_unbind": {"certificate_id": ids["certificate_id"]},
        "ledger_tile": {"level": "0", "number": "000.p/1"},
        "ledger_proof": {"entry_id": 1},
        "ledger_leaf": {"entry_id": 1},
        "token_revoke": {"token_id": ids["token_id"]},
        "document_signature": of_one_signature,
        "document_signature_evidence": of_one_signature,
        "not_me": {"secret": "x"},
        "thaw": {"secret": "x"},
        "account_confirm_email": {"key": "x"},
        "account_reset_password_from_key": {"uidb36": "1", "key": "x"},
        "mfa_remove_webauthn": {"pk": 1},
        "mfa_edit_webauthn": {"pk": 1},
    }
    of_one_document = {
        f"document{what}"
        for what in (
            "", "_pdf", "_report", "_ubl", "_edit", "_issue", "_discard", "_sign", "_send", "_accept",
            "_reject", "_pay", "_archive", "_together",
        )
    }  # fmt: skip
    of_one_file = {"received", "received_file", "received_draft", "list_check", "list_draft", "list_faults"}
    others |= {name: {"received_id": ids["received_id"]} for name in of_one_file}
    found: dict[str, str] = {}
    for name in names():
        given = {"document_id": ids["document_id"]} if name in of_one_document else others.get(name, {})
        found[name] = reverse(name, kwargs=given)
    return found
