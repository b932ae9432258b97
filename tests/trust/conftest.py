"""The cast."""

from tests.stage import authority, noon, olena, petro, texts, yevheniia

__all__ = ["authority", "noon", "olena", "petro", "texts", "yevheniia"]
