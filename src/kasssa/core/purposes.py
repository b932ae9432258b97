"""What personal data is used for: each purpose with its ground, its clause and its term of the DPV.

The terms are those of the W3C Data Privacy Vocabulary 2.2 (``dpv:``) and of its extension for personal
data (``pd:``); the grounds are those of Law 2297-VI art. 11, with their twins of GDPR art. 6(1).
"""

from dataclasses import dataclass
from enum import StrEnum


class Ground(StrEnum):
    """Why data may be used for a purpose."""

    CONSENT = "consent"
    CONTRACT = "contract"
    LEGAL_DUTY = "legal_duty"
    LEGITIMATE_INTEREST = "legitimate_interest"


GROUND_TERMS: dict[Ground, str] = {
    Ground.CONSENT: "eu-gdpr:A6-1-a",
    Ground.CONTRACT: "eu-gdpr:A6-1-b",
    Ground.LEGAL_DUTY: "eu-gdpr:A6-1-c",
    Ground.LEGITIMATE_INTEREST: "eu-gdpr:A6-1-f",
}


class Purpose(StrEnum):
    """What data is used for. Values are stored for ever."""

    ACCOUNT = "account"
    IDENTIFICATION = "identification"
    DOCUMENTS = "documents"
    LETTERS = "letters"
    SUPPORT = "support"
    BOOKS = "books"
    EVIDENCE = "evidence"
    SECURITY = "security"
    DISPUTES = "disputes"
    NEWS = "news"
    IMPROVEMENT = "improvement"
    SURVEYS = "surveys"


@dataclass(frozen=True, slots=True)
class Terms:
    """A purpose: its term of the DPV, the clause of the policy that allows it, and its ground."""

    term: str
    clause: str
    ground: Ground


TERMS: dict[Purpose, Terms] = {
    Purpose.ACCOUNT: Terms("dpv:AccountManagement", "2.4", Ground.CONTRACT),
    Purpose.IDENTIFICATION: Terms("dpv:IdentityVerification", "3.1", Ground.CONTRACT),
    Purpose.DOCUMENTS: Terms("dpv:FulfilmentOfContractualObligation", "3.4", Ground.CONTRACT),
    Purpose.LETTERS: Terms("dpv:CommunicationManagement", "3.2", Ground.CONTRACT),
    Purpose.SUPPORT: Terms("dpv:CommunicationForCustomerCare", "2.4", Ground.CONTRACT),
    Purpose.BOOKS: Terms("dpv:LegalCompliance", "5.1", Ground.LEGAL_DUTY),
    Purpose.EVIDENCE: Terms("dpv:RecordManagement", "1.3", Ground.LEGAL_DUTY),
    Purpose.SECURITY: Terms("dpv:EnforceSecurity", "4.2", Ground.LEGITIMATE_INTEREST),
    Purpose.DISPUTES: Terms("dpv:DisputeManagement", "4.4", Ground.LEGITIMATE_INTEREST),
    Purpose.NEWS: Terms("dpv:DirectMarketing", "3.3", Ground.CONSENT),
    Purpose.IMPROVEMENT: Terms("dpv:ImproveExistingProductsAndServices", "3.5", Ground.CONSENT),
    Purpose.SURVEYS: Terms("dpv:ResearchAndDevelopment", "2.5", Ground.CONSENT),
}

# What a person turns on and off by themselves; the default is no.
OPTIONAL = tuple(purpose for purpose in Purpose if TERMS[purpose].ground is Ground.CONSENT)
# What the contract, the law and safety ask for, whoever registers.
NECESSARY = tuple(purpose for purpose in Purpose if purpose not in OPTIONAL)


class NotOptional(Exception):
    """The purpose does not rest on consent, so it is not turned on or off by itself."""


def optional(name: str) -> Purpose:
    """Return the purpose ``name`` if it rests on consent.

    Raises:
        NotOptional: it does not, or there is none such.

    >>> optional("news")
    <Purpose.NEWS: 'news'>
    """
    purpose = next((one for one in OPTIONAL if one == name), None)
    if purpose is None:
        raise NotOptional(name)
    return purpose


def allowed(purpose: Purpose, *, chosen: bool, agreed: bool, void: frozenset[str]) -> bool:
    """Tell whether data may be used for ``purpose``.

    ``chosen`` is the person's latest choice about it, ``agreed`` whether they have agreed to the texts,
    ``void`` the clauses of the policy that are void: a purpose falls with its own clause and with no
    other (clause 7.1). Data kept because the law asks for it, or for safety, needs no agreement.

    >>> allowed(Purpose.NEWS, chosen=False, agreed=True, void=frozenset())
    False
    """
    terms = TERMS[purpose]
    if terms.clause in void:
        return False
    if terms.ground is Ground.CONSENT:
        return chosen
    return agreed if terms.ground is Ground.CONTRACT else True
