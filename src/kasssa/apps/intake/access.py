"""The only ways to get hold of a received file."""

from uuid import UUID

from kasssa.apps.intake.models import Listing, Received


class NoSuchFile(Exception):
    """There is none, or it is not theirs to see: the two are not told apart."""


def received(received_id: UUID) -> Received:
    """Return a file that the organisation at hand received.

    Raises:
        NoSuchFile: it received none such.
    """
    row = Received.objects.filter(pk=received_id).first()
    if row is None:
        raise NoSuchFile
    return row


def locked(received_id: UUID) -> Listing:
    """Return the course of a list, locked until the transaction ends.

    Raises:
        NoSuchFile: there is no such list.
    """
    row = Listing.objects.select_for_update().filter(pk=received_id).first()
    if row is None:
        raise NoSuchFile
    return row
