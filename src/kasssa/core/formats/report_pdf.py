"""The validation report of the signatures of a document, to print: PDF/A-3a and PDF/UA-1.

It tells what a check of each signature found, in the order of EN 319 102-1; it decides nothing itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from kasssa.core.acts import Act
from kasssa.core.document.model import Paper, Party
from kasssa.core.formats.press import KYIV, Shown, press
from kasssa.core.formats.report_words import word
from kasssa.core.money import NBSP
from kasssa.core.words import Language, date_in_words

_TONES = {"valid": "good", "invalid": "bad"}  # whatever else is open
_Rows = list[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCard:
    """One signature and what its last check found.

    ``status`` is "valid", "invalid", "indeterminate", or "pending" while evidence is still being asked for.
    ``indication`` is in the words of EN 319 102-1, ``reasons`` and ``failures`` are sentences.
    """

    act: Act
    name: str
    position: str
    organisation: str
    code: str
    serial: str  # of the certificate, hexadecimal
    issuer: str
    algorithm: str
    received_at: datetime
    status: str
    level: str = ""  # as CAdES-BES
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    qscd: bool = False  # the certificate says that the key is in a qualified device: КЕП, else УЕП
    seal: bool = False
    demo: bool = False  # the certificate is of the demo authority: of no legal force
    claimed_at: datetime | None = None  # what the signer says
    proven_at: datetime | None = None  # what a time stamp proves
    indication: str = ""
    reasons: Sequence[str] = ()
    failures: Sequence[str] = ()  # what could not be had from whom, while the check is pending
    revocation: str = "not_checked"  # or "good", "revoked", "suspended", "unknown"
    revocation_source: str = ""  # "ocsp", "crl" or "delta crl"
    revocation_stated_at: datetime | None = None
    library: str = ""  # the version that checked
    checked_at: datetime | None = None


def render(
    document: Paper,
    cards: Sequence[ReportCard],
    *,
    sha256: str,
    language: Language,
    made_at: datetime,
) -> bytes:
    """Return the PDF of the report; the same arguments give the same bytes.

    ``sha256`` is of the signed bytes, hexadecimal. Times are aware, and printed in Kyiv time.
    """
    demo = any(card.demo for card in cards)
    tone = _tone_of_all(cards)
    shown: dict[str, Shown] = {
        "language": language,
        "title": word("title", language),
        "number": document.number,
        "dated": word("dated", language, day=_day(document.issued_on, language)),
        "footer": word("footer", language, moment=_moment(made_at)),
        "tone": tone,
        "outcome": _outcome(cards, tone, language),
        "demo": word("demo", language) if demo else "",
        "demo_meaning": word("demo_meaning", language),
        "parties": [
            _party("seller", document.seller, language),
            _party("buyer", document.buyer, language),
        ],
        "sha256_title": word("sha256", language),
        "sha256": sha256,
        "reasons_title": word("reasons", language),
        "failures_title": word("failures", language),
        "signatures": [_signature(card, language) for card in cards],
        "basis": f"{word('basis', language)} {word('again', language)}",
    }
    return press("report.typ", shown, made_at=made_at)


def _tone(card: ReportCard) -> str:
    tone = _TONES.get(card.status, "open")
    return "open" if card.demo and tone == "good" else tone


def _tone_of_all(cards: Sequence[ReportCard]) -> str:
    """Return the worst tone: one signature that is not good is what the reader has to know."""
    tones = {_tone(card) for card in cards}
    return "bad" if "bad" in tones else "good" if tones == {"good"} else "open"


def _outcome(cards: Sequence[ReportCard], tone: str, language: Language) -> str:
    if not cards:
        return word("outcome.none", language)
    settled = all(card.status in _TONES for card in cards)
    said = word(f"outcome.{tone}", language, count=str(len(cards)))
    if not any(card.demo for card in cards):
        return said
    demo = word("outcome.demo", language)
    return demo if tone == "open" and settled else f"{demo}. {said}"


def _party(role: str, party: Party, language: Language) -> Shown:
    scheme = word(party.scheme.value if party.scheme.value in {"edrpou", "rnokpp"} else "code", language)
    return {"role": word(role, language), "name": party.name, "code": f"{scheme} {party.code}"}


def _signature(card: ReportCard, language: Language) -> Shown:
    groups = (
        ("signer", _signer(card, language)),
        ("certificate", _certificate(card)),
        ("times", _times(card, language)),
        ("check", _check(card, language)),
    )
    return {
        "act": word(card.act.value, language),
        "tone": _tone(card),
        "verdict": word(f"status.{card.status}", language),
        "name": card.name or card.organisation,
        "position": card.position,
        "demo": card.demo,
        "groups": [(word(title, language), _said(rows, language)) for title, rows in groups],
        "reasons": list(card.reasons),
        "failures": list(card.failures),
    }


def _said(rows: _Rows, language: Language) -> list[tuple[str, str]]:
    return [(word(name, language), value) for name, value in rows if value]


def _signer(card: ReportCard, language: Language) -> _Rows:
    kind = ("qualified" if card.qscd else "advanced") + ("_seal" if card.seal else "")
    return [
        ("organisation", card.organisation),
        ("signer_code", card.code),
        ("kind", word(kind, language)),
        ("level", card.level),
        ("algorithm", card.algorithm),
    ]


def _certificate(card: ReportCard) -> _Rows:
    known = card.valid_from is not None and card.valid_until is not None
    validity = f"{_moment(card.valid_from)} – {_moment(card.valid_until)}" if known else ""
    return [("serial", card.serial), ("issuer", card.issuer), ("valid", validity)]


def _times(card: ReportCard, language: Language) -> _Rows:
    return [
        ("claimed", _moment(card.claimed_at) or word("not_claimed", language)),
        ("received", _moment(card.received_at)),
        ("proven", _moment(card.proven_at) or word("not_proven", language)),
    ]


def _check(card: ReportCard, language: Language) -> _Rows:
    source = word(f"source.{card.revocation_source}", language) if card.revocation_source else ""
    stated = _moment(card.revocation_stated_at)
    if source and stated:
        source = word("stated", language, source=source, moment=stated)
    return [
        ("verdict", card.indication),
        ("revocation", word(f"revocation.{card.revocation}", language)),
        ("source", source),
        ("checked", _moment(card.checked_at)),
        ("library", f"kep {card.library}" if card.library else ""),
    ]


def _day(day: date | None, language: Language) -> str:
    return date_in_words(day, language).replace(" ", NBSP) if day else ""


def _moment(moment: datetime | None) -> str:
    return moment.astimezone(KYIV).strftime(f"%d.%m.%Y{NBSP}%H:%M:%S") if moment else ""
