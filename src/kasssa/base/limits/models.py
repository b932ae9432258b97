"""The counted tries."""

from typing import ClassVar

from django.db import models


class Window(models.Model):
    """How often somebody tried something in a window of time; who it was is a digest."""

    id = models.CharField(primary_key=True, max_length=64)
    count = models.PositiveIntegerField(default=0)
    ends_at = models.DateTimeField()

    classified: ClassVar[dict[str, str]] = {"id": "technical", "count": "technical", "ends_at": "technical"}
    kept: ClassVar[str] = "until the night after its window"

    def __str__(self) -> str:
        return f"{self.id[:8]}: {self.count}"
