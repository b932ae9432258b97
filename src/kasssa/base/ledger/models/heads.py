"""The signed heads of the tree, and who else vouches for them."""

from typing import ClassVar

from django.db import models


class Checkpoint(models.Model):
    """A signed head of the tree. The database refuses to change or delete it.

    ``chain`` is the digest of the chain before it and of the note: if one goes missing, all after it tell.
    """

    number = models.BigIntegerField(primary_key=True)
    size = models.BigIntegerField()
    note = models.TextField()
    chain = models.CharField(max_length=64)
    signed_at = models.DateTimeField()

    classified: ClassVar[dict[str, str]] = {
        "number": "technical",
        "size": "technical",
        "note": "technical",
        "chain": "technical",
        "signed_at": "technical",
    }
    kept: ClassVar[str] = "as long as the service"

    def __str__(self) -> str:
        return f"{self.number}: {self.size}"


class Stamp(models.Model):
    """The time stamp of an authority (RFC 3161) on one checkpoint."""

    number = models.BigIntegerField(primary_key=True)
    token = models.BinaryField()
    stamped_at = models.DateTimeField()

    classified: ClassVar[dict[str, str]] = {
        "number": "technical",
        "token": "technical",
        "stamped_at": "technical",
    }
    kept: ClassVar[str] = "as long as the service"

    def __str__(self) -> str:
        return f"stamp on {self.number}"


class Cosignature(models.Model):
    """What another instance signed of one checkpoint: that it continues what it saw before."""

    number = models.BigIntegerField()
    witness = models.CharField(max_length=255)
    lines = models.TextField()
    signed_at = models.DateTimeField()

    classified: ClassVar[dict[str, str]] = {
        "id": "technical",
        "number": "technical",
        "witness": "technical",
        "lines": "technical",
        "signed_at": "technical",
    }
    kept: ClassVar[str] = "as long as the service"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["number", "witness"], name="cosigned_once")]

    def __str__(self) -> str:
        return f"{self.witness} on {self.number}"


class Witnessed(models.Model):
    """The last head of another instance's ledger that this one has signed as its witness."""

    origin = models.CharField(max_length=255, primary_key=True)
    size = models.BigIntegerField()
    note = models.TextField()
    signed_at = models.DateTimeField()

    classified: ClassVar[dict[str, str]] = {
        "origin": "technical",
        "size": "technical",
        "note": "technical",
        "signed_at": "technical",
    }
    kept: ClassVar[str] = "as long as the service"

    def __str__(self) -> str:
        return f"{self.origin}: {self.size}"


class Map(models.Model):
    """The map of a night: how many leaves each subject has. Its root is an act of the ledger."""

    entry_id = models.BigIntegerField(primary_key=True)
    size = models.BigIntegerField()
    lines = models.TextField()

    classified: ClassVar[dict[str, str]] = {
        "entry_id": "technical",
        "size": "technical",
        "lines": "business",
    }
    kept: ClassVar[str] = "until the map of the next night"

    def __str__(self) -> str:
        return f"map of #{self.entry_id}"
