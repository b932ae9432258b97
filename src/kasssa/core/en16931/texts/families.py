"""Sentences that many rules share: decimals, code lists, categories of VAT, and places in the XML."""

# BR-DEC: the amount whose decimals are counted.
AMOUNTS: dict[str, tuple[str, str]] = {
    "BR-DEC-01": ("сума знижки на документ", "the document allowance amount"),
    "BR-DEC-02": ("база знижки на документ", "the document allowance base"),
    "BR-DEC-05": ("сума надбавки на документ", "the document charge amount"),
    "BR-DEC-06": ("база надбавки на документ", "the document charge base"),
    "BR-DEC-09": ("сума за рядками", "the sum of line net amounts"),
    "BR-DEC-10": ("сума знижок", "the sum of allowances"),
    "BR-DEC-11": ("сума надбавок", "the sum of charges"),
    "BR-DEC-12": ("сума без ПДВ", "the total without VAT"),
    "BR-DEC-13": ("загальна сума ПДВ", "the total VAT amount"),
    "BR-DEC-14": ("сума з ПДВ", "the total with VAT"),
    "BR-DEC-15": ("сума ПДВ у валюті обліку", "the VAT total in the accounting currency"),
    "BR-DEC-16": ("сплачена сума", "the paid amount"),
    "BR-DEC-17": ("заокруглення", "the rounding amount"),
    "BR-DEC-18": ("сума до сплати", "the amount due"),
    "BR-DEC-19": ("база оподаткування", "the taxable amount"),
    "BR-DEC-20": ("сума податку", "the tax amount"),
    "BR-DEC-23": ("сума нетто рядка", "the net amount of the line"),
    "BR-DEC-24": ("сума знижки рядка", "the line allowance amount"),
    "BR-DEC-25": ("база знижки рядка", "the line allowance base"),
    "BR-DEC-27": ("сума надбавки рядка", "the line charge amount"),
    "BR-DEC-28": ("база надбавки рядка", "the line charge base"),
    "UBL-DT-01": ("сума", "an amount"),
}
PLACES = (
    "Щонайбільше два знаки після крапки: {what}. Округліть.",
    "Two decimals at most: {what}. Round it.",
)
# BR-CL: the list that a code is from.
LISTS: dict[str, tuple[str, str]] = {
    "BR-CL-01": ("тип документа, UNTDID 1001", "document type, UNTDID 1001"),
    "BR-CL-03": ("валюта суми, ISO 4217", "currency of an amount, ISO 4217"),
    "BR-CL-04": ("валюта рахунка, ISO 4217", "invoice currency, ISO 4217"),
    "BR-CL-05": ("валюта обліку ПДВ, ISO 4217", "VAT accounting currency, ISO 4217"),
    "BR-CL-06": (
        "податкова точка: UNTDID 2005 (UBL) або 2475 (CII)",
        "VAT point: UNTDID 2005 (UBL) or 2475 (CII)",
    ),
    "BR-CL-07": ("схема об’єкта, UNTDID 1153", "scheme of the invoiced object, UNTDID 1153"),
    "BR-CL-08": ("тема примітки, UNTDID 4451", "subject of a note, UNTDID 4451"),
    "BR-CL-10": ("схема коду сторони, ISO/IEC 6523", "scheme of a party identifier, ISO/IEC 6523"),
    "BR-CL-11": ("схема реєстраційного коду, ISO/IEC 6523", "scheme of a legal identifier, ISO/IEC 6523"),
    "BR-CL-13": ("класифікатор товарів, UNTDID 7143", "item classification, UNTDID 7143"),
    "BR-CL-14": ("країна, ISO 3166-1", "country, ISO 3166-1"),
    "BR-CL-15": ("країна походження, ISO 3166-1", "country of origin, ISO 3166-1"),
    "BR-CL-16": ("спосіб оплати, UNTDID 4461", "payment means, UNTDID 4461"),
    "BR-CL-17": ("категорія ПДВ, UNTDID 5305", "VAT category, UNTDID 5305"),
    "BR-CL-18": ("категорія ПДВ, UNTDID 5305", "VAT category, UNTDID 5305"),
    "BR-CL-19": ("причина знижки, UNTDID 5189", "allowance reason, UNTDID 5189"),
    "BR-CL-20": ("причина надбавки, UNTDID 7161", "charge reason, UNTDID 7161"),
    "BR-CL-21": ("схема коду товару, ISO/IEC 6523", "scheme of an item identifier, ISO/IEC 6523"),
    "BR-CL-22": ("підстава звільнення, CEF VATEX", "exemption reason, CEF VATEX"),
    "BR-CL-23": ("одиниця виміру, Rec 20 і 21", "unit of measure, Rec 20 and 21"),
    "BR-CL-24": ("тип вкладення", "kind of attachment"),
    "BR-CL-25": ("схема електронної адреси, EAS", "scheme of an electronic address, EAS"),
    "BR-CL-26": ("схема коду місця доставки, ISO/IEC 6523", "scheme of a delivery location, ISO/IEC 6523"),
}
CODE = (
    "Коду «{value}» немає в переліку: {what}. Оберіть код із переліку.",
    "The code “{value}” is not on the list: {what}. Choose one that is.",
)
# The families of VAT categories.
CATEGORIES: dict[str, tuple[str, str]] = {
    "BR-S": ("S (звичайна ставка)", "S (standard rate)"),
    "BR-Z": ("Z (нульова ставка)", "Z (zero rate)"),
    "BR-E": ("E (звільнено)", "E (exempt)"),
    "BR-AE": ("AE (податок сплачує покупець)", "AE (reverse charge)"),
    "BR-IC": ("K (постачання в межах Спільноти)", "K (intra-community supply)"),
    "BR-G": ("G (експорт)", "G (export)"),
    "BR-O": ("O (не є об’єктом ПДВ)", "O (not subject to VAT)"),
    "BR-AF": ("L (IGIC, Канари)", "L (IGIC, Canary Islands)"),
    "BR-AG": ("M (IPSI, Сеута й Мелілья)", "M (IPSI, Ceuta and Melilla)"),
}
# Who must be known for the category: rules 02 to 04.
WHO: dict[str, tuple[str, str]] = {
    "BR-AE": (
        "вкажіть податкові номери продавця й покупця (або реєстраційний код покупця)",
        "state the tax identifiers of seller and buyer (or the buyer's legal identifier)",
    ),
    "BR-IC": (
        "вкажіть номери ПДВ продавця й покупця",
        "state the VAT identifiers of seller and buyer",
    ),
    "BR-G": ("вкажіть номер ПДВ продавця", "state the VAT identifier of the seller"),
    "BR-O": ("приберіть номери ПДВ сторін", "leave out the VAT identifiers of the parties"),
}
SELLER = ("вкажіть податковий номер продавця", "state a tax identifier of the seller")
RATES: dict[str, tuple[str, str]] = {
    "BR-S": ("більша за нуль", "above zero"),
    "BR-AF": ("не менша за нуль", "not below zero"),
    "BR-AG": ("не менша за нуль", "not below zero"),
    "BR-O": ("не вказується", "left out"),
}
ZERO = ("нуль", "zero")
REASONLESS = frozenset({"BR-S", "BR-Z", "BR-AF", "BR-AG"})
_WHERE = (("у рядку", "on a line"), ("у знижці", "in an allowance"), ("у надбавці", "in a charge"))
RULES: dict[str, tuple[str, str]] = {
    "01": (
        "Категорія {category}: рядки, знижки та надбавки мають відповідати розбивці ПДВ.",
        "Category {category}: lines, allowances and charges must agree with the VAT breakdown.",
    ),
    **{
        f"0{number}": (
            f"Категорія {{category}} {where[0]}: {{who}}.",
            f"Category {{category}} {where[1]}: {{who}}.",
        )
        for number, where in enumerate(_WHERE, 2)
    },
    **{
        f"0{number}": (
            f"Категорія {{category}} {where[0]}: ставка — {{rate}}.",
            f"Category {{category}} {where[1]}: the rate is {{rate}}.",
        )
        for number, where in enumerate(_WHERE, 5)
    },
    "08": (
        "Категорія {category}: база має дорівнювати сумі рядків і надбавок мінус знижки цієї категорії.",
        "Category {category}: the base must be its lines and charges less its allowances.",
    ),
    "09": (
        "Категорія {category}: сума податку не відповідає ставці та базі.",
        "Category {category}: the tax amount does not match the rate and the base.",
    ),
    "10": (
        "Категорія {category}: додайте підставу звільнення від ПДВ або її код.",
        "Category {category}: add the reason of exemption or its code.",
    ),
}
NO_REASON = (
    "Категорія {category}: приберіть підставу звільнення, тут її бути не може.",
    "Category {category}: leave out the reason of exemption, it has no place here.",
)
# Places in the XML.
UNUSED = (
    "EN 16931 не має місця для {path}. Отримувач може це пропустити: приберіть або перенесіть у примітку.",
    "EN 16931 has no place for {path}. A receiver may pass over it: leave it out or put it into a note.",
)
TIMES = (
    "Недозволена кількість: {path} стоїть {times} раз(ів). Залиште стільки, скільки дозволяє EN 16931.",
    "{path} stands {times} time(s), which EN 16931 does not allow. Keep as many as it does.",
)
SYNTAX = (
    "Так не можна за правилом {rule} прив’язки EN 16931 до цього синтаксису: {path}.",
    "This breaks rule {rule} of the EN 16931 binding to this syntax: {path}.",
)
