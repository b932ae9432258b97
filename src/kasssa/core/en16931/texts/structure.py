"""The words of XSD: an element that is not where, or not what, the schema wants. Ukrainian, English."""

KINDS: dict[str, tuple[str, str]] = {
    "place": (
        (
            "Елемент {element} тут не на місці. Тут має бути: {expected}. "
            "Переставте елементи за порядком схеми або додайте пропущений."
        ),
        (
            "The element {element} is out of place. Expected here: {expected}. "
            "Put the elements in the order of the schema, or add the one left out."
        ),
    ),
    "extra": (
        (
            "Елемент {element} тут зайвий: після попереднього вже нічого не може бути. "
            "Приберіть його або поставте раніше."
        ),
        "The element {element} is one too many: nothing may follow here. Remove it or put it before.",
    ),
    "lacks": (
        "В елементі {element} бракує: {expected}. Додайте.",
        "The element {element} lacks: {expected}. Add it.",
    ),
    "attribute-lacks": (
        "Елементу {element} бракує атрибута {expected}. Додайте його.",
        "The element {element} lacks the attribute {expected}. Add it.",
    ),
    "attribute-extra": (
        "Атрибута {attribute} в елемента {element} не буває. Приберіть його.",
        "The element {element} has no attribute {attribute}. Remove it.",
    ),
    "text": (
        "В елементі {element} мають бути лише інші елементи, а не текст. Приберіть текст.",
        "The element {element} holds other elements only. Remove the text.",
    ),
    "child": (
        "В елементі {element} має бути лише текст. Приберіть з нього інші елементи.",
        "The element {element} holds a text only. Remove the elements inside.",
    ),
    "value": (
        "Значення «{value}» елемента {element} не підходить: має бути {kind_of}. Виправте його.",
        "The value “{value}” of {element} does not fit: {kind_of} is expected. Correct it.",
    ),
    "other": (
        "Елемент {element} не відповідає схемі: {value}. Звірте його зі схемою.",
        "The element {element} does not fit the schema: {value}. Compare it with the schema.",
    ),
}
# What a type of XML Schema is, to a person.
TYPES: dict[str, tuple[str, str]] = {
    "": ("число, як-от 1250.50", "a number such as 1250.50"),
    "decimal": ("число, як-от 1250.50", "a number such as 1250.50"),
    "date": ("дата, як-от 2026-03-17", "a date such as 2026-03-17"),
    "time": ("час, як-от 14:30:00", "a time such as 14:30:00"),
    "dateTime": ("дата і час, як-от 2026-03-17T14:30:00", "a date and time such as 2026-03-17T14:30:00"),
    "boolean": ("true або false", "true or false"),
    "base64Binary": ("вкладення в base64", "an attachment in base64"),
}


def sentence(tongue: int, words: dict[str, str]) -> str:
    """Return the sentence of the kind that ``words`` name; what it needs besides is added to them."""
    expected = words["expected"]
    words["kind_of"] = TYPES.get(expected, (expected, expected))[tongue]
    words.setdefault("element", "?")
    words.setdefault("attribute", "?")
    return KINDS[words.get("kind", "other")][tongue]
