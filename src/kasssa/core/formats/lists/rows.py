"""A row of a list, wherever it comes from, and how many of them a file may have."""

from dataclasses import dataclass

ROWS_MAX = 100_000
CELL_CHARS_MAX = 5_000  # the longest field of a document has 4,000


@dataclass(frozen=True, slots=True)
class Row:
    """Cells of a row as text; ``number`` is the one that a spreadsheet shows beside it, from one."""

    number: int
    cells: tuple[str, ...]

    def cell(self, at: int | None) -> str:
        """Return the cell at the place ``at``, trimmed; empty if there is none."""
        return self.cells[at].strip() if at is not None and at < len(self.cells) else ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in the row."""
        return not any(cell.strip() for cell in self.cells)
