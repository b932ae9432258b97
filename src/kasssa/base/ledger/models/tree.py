"""The tree over the acts: leaves, tiles of hashes, and what opens a leaf to those it is about."""

from typing import ClassVar

from django.db import models


class Leaf(models.Model):
    """One act in the tree, under aliases. The database refuses to change or delete it."""

    index = models.BigIntegerField(primary_key=True)
    entry_id = models.BigIntegerField(unique=True)
    body = models.TextField()

    classified: ClassVar[dict[str, str]] = {"index": "technical", "entry_id": "technical", "body": "business"}
    kept: ClassVar[str] = "as long as the service"

    def __str__(self) -> str:
        return f"{self.index}: #{self.entry_id}"


class Salt(models.Model):
    """What opens the details of one leaf; without it they can be neither read out of it nor guessed."""

    entry_id = models.BigIntegerField(primary_key=True)
    salt = models.BinaryField()

    classified: ClassVar[dict[str, str]] = {"entry_id": "technical", "salt": "technical"}
    kept: ClassVar[str] = "until the details are erased"

    def __str__(self) -> str:
        return f"salt of #{self.entry_id}"


class Chain(models.Model):
    """One subject of the ledger: what opens its alias, how many leaves it has, and the last one's hash."""

    subject_id = models.UUIDField(primary_key=True)
    salt = models.BinaryField()
    alias = models.CharField(max_length=64, unique=True)
    length = models.BigIntegerField()
    head = models.CharField(max_length=64)

    classified: ClassVar[dict[str, str]] = {
        "subject_id": "personal",
        "salt": "technical",
        "alias": "personal",
        "length": "technical",
        "head": "technical",
    }
    kept: ClassVar[str] = "until the subject is erased"

    def __str__(self) -> str:
        return f"{self.alias[:8]} × {self.length}"


class Tile(models.Model):
    """Up to 256 hashes of one level of the tree; only the last tile of a level grows."""

    level = models.PositiveSmallIntegerField()
    index = models.BigIntegerField()
    hashes = models.BinaryField()

    classified: ClassVar[dict[str, str]] = {
        "id": "technical",
        "level": "technical",
        "index": "technical",
        "hashes": "technical",
    }
    kept: ClassVar[str] = "as long as the service"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["level", "index"], name="tile_once")]

    def __str__(self) -> str:
        return f"{self.level}/{self.index}"
