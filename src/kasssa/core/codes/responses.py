"""Code lists of Peppol Invoice Response 3 (transaction T111); reasons are in ``kasssa.core.refusals``."""

from enum import StrEnum


class Status(StrEnum):
    """What became of an invoice (UNCL4343, the subset of T111); values go onto the wire."""

    RECEIVED = "AB"
    IN_PROCESS = "IP"
    UNDER_QUERY = "UQ"
    CONDITIONALLY_ACCEPTED = "CA"
    REJECTED = "RE"
    ACCEPTED = "AP"
    PAID = "PD"


class Action(StrEnum):
    """What is asked of the sender (OPStatusAction); values go onto the wire."""

    NONE = "NOA"
    PROVIDE_INFORMATION = "PIN"
    NEW_INVOICE = "NIN"
    CREDIT_FULLY = "CNF"
    CREDIT_PARTLY = "CNP"
    CREDIT_AMOUNT = "CNA"
    OTHER = "OTH"


REASONS_LIST, ACTIONS_LIST = "OPStatusReason", "OPStatusAction"
# Rule PEPPOL-T111-R001: with these a reason or an action must be named.
NEED_REASON = (Status.CONDITIONALLY_ACCEPTED, Status.UNDER_QUERY, Status.REJECTED)
INVOICE_TYPE, CREDIT_NOTE_TYPE, PAYMENT_TYPE = "380", "381", "481"  # UNCL1001
