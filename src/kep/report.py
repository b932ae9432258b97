"""What verification says: a status, an indication of ETSI EN 319 102-1 and reasons in two languages."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from kep.cert import Identity


class Status(StrEnum):
    """The verdict on one signer or on a whole file. Members compare equal to their plain words."""

    VALID = "valid"
    INVALID = "invalid"
    INDETERMINATE = "indeterminate"


@dataclass(frozen=True)
class Reason:
    """Why a verdict is not "valid": a permanent code and the same sentence in two languages."""

    code: str
    text_uk: str
    text_en: str


@dataclass(frozen=True)
class SignerReport:
    """The verdict on one signer. Everything about the person comes from the certificate.

    ``integrity`` is true when the signature binds exactly this content to exactly this certificate, whoever
    issued it; ``status`` also says whether the certificate leads to a trusted root at the asked time.
    ``signing_time`` is only what the signer claims. ``issuer`` is the common name of the authority.
    Revocation is not looked up in this version, and ``revocation`` says so.
    """

    integrity: bool
    status: Status
    indication: str
    sub_indication: str | None
    reasons: tuple[Reason, ...]
    level: str
    algorithm: str
    identity: Identity | None = None
    serial: str | None = None
    issuer: str | None = None
    signing_time: datetime | None = None
    seal: bool = False
    qscd: bool = False
    demo: bool = False
    certificate: bytes | None = field(default=None, repr=False)
    not_before: datetime | None = None
    not_after: datetime | None = None
    chain: tuple[bytes, ...] = field(default=(), repr=False)
    revocation: str = "not_checked"


@dataclass(frozen=True)
class Report:
    """The verdict on a signature file: the worst of its signers."""

    status: Status
    signers: tuple[SignerReport, ...]
    at: datetime
    content: bytes | None = field(default=None, repr=False)
    """The content inside an attached signature; None for a detached one."""

    @property
    def demo(self) -> bool:
        """Whether any signer has a certificate of a demo authority."""
        return any(signer.demo for signer in self.signers)


_INDICATIONS = {
    Status.VALID: "TOTAL-PASSED",
    Status.INVALID: "TOTAL-FAILED",
    Status.INDETERMINATE: "INDETERMINATE",
}

_VERDICTS: dict[str, tuple[Status, str, str, str]] = {
    "trailing_bytes": (
        Status.INVALID,
        "FORMAT_FAILURE",
        "Після підпису у файлі є зайві байти.",
        "There are foreign bytes in the file after the signature.",
    ),
    "malformed": (
        Status.INVALID,
        "FORMAT_FAILURE",
        "Структура підпису порушена.",
        "The structure of the signature is broken.",
    ),
    "content_missing": (
        Status.INDETERMINATE,
        "SIGNED_DATA_NOT_FOUND",
        "Підпис відокремлений, а підписаного файлу не надано.",
        "The signature is detached and the signed file was not given.",
    ),
    "content_differs": (
        Status.INVALID,
        "HASH_FAILURE",
        "Дані всередині підпису відрізняються від наданого файлу.",
        "The content inside the signature differs from the given file.",
    ),
    "digest_mismatch": (
        Status.INVALID,
        "HASH_FAILURE",
        "Підписано інші дані: геш не збігається.",
        "Other data were signed: the digest does not match.",
    ),
    "attributes_missing": (
        Status.INVALID,
        "FORMAT_FAILURE",
        "Бракує обов’язкового підписаного атрибута (тип даних або геш).",
        "A mandatory signed attribute (content type or message digest) is missing.",
    ),
    "attribute_repeated": (
        Status.INVALID,
        "FORMAT_FAILURE",
        "Підписаний атрибут повторюється або має кілька значень.",
        "A signed attribute is repeated or has several values.",
    ),
    "content_type_mismatch": (
        Status.INVALID,
        "FORMAT_FAILURE",
        "Тип даних у підписаних атрибутах не той, що у файлі.",
        "The content type in the signed attributes is not that of the file.",
    ),
    "algorithm_weak": (
        Status.INVALID,
        "CRYPTO_CONSTRAINTS_FAILURE",
        "Геш-функція ненадійна, такі підписи не приймаються.",
        "The hash function is not secure; such signatures are not accepted.",
    ),
    "algorithms_inconsistent": (
        Status.INVALID,
        "CRYPTO_CONSTRAINTS_FAILURE",
        "Алгоритм підпису не відповідає геш-функції або ключу.",
        "The signature algorithm does not fit the hash function or the key.",
    ),
    "algorithm_unknown": (
        Status.INDETERMINATE,
        "CRYPTO_CONSTRAINTS_FAILURE_NO_POE",
        "Алгоритм підпису не підтримується.",
        "The signature algorithm is not supported.",
    ),
    "signing_certificate_missing": (
        Status.INVALID,
        "FORMAT_FAILURE",
        "У підписаних атрибутах немає посилання на сертифікат підписувача.",
        "The signed attributes do not name the certificate of the signer.",
    ),
    "signing_certificate_mismatch": (
        Status.INVALID,
        "FORMAT_FAILURE",
        "Підписані атрибути посилаються на інший сертифікат.",
        "The signed attributes name another certificate.",
    ),
    "certificate_missing": (
        Status.INDETERMINATE,
        "NO_SIGNING_CERTIFICATE_FOUND",
        "Сертифіката підписувача немає ні у файлі, ні серед відомих.",
        "The certificate of the signer is neither in the file nor among the known ones.",
    ),
    "key_bad": (
        Status.INVALID,
        "FORMAT_FAILURE",
        "Відкритий ключ у сертифікаті недопустимий.",
        "The public key in the certificate is not acceptable.",
    ),
    "signature_wrong": (
        Status.INVALID,
        "SIG_CRYPTO_FAILURE",
        "Підпис не справджується: його змінено або створено іншим ключем.",
        "The signature does not verify: it was altered or made with another key.",
    ),
    "key_usage_forbids": (
        Status.INVALID,
        "CHAIN_CONSTRAINTS_FAILURE",
        "Сертифікат не призначений для підписування документів.",
        "The certificate is not for signing documents.",
    ),
    "identity_conflict": (
        Status.INVALID,
        "CHAIN_CONSTRAINTS_FAILURE",
        "Сертифікат містить суперечливі коди підписувача.",
        "The certificate states contradictory codes of the signer.",
    ),
    "chain_unknown": (
        Status.INDETERMINATE,
        "NO_CERTIFICATE_CHAIN_FOUND",
        "Сертифікат не веде до жодного довіреного центру.",
        "The certificate leads to no trusted authority.",
    ),
    "certificate_expired": (
        Status.INDETERMINATE,
        "OUT_OF_BOUNDS_NO_POE",
        "На час перевірки строк дії сертифіката закінчився.",
        "The certificate has expired at the time of verification.",
    ),
    "certificate_not_yet_valid": (
        Status.INDETERMINATE,
        "OUT_OF_BOUNDS_NO_POE",
        "На час перевірки сертифікат ще не набув чинності.",
        "The certificate is not yet valid at the time of verification.",
    ),
    "authority_not_valid": (
        Status.INDETERMINATE,
        "OUT_OF_BOUNDS_NO_POE",
        "На час перевірки сертифікат центру сертифікації не чинний.",
        "The certificate of the authority is not valid at the time of verification.",
    ),
    "chain_constraints": (
        Status.INDETERMINATE,
        "CHAIN_CONSTRAINTS_FAILURE",
        "Обмеження сертифікатів ланцюжка порушено.",
        "The constraints of the certificates in the chain are violated.",
    ),
}


def reason(code: str) -> Reason:
    """Return the reason of a permanent code."""
    _, _, text_uk, text_en = _VERDICTS[code]
    return Reason(code, text_uk, text_en)


def verdict(codes: list[str]) -> tuple[Status, str, str | None]:
    """Return status, main and sub-indication that follow from reason codes; the first worst one decides."""
    for status in (Status.INVALID, Status.INDETERMINATE):
        for code in codes:
            if _VERDICTS[code][0] is status:
                return status, _INDICATIONS[status], _VERDICTS[code][1]
    return Status.VALID, _INDICATIONS[Status.VALID], None


def worst(statuses: list[Status]) -> Status:
    """Return the status of a file from those of its signers."""
    return next(
        status for status in (Status.INVALID, Status.INDETERMINATE, Status.VALID) if status in statuses
    )
