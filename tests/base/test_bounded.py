"""A bounded child: what it answers, and what it is stopped for."""

import os

import pytest

from kasssa.base.bounded import Bounds, Limit, OutOfBounds, run
from tests.base import hostile

QUICK = Bounds(cpu_seconds_max=1, wall_seconds_max=10, output_bytes_max=10_000_000)


def test_what_the_function_makes_of_the_bytes_comes_back():
    assert run(hostile.turned, b"abc") == b"cba"


def test_large_input_and_output_pass_whole():
    content = bytes(range(256)) * 20_000
    assert run(hostile.turned, content) == content[::-1]


def test_the_child_knows_nothing_of_the_service():
    assert "DJANGO_SETTINGS_MODULE" in os.environ or "KASSSA_VAR" in os.environ
    assert run(hostile.surroundings, b".") == b"LC_ALL PYTHONPATH."


@pytest.mark.parametrize(
    ("function", "limit"),
    [
        (hostile.eats_memory, Limit.MEMORY),
        (hostile.spins, Limit.TIME),
        (hostile.floods, Limit.OUTPUT),
        (hostile.aborts, Limit.BROKEN),
        (hostile.raises, Limit.BROKEN),
    ],
)
def test_what_breaks_out_is_stopped(function, limit):
    with pytest.raises(OutOfBounds) as stopped:
        run(function, b"x", bounds=QUICK)
    assert stopped.value.limit is limit


def test_a_child_that_only_waits_is_ended():
    with pytest.raises(OutOfBounds) as stopped:
        run(hostile.sleeps, b"x", bounds=Bounds(wall_seconds_max=1))
    assert stopped.value.limit is Limit.TIME


def test_the_last_line_of_what_went_wrong_is_for_the_operator():
    with pytest.raises(OutOfBounds, match="broken ValueError: зерно"):
        run(hostile.raises, "зерно".encode())


def test_few_files_can_be_opened():
    assert run(hostile.opens_files, b"64") == b"True"
