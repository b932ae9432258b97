"""Why a verdict is what it is: permanent codes, their indications of EN 319 102-1, and sentences."""

from dataclasses import dataclass
from enum import StrEnum

from kep.errors import KepError


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


class Refused(KepError):
    """A signature fails; ``code`` is one of the codes here."""

    def __init__(self, code: str) -> None:
        """Refuse for the reason of that code."""
        super().__init__(code)
        self.code = code


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
    "certificate_revoked": (
        Status.INVALID,
        "REVOKED",
        "Сертифікат підписувача скасовано до часу, на який підпис існує доведено.",
        "The certificate of the signer was revoked before the time at which the signature provably existed.",
    ),
    "certificate_suspended": (
        Status.INDETERMINATE,
        "TRY_LATER",
        "Сертифікат підписувача на цей час заблоковано.",
        "The certificate of the signer was suspended at that time.",
    ),
    "revocation_unknown": (
        Status.INDETERMINATE,
        "TRY_LATER",
        "Стан сертифіката підписувача невідомий: немає придатної відповіді OCSP чи списку відкликаних.",
        "The state of the certificate is unknown: there is no fitting OCSP response or revocation list.",
    ),
    "revocation_stale": (
        Status.INDETERMINATE,
        "REVOCATION_OUT_OF_BOUNDS_NO_POE",
        "Відомості про стан сертифіката застарілі для цього часу.",
        "What is known of the state of the certificate is too old for that time.",
    ),
    "authority_revoked": (
        Status.INDETERMINATE,
        "REVOKED_CA_NO_POE",
        "Сертифікат центру сертифікації скасовано.",
        "The certificate of the authority was revoked.",
    ),
    "service_not_granted": (
        Status.INDETERMINATE,
        "CHAIN_CONSTRAINTS_FAILURE",
        "За Довірчим списком послуга центру на цей час не мала чинного статусу.",
        "By the trusted list the service of the authority was not granted at that time.",
    ),
    "certificate_not_qualified": (
        Status.INDETERMINATE,
        "CERTIFICATE_CHAIN_GENERAL_FAILURE",
        "Сертифікат підписувача не є кваліфікованим.",
        "The certificate of the signer is not a qualified one.",
    ),
    "algorithm_outdated": (
        Status.INDETERMINATE,
        "CRYPTO_CONSTRAINTS_FAILURE_NO_POE",
        "На цей час алгоритм підпису вже не приймався.",
        "The algorithm of the signature was no longer accepted at that time.",
    ),
    "timestamp_broken": (
        Status.INDETERMINATE,
        "SIG_CONSTRAINTS_FAILURE",
        "Позначка часу не справджується або проставлена на інші дані.",
        "A time stamp does not verify, or it is of other data.",
    ),
    "timestamp_authority_wrong": (
        Status.INDETERMINATE,
        "SIG_CONSTRAINTS_FAILURE",
        "Позначку часу проставлено сертифікатом, який для цього не призначений.",
        "A time stamp was made with a certificate that is not for time stamps.",
    ),
    "timestamp_future": (
        Status.INDETERMINATE,
        "TIMESTAMP_ORDER_FAILURE",
        "Позначка часу пізніша за час перевірки.",
        "A time stamp is later than the time of verification.",
    ),
    "timestamp_order": (
        Status.INDETERMINATE,
        "TIMESTAMP_ORDER_FAILURE",
        "Позначки часу суперечать одна одній: дані позначено пізніше за підпис.",
        "The time stamps contradict each other: that of the content is later than that of the signature.",
    ),
    "reference_broken": (
        Status.INVALID,
        "HASH_FAILURE",
        "Посилання в підписі на підписане не справджується.",
        "A reference of the signature to what is signed does not hold.",
    ),
    "reference_forbidden": (
        Status.INVALID,
        "SIG_CONSTRAINTS_FAILURE",
        "Підпис посилається на підписане недопустимим способом.",
        "The signature refers to what is signed in a way that is not allowed.",
    ),
    "file_not_signed": (
        Status.INVALID,
        "SIGNED_DATA_NOT_FOUND",
        "У контейнері є файл, якого цей підпис не охоплює.",
        "The container has a file that the signature does not cover.",
    ),
    "pdf_not_covered": (
        Status.INVALID,
        "FORMAT_FAILURE",
        "Підпис охоплює не весь PDF.",
        "The signature does not cover the whole PDF.",
    ),
    "pdf_changed_later": (
        Status.INVALID,
        "SIG_CONSTRAINTS_FAILURE",
        "Після підписання до PDF додано зміни, яких підпис не охоплює.",
        "After signing, changes were added to the PDF that the signature does not cover.",
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
