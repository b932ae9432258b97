"""Which refusal becomes which ``application/problem+json`` (RFC 9457): one table."""

import json

from django.db import DataError
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from kasssa.api.gates import ConsentRequired
from kasssa.apps.accounts.actions import AlreadyConfirmed
from kasssa.apps.documents.queries import NoSuchDocument
from kasssa.apps.exchange.actions import NoReason, SentToOneself
from kasssa.apps.intake.actions import DoesNotFit, NoSuchFile, NotReadable
from kasssa.apps.payments.actions import PaidInFuture
from kasssa.apps.signing.actions import BadSignature
from kasssa.apps.signing.queries import NoSuchSignature
from kasssa.base.idempotency.actions import KeyReused, NoIdempotencyKey
from kasssa.base.limits.actions import TooMany
from kasssa.core.actor import NotAllowed
from kasssa.core.document.draft import BadDraft
from kasssa.core.document.faults import Faulty
from kasssa.core.lifecycle import NotNow
from kasssa.core.numbering import SeriesFull

# refusal → (status, permanent type, what is wrong and what to do)
PROBLEMS: dict[type[Exception], tuple[int, str, str]] = {
    AuthenticationError: (401, "no_key", "Send a standing API key: Authorization: Bearer kasssa_…"),
    ConsentRequired: (403, "consent_required", "Sign in on the site and agree to the texts in force."),
    NoIdempotencyKey: (400, "no_idempotency_key", "Send an Idempotency-Key of 1 to 64 characters."),
    KeyReused: (409, "key_reused", "The Idempotency-Key belongs to another request. Take a new one."),
    TooMany: (429, "too_many", "Too many requests came with this key; wait as long as Retry-After says."),
    NoSuchDocument: (404, "no_such_document", "There is no such document in the mailbox."),
    NoSuchSignature: (404, "no_such_signature", "There is no such signature, or nobody has signed yet."),
    NoSuchFile: (404, "no_such_file", "The organisation received no such file."),
    NotAllowed: (403, "not_allowed", "The role of the person behind the key does not include this."),
    NotNow: (409, "not_now", "The document cannot do this in its present state. Read its state first."),
    SentToOneself: (422, "sent_to_oneself", "The buyer is the sender."),
    SeriesFull: (422, "series_full", "The series has no number left this year; begin another."),
    NoReason: (422, "no_reason", "Say in words what is wrong: at most 2,000 characters."),
    PaidInFuture: (422, "paid_in_future", "paid_on is after today."),
    AlreadyConfirmed: (
        409,
        "already_confirmed",
        "Another account has confirmed the code of the organisation.",
    ),
    # What the database cannot hold at all, such as a text with NUL in it.
    DataError: (422, "unreadable", "The request does not fit the schema."),
    BadDraft: (422, "bad_draft", "The body is not a draft; see the schema."),
}


def install(api: NinjaAPI) -> None:
    """Teach ``api`` the table."""
    for refusal in PROBLEMS:
        api.exception_handler(refusal)(_answer)
    api.exception_handler(Faulty)(_faulty)
    api.exception_handler(BadSignature)(_bad_signature)
    api.exception_handler(NotReadable)(_not_readable)
    api.exception_handler(DoesNotFit)(_does_not_fit)
    api.exception_handler(ValidationError)(_unreadable)
    api.exception_handler(HttpError)(_unparsed)


def problem(status: int, kind: str, words: str, **more: object) -> HttpResponse:
    """Return one problem."""
    body = {"type": f"urn:kasssa:problem:{kind}", "title": words, "status": status, **more}
    return HttpResponse(
        json.dumps(body, ensure_ascii=False), status=status, content_type="application/problem+json"
    )


def _answer(request: HttpRequest, error: Exception) -> HttpResponse:
    response = problem(*PROBLEMS[type(error)])
    if isinstance(error, TooMany):
        response.headers["Retry-After"] = str(error.wait_seconds)
    return response


def _faulty(request: HttpRequest, error: Faulty) -> HttpResponse:
    faults = [
        {"code": fault.code, "path": fault.path, "uk": fault.text("uk"), "en": fault.text("en")}
        for fault in error.faults
    ]
    return problem(422, "faulty", "The document cannot be issued as it is; mend the faults.", faults=faults)


def _bad_signature(request: HttpRequest, error: BadSignature) -> HttpResponse:
    why = {"uk": error.detail("uk"), "en": error.detail("en")}
    return problem(422, "bad_signature", "The signature does not do.", code=error.reason, detail=why)


def _not_readable(request: HttpRequest, error: NotReadable) -> HttpResponse:
    why = {"uk": error.uk, "en": error.en}
    return problem(422, "not_readable", "Nothing can be read from the file.", code=error.code, detail=why)


def _does_not_fit(request: HttpRequest, error: DoesNotFit) -> HttpResponse:
    faults = [
        {"code": one.code, "term": one.term, "path": one.path, "uk": one.text("uk"), "en": one.text("en")}
        for one in error.misfits
    ]
    words = "The invoice has what a document here has no place for; nothing was kept."
    return problem(422, "does_not_fit", words, faults=faults)


def _unreadable(request: HttpRequest, error: ValidationError) -> HttpResponse:
    where = [{"path": ".".join(map(str, one["loc"])), "words": one["msg"]} for one in error.errors]
    return problem(422, "unreadable", "The request does not fit the schema.", faults=where)


def _unparsed(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(error.status_code, "unparsed", "The body is not JSON.")
