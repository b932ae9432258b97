"""Lists of documents, one document, and its files."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kasssa.apps.accounts import queries as accounts
from kasssa.apps.documents import actions, queries
from kasssa.apps.exchange import queries as exchange
from kasssa.apps.intake import queries as intake
from kasssa.apps.signing import queries as signing
from kasssa.base import clock
from kasssa.base.ledger import proving
from kasssa.base.ledger import queries as ledger
from kasssa.core.actor import MAY
from kasssa.core.acts import Act
from kasssa.core.document.kinds import about
from kasssa.core.document.model import Currency, Letter, Paper
from kasssa.core.formats import nbuqr, nbuqr_picture, report_pdf
from kasssa.core.formats import pdf as pdf_format
from kasssa.core.happened import Happened
from kasssa.core.lifecycle import Side, State
from kasssa.web.documents import cards, files, paper, reports
from kasssa.web.files import answer
from kasssa.web.gates import ActorRequest
from kasssa.web.page import page
from kasssa.web.words import ACT_LABELS, CHECK_LABELS, REASON_LABELS, STATE_LABELS

_ANSWERS = {
    State.ACCEPTED: (Act.DOCUMENT_ACCEPTED, pdf_format.Verdict.ACCEPTED),
    State.REJECTED: (Act.DOCUMENT_REJECTED, pdf_format.Verdict.REJECTED),
    State.PAID: (Act.DOCUMENT_PAID, pdf_format.Verdict.PAID),
}


@require_GET
def folder(request: ActorRequest, name: str) -> HttpResponse:
    """Show one folder of the mailbox."""
    text, state = request.GET.get("q", "").strip(), request.GET.get("state", "")
    found = queries.folder(name, text=text, state=state, mark=request.GET.get("from", ""), by=request.actor)
    today = clock.kyiv_date(clock.now())
    onward = urlencode({"q": text, "state": state, "from": found.next_mark}) if found.next_mark else ""
    return page(
        request,
        "documents/list.html",
        folder=name,
        cards=[cards.row(card, today) for card in found.cards],
        kinds=cards.offered(),
        query={"text": text, "state": state},
        states=[{"value": value, "label": label} for value, label in STATE_LABELS.items()],
        page={
            "next_url": f"?{onward}" if onward else "",
            "first_url": request.path if request.GET.get("from") else "",
        },
    )


@require_GET
def document(request: ActorRequest, document_id: UUID) -> HttpResponse:
    """Show one document; the recipient's first look is noted and told to the sender."""
    card = queries.card(document_id, by=request.actor)
    if card.state is State.DRAFT:
        return HttpResponse(status=302, headers={"Location": reverse("document_edit", args=[document_id])})
    if card.side is Side.RECIPIENT:
        actions.note_opening(document_id, by=request.actor, at=clock.now())
        card = queries.card(document_id, by=request.actor)
    said = queries.document(document_id, by=request.actor)
    signed = signing.signatures(document_id, by=request.actor)
    buttons = cards.buttons(card)
    act = next((button for button in buttons if button.primary), None)
    today = clock.kyiv_date(clock.now())
    return page(
        request,
        "documents/document.html",
        document={
            "id": card.id,
            "number": card.number,
            "title": cards.title(card),
            "state": card.state,
            "state_label": STATE_LABELS[card.state],
            "sha256": card.sha256,
            "overdue": cards.overdue(card, today),
        },
        folder=card.folder,
        paper=paper.sheet(said),
        next=act,
        others=[button for button in buttons if button is not act],
        waiting=_waiting(card),
        life=_life(document_id, request),
        people=_people(said, signed, card),
        related=_related(card, request),
        refusal=_refusal(document_id, request),
        files=[*_files(card, signed), *_origin(document_id, request)],
        **_payment(said, card),
    )


@require_GET
def pdf(request: ActorRequest, document_id: UUID) -> HttpResponse:
    """Give the PDF, made on the spot from the signed bytes and the signatures."""
    card = queries.card(document_id, by=request.actor)
    said = queries.document(document_id, by=request.actor)
    signed = signing.signatures(document_id, by=request.actor)
    happened = ledger.history(document_id, by=request.actor)
    issued = next(what.at for what in happened if what.act is Act.DOCUMENT_ISSUED)
    content = pdf_format.render(
        said,
        language=_tongue(request, said),
        made_at=max([issued, *(signature.received_at for signature in signed)]),
        signatures=[_stamp(signature) for signature in signed],
        answer=_answer(card, happened, document_id, request),
        xml=queries.content(document_id, by=request.actor),
    )
    return answer(content, f"{files.stem(card)}.pdf", "application/pdf", inline=True)


@require_GET
def report(request: ActorRequest, document_id: UUID) -> HttpResponse:
    """Give the validation report of the signatures, made on the spot from what their checks kept."""
    card = queries.card(document_id, by=request.actor)
    said = queries.document(document_id, by=request.actor)
    checked = signing.checks(document_id, by=request.actor)
    happened = ledger.history(document_id, by=request.actor)
    moments = [what.at for what in happened if what.act is Act.DOCUMENT_ISSUED]
    moments += [one.checked_at or one.signature.received_at for one in checked]
    content = report_pdf.render(
        said,
        [reports.card(one) for one in checked],
        sha256=card.sha256,
        language=paper.language(),
        made_at=max(moments),
    )
    return answer(content, _report_name(card), "application/pdf", inline=True)


@require_GET
def ubl(request: ActorRequest, document_id: UUID) -> HttpResponse:
    """Give the very bytes that are signed."""
    card = queries.card(document_id, by=request.actor)
    return answer(
        queries.content(document_id, by=request.actor), f"{files.stem(card)}.xml", "application/xml"
    )


def _life(document_id: UUID, request: ActorRequest) -> list[dict[str, object]]:
    happened = ledger.history(document_id, by=request.actor)
    known = accounts.names(
        [what.by.person_id for what in happened], [what.by.organisation_id for what in happened]
    )
    placed = proving.placed([what.entry_id for what in happened], by=request.actor)
    return [_event(what, known, proved=what.entry_id in placed) for what in reversed(happened)]


def _event(what: Happened, known: Mapping[UUID, str], *, proved: bool) -> dict[str, object]:
    who = [known.get(what.by.person_id, ""), known.get(what.by.organisation_id, "")]
    certificate = what.details.get("certificate")
    return {
        "label": ACT_LABELS[what.act],
        "who": ", ".join(filter(None, who)),
        "when": what.at,
        "number": what.entry_id,
        "proof_url": reverse("ledger_proof", args=[what.entry_id]) if proved else "",
        "detail": _("certificate %(serial)s") % {"serial": certificate} if certificate else "",
    }


def _people(
    said: Paper, signed: Sequence[signing.SignatureCard], card: queries.Card
) -> list[dict[str, object]]:
    """One card for each side: its signature, or the place where it is awaited."""
    roles = paper.words_of(said.kind).sides
    sides = ((Act.DOCUMENT_SIGNED, said.seller, roles.for_seller),
             (Act.DOCUMENT_ACCEPTED, said.buyer, roles.for_buyer))  # fmt: skip
    found: list[dict[str, object]] = []
    for act, party, label in sides:
        signature = next((one for one in signed if one.act is act), None)
        someone: dict[str, object] = {"side_label": label, "organisation": party.name, "code": party.code}
        if signature is None:
            someone |= {"waiting": True, "rejected": card.state is State.REJECTED}
        else:
            someone |= {
                "name": signature.name,
                "position": signature.position,
                "serial": signature.serial,
                "issuer": signature.issuer,
                "signed_at": signature.received_at,
                "kind": _("qualified signature") if signature.qscd else _("advanced signature"),
                "demo": signature.demo,
                "check": CHECK_LABELS[_check(signature)],
                "evidence_url": _evidence_url(signature, card),
            }
        found.append(someone)
    return found


def _evidence_url(signature: signing.SignatureCard, card: queries.Card) -> str:
    """Return where the signature with its evidence is, if there is any."""
    if not signature.has_evidence:
        return ""
    return reverse("document_signature_evidence", args=[card.id, signature.id])


def _check(signature: signing.SignatureCard) -> str:
    if signature.demo:
        return "demo"
    if signature.status == "pending":
        return "pending"
    return signature.revocation if signature.revocation in CHECK_LABELS else "unknown"


def _waiting(card: queries.Card) -> str:
    """Say for whom the document waits when there is nothing to do on this side."""
    words = {
        State.SENT: _("The document waits until the counterparty registers and confirms its code."),
        State.DELIVERED: _("The counterparty has it. You will get a letter when it answers."),
        State.ACCEPTED: _("Accepted by both sides. The seller marks it as paid when the money comes.")
        if about(card.kind).payable
        else _("Signed by both sides: the document is complete."),
    }
    return words.get(card.state, _("Everything has been done with this document."))


def _related(card: queries.Card, request: ActorRequest) -> dict[str, Any] | None:
    """What the document was made from, what was made from it, and what may be."""
    basis, made = queries.relatives(card.id, by=request.actor)
    may = Act.DOCUMENT_DRAFTED in MAY[request.actor.role]
    offered = cards.offered(card) if may else []
    if basis is None and not made and not offered:
        return None
    return {
        "basis": _link(basis) if basis else None,
        "made": [_link(one) for one in made],
        "offered": offered,
    }


def _link(card: queries.Card) -> dict[str, object]:
    return {
        "title": cards.title(card),
        "url": reverse("document", args=[card.id]),
        "state": card.state,
        "state_label": STATE_LABELS[card.state],
    }


def _tongue(request: ActorRequest, said: Paper) -> pdf_format.Tongue:
    """The language of the paper: both for another currency or if asked for, else that of the page."""
    asked = request.GET.get("language", "")
    if asked in ("uk", "en"):
        return "en" if asked == "en" else "uk"
    return "both" if asked == "both" or said.currency != Currency.UAH else paper.language()


def _refusal(document_id: UUID, request: ActorRequest) -> dict[str, object] | None:
    refusal = exchange.refusal(document_id, by=request.actor)
    if refusal is None:
        return None
    return {"reason": REASON_LABELS[refusal.reason], "code": refusal.reason, "text": refusal.text}


def _files(card: queries.Card, signed: Sequence[signing.SignatureCard]) -> list[dict[str, str]]:
    stem = files.stem(card)
    pdf_url = reverse("document_pdf", args=[card.id])
    found = [
        {"label": "PDF", "name": f"{stem}.pdf", "url": pdf_url},
        {
            "label": _("PDF in Ukrainian and English"),
            "name": f"{stem}.pdf",
            "url": f"{pdf_url}?language=both",
        },
        {
            "label": _("Signed original (%(format)s)") % {"format": paper.original(card.kind)},
            "name": f"{stem}.xml",
            "url": reverse("document_ubl", args=[card.id]),
        },
    ]
    for signature in signed:
        suffix, who = signature.form.suffix, signature.organisation or signature.name
        label = _("Signature of %(who)s (%(suffix)s)") % {"who": who, "suffix": suffix}
        url = reverse("document_signature", args=[card.id, signature.id])
        found.append({"label": label, "name": f"{stem}-{signature.id}{suffix}", "url": url})
    if signed:
        url = reverse("document_together", args=[card.id])
        found.append({"label": _("Document with all signatures"), "name": stem, "url": url})
        url = reverse("document_report", args=[card.id])
        found.append({"label": _("Signature validation report"), "name": _report_name(card), "url": url})
    return found


def _origin(document_id: UUID, request: ActorRequest) -> list[dict[str, str]]:
    """The file from elsewhere that the document was made of, if it was: its maker's alone."""
    file = intake.origin(document_id, by=request.actor)
    if file is None:
        return []
    label = _("The file it was made of")
    return [{"label": label, "name": file.name, "url": reverse("received_file", args=[file.id])}]


def _payment(said: Paper, card: queries.Card) -> dict[str, Any]:
    """How to pay, in words, as a code and as buttons, while there is something to pay."""
    if card.state in (State.PAID, State.REJECTED) or isinstance(said, Letter):
        return {"payment": None, "qr_svg": ""}
    try:
        url = nbuqr.encode(nbuqr.of(said))
    except nbuqr.BadPayment:
        return {"payment": None, "qr_svg": ""}
    instruction = nbuqr.decode(url)
    shown = {
        "amount": instruction.amount.uk() if instruction.amount else "",
        "iban": instruction.iban,
        "recipient": instruction.recipient,
        "purpose": instruction.purpose,
        "links": [{"label": link.bank, "url": link.url} for link in nbuqr.deep_links(url)],
    }
    for_payer = card.side is Side.RECIPIENT
    picture = nbuqr_picture.svg(url, paper.language())
    return {"payment": shown if for_payer else None, "qr_svg": mark_safe(picture)}  # drawn by us alone


def _stamp(signature: signing.SignatureCard) -> pdf_format.SignatureCard:
    kinds = pdf_format.SignatureKind
    by_sender = signature.act is Act.DOCUMENT_SIGNED
    return pdf_format.SignatureCard(
        role=pdf_format.Side.SELLER if by_sender else pdf_format.Side.BUYER,
        name=signature.name,
        position=signature.position,
        serial=signature.serial,
        issuer=signature.issuer,
        signed_at=signature.received_at,
        kind=kinds.QUALIFIED if signature.qscd else kinds.ADVANCED,
        demo=signature.demo,
    )


def _answer(
    card: queries.Card, happened: Sequence[Happened], document_id: UUID, request: ActorRequest
) -> pdf_format.Answer | None:
    if card.state not in _ANSWERS:
        return None
    act, verdict = _ANSWERS[card.state]
    at = next(what.at for what in happened if what.act is act)
    refusal = exchange.refusal(document_id, by=request.actor)
    reason = f"{REASON_LABELS[refusal.reason]}: {refusal.text}" if refusal else ""
    return pdf_format.Answer(verdict=verdict, at=at, reason=reason)


def _report_name(card: queries.Card) -> str:
    return f"{files.stem(card)}-signatures.pdf"
