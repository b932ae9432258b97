"""Hostile inputs end in a verdict or a documented error; a bounded run of the driver, which see."""

from tests.kep import fuzz


def test_bent_files_end_in_documented_errors_within_50_ms_and_64_mb():
    outcome = fuzz.run(4_000)
    assert outcome.faults == []
    assert outcome.inputs == 4_000


def test_the_driver_notices_what_must_not_be():
    def fail(data):
        raise ZeroDivisionError

    outcome = fuzz.Outcome()
    fuzz.judge(fuzz.Target("a reader that fails", fail, []), b"\1\2", outcome)
    assert outcome.faults == ["a reader that fails: ZeroDivisionError(): 0102"]


def test_the_same_seed_gives_the_same_inputs():
    first, second, other = (fuzz.Chance(seed) for seed in (1, 1, 2))
    inputs = [
        [fuzz.bent(chance, [bytes(range(200))]) for _ in range(20)] for chance in (first, second, other)
    ]
    assert inputs[0] == inputs[1] != inputs[2]
