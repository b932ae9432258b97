"""Bytes, and who holds them."""

from typing import ClassVar, Self

from django.db import models

from kasssa.base.tenancy import Owned


class Blob(models.Model):
    """Bytes that never change; seen only by an organisation with a ``Holding``."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    content = models.BinaryField()
    stored_at = models.DateTimeField()

    classified: ClassVar[dict[str, str]] = {
        "sha256": "technical",
        "content": "personal",
        "stored_at": "technical",
    }
    kept: ClassVar[str] = "as long as one organisation holds it"

    def __str__(self) -> str:
        return self.sha256


class Holding(models.Model):
    """An organisation's right to one blob."""

    id = models.UUIDField(primary_key=True)
    organisation_id = models.UUIDField()
    sha256 = models.CharField(max_length=64)

    objects: ClassVar[Owned[Self]] = Owned()

    classified: ClassVar[dict[str, str]] = {
        "id": "technical",
        "organisation_id": "business",
        "sha256": "technical",
    }
    kept: ClassVar[str] = "as long as the document that names it"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation_id", "sha256"], name="holding_once")]

    def __str__(self) -> str:
        return f"{self.organisation_id} holds {self.sha256}"
