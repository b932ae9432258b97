"""lxml for the modules that read and write XML: ASiC, XAdES and trusted lists. Of the extra ``[xml]``."""

try:
    from lxml import etree
except ImportError as error:
    raise ImportError(
        "XML signatures, ASiC containers and trusted lists need lxml: install kep-ua[xml]"
    ) from error

__all__ = ["etree"]
