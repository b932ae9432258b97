"""Several at once: threads that start together, and processes that can be killed."""

import hashlib
import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

from django.db import connections

ROOT = Path(__file__).parents[2]


def together(*deeds: Callable[[], object]) -> list[object]:
    """Do every deed in a thread of its own, all beginning at once; return what each gave or raised."""
    start = Barrier(len(deeds), timeout=20)

    def run(deed: Callable[[], object]) -> object:
        try:
            connections["default"].ensure_connection()  # so that what begins at once is the deed itself
            start.wait()
            return deed()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as pool:
        futures = [pool.submit(run, deed) for deed in deeds]
        return [future.exception(40) or future.result() for future in futures]


class Chance:
    """Chance that can be repeated: every draw follows from the seed, which a failing test prints."""

    def __init__(self, seed: str = "") -> None:
        self.seed, self._drawn = seed or secrets.token_hex(4), 0

    def below(self, limit: float) -> float:
        """Draw a number from nought up to ``limit``."""
        self._drawn += 1
        digest = hashlib.sha256(f"{self.seed} {self._drawn}".encode()).digest()
        return int.from_bytes(digest[:6]) / 2**48 * limit


def process(module: str, *words: str, **environment: str) -> "subprocess.Popen[str]":
    """Start a real process of this service in the database of the test."""
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-m", module, *words],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def kill(running: "subprocess.Popen[str]") -> None:
    """End a process as the kernel does when memory runs out: at once, without a word."""
    running.send_signal(signal.SIGKILL)
    assert running.wait(20) == -signal.SIGKILL
    close(running)


def close(running: "subprocess.Popen[str]") -> None:
    """Let go of the pipes of an ended process."""
    for pipe in (running.stdin, running.stdout):
        if pipe is not None:
            pipe.close()


def end_all(running: Sequence["subprocess.Popen[str]"]) -> None:
    """Kill what a failed test left running."""
    for one in running:
        if one.poll() is None:
            kill(one)
        close(one)
