"""Which refusal becomes which page: one table. "Not found" and "not yours" are the same answer."""

from collections.abc import Callable

from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kasssa.apps.accounts.actions import (
    AlreadyConfirmed,
    AlreadyMember,
    AlreadySignatory,
    EmailTaken,
    LastOwner,
    NoSuchCertificate,
    NoSuchMembership,
    NoSuchPerson,
    NoSuchSignatory,
)
from kasssa.apps.consents.actions import NotCurrent
from kasssa.apps.documents.queries import NoSuchDocument
from kasssa.apps.exchange.actions import NoReason, SentToOneself
from kasssa.apps.intake.actions import NoSuchFile, NotAtThisStage, NotReadable
from kasssa.apps.payments.actions import PaidInFuture
from kasssa.apps.privacy.actions import NothingDemanded
from kasssa.apps.safety.queries import NoSuchLink
from kasssa.apps.signing.actions import BadSignature
from kasssa.apps.signing.queries import NoSuchSignature
from kasssa.apps.support.actions import NothingAsked
from kasssa.base.idempotency.actions import KeyReused, NoIdempotencyKey
from kasssa.base.limits.actions import TooMany
from kasssa.core.actor import NotAllowed
from kasssa.core.lifecycle import NotNow
from kasssa.core.numbering import SeriesFull
from kasssa.web.page import page
from kasssa.web.words import SIGNATURE_REASONS

Words = str | Promise

# refusal → (status, what is wrong and what to do)
PAGES: dict[type[Exception], tuple[int, Words]] = {
    NoSuchDocument: (404, _("There is no such document in your mailbox. Look for it in the lists.")),
    NoSuchFile: (404, _("There is no such file. Look for what was made of it in the drafts.")),
    NotReadable: (422, _("This page is not for a file of this kind. Open the file again.")),
    NotAtThisStage: (
        409,
        _("This list is being worked at, or is done already. Open it to see where it stands."),
    ),
    NoSuchMembership: (404, _("There is no such person in the organisation.")),
    NoSuchSignatory: (404, _("There is no such signatory in the organisation.")),
    NoSuchLink: (404, _("The link was used or has expired. Sign in, or write to the operator.")),
    NoSuchCertificate: (404, _("There is no such certificate of yours.")),
    EmailTaken: (422, _("Somebody is registered under this e-mail already. Sign in, or reset the password.")),
    NotCurrent: (409, _("The texts changed while you were reading. Read the new version and agree again.")),
    NoSuchSignature: (404, _("There is no such signature.")),
    NotAllowed: (
        403,
        _("Your role in the organisation does not include this. Ask an owner of the organisation."),
    ),
    NotNow: (
        409,
        _("This has been done already or cannot be done now. Open the document to see where it stands."),
    ),
    NoIdempotencyKey: (409, _("The page was not whole. Open it again and repeat.")),
    KeyReused: (409, _("This form was sent already with other content. Open the page again and repeat.")),
    SentToOneself: (422, _("The buyer is your own organisation. Make a new invoice with the right code.")),
    SeriesFull: (422, _("This series has no number left this year. Begin another series.")),
    NoReason: (422, _("Say in words what is wrong: at most 2,000 characters.")),
    PaidInFuture: (422, _("The date of payment is in the future. Give the day on which the money came.")),
    TooMany: (429, _("Too many tries. Nothing was changed: wait a little and try again.")),
    NothingDemanded: (422, _("Write your question: at most 5,000 characters.")),
    NothingAsked: (422, _("Write your question: at most 5,000 characters.")),
    AlreadyConfirmed: (
        409,
        _("Another account has confirmed this code. Write to the operator if it is yours."),
    ),
    NoSuchPerson: (422, _("Nobody is registered under this e-mail. The person has to register first.")),
    AlreadyMember: (422, _("This person already acts for the organisation.")),
    AlreadySignatory: (422, _("This certificate signs for the organisation already.")),
    # What the database cannot hold at all, such as a text with NUL in it.
    DataError: (
        422,
        _("Something in what you sent is wrong, and nothing was changed. Go back and correct it."),
    ),
    LastOwner: (409, _("An organisation keeps at least one owner. Name another owner first.")),
}


class Errors:
    """Turn refusals that come out of a view into pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer what the table knows; whatever else is Django's."""
        return answer(request, error)


def answer(request: HttpRequest, error: Exception) -> HttpResponse | None:
    """Return the page for ``error``, or nothing if the table does not know it."""
    if isinstance(error, BadSignature):
        return _page(request, 422, words_of(error))
    known = PAGES.get(type(error))
    response = None if known is None else _page(request, *known)
    if response is not None and isinstance(error, TooMany):
        response.headers["Retry-After"] = str(error.wait_seconds)
    return response


def words_of(error: Exception) -> Words:
    """Return what the table says of a refusal, to be shown beside the form that was refused."""
    if isinstance(error, BadSignature):
        detail = error.detail(get_language() or "uk")
        return f"{SIGNATURE_REASONS[error.reason]} ({error.reason}) {detail}".strip()
    return PAGES[type(error)][1]


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an unknown address."""
    return _page(request, 404, _("There is no such page. Begin at the start page."))


def broken(request: HttpRequest) -> HttpResponse:
    """Answer a fault of ours; nothing of the request is shown or kept."""
    return _page(
        request, 500, _("The service made a mistake. Nothing was changed. Try again or write to us.")
    )


def too_many(request: HttpRequest) -> HttpResponse:
    """Answer whoever has tried too often without being signed in."""
    return page(request, "errors/429.html", status=429)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that did not come from our page, or whose page is too old."""
    return page(request, "errors/403_csrf.html", status=403)


def _page(request: HttpRequest, status: int, words: Words) -> HttpResponse:
    return page(request, f"errors/{status}.html", status=status, words=words)
