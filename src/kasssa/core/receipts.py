"""The receipt of a consent: who agreed, to which bytes, for what, when and how.

The shape is ISO/IEC TS 27560:2023 as the W3C guide writes it with the DPV
(https://w3id.org/dpv/schema/dpv-27560#receipt-eu-gdpr): JSON-LD whose context stands in the file, so that
reading it needs no network. A receipt is bytes that never change; their SHA-256 is its own proof.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from kasssa.core.consent import Operator
from kasssa.core.purposes import GROUND_TERMS, TERMS, Ground, Purpose

SCHEMA = "https://w3id.org/dpv/schema/dpv-27560#receipt-eu-gdpr"
CONTEXT: Mapping[str, str] = {
    "dct": "http://purl.org/dc/terms/",
    "dpv": "https://w3id.org/dpv#",
    "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
    "pd": "https://w3id.org/dpv/pd#",
    "schema": "https://schema.org/",
    "kasssa": "urn:kasssa:",
}
# What data each optional purpose uses; the necessary ones use what the account and the documents hold.
_DATA: Mapping[Purpose, tuple[str, ...]] = {
    Purpose.NEWS: ("pd:EmailAddress", "pd:Name", "pd:Language"),
    Purpose.IMPROVEMENT: ("pd:ServiceConsumptionBehaviour",),
    Purpose.SURVEYS: ("pd:EmailAddress", "pd:Opinion"),
}
_NECESSARY_DATA = ("pd:Name", "pd:EmailAddress", "pd:TelephoneNumber", "pd:OfficialID", "pd:Professional")
_RIGHTS = [f"eu-gdpr:A{article}" for article in ("15", "16", "17", "18", "20", "21", "77", "7-3")]


class Status(StrEnum):
    """What became of a consent, in terms of the DPV."""

    GIVEN = "dpv:ConsentGiven"
    WITHDRAWN = "dpv:ConsentWithdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """The very text that was shown: its address, version, language and the SHA-256 of its bytes."""

    kind: str
    version: str
    language: str
    sha256: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One consent, or its withdrawal, of one person."""

    receipt_id: UUID
    record_id: UUID
    person_id: UUID
    status: Status
    purposes: Sequence[Purpose]
    notices: Sequence[Notice]
    at: datetime
    method: str  # what the person did, as "ticked a box that was empty"
    network: str = ""  # the network the person came from, not the address
    agent: str = ""  # the browser


class Seen(NamedTuple):
    """A text as a receipt names it."""

    kind: str
    version: str
    language: str
    sha256: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a receipt says."""

    receipt_id: str
    record_id: str
    person_id: str
    at: str  # ISO 8601, UTC
    status: Status
    method: str
    network: str
    agent: str
    purposes: tuple[str, ...]  # terms of the DPV
    notices: tuple[Seen, ...]
    controller: tuple[tuple[str, str], ...]


def receipt(event: Event, operator: Operator) -> bytes:
    """Return the receipt of ``event`` as JSON-LD; the same event gives the same bytes."""
    controller = _controller(operator)
    told = {
        "@context": CONTEXT,
        "@id": f"urn:uuid:{event.receipt_id}",
        "@type": "dpv:ConsentReceipt",
        "dct:conformsTo": SCHEMA,
        "dct:identifier": str(event.receipt_id),
        "dct:created": _time(event.at),
        "dpv:hasRecordOfActivity": {
            "@id": f"urn:uuid:{event.record_id}",
            "@type": "dpv:ConsentRecord",
            "dct:identifier": str(event.record_id),
            "dpv:hasDataSubject": {"@type": "dpv:DataSubject", "dct:identifier": str(event.person_id)},
            "dpv:hasNotice": [_notice(notice) for notice in event.notices],
            "dpv:hasProcess": [_process(purpose, operator) for purpose in event.purposes],
            "dpv:hasDataController": controller,
            "dpv:hasJurisdiction": "https://w3id.org/dpv/loc#UA",
            "dpv:hasRight": _RIGHTS,
            "dpv:hasConsentStatus": [_consented(event, controller)],
        },
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def told(content: bytes) -> Told:
    """Return what a receipt says, as far as it can be checked against what is kept."""
    said = json.loads(content)
    record = said["dpv:hasRecordOfActivity"]
    state = record["dpv:hasConsentStatus"][0]
    controller = record["dpv:hasDataController"]
    names = ("kasssa:kind", "dct:hasVersion", "dct:language", "kasssa:sha256", "@id")
    return Told(
        receipt_id=said["dct:identifier"],
        record_id=record["dct:identifier"],
        person_id=record["dpv:hasDataSubject"]["dct:identifier"],
        at=state["dpv:isIndicatedAtTime"],
        status=Status(state["@type"]),
        method=state["dpv:hasIndicationMethod"],
        network=state["kasssa:network"],
        agent=state["kasssa:agent"],
        purposes=tuple(process["dpv:hasPurpose"] for process in record["dpv:hasProcess"]),
        notices=tuple(Seen(*(notice[name] for name in names)) for notice in record["dpv:hasNotice"]),
        controller=(
            ("name", controller["dpv:hasName"]),
            ("code", controller["dct:identifier"]),
            ("address", controller["dpv:hasAddress"]),
            ("contacts", ", ".join(one.split(":", 1)[1] for one in controller["dpv:hasContact"])),
        ),
    )


def _notice(notice: Notice) -> Mapping[str, object]:
    return {
        "@id": notice.url,
        "@type": ["dpv:PrivacyNotice", "dpv:ConsentNotice"],
        "kasssa:kind": notice.kind,
        "dct:hasVersion": notice.version,
        "dct:date": notice.version,
        "dct:language": notice.language,
        "kasssa:sha256": notice.sha256,
    }


def _process(purpose: Purpose, operator: Operator) -> Mapping[str, object]:
    terms = TERMS[purpose]
    on_consent = terms.ground is Ground.CONSENT
    return {
        "@type": "dpv:Process",
        "@id": f"urn:kasssa:purpose:{purpose}",
        "dpv:hasPurpose": terms.term,
        "kasssa:clause": f"policy {terms.clause}",
        "dpv:hasNecessity": "dpv:Optional" if on_consent else "dpv:Required",
        "dpv:hasLegalBasis": GROUND_TERMS[terms.ground],
        "dpv:hasPersonalData": list(_DATA.get(purpose, _NECESSARY_DATA)),
        "dpv:hasProcessing": ["dpv:Collect", "dpv:Store", "dpv:Use"],
        "dpv:hasStorageCondition": {
            "@type": "dpv:StorageCondition",
            "dpv:hasDuration": {
                "@type": "dpv:UntilEventDuration",
                "schema:description": _until(terms.ground),
            },
            "dpv:hasLocation": "https://w3id.org/dpv/loc#UA",
        },
        "dpv:hasRecipient": operator.name,
        "dpv:hasConsentControl": {
            "@type": "dpv:WithdrawConsent",
            "dpv:isExercisedAt": f"{operator.url}/privacy/{'consents' if on_consent else 'end'}",
        },
    }


def _until(ground: Ground) -> str:
    if ground is Ground.CONSENT:
        return "until the consent is withdrawn"
    return "until the account is ended, then as policy 5.1 says"


def _controller(operator: Operator) -> Mapping[str, object]:
    return {
        "@type": "dpv:DataController",
        "dpv:hasName": operator.name,
        "dct:identifier": operator.code,
        "dpv:hasAddress": operator.address,
        "dpv:hasContact": [f"mailto:{operator.email}", f"tel:{operator.phone}"],
        "schema:url": operator.url,
    }


def _consented(event: Event, controller: Mapping[str, object]) -> Mapping[str, object]:
    return {
        "@type": event.status,
        "dpv:hasLegalBasis": "dpv:ExplicitlyExpressedConsent",
        "dpv:isIndicatedAtTime": _time(event.at),
        "dpv:hasDuration": {"@type": "dpv:UntilEventDuration", "schema:description": "until it is withdrawn"},
        "dpv:isIndicatedBy": {"@type": "dpv:DataSubject", "dct:identifier": str(event.person_id)},
        "dpv:hasIndicationMethod": event.method,
        "kasssa:network": event.network,
        "kasssa:agent": event.agent,
        "dpv:isImplementedByEntity": controller["dct:identifier"],
    }


def _time(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")
