"""The other kinds on the pages: the menu, the fields of each, what is made from what, the paper."""

from datetime import datetime
from uuid import UUID

import pytest

from kasssa.apps.documents import actions, queries
from kasssa.apps.exchange import actions as exchange
from kasssa.core.actor import Role
from kasssa.core.document.kinds import KINDS, followers
from kasssa.core.document.model import Kind
from tests import cast
from tests.cast import Someone
from tests.web.browser import Browser, Page, uk
from tests.web.papers import document_of, seated, typed

ALWAYS = {"series", "place", "contract", "order", "note", "buyer_code"}
PAYABLE = {"due_on", "purpose", "prepaid"}
SERVICED = {"period_from", "period_to"}
BASED = {"basis_number", "basis_on"}
FIELDS = {
    Kind.INVOICE: PAYABLE | SERVICED | {"currency"},
    Kind.FACTURA: PAYABLE | SERVICED | {"currency"},
    Kind.ACT: SERVICED | BASED | {"basis_kind"},
    Kind.DELIVERY_NOTE: BASED | {"basis_kind"},
    Kind.CREDIT_NOTE: BASED | {"currency"},
    Kind.CORRECTION: PAYABLE | SERVICED | BASED | {"currency"},
    Kind.CLAIM: BASED | {"basis_kind", "claimed"},
    Kind.ANNULMENT: BASED | {"basis_kind"},
    Kind.REFUSAL: BASED | {"basis_kind"},
}


def offered(page: Page) -> list[str]:
    """What is offered to be made from a document."""
    return [str(one) for one in page.html.xpath("//p[@class='related__offered']/a/@href")]


def act_of(invoice_id: UUID, olena: Someone, noon: datetime) -> UUID:
    """An issued act that was made from an invoice."""
    made = queries.made_from(invoice_id, Kind.ACT, by=olena.actor)
    act_id = actions.draft(made, by=olena.actor, at=noon)
    actions.issue(act_id, by=olena.actor, at=noon)
    return act_id


def test_the_menu_offers_every_kind(at_olena: Browser) -> None:
    page = at_olena.open("outbox")
    menu = page.html.xpath("//div[@class='new']//div[@class='menu__panel']/a")
    assert [(one.text, one.get("href")) for one in menu] == [
        (row.uk.title, f"/documents/new?kind={kind}") for kind, row in KINDS.items()
    ]


@pytest.mark.parametrize("kind", Kind)
def test_the_editor_has_the_fields_of_the_kind_and_no_others(at_olena: Browser, kind: Kind) -> None:
    page = at_olena.open("document_new", kind=kind)
    names = {str(one) for one in page.html.xpath("//main//*[@id='editor']//*[not(@type='hidden')]/@name")}
    asked = {name for name in names if not name.startswith(("line_", "buyer_")) and name != "save"}
    always = ALWAYS - {"buyer_code"} - (set() if KINDS[kind].priced else {"order"})
    assert asked == always | FIELDS[kind]
    assert ("line_name" in names) == KINDS[kind].priced
    assert page.value("kind") == kind
    assert KINDS[kind].uk.title in page.text
    assert f"{KINDS[kind].uk.sides.buyer}, за кодом" in page.text


def test_what_is_no_kind_begins_an_invoice(at_olena: Browser) -> None:
    assert at_olena.open("document_new", kind="пісня").value("kind") == "invoice"


def test_an_act_is_written_kept_and_issued(at_olena: Browser, olena: Someone, petro: Someone) -> None:
    said = typed(
        petro.code, kind="act", period_from="01.11.2026", period_to="25.11.2026",
        basis_number="КС-7", basis_on="20.11.2026", basis_kind="factura",
    )  # fmt: skip
    document_id = document_of(at_olena.send("document_new", **said))
    page = at_olena.open("document_edit", document_id)
    assert (page.value("kind"), page.value("basis_kind"), page.value("period_to")) == (
        "act", "factura", "25.11.2026",
    )  # fmt: skip
    at_olena.send("document_issue", document_id, **said)
    page = at_olena.open("document", document_id)
    for text in (
        "Акт наданих послуг № АКТ-2026/0001",
        "На підставі Рахунок-фактура № КС-7 від 20.11.2026",
        "Період послуг 01.11.2026 – 25.11.2026",
        "Виконавець ТОВ «Північний вітер»",
        "Замовник ТОВ «Каштанова алея»",
        "Виконавець надав, а замовник прийняв такі послуги й роботи:",
        "Підписаний оригінал — файл COMDOC",
    ):
        assert text in page.text
    assert "qr__code" not in page.content.decode()
    assert page.buttons == ["document.signed"]


def test_a_fault_of_another_kind_s_field_is_told(at_olena: Browser, petro: Someone) -> None:
    page = at_olena.send("document_issue_new", **typed(petro.code, kind="credit_note"))
    assert page.status == 422
    assert "KSA-REF-01" in page.at("basis_number-fault")
    page = at_olena.send("document_issue_new", **typed(petro.code, kind="act", due_on="30.11.2026"))
    assert "KSA-INV-08" in page.text


def test_from_an_invoice_its_seller_makes_what_follows_it(
    at_olena: Browser, at_petro: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    document_id = cast.delivered(olena, petro, noon)
    assert offered(at_olena.open("document", document_id)) == [
        f"/documents/new?kind={kind}&from={document_id}" for kind in followers(Kind.INVOICE)
    ]
    assert offered(at_petro.open("document", document_id)) == [
        f"/documents/new?kind={kind}&from={document_id}" for kind in followers(Kind.INVOICE, by_seller=False)
    ]
    page = at_olena.open("document_new", kind="act", **{"from": str(document_id)})
    assert [str(one.text).strip() for one in page.html.xpath("//textarea[@name='line_name']")] == [
        "Хліб житній", "Доставка",
    ]  # fmt: skip
    assert (page.value("basis_number"), page.value("basis_on"), page.value("based_on")) == (
        "2026/0001", "25.11.2026", str(document_id),
    )  # fmt: skip


def test_documents_lead_to_each_other_as_far_as_one_may_see_them(
    at_olena: Browser, at_petro: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    document_id = cast.delivered(olena, petro, noon)
    act_id = act_of(document_id, olena, noon)
    title = "Акт наданих послуг № АКТ-2026/0001"
    assert f"{uk('Made from this one')} {title}" in at_olena.open("document", document_id).text
    assert f"{uk('Made from')} Рахунок на оплату № 2026/0001" in at_olena.open("document", act_id).text
    assert title not in at_petro.open("document", document_id).text


def test_a_viewer_is_offered_nothing_to_make(
    olena: Someone, yevheniia: Someone, petro: Someone, noon: datetime
) -> None:
    document_id = cast.delivered(olena, petro, noon)
    at_viewer = seated(olena, yevheniia, Role.VIEWER, noon)
    assert offered(at_viewer.open("document", document_id)) == []


@pytest.mark.parametrize("source", ["x", "01a212e1-d01b-716e-a0e9-13a6c8faee04"])
def test_nothing_is_made_from_what_is_not_there(at_olena: Browser, source: str) -> None:
    assert at_olena.open("document_new", kind="act", **{"from": source}).status == 404


def test_what_is_agreed_and_not_payable_is_done(
    at_olena: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    act_id = act_of(cast.delivered(olena, petro, noon), olena, noon)
    at_olena.send("document_sign", act_id, signature=cast.signature(act_id, olena, noon))
    at_olena.send("document_send", act_id)
    cast.settle()
    proof = cast.signature(act_id, petro, noon)
    exchange.accept(act_id, proof=proof, by=petro.actor, at=noon)
    page = at_olena.open("document", act_id)
    assert page.buttons == ["document.archived"]
    assert "document.paid" not in page.content.decode()
    assert at_olena.open("document_pay", act_id).status == 409


def test_an_invoice_for_abroad_has_its_currency_and_a_paper_in_two_languages(
    at_olena: Browser, olena: Someone, petro: Someone
) -> None:
    page = at_olena.send("document_preview", **typed(petro.code, currency="EUR"))
    assert "1 200,00 EUR" in page.text.replace("\u00a0", " ")
    assert "євро 00 центів" in page.text
    document_id = document_of(at_olena.send("document_issue_new", **typed(petro.code, currency="EUR")))
    assert "EUR" in at_olena.open("outbox").text
    shown = at_olena.open("document", document_id)
    assert "qr__code" not in shown.content.decode()
    papers = {
        language: at_olena.open("document_pdf", document_id, **({"language": language} if language else {}))
        for language in ("", "uk", "en", "both")
    }
    assert papers[""].content == papers["both"].content
    assert len({paper.content for paper in papers.values()}) == 3


def test_a_prepayment_leaves_what_is_due(at_olena: Browser, petro: Someone) -> None:
    page = at_olena.send("document_issue_new", **typed(petro.code, prepaid="200"))
    shown = at_olena.open("document", document_of(page)).text.replace("\u00a0", " ")
    assert f"{uk('Total')} 1 200,00 {uk('Prepaid')} −200,00 Усього до сплати 1 000,00 ₴" in shown


def test_the_buyer_writes_a_claim_about_an_invoice(
    at_olena: Browser, at_petro: Browser, olena: Someone, petro: Someone, noon: datetime
) -> None:
    document_id = cast.delivered(olena, petro, noon)
    page = at_petro.open("document_new", kind="claim", **{"from": str(document_id)})
    assert (page.value("buyer_code"), page.value("basis_number")) == (olena.code, "2026/0001")
    said = {name: page.value(name) for name in ("kind", "based_on", "buyer_code", "basis_number", "basis_on")}
    empty = at_petro.send("document_issue_new", **said, basis_kind="invoice", note="", claimed="80")
    assert (empty.status, "KSA-INV-10" in empty.at("note-fault")) == (422, True)
    issued = at_petro.send(
        "document_issue_new", **said, basis_kind="invoice", note="Хліб черствий.\nПоверніть.", claimed="80"
    )
    shown = at_petro.open("document", document_of(issued))
    for text in (
        "Претензія № ПР-2026/0001",
        "Щодо документа Рахунок на оплату № 2026/0001 від 25.11.2026",
        "Хліб черствий. Поверніть.",
        "Сума претензії 80,00",
        "Вісімдесят гривень 00 копійок",
        "Відправник ТОВ «Каштанова алея»",
    ):
        assert text in shown.text.replace("\u00a0", " ")
    assert not shown.html.xpath("//table[@class='lines']")
    assert at_petro.open("document_pdf", document_of(issued)).content.startswith(b"%PDF-")
    refusal = {**said, "kind": "refusal"}
    at_petro.send("document_issue_new", **refusal, basis_kind="invoice", note="Не приймаємо.")
    assert "0,00" not in at_petro.open("outbox", q="ВД-").text
