"""Despatch advice and response: written as Peppol has them, read from anybody."""

from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from lxml import etree
from msgspec.structs import replace

from kasssa.core.codes.responses import Action, Status
from kasssa.core.en16931.guard import Unreadable
from kasssa.core.formats import despatch, response
from kasssa.core.formats.domestic.faults import BadFormat
from kasssa.core.refusals import Reason
from tests.core.domestic.spoiling import bomb, spoilt
from tests.core.domestic.test_comdoc import trimmed
from tests.core.samples import INVOICE, RICH_INVOICE, documents

SHIPMENT = despatch.despatch_of(RICH_INVOICE, shipped_on=date(2026, 3, 18))
SHIPPED = despatch.write(SHIPMENT)
MLYN = response.Correspondent(
    endpoint="olena@mlyn.example.ua", endpoint_scheme="EM", code="43629432", name="ТОВ «Млин»"
)
SHOP = response.Correspondent(endpoint="9864065160861", endpoint_scheme="0088", name="ТОВ «Їжа»")
REFUSAL = replace(
    response.response_to(
        "КС-2026/0417",
        date(2026, 3, 17),
        Status.REJECTED,
        clarifications=(
            replace(
                response.reason(Reason.PRICES, "Ціна не за договором"),
                conditions=(response.Condition(term="BT-146", value="24.00"),),
            ),
            response.action(Action.NEW_INVOICE),
        ),
    ),
    number="В-1",
    issued_on=date(2026, 3, 18),
    issued_at=time(13, 34, 32),
    note="Просимо виправити",
    sender=SHOP,
    receiver=MLYN,
    effective_on=date(2026, 3, 18),
    issuer=response.Correspondent(code="43629432", name="ТОВ «Млин»"),
)
REFUSED = response.write(REFUSAL)


def codes(findings):
    return [(found.code, found.path) for found in findings]


def names(content):
    return [etree.QName(element).localname for element in etree.fromstring(content)]


def test_all_that_is_sold_is_shipped():
    reading = despatch.read(SHIPPED)
    assert reading.document == SHIPMENT
    assert reading.findings == ()
    assert despatch.check(SHIPMENT) == ()
    assert [(goods.quantity, goods.unit, goods.article) for goods in SHIPMENT.lines][:4] == [
        (Decimal(10), "H87", "1"),
        (Decimal("1.5"), "TNE", "2"),
        (Decimal(1), "E48", "3"),
        (Decimal(3), "KGM", "А-1"),
    ]


def test_elements_stand_in_the_order_of_ubl():
    assert names(SHIPPED)[:8] == [
        "CustomizationID",
        "ProfileID",
        "ID",
        "IssueDate",
        "Note",
        "OrderReference",
        "DespatchSupplierParty",
        "DeliveryCustomerParty",
    ]
    assert names(REFUSED) == [
        "CustomizationID",
        "ProfileID",
        "ID",
        "IssueDate",
        "IssueTime",
        "Note",
        "SenderParty",
        "ReceiverParty",
        "DocumentResponse",
    ]


@given(documents().map(trimmed))
@settings(max_examples=25, deadline=None)
def test_every_document_can_be_shipped(document):
    shipment = despatch.despatch_of(document)
    assert despatch.read(despatch.write(shipment)).document == shipment
    assert despatch.check(shipment) == ()


def test_goods_without_number_negative_or_left_out_are_found():
    goods = replace(SHIPMENT.lines[0], article="", quantity=Decimal(-1), outstanding=Decimal(2))
    assert codes(despatch.check(replace(SHIPMENT, lines=(goods,)))) == [
        ("KSA-DSP-11", "DespatchLine[1]/Item"),
        ("KSA-DSP-12", "DespatchLine[1]/DeliveredQuantity"),
        ("KSA-DSP-13", "DespatchLine[1]/OutstandingReason"),
    ]
    assert codes(despatch.check(replace(SHIPMENT, lines=()))) == [("KSA-DSP-10", "DespatchLine")]


def test_a_refusal_says_why_and_what_is_asked():
    reading = response.read(REFUSED)
    assert reading.document == REFUSAL
    assert reading.findings == ()
    assert response.check(REFUSAL) == ()
    assert (REFUSAL.reasons, REFUSAL.actions) == ((Reason.PRICES,), (Action.NEW_INVOICE,))
    assert b'<cbc:StatusReasonCode listID="OPStatusReason">PRI<' in REFUSED


@pytest.mark.parametrize("status", Status)
def test_every_status_goes_onto_the_wire(status):
    answer = response.response_to("1", date(2026, 1, 2), status)
    assert response.read(response.write(answer)).document.status == status.value
    needs = status in (Status.UNDER_QUERY, Status.CONDITIONALLY_ACCEPTED, Status.REJECTED)
    assert needs == ("KSA-RSP-10" in [code for code, _ in codes(response.check(answer))])


def test_a_response_that_says_too_little_is_found():
    other = response.Clarification(code="OTH", list="OPStatusReason")
    foreign = response.Clarification(code="ХХХ")
    poor = replace(REFUSAL, status="ZZ", clarifications=(other, foreign), references=(), number="")
    assert codes(response.check(poor)) == [
        ("KSA-RSP-05", "ID"),
        ("KSA-RSP-12", "DocumentResponse/DocumentReference"),
        ("KSA-RSP-07", "DocumentResponse/Response/ResponseCode"),
        ("KSA-RSP-11", "DocumentResponse/Response/Status[1]/StatusReason"),
        ("KSA-RSP-07", "DocumentResponse/Response/Status[2]/StatusReasonCode"),
    ]
    assert poor.reasons == (Reason.OTHER,)


@pytest.mark.parametrize("module", [despatch, response])
@pytest.mark.parametrize("content", [b"", b"<Invoice/>", bomb("DespatchAdvice"), INVOICE.number.encode()])
def test_what_is_neither_is_refused(module, content):
    with pytest.raises((Unreadable, BadFormat)):
        module.read(content)


@given(spoilt(SHIPPED))
@settings(max_examples=60, deadline=None)
def test_no_spoilt_despatch_is_too_much(content):
    reading = despatch.read(content)
    for found in (*reading.findings, *despatch.check(reading.document)):
        assert found.text("en")
    content = despatch.write(reading.document)
    assert despatch.write(despatch.read(content).document) == content


@given(spoilt(REFUSED))
@settings(max_examples=60, deadline=None)
def test_no_spoilt_response_is_too_much(content):
    reading = response.read(content)
    for found in (*reading.findings, *response.check(reading.document)):
        assert found.text("en")
    content = response.write(reading.document)
    assert response.write(response.read(content).document) == content
