"""What follows from what: the second of the two tables. Nothing else triggers anything."""

from collections.abc import Mapping, Sequence

from kasssa.apps.consents import followups as consents
from kasssa.apps.exchange import followups as exchange
from kasssa.apps.signing import followups as signing
from kasssa.base.ledger.actions import FollowUp
from kasssa.core.acts import Act

FOLLOWS: Mapping[Act, Sequence[FollowUp]] = {
    Act.CONSENT_GIVEN: (consents.send_receipt,),
    Act.ORGANISATION_CONFIRMED: (exchange.deliver_waiting,),
    Act.DOCUMENT_SIGNED: (signing.check,),
    Act.DOCUMENT_SENT: (exchange.deliver,),
    Act.DOCUMENT_DELIVERED: (exchange.tell_recipient,),
    Act.DOCUMENT_ACCEPTED: (exchange.tell_sender, signing.check),
    Act.DOCUMENT_REJECTED: (exchange.tell_sender,),
}
