"""The receipt of a consent: the shape of ISO/IEC TS 27560 in the DPV."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from kasssa.core.consent import Operator
from kasssa.core.purposes import NECESSARY, TERMS, Purpose
from kasssa.core.receipts import SCHEMA, Event, Notice, Status, receipt, told

OPERATOR = Operator("ТОВ «А»", "43629432", "Київ", "a@b.example", "+380440000000", "https://a.example")
NOTICE = Notice(
    kind="policy", version="2026-09-01", language="uk", sha256="ab" * 32,
    url="https://a.example/texts/policy/2026-09-01",
)  # fmt: skip
EVENT = Event(
    receipt_id=UUID(int=1), record_id=UUID(int=2), person_id=UUID(int=3), status=Status.GIVEN,
    purposes=NECESSARY, notices=[NOTICE], at=datetime(2026, 11, 25, 12, tzinfo=UTC), method="ticked a box",
    network="198.51.100.0/24", agent="Firefox",
)  # fmt: skip


def test_it_is_a_receipt_by_its_schema_and_names_itself():
    made = json.loads(receipt(EVENT, OPERATOR))
    assert (made["@type"], made["dct:conformsTo"]) == ("dpv:ConsentReceipt", SCHEMA)
    assert made["dct:identifier"] == str(UUID(int=1))


# What must stand in a record at least once (guide to 27560 with the DPV, cardinality 1..*).
REQUIRED = (
    "dct:identifier", "dpv:hasDataSubject", "dpv:hasNotice", "dpv:hasProcess", "dpv:hasDataController",
    "dpv:hasJurisdiction", "dpv:hasRight", "dpv:hasConsentStatus",
)  # fmt: skip
OF_A_PROCESS = (
    "dpv:hasPurpose", "dpv:hasLegalBasis", "dpv:hasPersonalData", "dpv:hasProcessing",
    "dpv:hasStorageCondition", "dpv:hasRecipient", "dpv:hasConsentControl",
)  # fmt: skip


@pytest.mark.parametrize("purposes", [NECESSARY, [Purpose.NEWS], [Purpose.SURVEYS, Purpose.IMPROVEMENT]])
def test_everything_that_the_standard_requires_is_there(purposes):
    record = json.loads(receipt(replace(EVENT, purposes=purposes), OPERATOR))["dpv:hasRecordOfActivity"]
    assert [name for name in REQUIRED if not record.get(name)] == []
    assert len(record["dpv:hasProcess"]) == len(purposes)
    for process in record["dpv:hasProcess"]:
        assert [name for name in OF_A_PROCESS if not process.get(name)] == []
    controller = record["dpv:hasDataController"]
    names = ("dpv:hasName", "dct:identifier", "dpv:hasAddress", "dpv:hasContact", "@type")
    assert [name for name in names if not controller.get(name)] == []


def prefixes(value):
    """Every prefix that a term of the receipt uses."""
    if isinstance(value, dict):
        for name, one in value.items():
            if ":" in name and name != "@context":
                yield name.split(":")[0]
            if name == "@type" or (
                name != "@context" and not name.startswith(("@", "kasssa", "dct", "schema"))
            ):
                yield from prefixes(one)
    elif isinstance(value, list):
        for one in value:
            yield from prefixes(one)


def test_every_prefix_is_in_its_own_context_so_that_no_network_is_needed():
    made = json.loads(receipt(EVENT, OPERATOR))
    assert set(prefixes(made)) <= set(made["@context"])


def test_the_same_event_gives_the_same_bytes():
    assert receipt(EVENT, OPERATOR) == receipt(EVENT, OPERATOR)


@pytest.mark.parametrize("status", Status)
def test_what_it_says_can_be_read_again(status):
    said = told(receipt(replace(EVENT, status=status), OPERATOR))
    assert (said.receipt_id, said.record_id, said.person_id) == tuple(str(UUID(int=n)) for n in (1, 2, 3))
    assert (said.status, said.at, said.network, said.agent) == (
        status, "2026-11-25T12:00:00Z", "198.51.100.0/24", "Firefox",
    )  # fmt: skip
    assert said.purposes == tuple(TERMS[purpose].term for purpose in NECESSARY)
    assert said.notices == (("policy", "2026-09-01", "uk", "ab" * 32, NOTICE.url),)
    assert dict(said.controller) == {
        "name": "ТОВ «А»", "code": "43629432", "address": "Київ", "contacts": "a@b.example, +380440000000",
    }  # fmt: skip
