"""Measures UAPKI, the C library, on the files that kep_ours.py made, and prints CPU milliseconds as JSON.

    python kep_uapki.py LIBRARY FOLDER

It is asked as any program asks it: by ``process``, which takes and gives JSON.
"""

import ctypes
import json
import sys
import time
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

GOST_34311, KUPYNA_256 = "1.2.804.2.1.1.1.1.2.1", "1.2.804.2.1.1.1.1.2.2.1"


class Uapki:
    """The loaded library."""

    def __init__(self, path: str) -> None:
        """Load it from ``path``; errors in the answers end the program."""
        self._library = ctypes.CDLL(path)
        self._library.process.restype, self._library.process.argtypes = ctypes.c_void_p, [ctypes.c_char_p]
        self._library.json_free.restype, self._library.json_free.argtypes = None, [ctypes.c_void_p]

    def ask(self, method: str, **parameters: object) -> None:
        """Run a method."""
        request = json.dumps({"method": method, "parameters": parameters})
        answer = self._library.process(request.encode())
        told = json.loads(ctypes.string_at(answer))
        self._library.json_free(answer)
        if told["errorCode"]:
            raise SystemExit(f"UAPKI: {method}: {told}")


def measured(act: Callable[[], None], times: int) -> float:
    """Return the CPU milliseconds of one ``act``, warm."""
    act()
    before = time.process_time()
    for _ in range(times):
        act()
    return (time.process_time() - before) * 1000 / times


def main(library: str, folder: Path) -> None:
    """Measure and print."""
    uapki, million = Uapki(library), b64encode(b"\7" * 1_000_000).decode()
    uapki.ask("INIT", cmProviders={"dir": "", "allowedProviders": []}, offline=True)
    signature = {name: b64encode((folder / file).read_bytes()).decode() for name, file in
                 (("bytes", "content.p7s"), ("content", "content"))}  # fmt: skip
    answer = {
        "whole": measured(lambda: uapki.ask("VERIFY", signature=signature), 20),
        "hash": measured(lambda: uapki.ask("DIGEST", hashAlgo=GOST_34311, bytes=million), 3),
        "kupyna": measured(lambda: uapki.ask("DIGEST", hashAlgo=KUPYNA_256, bytes=million), 3),
    }
    print(json.dumps(answer))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
