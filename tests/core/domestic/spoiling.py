"""Documents spoilt one element at a time, as careless programs and hostile senders spoil them."""

from copy import deepcopy

from hypothesis import strategies as st
from lxml import etree

VALUES = st.sampled_from(
    [
        "",
        " ",
        "NaN",
        "1e400",
        "-1",
        "99999999999999999999",
        "１２",
        "0,0",
        "1_0",
        "31022026",
        "2026-02-30",
        "x" * 500,
    ]
) | st.text(st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"), max_size=20)


@st.composite
def spoilt(draw: st.DrawFn, content: bytes) -> bytes:
    """``content`` with up to three elements deleted, doubled, renamed, moved or given another text."""
    root = etree.fromstring(content)
    for _ in range(draw(st.integers(1, 3))):
        if elements := [element for element in root.iter() if element is not root]:
            element = elements[draw(st.integers(0, len(elements) - 1))]
            spoil = draw(st.sampled_from([_delete, _double, _rename, _move, _retell, _mark]))
            spoil(element, root, draw(VALUES))
    return etree.tostring(root, encoding="UTF-8")


def _delete(element, root, value):
    element.getparent().remove(element)


def _double(element, root, value):
    element.addnext(deepcopy(element))


def _rename(element, root, value):
    element.tag = "Невідомий"


def _move(element, root, value):
    root.insert(0, element)


def _retell(element, root, value):
    element.text = value


def _mark(element, root, value):
    for name in element.attrib:
        element.set(name, value)


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">'.encode() for at in range(9))
    + b"]><%s>&j;</%s>"
)


def bomb(root: str) -> bytes:
    """A document of a thousand million letters, if it were expanded."""
    return BOMB.replace(b"%s", root.encode())
