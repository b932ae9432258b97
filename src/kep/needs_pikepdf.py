"""pikepdf for the modules that sign PDF files and compare their revisions. Of the extra ``[pdf]``."""

try:
    import pikepdf
except ImportError as error:
    raise ImportError("signing PDF and judging later revisions need pikepdf: install kep-ua[pdf]") from error

__all__ = ["pikepdf"]
