"""The door for foreign XML: everything dangerous is refused with a code before anything else looks at it.

Refused are document type definitions of any kind (and with them entities, expansions and
external files), documents too long or with too many tags, and whatever is no XML at all; and
by the limits of libxml2 what is nested deeper than 256 elements or has a text over 10 MB.
Comments and processing instructions are dropped. The encodings are those of the declaration
or of the byte order mark: UTF-8, UTF-16, windows-1251 and so on.
"""

from lxml import etree

BYTES_MAX = 5_000_000
TAGS_MAX = 400_000

_EBCDIC = b"Lo\xa7\x94"  # <?xm, XML 1.0, appendix F

_REASONS = {
    "KSX-SIZE": ("Файл завеликий: понад {most} байтів.", "The file is too large: over {most} bytes."),
    "KSX-TAGS": ("У файлі забагато елементів.", "The file has too many elements."),
    "KSX-DTD": (
        "Файл містить DTD. Такі файли не приймаються: збережіть його без DOCTYPE.",
        "The file contains a DTD. Such files are refused: save it without DOCTYPE.",
    ),
    "KSX-XML": (
        "Це не XML або він пошкоджений: {what}.",
        "This is not XML, or it is damaged: {what}.",
    ),
    "KSX-FORMAT": (
        "Невідомий формат: корінь {what}. Приймаються рахунки UBL 2.1 і CII D16B.",
        "Unknown format: the root is {what}. UBL 2.1 and CII D16B invoices are read.",
    ),
    "KSX-PDF": ("У PDF немає вкладеного рахунку XML.", "The PDF carries no XML invoice."),
}


class Unreadable(Exception):
    """The file is not read. ``code`` is permanent, ``params`` fill its words."""

    def __init__(self, code: str, **params: str) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params

    def text(self, language: str) -> str:
        """Return why, in English for ``en…`` and in Ukrainian otherwise."""
        ukrainian, english = _REASONS[self.code]
        return (english if language.startswith("en") else ukrainian).format(**self.params)


def parse(content: bytes, *, bytes_max: int = BYTES_MAX) -> etree._Element:
    """Return the root element of ``content``.

    Raises:
        Unreadable: as the module says; never anything else.
    """
    if len(content) > min(bytes_max, TAGS_MAX):
        measure(content, bytes_max)
    try:
        root = etree.fromstring(content, parser())
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise Unreadable("KSX-XML", what=str(error)[:200]) from error
    refuse_dtd(root)
    return root


def measure(content: bytes, bytes_max: int = BYTES_MAX) -> int:
    """Return how many tags ``content`` has at least, before anything parses it.

    Raises:
        Unreadable: it is too long or has too many.
    """
    if len(content) > bytes_max:
        raise Unreadable("KSX-SIZE", most=str(bytes_max))
    tags = content.count(b"L" if content.startswith(_EBCDIC) else b"<")
    if tags > TAGS_MAX:
        raise Unreadable("KSX-TAGS")
    return tags


def refuse_dtd(root: etree._Element) -> None:
    """Refuse a document that declares its type, in whatever encoding it does.

    Raises:
        Unreadable: it does.
    """
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable("KSX-DTD")


def parser(schema: etree.XMLSchema | None = None) -> etree.XMLParser:
    """Return a parser for one document: parsers remember names, and memory must not grow with strangers.

    With a ``schema`` it also holds the document against it, and fails where it does not fit.
    """
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        schema=schema,
    )
