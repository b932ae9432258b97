"""The tenant matrix: every operation × every parameter that names something × everybody who may try.

Five questions are put to each cell: does the answer hold a word of the victim; has a row of the victim
changed; does the answer differ from that about what does not exist; does the same work for one's own, without
which the cell says nothing; and has the service stumbled.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import takewhile

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from kasssa.core.actor import MAY, Role
from kasssa.core.acts import Act
from tests.cast import signature
from tests.stage import NOON
from tests.trust.doors import ASKING, Answer, Operation, ask_api, ask_web
from tests.trust.ring import House, Ring, Visitor, fingerprint, nothing
from tests.web.papers import typed


@dataclass(frozen=True)
class Deed:
    """In which state of a document something is possible, to which side, as which act, with what said."""

    state: str
    side: str = "both"
    act: Act | None = None
    said: Callable[[House, House], Mapping[str, object]] = lambda seller, buyer: {}
    sent: Callable[[House, House], bytes] = lambda seller, buyer: b""


def _proof(state: str, side: str) -> Callable[[House, House], bytes]:
    made: dict[str, bytes] = {}

    def proof(seller: House, buyer: House) -> bytes:
        signer = seller if side == "seller" else buyer
        if seller.name not in made:
            made[seller.name] = signature(seller.papers[state], signer.owner, NOON)
        return made[seller.name]

    return proof


def _signed(state: str, side: str, act: Act) -> Deed:
    proof = _proof(state, side)

    def said(seller: House, buyer: House) -> Mapping[str, object]:
        return {"signature": SimpleUploadedFile("s.p7s", proof(seller, buyer))}

    return Deed(state, side, act, said, proof)


def _json(value: object) -> Callable[[House, House], bytes]:
    return lambda seller, buyer: json.dumps(value).encode()


def _typed(seller: House, buyer: House) -> Mapping[str, object]:
    return typed(seller.buyer_code, series=seller.draft().series)


DEEDS = {
    "document": Deed("accepted", act=Act.DOCUMENT_OPENED),
    "ubl": Deed("accepted"), "pdf": Deed("accepted"), "report": Deed("accepted"), "history": Deed("accepted"),
    "signature": Deed("accepted"), "signature_evidence": Deed("accepted"), "evidence": Deed("accepted"),
    "signatures": Deed("accepted"), "{signature_id}": Deed("accepted"), "together": Deed("accepted"),
    "made-from": Deed("accepted", "seller"),
    "new": Deed("accepted", "seller"),  # whoever reads sees the editor; only saving is an act
    "edit": Deed("draft", "seller", Act.DOCUMENT_REVISED, _typed),
    "revise": Deed("draft", "seller", Act.DOCUMENT_REVISED,
                   sent=lambda seller, buyer: seller.draft().to_json()),
    "issue": Deed("draft", "seller", Act.DOCUMENT_ISSUED, _typed),
    "discard": Deed("draft", "seller", Act.DOCUMENT_DISCARDED),
    "sign": _signed("issued", "seller", Act.DOCUMENT_SIGNED),
    "send": Deed("signed", "seller", Act.DOCUMENT_SENT),
    "accept": _signed("delivered", "buyer", Act.DOCUMENT_ACCEPTED),
    "reject": Deed("delivered", "buyer", Act.DOCUMENT_REJECTED,
                   lambda seller, buyer: {"code": "OTH", "text": "Не те"},
                   _json({"reason": "OTH", "text": "Ні"})),
    "pay": Deed("accepted", "seller", Act.DOCUMENT_PAID,
                lambda seller, buyer: {"paid_on": "25.11.2026"}, _json({"paid_on": "2026-11-25"})),
    "archive": Deed("accepted", "both", Act.DOCUMENT_ARCHIVED),
}  # fmt: skip
# What a form about something else than a document says.
SAID = {
    "list_check": {
        "column_0": "number", "column_1": "buyer_code", "column_3": "name", "column_4": "unit",
        "column_5": "quantity", "column_6": "price", "column_7": "vat",
    },
}  # fmt: skip
# What is of one organisation alone: who may in it.
ACTS_OF_THINGS = {
    "member_remove": Act.MEMBER_REMOVED,
    "token_revoke": Act.TOKEN_REVOKED,
    "signatory_remove": Act.SIGNATORY_REMOVED,
    "received_draft": Act.DOCUMENT_DRAFTED,
    "list_check": Act.LIST_CHECKED,
    "list_draft": Act.LIST_DRAFTED,
}
# What is a person's, not an organisation's: nobody of the same organisation may either.
OF_A_PERSON = {
    "certificate_unbind", "mfa_remove_webauthn", "mfa_edit_webauthn", "account_email", "receipt",
    "receipt_file", "export_file",
}  # fmt: skip


@dataclass(frozen=True)
class Cell:
    """One question to the walls: ``visitor`` names in ``place`` what is of ``victim``."""

    operation: Operation
    place: str
    visitor: Visitor
    victim: House

    def __str__(self) -> str:
        return f"{self.visitor.name} → {self.victim.name}: {self.operation} [{self.place or 'nothing named'}]"


@dataclass
class Matrix:
    """The cells that were judged and what was found in them."""

    ring: Ring
    cells: int = 0
    found: list[str] = field(default_factory=list)
    before: dict[str, str] = field(default_factory=dict)
    controls: dict[tuple[str, str, str], bool | None] = field(default_factory=dict)

    def judge(self, cell: Cell) -> None:
        """Put the five questions to ``cell``."""
        if self._is_offered(cell) is not None:
            self.cells += 1
            self._question(cell)

    def _question(self, cell: Cell) -> None:
        value = named(cell.place, cell.operation, cell.victim)
        answer, changed = self._tried(cell, value)
        shown = answer.without(value) if cell.place in ASKING else answer  # what was typed is repeated
        relation = self.relation(cell)
        if answer.status >= 500:
            self._note(cell, f"stumbles: {answer.status}")
        if relation == "may":
            if cell.place and not answer.works:
                self._note(cell, f"is refused: {answer.status} {answer.location}")
            self._look_for(cell, shown, (cell.victim.secret,) if self._is_foreign(cell) else ())
            return
        if changed:
            self._note(cell, "changes rows of the victim")
        words = (cell.victim.secret, cell.victim.told) if relation == "stranger" else ()
        self._look_for(cell, shown, words)
        if relation == "may not":
            if answer.works:
                self._note(cell, f"is let in: {answer.status}")
        elif cell.place:
            self._compare(cell, answer, value)

    def relation(self, cell: Cell) -> str:
        """Return what the visitor is to the victim's thing: «may», «may not», or a «stranger»."""
        deed, visitor = DEEDS.get(cell.operation.deed), cell.visitor
        if not cell.place or visitor.role is None or cell.operation.name in OF_A_PERSON:
            return self._whole_page(cell)
        own = visitor.house == cell.victim.name
        if deed is None or cell.place in ASKING:
            act = ACTS_OF_THINGS.get(cell.operation.name)
            if not own:
                return "stranger"
            return "may" if act is None or act in MAY[visitor.role] else "may not"
        buys = visitor.house == self.ring.after(cell.victim).name
        if buys and deed.state not in ("delivered", "accepted"):
            return "stranger"
        if not own and not buys:
            return "stranger"
        side = "seller" if own else "buyer"
        # Whoever may read a draft also sees it in the editor; only saving it is an act.
        reads = cell.operation.deed == "edit" and cell.operation.method == "get"
        allowed = deed.act is None or reads or deed.act in MAY[visitor.role]
        return "may" if deed.side in ("both", side) and allowed else "may not"

    def _whole_page(self, cell: Cell) -> str:
        own = cell.visitor.house == cell.victim.name
        if cell.operation.name in OF_A_PERSON and cell.visitor.role is not Role.OWNER:
            return "stranger"
        return "may" if own else "stranger"

    def _is_foreign(self, cell: Cell) -> bool:
        return cell.visitor.house != cell.victim.name

    def _tried(self, cell: Cell, value: str) -> tuple[Answer, bool]:
        """Ask, look what has changed for the victim, and undo it."""
        if cell.victim.name not in self.before:
            self.before[cell.victim.name] = fingerprint(cell.victim)
        with transaction.atomic():
            answer = self._asked(cell, value)
            changed = fingerprint(cell.victim) != self.before[cell.victim.name]
            transaction.set_rollback(True)
        return answer, changed

    def _asked(self, cell: Cell, value: str) -> Answer:
        deed = DEEDS.get(cell.operation.deed, Deed(""))
        home = self.ring.houses.get(cell.visitor.house, cell.victim)
        values = {place: named(place, cell.operation, home) for place in cell.operation.places}
        if cell.place:
            values[cell.place] = value
        buyer = self.ring.after(cell.victim)
        if cell.operation.door == "api":
            body = deed.sent(cell.victim, buyer)
            return ask_api(cell.operation, cell.visitor, values, body)
        said = {**deed.said(cell.victim, buyer), **SAID.get(cell.operation.name, {})}
        return ask_web(cell.operation, cell.visitor, values, said)

    def _compare(self, cell: Cell, answer: Answer, value: str) -> None:
        """Compare with the answer about nothing, and require that one's own would have worked."""
        absent = nothing(cell.place)
        with transaction.atomic():
            other = self._asked(cell, absent)
            transaction.set_rollback(True)
        if answer.without(value) != other.without(absent):
            mine, theirs = answer.without(value), other.without(absent)
            self._note(cell, f"tells that it exists: {mine.status} {difference(mine, theirs)}")
        if cell.visitor.role is not None and not self._control(cell):
            self._note(cell, "says nothing: the same does not work for one's own")

    def _control(self, cell: Cell) -> bool:
        """Tell whether the same works for the visitor's own thing, and does something."""
        key = (cell.visitor.name, str(cell.operation), cell.place)
        if key not in self.controls:
            self.controls[key] = self._works(cell)
        return bool(self.controls[key])

    def _works(self, cell: Cell) -> bool:
        deed = DEEDS.get(cell.operation.deed)
        own = self.ring.houses[cell.visitor.house]
        seller = self.ring.before(own) if deed is not None and deed.side == "buyer" else own
        mine = Cell(cell.operation, cell.place, cell.visitor, seller)
        if cell.operation.name in OF_A_PERSON and cell.visitor.role is not Role.OWNER:
            return True  # only the owner has one; their own cell is the control
        answer, changed = self._tried(mine, named(cell.place, cell.operation, seller))
        if cell.place in ASKING:
            absent = nothing(cell.place)
            with transaction.atomic():
                other = self._asked(mine, absent)
                transaction.set_rollback(True)
            value = named(cell.place, cell.operation, seller)
            return answer.works and answer.without(value) != other.without(absent)
        writes = cell.operation.method == "post" and cell.place != "organisation"
        return answer.works and (changed or not writes)

    def _is_offered(self, cell: Cell) -> bool | None:
        """Return nothing if the door does not know this method for this address."""
        key = ("", str(cell.operation), "")
        if key not in self.controls:
            owner = next(one for one in self.ring.visitors.values() if one.house == cell.victim.name)
            own = Cell(cell.operation, cell.place, owner, cell.victim)
            answer, _ = self._tried(own, named(cell.place, cell.operation, cell.victim))
            self.controls[key] = None if answer.status == 405 else True
        return self.controls[key]

    def _look_for(self, cell: Cell, answer: Answer, words: tuple[str, ...]) -> None:
        for word in words:
            if word.encode() in answer.content or json.dumps(word)[1:-1].encode() in answer.content:
                self._note(cell, f"shows «{word}»")

    def _note(self, cell: Cell, words: str) -> None:
        self.found.append(f"{cell} {words}")


def difference(one: Answer, other: Answer) -> str:
    """Return where two answers part."""
    if one.status != other.status or one.location != other.location:
        return f"{one.location}, of nothing {other.status} {other.location}"
    pairs = zip(one.content, other.content, strict=False)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return f"{one.content[shared - 80 : shared + 80].decode(errors='replace')!r}"


def named(place: str, operation: Operation, house: House) -> str:
    """Return what ``house`` has under the name ``place``."""
    if place in ("document_id", "from"):
        deed = DEEDS.get(operation.deed, Deed("accepted"))
        return str(house.papers[deed.state])
    if place == "q" and operation.name == "counterparties":
        return house.secret
    if place == "q":
        return house.things["bought" if operation.name in ("inbox", "/documents") else "sold"]
    if place == "received_id":
        return house.things.get(operation.name, house.things[place])
    return house.things.get(place, "")
