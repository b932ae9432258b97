"""Serving the tree: texts and hashes, made to be checked by others' programs."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from kasssa.base import clock
from kasssa.base.ledger import keys, proving
from kasssa.base.ledger.actions import witness
from kasssa.base.ledger.actions.witness import Fork, Inconsistent, TooOld, UnknownLog, Untrusted
from kasssa.base.ledger.proving import NotInTheTree
from kasssa.base.tenancy import robot
from kasssa.core.tlog import tiles
from kasssa.core.tlog.notes import Unreadable
from kasssa.core.tlog.proofs import Submission
from kasssa.core.tlog.tiles import NoSuchTile
from kasssa.web.files import download
from kasssa.web.gates import ActorRequest, person, public

_ASKED_BYTES_MAX = 256 * 1024
_PLAIN = "text/plain; charset=utf-8"
_REFUSED: dict[type[Exception], int] = {
    Unreadable: 400,
    UnicodeDecodeError: 400,
    TooOld: 400,
    Untrusted: 403,
    UnknownLog: 404,
    Inconsistent: 422,
}
# A hash that was signed stays; a browser or a proxy may keep what it has.
_FOR_EVER = "public, max-age=31536000, immutable"


@public
@require_GET
def checkpoint(request: HttpRequest) -> HttpResponse:
    """Give the last signed head: a signed note (c2sp.org/tlog-checkpoint)."""
    note = proving.checkpoint()
    if not note:
        raise Http404
    return _text(note)


@public
@require_GET
def key(request: HttpRequest) -> HttpResponse:
    """Give the public keys of the ledger and of this instance as a witness, one a line."""
    lines = [one.write() for one in (*keys.public_of_log(), *keys.public_of_witness())]
    return _text("".join(f"{line}\n" for line in lines))


@public
@require_GET
def tile(request: HttpRequest, level: str, number: str) -> HttpResponse:
    """Give hashes of the tree. The leaves themselves are given only to whom they are about."""
    try:
        place, width = tiles.parse_place(level, number)
        content = proving.tile(place, width)
    except NoSuchTile:
        raise Http404 from None
    response = HttpResponse(content, content_type="application/octet-stream")
    response.headers["Cache-Control"] = _FOR_EVER
    return response


@person
@require_GET
def proof(request: ActorRequest, entry_id: int) -> HttpResponse:
    """Give the proof of one act (c2sp.org/tlog-proof), to whoever sees the act."""
    return download(_part(request, entry_id)[0], f"{entry_id}.tlog-proof", _PLAIN)


@person
@require_GET
def leaf(request: ActorRequest, entry_id: int) -> HttpResponse:
    """Give the leaf of one act, the bytes that the proof is of."""
    return download(_part(request, entry_id)[1], f"{entry_id}.json", _PLAIN)


@public
@csrf_exempt
@require_POST
def add_checkpoint(request: HttpRequest) -> HttpResponse:
    """Sign a head of another instance's ledger as its witness (c2sp.org/tlog-witness)."""
    try:
        asked = Submission.parse(request.body[:_ASKED_BYTES_MAX].decode())
        lines = witness.cosign(asked, by=robot(), at=clock.now())
    except Fork as error:
        response = _text(f"{error.size}\n", status=409)
        response.headers["Content-Type"] = "text/x.tlog.size"
        return response
    except tuple(_REFUSED) as error:
        return _text(f"{error}\n", status=_REFUSED[type(error)])
    return _text(lines)


def _part(request: ActorRequest, entry_id: int) -> tuple[str, str]:
    try:
        part = proving.part(entry_id, by=request.actor)
    except NotInTheTree:
        raise Http404 from None
    return part.proof, part.leaf


def _text(text: str, status: int = 200) -> HttpResponse:
    return HttpResponse(text, status=status, content_type=_PLAIN)
