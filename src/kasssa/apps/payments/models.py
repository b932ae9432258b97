"""Payments."""

from typing import ClassVar, Self

from django.db import models

from kasssa.base.tenancy import Owned


class Payment(models.Model):
    """Money that the seller says has arrived for a document."""

    id = models.UUIDField(primary_key=True)
    organisation_id = models.UUIDField()
    document_id = models.UUIDField(unique=True)
    kopiykas = models.BigIntegerField()
    paid_on = models.DateField()
    confirmed_at = models.DateTimeField()

    owned: ClassVar[Owned[Self]] = Owned()
    objects: ClassVar[models.Manager[Self]] = models.Manager()

    classified: ClassVar[dict[str, str]] = {
        "id": "technical",
        "organisation_id": "business",
        "document_id": "business",
        "kopiykas": "business",
        "paid_on": "business",
        "confirmed_at": "business",
    }
    kept: ClassVar[str] = "as long as the document"

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(kopiykas__gt=0), name="payment_is_positive")]

    def __str__(self) -> str:
        return f"{self.document_id}: {self.kopiykas}"
