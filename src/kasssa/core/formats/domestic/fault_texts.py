"""The words of findings in foreign documents. Codes are permanent: add rows, never reuse a code."""

FAMILIES = ("CMD", "TAX", "DSP", "RSP")

# The same in every XML format; the families differ so that a code says where it was found.
_SHARED: dict[str, tuple[str, str]] = {
    "01": (
        "Значення «{value}» не є числом. Відправник має писати цифри й крапку.",
        "“{value}” is not a number. Ask the sender for digits and a point.",
    ),
    "02": (
        "Значення «{value}» не є датою. Попросіть відправника її виправити.",
        "“{value}” is not a date. Ask the sender to correct it.",
    ),
    "03": (
        "Елемент «{name}» не передбачено, його не перенесено. Звірте з оригіналом.",
        "Element “{name}” is not provided for and was left out. Compare with the original.",
    ),
    "04": (
        "Елемент «{name}» повторено, взято перший. Звірте з оригіналом.",
        "Element “{name}” is repeated and the first was taken. Compare with the original.",
    ),
    "05": (
        "Немає обов’язкового «{name}». Заповніть його або поверніть документ.",
        "The required “{name}” is missing. Fill it in or return the document.",
    ),
    "06": (
        "Текст задовгий для формату: щонайбільше {most} символів. Скоротіть його.",
        "Too long for the format: {most} characters at most. Shorten it.",
    ),
    "07": (
        "Значення «{value}» не з переліку формату. Виправте його.",
        "“{value}” is not on the list of the format. Correct it.",
    ),
    "08": (
        "Це інший документ: корінь «{name}». Оберіть відповідний формат.",
        "This is another document: its root is “{name}”. Choose the right format.",
    ),
    "09": (
        "І ще {count} зауважень. Виправте наведені й перевірте знову.",
        "And {count} findings more. Correct those given and check again.",
    ),
}
_COMDOC: dict[str, tuple[str, str]] = {
    "KSA-CMD-10": (
        "Код типу {code} не читається. Попросіть документ іншого типу або файл.",
        "Type code {code} is not read. Ask for a document of another type, or for a file.",
    ),
    "KSA-CMD-11": (
        "Код типу {code} і назва «{name}» суперечать одне одному. Уточніть у відправника.",
        "Type code {code} and the name “{name}” contradict each other. Ask the sender.",
    ),
    "KSA-CMD-12": (
        "Сторін має бути від {least} до {most}, а їх {count}. Виправте перелік.",
        "There must be {least} to {most} parties, not {count}. Correct them.",
    ),
    "KSA-CMD-13": (
        "Код сторони «{value}» не проходить перевірку. Перевірте кожну цифру.",
        "Party code “{value}” fails its check. Check every digit.",
    ),
    "KSA-CMD-14": (
        "Сума рядка {stated}, а кількість на ціну дає {counted}. Уточніть у відправника.",
        "The line says {stated}, quantity by price makes {counted}. Ask the sender.",
    ),
    "KSA-CMD-15": (
        "Сума з ПДВ {stated}, а складові дають {counted}. Уточніть у відправника.",
        "The sum with VAT says {stated}, its parts make {counted}. Ask the sender.",
    ),
    "KSA-CMD-16": (
        "Підсумок без ПДВ {stated}, а рядки дають {counted}. Уточніть у відправника.",
        "The total without VAT says {stated}, the lines make {counted}. Ask the sender.",
    ),
    "KSA-CMD-17": (
        "Підсумок ПДВ {stated}, а рядки дають {counted}. Уточніть у відправника.",
        "The total VAT says {stated}, the lines make {counted}. Ask the sender.",
    ),
    "KSA-CMD-18": (
        "Ціна з ПДВ {stated}, а складові дають {counted}. Уточніть у відправника.",
        "The price with VAT says {stated}, its parts make {counted}. Ask the sender.",
    ),
    "KSA-CMD-19": (
        "Кінцеве сальдо {stated}, а початкове з оборотами дає {counted}. Звірте облік.",
        "The closing balance says {stated}, the opening one and turnovers make {counted}. Reconcile.",
    ),
    "KSA-CMD-20": (
        "Для «{name}» формат дає {most} місць, а їх {count}. Розділіть документ.",
        "The format has room for {most} of “{name}”, here are {count}. Split the document.",
    ),
    "KSA-CMD-21": (
        "Ставку ПДВ рядка не визначити. Оберіть її самі.",
        "The VAT rate of the line cannot be told. Choose it yourself.",
    ),
    "KSA-CMD-22": (
        "Це не рахунок-фактура (016), а {code}. Відкрийте документ як {code}.",
        "This is no invoice (016) but {code}. Open it as {code}.",
    ),
    "KSA-CMD-23": (
        "Оборот {stated}, а рядки дають {counted}. Звірте облік.",
        "The turnover says {stated}, the lines make {counted}. Reconcile.",
    ),
}
_TAX: dict[str, tuple[str, str]] = {
    "KSA-TAX-10": (
        "Форму {code} не передбачено. Потрібна J12/F12: 010 — накладна, 012 — розрахунок коригування.",
        "Form {code} is not provided for. Give J12/F12: 010 for an invoice, 012 for an adjustment.",
    ),
    "KSA-TAX-11": (
        "Назва файлу не за стандартом. Збережіть його як {example}.",
        "The file name is not of the standard form. Save it as {example}.",
    ),
    "KSA-TAX-12": (
        "У назві файлу {name} — {stated}, а в документі — {counted}. Перейменуйте файл або виправте його.",
        "The file name says {name} {stated}, the document {counted}. Rename the file or correct it.",
    ),
    "KSA-TAX-13": (
        "Обсяг рядка {stated}, а кількість на ціну дає {counted}. Виправте рядок.",
        "The line says {stated}, quantity by price makes {counted}. Correct the line.",
    ),
    "KSA-TAX-14": (
        "ПДВ рядка {stated}, а за ставкою виходить {counted}. Виправте рядок.",
        "The line says VAT {stated}, the rate makes {counted}. Correct the line.",
    ),
    "KSA-TAX-15": (
        "Підсумок «{name}» {stated}, а рядки дають {counted}. Виправте підсумок.",
        "Total “{name}” says {stated}, the lines make {counted}. Correct the total.",
    ),
    "KSA-TAX-16": (
        "Загальна сума {stated}, а обсяги з ПДВ дають {counted}. Виправте підсумок.",
        "The grand total says {stated}, bases and VAT make {counted}. Correct the total.",
    ),
    "KSA-TAX-17": (
        "Код «{value}» у «{name}» не проходить перевірку. Перевірте кожну цифру.",
        "Code “{value}” in “{name}” fails its check. Check every digit.",
    ),
    "KSA-TAX-18": (
        "Елемент «{name}» без номера рядка ROWNUM, його не перенесено. Звірте з оригіналом.",
        "Element “{name}” has no ROWNUM and was left out. Compare with the original.",
    ),
    "KSA-TAX-19": (
        "Код ДПІ {stated}, а область і район дають {counted}. Виправте заголовок.",
        "The tax office says {stated}, region and district make {counted}. Correct the heading.",
    ),
    "KSA-TAX-20": (
        "Період {stated}, а дата складання — {counted}. Виправте заголовок.",
        "The period says {stated}, the date {counted}. Correct the heading.",
    ),
    "KSA-TAX-21": (
        "Продавець не є платником ПДВ і податкової накладної не складає (п. 201.1 ПКУ). Надішліть рахунок.",
        "The seller pays no VAT and makes no tax invoice (Tax Code 201.1). Send an invoice.",
    ),
    "KSA-TAX-22": (
        "Накладна має {count} рядків, а форма — щонайбільше {most}. Розділіть її.",
        "The tax invoice has {count} lines, the form {most} at most. Split it.",
    ),
}
_MESSAGES: dict[str, tuple[str, str]] = {
    "KSA-DSP-10": (
        "У відвантаженні немає рядків. Додайте товар.",
        "The despatch has no lines. Add goods.",
    ),
    "KSA-DSP-11": (
        "Товар без артикула чи штрихкоду (PEPPOL-T16-R003). Додайте артикул.",
        "Goods without an article or bar code (PEPPOL-T16-R003). Add an article.",
    ),
    "KSA-DSP-12": (
        "Кількість від’ємна (PEPPOL-T16-R006). Виправте її.",
        "The quantity is negative (PEPPOL-T16-R006). Correct it.",
    ),
    "KSA-DSP-13": (
        "Решту буде поставлено пізніше, а причини немає (PEPPOL-T16-R007). Додайте її.",
        "The rest will follow, but no reason is given (PEPPOL-T16-R007). Add one.",
    ),
    "KSA-RSP-10": (
        "Стан {code} потребує причини (PEPPOL-T111-R001). Додайте її код.",
        "Status {code} needs a reason (PEPPOL-T111-R001). Add its code.",
    ),
    "KSA-RSP-11": (
        "Причина OTH без пояснення (PEPPOL-T111-R002). Напишіть його словами.",
        "Reason OTH without an explanation (PEPPOL-T111-R002). Put it in words.",
    ),
    "KSA-RSP-12": (
        "Не названо документа, на який відповідають. Уточніть у відправника.",
        "The document that is answered is not named. Ask the sender.",
    ),
}
_LISTS: dict[str, tuple[str, str]] = {
    "KSA-LST-01": (
        "Файл порожній або без рядка заголовків. Додайте заголовки.",
        "The file is empty or has no line of headings. Add headings.",
    ),
    "KSA-LST-02": (
        "Не вказано стовпця «{name}». Оберіть його.",
        "No column is given for “{name}”. Choose one.",
    ),
    "KSA-LST-03": (
        "Стовпець {column} обрано двічі або його немає. Виправте відповідність.",
        "Column {column} is chosen twice or does not exist. Correct the mapping.",
    ),
    "KSA-LST-04": (
        "Файл не в кодуванні {encoding}. Збережіть його як CSV UTF-8.",
        "The file is not in {encoding}. Save it as CSV UTF-8.",
    ),
    "KSA-LST-05": (
        "Рядок або клітинка задовгі чи лапки не закрито: щонайбільше {most} символів. Виправте файл.",
        "A line or cell is too long, or a quote is open: {most} characters at most. Correct the file.",
    ),
    "KSA-LST-06": (
        "У файлі понад {most} рядків. Розділіть його.",
        "The file has more than {most} rows. Split it.",
    ),
    "KSA-LST-07": (
        "У рахунку тут понад {most} рядків. Розділіть його.",
        "An invoice has more than {most} lines here. Split it.",
    ),
    "KSA-LST-08": (
        "Рахунок «{number}» уже був вище. Поставте його рядки поряд.",
        "Invoice “{number}” was already above. Put its rows together.",
    ),
    "KSA-LST-09": (
        "Рядки рахунку «{number}» мають різне «{name}». Зробіть його однаковим.",
        "Rows of invoice “{number}” differ in “{name}”. Make it the same.",
    ),
    "KSA-LST-10": (
        "Сума рядка {stated}, а кількість на ціну дає {counted}. Виправте рядок.",
        "The row says {stated}, quantity by price makes {counted}. Correct the row.",
    ),
    "KSA-LST-11": (
        "У рядку {count} клітинок, а заголовків — {most}. Виправте рядок.",
        "The row has {count} cells for {most} headings. Correct the row.",
    ),
    "KSA-LST-12": (
        "Це не таблиця XLSX або вона пошкоджена: {reason}. Збережіть її знову.",
        "This is no XLSX workbook, or it is damaged: {reason}. Save it again.",
    ),
    "KSA-LST-13": (
        "Таблиця завелика: межа {most}. Розділіть її або збережіть як CSV.",
        "The workbook is too large: the limit is {most}. Split it or save it as CSV.",
    ),
    "KSA-LST-14": (
        "Ставка ПДВ «{value}» невідома. Напишіть 20, 14, 7, 0, «Без ПДВ» або «Звільнено».",
        "VAT rate “{value}” is unknown. Write 20, 14, 7, 0, “without VAT” or “exempt”.",
    ),
    "KSA-LST-15": (
        "Такого аркуша немає. Оберіть один із наявних: {names}.",
        "There is no such sheet. Choose one of: {names}.",
    ),
}
TEXTS: dict[str, tuple[str, str]] = {
    **{f"KSA-{family}-{number}": words for family in FAMILIES for number, words in _SHARED.items()},
    **_COMDOC,
    **_TAX,
    **_MESSAGES,
    **_LISTS,
}
