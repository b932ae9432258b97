"""Functions that a hostile file would make of a parser; each is run in a bounded child only."""

import os
import sys
import time


def turned(content: bytes) -> bytes:
    """The bytes in the other order."""
    return content[::-1]


def surroundings(content: bytes) -> bytes:
    """What a child knows of its surroundings."""
    return " ".join(sorted(os.environ)).encode() + content


def eats_memory(content: bytes) -> bytes:
    """More memory than there is."""
    return bytes(len(content) << 31)


def spins(content: bytes) -> bytes:
    """Never done, and busy."""
    while content:
        content = content[::-1]
    return content


def sleeps(content: bytes) -> bytes:
    """Never done, and idle."""
    time.sleep(3600)
    return content


def floods(content: bytes) -> bytes:
    """An answer without end."""
    while True:
        sys.stdout.buffer.write(content * 1_000_000)


def aborts(content: bytes) -> bytes:
    """What a fault in a library written in C or Rust does."""
    os.abort()


def raises(content: bytes) -> bytes:
    """A fault of ours."""
    raise ValueError(content.decode())


def opens_files(content: bytes) -> bytes:
    """As many files as may be."""
    count = 0
    try:
        while True:
            os.open(os.devnull, os.O_RDONLY)
            count += 1
    except OSError:
        return str(count < int(content)).encode()
