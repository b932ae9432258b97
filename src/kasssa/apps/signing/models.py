"""Signatures as received, with the verdict of that day."""

from typing import ClassVar, Self

from django.db import models

from kasssa.apps.signing.forms import Form
from kasssa.base.tenancy import Owned


class Signature(models.Model):
    """A signature under one act, byte for byte in the form it came in, and what its certificate says."""

    id = models.UUIDField(primary_key=True)
    organisation_id = models.UUIDField()
    document_id = models.UUIDField()
    act = models.CharField(max_length=64)
    proof = models.BinaryField()
    form = models.CharField(max_length=16, default=Form.CADES)
    content_sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=250, default="")
    organisation = models.CharField(max_length=250, default="")
    position = models.CharField(max_length=250, default="")
    code = models.CharField(max_length=10)
    serial = models.CharField(max_length=64)
    issuer = models.CharField(max_length=250)
    algorithm = models.CharField(max_length=64)
    claimed_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField()
    qscd = models.BooleanField()
    seal = models.BooleanField()
    demo = models.BooleanField()
    person_id = models.UUIDField(null=True)
    signatory_id = models.UUIDField(null=True)

    owned: ClassVar[Owned[Self]] = Owned()
    objects: ClassVar[models.Manager[Self]] = models.Manager()

    classified: ClassVar[dict[str, str]] = {
        "id": "technical",
        "organisation_id": "business",
        "document_id": "business",
        "act": "business",
        "proof": "personal",
        "form": "technical",
        "content_sha256": "technical",
        "name": "personal",
        "organisation": "business",
        "position": "personal",
        "code": "personal",
        "serial": "personal",
        "issuer": "business",
        "algorithm": "technical",
        "claimed_at": "business",
        "received_at": "business",
        "qscd": "technical",
        "seal": "technical",
        "demo": "technical",
        "person_id": "personal",
        "signatory_id": "personal",
    }
    kept: ClassVar[str] = "as long as the document it signs"

    class Meta:
        indexes = [models.Index(fields=["document_id"], name="signature_of_document")]
        constraints = [models.CheckConstraint(condition=models.Q(form__in=list(Form)), name="form_is_known")]

    def __str__(self) -> str:
        return f"{self.serial} under {self.document_id}"


class Check(models.Model):
    """One look at one signature: the evidence that was collected, and the verdict that follows from it.

    The verdict can be derived again from the row alone, whenever: the bytes, the evidence, the trusted
    certificates of that day and the time are all that it rests on.
    """

    id = models.UUIDField(primary_key=True)
    organisation_id = models.UUIDField()
    document_id = models.UUIDField()
    signature = models.ForeignKey(Signature, models.CASCADE, related_name="checks")
    status = models.CharField(max_length=16)
    revocation = models.CharField(max_length=16)
    reasons = models.JSONField(default=list)
    failures = models.JSONField(default=list)
    evidence = models.BinaryField()
    trust = models.BinaryField()
    library = models.CharField(max_length=20)
    proven_at = models.DateTimeField(null=True)
    checked_at = models.DateTimeField()

    owned: ClassVar[Owned[Self]] = Owned()
    objects: ClassVar[models.Manager[Self]] = models.Manager()

    classified: ClassVar[dict[str, str]] = {
        "id": "technical",
        "organisation_id": "business",
        "document_id": "business",
        "signature": "technical",
        "status": "business",
        "revocation": "business",
        "reasons": "technical",
        "failures": "technical",
        "evidence": "technical",
        "trust": "technical",
        "library": "technical",
        "proven_at": "business",
        "checked_at": "technical",
    }
    kept: ClassVar[str] = "as long as the document it signs"

    class Meta:
        indexes = [models.Index(fields=["document_id", "checked_at"], name="check_of_document")]

    def __str__(self) -> str:
        return f"{self.signature_id}: {self.status}"
