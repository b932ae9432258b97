"""What a person does on the pages, step by step; each step ends on a page that axe has seen."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import Locator, expect

from kasssa.base import clock
from kasssa.cli import cast
from kasssa.core.acts import Act
from kasssa.web.words import ACT_LABELS
from tests.browser.service import eventually
from tests.browser.visitor import Visitor, say


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is typed."""

    name: str
    quantity: str
    price: str
    vat: str


BREAD = (Line("Хліб житній", "40", "20", "20"), Line("Доставка", "1", "200,00", "7"))


def register(visitor: Visitor) -> None:
    """Read the texts, fill in the form, tick the boxes; a letter is on its way then."""
    visitor.open("/account/registration")
    visitor.audit()
    visitor.page.locator("details.layered summary").first.click()
    expect(visitor.page.locator(".terms-text").first).to_be_visible()
    fill_in_registration(visitor)
    press(visitor)
    expect(visitor.page).to_have_url(re.compile("/account/confirm-email/$"))
    visitor.audit()


def fill_in_registration(visitor: Visitor) -> None:
    """Fill in what a company that pays VAT says of itself."""
    page, role, said = visitor.page, visitor.role, visitor.role.requisites
    page.locator("[name='kind'][value='legal_entity']").check()
    visitor.fill(code=said.code, name=said.name, address=said.address)
    page.locator("[name='vat_payer']").check()
    visitor.fill(vat_number=said.vat_number, iban=said.iban, phone=said.phone)
    visitor.fill(surname=role.surname, given=role.given_name, patronymic=role.patronymic)
    visitor.fill(position=role.position, email=role.email, password=cast.PASSWORD)
    for box in ("policy", "offer"):
        expect(page.locator(f"[name='{box}']")).not_to_be_checked()
        page.locator(f"[name='{box}']").check()


def confirm_email(visitor: Visitor) -> None:
    """Open the link in the letter and press the button there."""
    visitor.page.goto(visitor.service.letter(visitor.role.email, leading="/account/confirm-email/").link)
    visitor.audit()
    press(visitor)
    expect(visitor.page).to_have_url(re.compile("/account/login/"))


def sign_in(visitor: Visitor, password: str = cast.PASSWORD) -> None:
    """Sign in with e-mail and password; where that leads is for the test to say."""
    visitor.open("/account/login/")
    visitor.fill(login=visitor.role.email, password=password)
    press(visitor)


def confirm_organisation(visitor: Visitor) -> None:
    """Download the challenge, sign it by the command line, upload the signature."""
    visitor.open("/organisation/confirm")
    visitor.audit()
    challenge = visitor.download(visitor.page.get_by_role("link", name="kasssa-confirmation.txt"))
    upload(visitor, visitor.service.sign(challenge, visitor.role))
    press(visitor)
    told(visitor, "The organisation is confirmed. Documents that waited for it are coming.")
    visitor.audit()


def upload(visitor: Visitor, proof: Path) -> None:
    """Choose the signature file; the button is for the caller to press."""
    visitor.page.locator("input[name='signature']").set_input_files(proof)


def write_invoice(visitor: Visitor, buyer: cast.Role, lines: Sequence[Line] = BREAD) -> None:
    """Type an invoice into the editor, with the script that adds lines and counts."""
    visitor.press("New invoice")
    due_on = clock.kyiv_date(clock.now()) + timedelta(days=14)
    visitor.fill(due_on=f"{due_on:%d.%m.%Y}", contract="№ 17 від 01.03.2026")
    visitor.fill(buyer_code=buyer.requisites.code)
    visitor.page.locator("[name='buyer_code']").blur()
    for at, line in enumerate(lines):
        if at:
            visitor.press("Add a line")
        fill_in_line(visitor, at, line)


def fill_in_line(visitor: Visitor, at: int, line: Line) -> None:
    """Type line ``at`` (from 0)."""
    row = visitor.page.locator("[data-line]").nth(at)
    row.locator("[name='line_name']").fill(line.name)
    row.locator("[name='line_unit']").select_option("H87")
    row.locator("[name='line_quantity']").fill(line.quantity)
    row.locator("[name='line_price']").fill(line.price)
    row.locator("[name='line_vat']").select_option(line.vat)


def issue(visitor: Visitor) -> str:
    """Issue what is in the editor; return the address of the document."""
    visitor.press("Issue", within="main")
    expect(visitor.page).to_have_url(re.compile(r"/documents/[0-9a-f-]{36}$"))
    return visitor.page.url.removeprefix(visitor.service.url)


def sign(visitor: Visitor, act: Act = Act.DOCUMENT_SIGNED) -> None:
    """Sign the document at hand, or accept it: by download, command line and upload."""
    visitor.act(act).click()
    visitor.audit()
    original = visitor.download(visitor.page.get_by_role("link", name=re.compile(r"\.xml$")))
    upload(visitor, visitor.service.sign(original, visitor.role))
    press(visitor)
    told(visitor)


def send(visitor: Visitor) -> None:
    """Send the document at hand."""
    visitor.act(Act.DOCUMENT_SENT).click()
    told(visitor)


def press(visitor: Visitor) -> None:
    """Press the button of the form at hand that does what the page is about, and wait for the answer."""
    with visitor.page.expect_navigation():
        button(visitor).click()


def button(visitor: Visitor) -> Locator:
    """Return the button of the form at hand that does what the page is about."""
    return visitor.page.locator("main form[method='post'] .form__acts button").first


def told(visitor: Visitor, words: str = "") -> None:
    """Wait for the page that says that it is done, in these ``words`` where any are expected."""
    notice = visitor.page.locator(".notice--success")
    expect(notice).to_have_text(say(words) if words else re.compile(r"\S"))


def wait_for(visitor: Visitor, number: str, folder: str = "inbox") -> None:
    """Look into ``folder`` until a document with ``number`` lies there: the worker brings it."""

    def look() -> bool:
        visitor.open(f"/{folder}")
        return visitor.page.locator("[data-row-link]", has_text=number).count() > 0

    eventually(look, f"{number} in {folder}")


def open_document(visitor: Visitor, number: str) -> None:
    """Open the document with ``number`` from the list at hand."""
    visitor.page.locator("[data-row-link]", has_text=number).click()
    expect(visitor.page.locator("article.sheet")).to_be_visible()


def number_of(visitor: Visitor) -> str:
    """Return the number of the document at hand."""
    return visitor.page.locator(".sheet__number b").inner_text().removeprefix("№ ")


def life(visitor: Visitor) -> list[str]:
    """Return what has happened to the document at hand, oldest first."""
    return visitor.page.locator(".life strong").all_inner_texts()[::-1]


def history(*acts: Act) -> list[str]:
    """Return ``acts`` in the words of the interface."""
    return [say(ACT_LABELS[act]) for act in acts]
