"""The words of every fault, Ukrainian and English. Codes are permanent: add rows, never reuse a code."""

TEXTS: dict[str, tuple[str, str]] = {
    # Numbers and dates as typed
    "KSA-NUM-01": (
        "Це не число. Напишіть цифри, а копійки — після коми: 1234,50.",
        "This is not a number. Write digits, and decimals after a point: 1234.50.",
    ),
    "KSA-NUM-02": (
        "Забагато знаків після коми. Округліть число.",
        "Too many decimals. Round the number.",
    ),
    "KSA-DAT-01": (
        "Такої дати немає. Напишіть її як ДД.ММ.РРРР.",
        "There is no such date. Write it as DD.MM.YYYY.",
    ),
    "KSA-DAT-02": (
        "Строк оплати раніший за дату документа ({issued_on}). Виправте строк.",
        "Payment is due before the date of the document ({issued_on}). Correct the due date.",
    ),
    "KSA-DAT-03": (
        "Дата поза розумними межами (з {first} по {last}). Перевірте рік.",
        "The date is out of reason (from {first} to {last}). Check the year.",
    ),
    "KSA-DAT-04": (
        "Період закінчується раніше, ніж починається. Виправте дати.",
        "The period ends before it begins. Correct the dates.",
    ),
    "KSA-DAT-05": (
        "У періоду має бути і початок, і кінець. Вкажіть другу дату або приберіть першу.",
        "A period has both a first and a last day. Give the other one or remove this.",
    ),
    # Text
    "KSA-TXT-01": (
        "У тексті є невидимі керівні символи. Наберіть його заново або вставте без форматування.",
        "The text contains invisible control characters. Type it again or paste it without formatting.",
    ),
    "KSA-TXT-02": (
        "Задовго: щонайбільше {most} символів. Скоротіть текст.",
        "Too long: {most} characters at most. Shorten the text.",
    ),
    "KSA-TXT-03": (
        "Запис не в усталеній формі. Приберіть пробіли та розділові знаки.",
        "This is not in its usual form. Remove spaces and punctuation.",
    ),
    # Codes of parties, accounts and contacts
    "KSA-COD-01": (
        "Невідомий код. Це має бути ЄДРПОУ (8 цифр), РНОКПП (10), ID-картка (9) або паспорт (АБ123456).",
        "Unknown code. Give an EDRPOU (8 digits), RNOKPP (10), ID card (9) or passport (АБ123456).",
    ),
    "KSA-COD-02": (
        "Код ЄДРПОУ складається з восьми цифр. Перевірте його.",
        "An EDRPOU code has eight digits. Check it.",
    ),
    "KSA-COD-03": (
        "Такого коду ЄДРПОУ не може бути: остання цифра не відповідає решті. Перевірте кожну цифру.",
        "There can be no such EDRPOU code: the last digit does not match the others. Check every digit.",
    ),
    "KSA-COD-04": (
        "РНОКПП складається з десяти цифр. Перевірте його.",
        "An RNOKPP has ten digits. Check it.",
    ),
    "KSA-COD-05": (
        "Такого РНОКПП не може бути: остання цифра не відповідає решті. Перевірте кожну цифру.",
        "There can be no such RNOKPP: the last digit does not match the others. Check every digit.",
    ),
    "KSA-COD-06": (
        "Серія та номер паспорта — це дві українські літери й шість цифр. Перевірте їх.",
        "The series and number of a passport are two Ukrainian letters and six digits. Check them.",
    ),
    "KSA-COD-07": (
        "Номер ID-картки складається з дев’яти цифр. Перевірте його.",
        "The number of an ID card has nine digits. Check it.",
    ),
    "KSA-COD-08": (
        "ІПН платника ПДВ складається з дванадцяти цифр, а для ФОП — з десяти. Перевірте його.",
        "A VAT number has twelve digits, or ten for a sole proprietor. Check it.",
    ),
    "KSA-COD-09": (
        "ІПН не цієї сторони: перші сім цифр мають бути як у ЄДРПОУ, а в ФОП увесь він — РНОКПП.",
        "Not of this party: its first seven digits are those of the EDRPOU, or all of it is the RNOKPP.",
    ),
    "KSA-COD-10": (
        "Український IBAN — це UA і ще 27 знаків. Перевірте рахунок.",
        "A Ukrainian IBAN is UA and 27 more characters. Check the account.",
    ),
    "KSA-COD-11": (
        "Такого IBAN не може бути: контрольні цифри не сходяться. Перевірте кожну цифру.",
        "There can be no such IBAN: its check digits do not match. Check every digit.",
    ),
    "KSA-COD-12": (
        "Це не номер телефону. Напишіть його як +380671234567.",
        "This is not a telephone number. Write it as +380671234567.",
    ),
    "KSA-COD-13": (
        "Такої адреси електронної пошти не може бути. Перевірте її.",
        "There can be no such e-mail address. Check it.",
    ),
    # Parties
    "KSA-PTY-01": (
        "Немає назви сторони. Без неї документ не є первинним (ст. 9 Закону 996-XIV).",
        "The party has no name. Without one this is no primary document (Law 996-XIV art. 9).",
    ),
    "KSA-PTY-02": (
        "Немає рахунку продавця. Додайте IBAN у реквізитах організації.",
        "The seller has no account. Add an IBAN to the requisites of your organisation.",
    ),
    "KSA-PTY-03": (
        "Продавець і покупець — одна особа. Оберіть іншого покупця.",
        "The seller and the buyer are the same. Choose another buyer.",
    ),
    "KSA-PTY-04": (
        "Не названо особу, відповідальну за операцію. Вкажіть її ім’я у реквізитах (ст. 9 Закону 996-XIV).",
        "Nobody answers for the operation. Name a person in the requisites (Law 996-XIV art. 9).",
    ),
    "KSA-PTY-05": (
        "Не вказано посаду відповідальної особи. Додайте її у реквізитах (ст. 9 Закону 996-XIV).",
        "The person who answers has no position. Add it to the requisites (Law 996-XIV art. 9).",
    ),
    "KSA-PTY-06": (
        "Покупця не обрано. Знайдіть його за кодом або додайте нового.",
        "No buyer is chosen. Find one by code or add a new one.",
    ),
    # The document
    "KSA-INV-01": (
        "У документі немає жодного рядка. Додайте товар чи послугу.",
        "The document has no line. Add goods or a service.",
    ),
    "KSA-INV-02": (
        "Забагато рядків: щонайбільше {most}. Розділіть документ.",
        "Too many lines: {most} at most. Split the document.",
    ),
    "KSA-INV-03": (
        "Номер документа має містити від 1 до {most} символів без пробілів по краях. Виправте його.",
        "A document number has 1 to {most} characters and no spaces around it. Correct it.",
    ),
    "KSA-INV-04": (
        "Валюта документа має бути гривня (UAH), євро (EUR) або долар США (USD). Оберіть одну з них.",
        "The currency of the document is UAH, EUR or USD. Choose one of them.",
    ),
    "KSA-INV-05": (
        "Сума документа дорівнює нулю. Вкажіть ціну бодай одного рядка.",
        "The document comes to nought. Give at least one line a price.",
    ),
    "KSA-INV-06": (
        "Сума документа завелика: щонайбільше {most}. Перевірте кількість і ціну.",
        "The document comes to too much: {most} at most. Check quantities and prices.",
    ),
    "KSA-INV-07": (
        "Серія може містити до {most} літер одної абетки, цифр і дефісів усередині. Виправте її.",
        "A series may have up to {most} letters of one alphabet, digits and inner hyphens. Correct it.",
    ),
    "KSA-INV-08": (
        "У документі цього виду такого поля немає. Приберіть його.",
        "A document of this kind has no such field. Remove it.",
    ),
    "KSA-INV-09": (
        "Передоплата має бути від нуля до суми документа ({most}). Виправте її.",
        "What was prepaid is between nought and the total of the document ({most}). Correct it.",
    ),
    "KSA-INV-10": (
        "Лист без тексту. Напишіть, у чому річ.",
        "The letter says nothing. Write what it is about.",
    ),
    "KSA-INV-11": (
        "Суму вказують лише в претензії, і вона не від’ємна. Виправте або приберіть її.",
        "Only a claim demands a sum, and not a negative one. Correct or remove it.",
    ),
    # Another document that this one names
    "KSA-REF-01": (
        "Не названо рахунок, який змінює цей документ. Вкажіть його номер і дату.",
        "The invoice that this document changes is not named. Give its number and date.",
    ),
    "KSA-REF-02": (
        "Дата документа-підстави є, а номера немає. Вкажіть номер або приберіть дату.",
        "The other document has a date but no number. Give the number or remove the date.",
    ),
    "KSA-REF-03": (
        "Номер документа-підстави є, а дати немає. Вкажіть дату або приберіть номер.",
        "The other document has a number but no date. Give the date or remove the number.",
    ),
    "KSA-REF-04": (
        "Документ-підстава не може бути пізнішим за цей ({issued_on}). Перевірте дату.",
        "The other document cannot be later than this one ({issued_on}). Check the date.",
    ),
    "KSA-REF-05": (
        "Документом-підставою тут може бути лише рахунок. Виправте вид документа.",
        "The other document can only be an invoice here. Correct its kind.",
    ),
    "KSA-REF-06": (
        "Не названо документ, про який ідеться. Вкажіть його номер і дату.",
        "The document that this is about is not named. Give its number and date.",
    ),
    # Lines
    "KSA-LIN-01": (
        "Рядок без назви. Напишіть, що продаєте.",
        "The line has no name. Write what is being sold.",
    ),
    "KSA-LIN-02": (
        "Невідома одиниця виміру. Оберіть її зі списку.",
        "Unknown unit of measure. Choose one from the list.",
    ),
    "KSA-LIN-03": (
        "Кількість має бути більша за нуль. Виправте її або приберіть рядок.",
        "The quantity must be greater than nought. Correct it or remove the line.",
    ),
    "KSA-LIN-04": (
        "Ціна не може бути від’ємна. Виправте її.",
        "The price cannot be negative. Correct it.",
    ),
    "KSA-LIN-05": (
        "Число має понад 15 цифр або понад 6 знаків після коми. Округліть його.",
        "The number has more than 15 digits or more than 6 decimals. Round it.",
    ),
    "KSA-LIN-06": (
        "Це не код УКТ ЗЕД (4, 6, 8 або 10 цифр) і не код ДКПП (як 62.01.11). Виправте або приберіть його.",
        "Neither a UKT ZED code (4, 6, 8 or 10 digits) nor a DKPP one (like 62.01.11). Correct or remove it.",
    ),
    # VAT
    "KSA-VAT-01": (
        "Ставку ПДВ не обрано. Оберіть її.",
        "No VAT rate is chosen. Choose one.",
    ),
    "KSA-VAT-02": (
        "Продавець не є платником ПДВ і не може його нараховувати. Оберіть «Без ПДВ».",
        "The seller is no VAT payer and may not charge it. Choose “without VAT”.",
    ),
    "KSA-VAT-03": (
        "Продавець — платник ПДВ. Оберіть ставку або звільнення.",
        "The seller is a VAT payer. Choose a rate or an exemption.",
    ),
    "KSA-VAT-04": (
        "Не вказано підставу звільнення від ПДВ. Назвіть норму, як-от «пп. 197.1.2 ПКУ».",
        "The exemption from VAT has no ground. Name the provision, such as “пп. 197.1.2 ПКУ”.",
    ),
    "KSA-VAT-05": (
        "Підстава звільнення є, а ставка не «звільнено». Приберіть підставу або змініть ставку.",
        "There is a ground of exemption, but the line is not exempt. Remove the ground or change the rate.",
    ),
}
