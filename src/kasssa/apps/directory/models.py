"""Counterparties."""

from typing import ClassVar, Self

from django.db import models

from kasssa.base.tenancy import Owned


class Counterparty(models.Model):
    """Another organisation in the address book of one organisation."""

    id = models.UUIDField(primary_key=True)
    organisation_id = models.UUIDField()
    scheme = models.CharField(max_length=16)
    code = models.CharField(max_length=10)
    name = models.CharField(max_length=250)
    address = models.CharField(max_length=300, default="")
    vat_number = models.CharField(max_length=12, default="")
    email = models.EmailField(default="")
    added_at = models.DateTimeField()

    objects: ClassVar[Owned[Self]] = Owned()

    classified: ClassVar[dict[str, str]] = {
        "id": "technical",
        "organisation_id": "business",
        "scheme": "business",
        "code": "personal",
        "name": "personal",
        "address": "personal",
        "vat_number": "personal",
        "email": "personal",
        "added_at": "business",
    }
    kept: ClassVar[str] = "until the organisation removes it"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation_id", "code"], name="counterparty_once")]

    def __str__(self) -> str:
        return str(self.id)
