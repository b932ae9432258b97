"""The binary field: its laws, on random elements of three fields."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kep.curves import BY_DEGREE

FIELDS = [BY_DEGREE[degree].field for degree in (163, 257, 431)]


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: f"m={field.m}")
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_the_laws_of_a_field_hold(field, data):
    packed = [data.draw(st.integers(1, (1 << field.m) - 1)) for _ in range(3)]
    a, b, c = map(field.spread, packed)
    multiply = field.multiply
    assert [field.pack(element) for element in (a, b, c)] == packed
    assert multiply(a, b) == multiply(b, a)
    assert multiply(a, multiply(b, c)) == multiply(multiply(a, b), c)
    assert multiply(a, b ^ c) == multiply(a, b) ^ multiply(a, c)
    assert multiply(a, field.invert(a)) == 1
    assert field.square(a) == multiply(a, a)


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: f"m={field.m}")
@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_a_trace_is_the_sum_of_conjugates_and_tells_whether_a_quadratic_has_a_root(field, data):
    element = field.spread(data.draw(st.integers(0, (1 << field.m) - 1)))
    conjugate = total = element
    for _ in range(field.m - 1):
        conjugate = field.square(conjugate)
        total ^= conjugate
    root = field.solve_quadratic(element)
    assert field.trace(element) == total
    assert (root is None) == (total == 1)
    assert root is None or field.square(root) ^ root == element


def test_zero_has_no_inverse():
    with pytest.raises(ZeroDivisionError):
        FIELDS[0].invert(0)
