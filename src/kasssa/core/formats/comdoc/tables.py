"""COMDOC element by element, in the order in which it is written; read by reader and writer alike.

Elements and lengths are those of the public EDIN tables; where the tables of two types
order the same elements otherwise, the order here satisfies the published examples.
"""

from kasssa.core.formats.comdoc.model import (
    Address,
    Balance,
    Basis,
    Comdoc,
    Header,
    Marked,
    Operation,
    Parameter,
    Period,
    Prices,
    Row,
    Side,
    Sums,
    Totals,
)
from kasssa.core.formats.domestic.forms import ISO_DATE, NUMBER, QUANTITY
from kasssa.core.formats.domestic.tables import Cell, Nest, Table

ROOT = "ЕлектроннийДокумент"

_BASIS = Table(
    Basis,
    Cell("НомерДокументу", "number", most=30),
    Cell("ТипДокументу", "type_name", most=50),
    Cell("КодТипуДокументу", "type_code"),
    Cell("ДатаДокументу", "issued_on", ISO_DATE),
)
_PERIOD = Table(Period, Cell("Початок", "begins_on", ISO_DATE), Cell("Кінець", "ends_on", ISO_DATE))
_ADDRESS = Table(
    Address,
    Cell("GLN", "gln", most=13),
    Cell("Індекс", "index", most=5),
    Cell("Область", "region", most=50),
    Cell("Місто", "city", most=50),
    Cell("Вулиця", "street", most=50),
    Cell("Адреса", "line"),
)
_SIDE = Table(
    Side,
    Cell("СтатусКонтрагента", "status", most=30, required=True),
    Cell("ВидОсоби", "person", most=20, required=True),
    Cell("НазваКонтрагента", "name", most=50, required=True),
    Cell("КодКонтрагента", "code", most=10, required=True),
    Cell("ІПН", "vat_number", most=12),
    Cell("СвідоцтвоПДВ", "vat_certificate", most=10),
    Cell("МФО", "mfo", most=6),
    Cell("ПоточРах", "account"),
    Cell("IBAN", "iban", most=35),
    Cell("Банк", "bank"),
    Cell("Телефон", "phone", most=20),
    Cell("GUID", "guid", most=36),
    Cell("GLN", "gln", most=13),
    Cell("ВОсобіДиректора", "director"),
    Nest("ЮрАдреса", "legal_address", _ADDRESS),
    Nest("ФактАдреса", "actual_address", _ADDRESS),
    Nest("ПоштАдреса", "postal_address", _ADDRESS),
)
_HEADER = Table(
    Header,
    Cell("НомерДокументу", "number", most=16, required=True),
    Cell("ТипДокументу", "type_name", most=50, required=True),
    Cell("ТипСхеми", "scheme"),
    Cell("КодТипуДокументу", "type_code", required=True),
    Cell("ДатаДокументу", "issued_on", ISO_DATE, required=True),
    Cell("ТермінОплати", "due_on", ISO_DATE),
    Cell("ПричинаАнулювання", "annulment_reason"),
    Cell("ДатаАнулювання", "annulled_on", ISO_DATE),
    Nest("ТермінДії", "valid", _PERIOD),
    Nest("ПеріодНаданняПослуг", "serviced", _PERIOD),
    Nest("ТермінПідпису", "signed_within", _PERIOD),
    Cell("НомерЗамовлення", "order", most=20),
    Cell("ПроцентШтрафу", "fine_percent", NUMBER),
    Cell("ДатаЗамовлення", "ordered_on", ISO_DATE),
    Cell("НомерДоговоруПоставки", "contract", most=30),
    Cell("ДатаДоговоруПоставки", "contracted_on", ISO_DATE),
    Cell("ПлановаДатаДоставки", "delivered_on", ISO_DATE),
    Cell("МісцеСкладання", "place", most=255),
    Nest("Коментар", "comments", Table(Marked, Cell("@ІД", "id"), Cell(".", "text", most=50)), many=True),
    Nest("ДокПідстава", "bases", _BASIS, many=True),
)
_SUMS = Table(
    Sums,
    Cell("СумаБезПДВ", "net", NUMBER),
    Cell("СумаПДВ", "vat", NUMBER),
    Cell("Сума", "total", NUMBER),
    Cell("СумаЗіЗнижкоюБезПДВ", "net_discounted", NUMBER),
    Cell("СумаЗіЗнижкоюЗПДВ", "total_discounted", NUMBER),
    Cell("СумаЗнижки", "discount", NUMBER),
    Cell("СумаНестач", "shortage", NUMBER),
    Cell("СумаШтрафу", "fine", NUMBER),
)
_PRICES = Table(
    Prices,
    Cell("ЦінаБезПДВ", "net", NUMBER),
    Cell("ЦінаЗПДВ", "total", NUMBER),
    Cell("ЦінаЗіЗнижкоюБезПДВ", "net_discounted", NUMBER),
    Cell("ЦінаЗіЗнижкоюЗПДВ", "total_discounted", NUMBER),
)
_OPERATION = Table(
    Operation,
    Cell("Дата", "happened_on", ISO_DATE),
    Cell("Номер", "number", most=20),
    Cell("Найменування", "name", most=50),
    Cell("ВидОперації", "kind", most=20),
    Cell("Підрозділ", "department", most=30),
    Cell("НомерПодатковоїНакладної", "tax_invoice", most=20),
    Cell("СумаПодатковоїНакладної", "tax_invoice_sum", NUMBER),
    Cell("НомерДоговору", "contract", most=20),
    Cell("Дебет", "debit", NUMBER),
    Cell("Кредит", "credit", NUMBER),
    Cell("Текст", "text", most=100),
)
_ROW = Table(
    Row,
    Cell("@ІД", "id"),
    Cell("НомПоз", "position", required=True),
    Nest("Штрихкод", "barcodes", Table(Marked, Cell("@ІД", "id"), Cell(".", "text", most=13)), many=True),
    Cell("АртикулПокупця", "buyer_article", most=10),
    Cell("АртикулПродавця", "seller_article", most=10),
    Cell("КодУКТЗЕД", "uktzed", most=10),
    Cell("Найменування", "name", most=50, required=True),
    Cell("Номер", "number"),
    Cell("Дата", "happened_on", ISO_DATE),
    Cell("НомерЗамовлення", "order", most=20),
    Cell("ПроцентШтрафу", "fine_percent", NUMBER),
    Cell("ЗаявленаКількість", "declared", QUANTITY),
    Cell("ПрийнятаКількість", "quantity", QUANTITY),
    Cell("ОдиницяВиміру", "unit", most=10),
    Cell("БазоваЦіна", "base_price", NUMBER),
    Cell("ПДВ", "vat", NUMBER),
    Cell("Ціна", "price", NUMBER),
    Cell("СтавкаПДВ", "vat_rate"),
    Cell("Примітка", "remark", most=200),
    Cell("Текст", "text", most=100),
    Nest("ВсьогоПоРядку", "sums", _SUMS),
    Nest("Взаєморозрахунки/Документ", "operations", _OPERATION, many=True),
    Cell("Гарантія", "guarantee", most=30),
    Nest("ЦінаРегулярна", "regular", _PRICES),
)
_TOTALS = Table(
    Totals,
    Cell("СумаБезПДВ", "net", NUMBER),
    Cell("ВсьогоЗіЗнижкоюБезПДВ", "net_discounted", NUMBER),
    Cell("ВсьогоЗіЗнижкоюЗПДВ", "total_discounted", NUMBER),
    Cell("ПДВ", "vat", NUMBER),
    Cell("Сума", "total", NUMBER),
    Cell("Дебет", "debit", NUMBER),
    Cell("Кредит", "credit", NUMBER),
)
_BALANCE = Table(
    Balance,
    Cell("Текст", "text", most=100),
    Cell("СальдоПочатковеДебет", "opening_debit", NUMBER),
    Cell("СальдоПочатковеКредит", "opening_credit", NUMBER),
    Cell("ОборотиЗаПеріодДебет", "turnover_debit", NUMBER),
    Cell("ОборотиЗаПеріодКредит", "turnover_credit", NUMBER),
    Cell("СальдоКінцевеДебет", "closing_debit", NUMBER),
    Cell("СальдоКінцевеКредит", "closing_credit", NUMBER),
)
_PARAMETER = Table(Parameter, Cell("@ІД", "id"), Cell("@назва", "name"), Cell(".", "text", most=50))
DOCUMENT = Table(
    Comdoc,
    Nest("Заголовок", "header", _HEADER),
    Nest("ДокументЩоАнулюється", "annulled", _BASIS),
    Nest("Відхилив", "refused_by", _SIDE),
    Nest("Сторони/Контрагент", "sides", _SIDE, many=True),
    Nest("МісцеДоставки", "delivery", _ADDRESS),
    Nest("Параметри/Параметр", "parameters", _PARAMETER, many=True),
    Cell("Текст", "text"),
    Nest("Таблиця/Рядок", "rows", _ROW, many=True),
    Nest("ВсьогоПоДокументу", "totals", _TOTALS),
    Nest("ЗагальнеПоКонтрагентам/ЗагальнеПоКонтрагенту", "balances", _BALANCE, many=True),
    aliases={"Парамети": "Параметри"},  # misspelt so in the tables of 013, 016 and 018
)
