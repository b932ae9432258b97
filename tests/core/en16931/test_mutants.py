"""Whatever is taken out of an invoice, doubled, moved or rewritten, the answer is a verdict."""

from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.core.en16931.samples import CII, UBL, fired

TEXTS = st.sampled_from(["", " ", "0", "-1", "1e5", "NaN", "true", "S", "O", "2026-02-30", "ґ" * 50, "1.005"])
STEPS = st.lists(
    st.tuples(st.sampled_from(["drop", "double", "graft", "text", "attribute"]), st.integers(0, 500), TEXTS),
    min_size=1,
    max_size=6,
)


def mutated(document: str, steps: list[tuple[str, int, str]]) -> bytes:
    root = etree.fromstring(document)
    for what, where, text in steps:
        elements = list(root.iter())[1:]
        if not elements:
            break
        element = elements[where % len(elements)]
        parent = element.getparent()
        assert parent is not None
        if what == "drop":
            parent.remove(element)
        elif what == "double":
            parent.append(deepcopy(element))
        elif what == "graft":
            elements[(where * 7) % len(elements)].append(deepcopy(element))
        elif what == "text":
            element.text = text
        else:
            element.set("schemeID", text)
    return etree.tostring(root)


@pytest.mark.parametrize("document", [UBL, CII])
@settings(max_examples=150, deadline=None)
@given(steps=STEPS)
def test_no_mutant_raises(document: str, steps: list[tuple[str, int, str]]) -> None:
    content = mutated(document, steps)
    assert fired(content, "ua") >= fired(content)


@pytest.mark.parametrize("profile", ["en16931", "peppol", "ua"])
def test_an_empty_invoice_is_judged(profile: str) -> None:
    empty = b'<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"/>'
    expected = {f"BR-{number:02d}" for number in (1, 2, 3, 4, 5, 6, 7, 8, 10, 16)} | {"BR-CO-18"}
    assert fired(empty, profile) >= expected
