"""A bounded process for hostile input: one function of ours, from bytes to bytes, in a child of its own.

The child gets the bytes, a limit of memory, of processor time and of open files, and nothing of the
service: no database, no settings, no secrets. What it answers is bytes and is read as such, never as
objects of Python; so whatever a spoilt PDF or spreadsheet makes of the child, the service gets an answer
within the limits or a refusal.
"""

import resource
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import astuple, dataclass
from enum import StrEnum
from importlib import import_module
from typing import IO

_MEMORY_SPENT = 70
_OPEN_FILES_MAX = 64
_ERROR_BYTES_MAX = 2_000


class Limit(StrEnum):
    """What a child ran into."""

    MEMORY = "memory"
    TIME = "time"
    OUTPUT = "output"
    BROKEN = "broken"  # it ended otherwise than by an answer


class OutOfBounds(Exception):
    """The child gave no answer within its bounds: ``limit`` says which it ran into."""

    def __init__(self, limit: Limit, detail: str = "") -> None:
        super().__init__(f"{limit} {detail}".rstrip())
        self.limit = limit


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much one child may take: many times what the largest honest file was measured to need."""

    memory_bytes_max: int = 1 << 30
    cpu_seconds_max: int = 20
    wall_seconds_max: int = 40
    output_bytes_max: int = 100_000_000


def run(function: Callable[[bytes], bytes], content: bytes, *, bounds: Bounds | None = None) -> bytes:
    """Return what ``function`` makes of ``content``, done in a child within ``bounds``.

    ``function`` stands at the top of a module of ours. What it raises is a fault of ours, so it
    answers its refusals as bytes.

    Raises:
        OutOfBounds: memory, time or output was spent, or the child broke.
    """
    bounds = bounds or Bounds()
    name = f"{function.__module__}:{function.__qualname__}"
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as errors:
        given.write(content)
        given.seek(0)
        child = subprocess.Popen(
            [sys.executable, "-m", "kasssa.base.bounded", name, *map(str, astuple(bounds))],
            stdin=given, stdout=subprocess.PIPE, stderr=errors, cwd="/", start_new_session=True,
            env={"PYTHONPATH": ":".join(filter(None, sys.path)), "LC_ALL": "C.UTF-8"},
        )  # fmt: skip
        answer, limit = _heard(child, bounds)
        if limit is not None:
            raise OutOfBounds(limit, _said(errors))
        return answer


def _heard(child: "subprocess.Popen[bytes]", bounds: Bounds) -> tuple[bytes, Limit | None]:
    """What ``child`` answers, and which limit it ran into, if any; it has ended afterwards."""
    late = threading.Event()

    def end() -> None:
        late.set()
        child.kill()

    clock = threading.Timer(bounds.wall_seconds_max, end)
    clock.start()
    try:
        assert child.stdout is not None, "it is a pipe"
        with child.stdout:
            answer = child.stdout.read(bounds.output_bytes_max + 1)
        if len(answer) > bounds.output_bytes_max:
            child.kill()
        status = child.wait()
    finally:
        clock.cancel()
    if len(answer) > bounds.output_bytes_max:
        return b"", Limit.OUTPUT
    if late.is_set() or status == -signal.SIGXCPU:
        return b"", Limit.TIME
    if status == _MEMORY_SPENT:
        return b"", Limit.MEMORY
    return answer, Limit.BROKEN if status else None


def _said(errors: IO[bytes]) -> str:
    errors.seek(0)
    lines = errors.read(_ERROR_BYTES_MAX).decode(errors="replace").splitlines()
    return lines[-1] if lines else ""


def _work(name: str, bounds: Bounds) -> int:
    """Be the child: within ``bounds``, answer what the function ``name`` makes of the input."""
    limits = (
        (resource.RLIMIT_AS, bounds.memory_bytes_max),
        (resource.RLIMIT_CPU, bounds.cpu_seconds_max),
        (resource.RLIMIT_NOFILE, _OPEN_FILES_MAX),
        (resource.RLIMIT_CORE, 0),
    )
    for kind, most in limits:
        resource.setrlimit(kind, (most, most + 1))  # at a soft limit of time the system says which it was
    module, _, function = name.partition(":")
    try:
        work: Callable[[bytes], bytes] = getattr(import_module(module), function)
        answer = work(sys.stdin.buffer.read())
    except MemoryError:
        return _MEMORY_SPENT
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(_work(sys.argv[1], Bounds(*map(int, sys.argv[2:]))))
