"""UBL 2.1, the form that is signed: an EN 16931 invoice with all that Ukrainian law adds.

One document has exactly one form (``write``), and ``read`` takes nothing but a form of a
document that it understands wholly, so what is shown of signed bytes is all they say.
How Ukrainian terms are mapped: ``ubl_terms``.
"""

from kasssa.core.formats.ubl_read import BadDocument, read
from kasssa.core.formats.ubl_write import write

__all__ = ["BadDocument", "read", "write"]
