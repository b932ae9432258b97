"""What ``en16931.guard`` has no word for: files in other clothes than XML that cannot be read."""

from kasssa.core.en16931.guard import Unreadable

_REASONS = {
    "KSX-JSON": (
        "Це не JSON рахунка або він пошкоджений: {what}. Перевірте файл або збережіть його заново.",
        "This is no JSON of an invoice, or it is damaged: {what}. Check the file or save it anew.",
    ),
    "KSX-PDF-OPEN": (
        "Цей PDF не відкривається: {what}. Збережіть його заново, без пароля.",
        "This PDF does not open: {what}. Save it anew, without a password.",
    ),
    "KSX-PDF-NONE": (
        (
            "У PDF немає вкладеного рахунку (factur-x.xml, zugferd-invoice.xml, xrechnung.xml, invoice.xml). "
            "Попросіть у відправника машиночитний рахунок."
        ),
        (
            "The PDF carries no invoice (factur-x.xml, zugferd-invoice.xml, xrechnung.xml, invoice.xml). "
            "Ask the sender for a machine-readable one."
        ),
    ),
    "KSX-PDF-ATTACHED": (
        "Вкладення {what} завелике або стиснуте незрозуміло. Попросіть у відправника сам файл XML.",
        "The attachment {what} is too large or packed in an unknown way. Ask the sender for the XML itself.",
    ),
    "KSX-COMDOC": (
        "Цей документ COMDOC не стає рахунком: {what}",
        "This COMDOC document does not become an invoice: {what}",
    ),
    "KSX-OTHER": (
        (
            "Формат файлу: {what}. Прочитати з нього рахунок не можна. "
            "Приймаються UBL 2.1, CII D16B, ZUGFeRD, PDF із рахунком, GOBL, COMDOC (016), JSON kasssa."
        ),
        (
            "The format of the file is {what}. No invoice can be read from it: give UBL 2.1, CII D16B, "
            "ZUGFeRD, PDF with an invoice attached, GOBL, COMDOC (016) or the JSON of kasssa."
        ),
    ),
}


class Refused(Unreadable):
    """The file is not read, for a reason of this module; ``code`` is permanent, ``params`` fill its words."""

    def text(self, language: str) -> str:
        """Return why and what to do, in English for ``en…`` and in Ukrainian otherwise."""
        ukrainian, english = _REASONS[self.code]
        return (english if language.startswith("en") else ukrainian).format(**self.params)
