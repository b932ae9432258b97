"""The words of a signature validation report, Ukrainian and English."""

from kasssa.core.words import Language

_WORDS: dict[str, tuple[str, str]] = {
    "title": ("Протокол перевірки підписів", "Signature validation report"),
    "dated": ("від {day}", "dated {day}"),
    "footer": ("стан на {moment}, час київський", "as of {moment}, Kyiv time"),
    "outcome.good": ("Усі підписи дійсні: {count}", "All signatures are valid: {count}"),
    "outcome.bad": ("Є НЕДІЙСНИЙ підпис", "There is an INVALID signature"),
    "outcome.open": ("Остаточного висновку ще немає", "There is no final verdict yet"),
    "outcome.none": ("Документ не підписано", "The document is not signed"),
    "outcome.demo": ("ДЕМО, без юридичної сили", "DEMO, of no legal force"),
    "demo": ("ДЕМО, без юридичної сили", "DEMO, of no legal force"),
    "demo_meaning": (
        "Є підпис із сертифікатом демонстраційного центру: перевірка показує роботу, а не засвідчує особу.",
        "A certificate of a demo authority was used: the check shows how it works and proves no identity.",
    ),
    "seller": ("Постачальник", "Seller"),
    "buyer": ("Покупець", "Buyer"),
    "edrpou": ("код ЄДРПОУ", "EDRPOU code"),
    "rnokpp": ("РНОКПП", "RNOKPP"),
    "code": ("код", "code"),
    "sha256": ("SHA-256 підписаних байтів", "SHA-256 of the signed bytes"),
    "document.signed": ("Підпис постачальника", "Signature of the seller"),
    "document.accepted": ("Підпис покупця", "Signature of the buyer"),
    "status.valid": ("Підпис дійсний", "The signature is valid"),
    "status.invalid": ("Підпис НЕДІЙСНИЙ", "The signature is INVALID"),
    "status.indeterminate": ("Дійсність не визначено", "The validity is indeterminate"),
    "status.pending": ("Перевірка триває", "The check is pending"),
    "signer": ("Підписувач", "Signer"),
    "certificate": ("Сертифікат", "Certificate"),
    "times": ("Час", "Time"),
    "check": ("Перевірка", "Check"),
    "organisation": ("Організація", "Organisation"),
    "signer_code": ("Код", "Code"),
    "kind": ("Вид", "Kind"),
    "qualified": ("КЕП, кваліфікований електронний підпис", "QES, qualified electronic signature"),
    "advanced": ("УЕП, удосконалений електронний підпис", "AdES, advanced electronic signature"),
    "qualified_seal": ("Кваліфікована електронна печатка", "Qualified electronic seal"),
    "advanced_seal": ("Удосконалена електронна печатка", "Advanced electronic seal"),
    "algorithm": ("Алгоритм", "Algorithm"),
    "level": ("Формат", "Format"),
    "serial": ("Серійний №", "Serial no."),
    "issuer": ("Видавець", "Issuer"),
    "valid": ("Чинний", "Valid"),
    "claimed": ("Заявлений", "Claimed"),
    "received": ("Отримано", "Received"),
    "proven": ("Доведений", "Proven"),
    "not_claimed": ("підписувач часу не вказав", "the signer states none"),
    "not_proven": ("позначки часу немає", "there is no time stamp"),
    "verdict": ("Висновок", "Indication"),
    "revocation": ("Відкликання", "Revocation"),
    "revocation.good": ("не відкликано", "not revoked"),
    "revocation.revoked": ("ВІДКЛИКАНО", "REVOKED"),
    "revocation.suspended": ("ЗАБЛОКОВАНО", "SUSPENDED"),
    "revocation.unknown": ("невідомо", "unknown"),
    "revocation.not_checked": ("не перевірялося", "not checked"),
    "source": ("Джерело", "Source"),
    "source.ocsp": ("відповідь OCSP", "OCSP response"),
    "source.crl": ("список відкликаних сертифікатів", "certificate revocation list"),
    "source.delta crl": ("зміни до списку відкликаних", "delta certificate revocation list"),
    "stated": ("{source}, станом на {moment}", "{source}, as of {moment}"),
    "checked": ("Перевірено", "Checked"),
    "library": ("Бібліотека", "Library"),
    "reasons": ("Причини", "Reasons"),
    "failures": ("Що не вдалося отримати", "What could not be had"),
    "basis": (
        "Висновок виведено за EN 319 102-1 зі збережених підпису, байтів, доказів і довірених сертифікатів.",
        "The verdict follows by EN 319 102-1 from the signature, bytes, evidence and certificates kept here.",
    ),
    "again": (
        "Його можна вивести знову з того самого. Протокол підпису не замінює.",
        "It can be derived again from the same. The report does not replace the signature.",
    ),
}


def word(name: str, language: Language, **fields: str) -> str:
    """Return what ``name`` is called; a name without a word of its own is said as it is."""
    if name not in _WORDS:
        return name
    uk, en = _WORDS[name]
    return (uk if language == "uk" else en).format(**fields)
