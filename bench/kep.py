"""Compares the library ``kep`` with its peers in one run, as ratios of CPU time, and judges the stated goals.

    python bench/kep.py [--rounds N] [--without-jkurwa]

Peers: jkurwa, the JavaScript library that Ukrainian services use, which is installed by npm into a folder
outside the project for the time of the run; P-256 of ``cryptography``; UAPKI, if ``UAPKI_LIB`` names its
shared library. Exit code 1 when a goal is missed. A peer that cannot be had is told, its ratios left out.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCES = HERE.parent / "src"
PACKAGES = {
    "private": True,
    "dependencies": {"jkurwa": "1.21.0", "gost89": "0.1.11"},
    # As published, jkurwa asks for a fork of asn1.js that cannot be installed.
    "overrides": {"asn1.js": "5.4.1"},
}
NAMES = {
    "verify": "DSTU 4145 M=257, verify",
    "sign": "DSTU 4145 M=257, sign",
    "whole": "CAdES-BES, verify whole",
    "hash": "GOST 34.311, 1 MB",
    "kupyna": "Kupyna-256, 1 MB",
    "cold": "DSTU key, read and validate",
    "open": "PKCS#12 key, 10,000 rounds",
    "p256": "(P-256 of cryptography, verify)",
}

Measures = dict[str, float]
"""CPU milliseconds by the names of ``NAMES``."""


@dataclass(frozen=True)
class Goal:
    """At most ``limit`` times what ``peer`` takes, or ``limit`` milliseconds where there is no peer."""

    ours: str
    what: str
    limit: float
    peer: str | None = "jkurwa"
    needs: str = ""

    def verdict(self, table: dict[str, Measures], backend: str) -> str | None:
        """Return "kept", "MISSED", or None when it cannot be judged here."""
        if self.ours not in table or (self.peer and self.peer not in table) or self.needs not in backend:
            return None
        unit = table[self.peer][self.what] if self.peer else 1.0
        return "kept" if table[self.ours][self.what] <= self.limit * unit else "MISSED"


GOALS = (
    Goal("pure", "verify", 0.7),
    Goal("fast", "verify", 0.06, needs="libcrypto"),
    Goal("pure", "sign", 0.25),
    Goal("pure", "whole", 0.5),
    Goal("fast", "whole", 0.1, needs="libcrypto"),
    Goal("fast", "hash", 1 / 7, needs="wasm"),
    Goal("pure", "cold", 2.0, peer=None),
)
"""Those of the issue. Signing in the browser is measured by the browser tests."""


def main() -> int:
    """Run the comparison and return the exit code."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="kep-bench-") as name:
        folder = Path(name)
        _ours("make", folder, "auto")
        has_jkurwa = not options.without_jkurwa and _install_jkurwa(folder)
        rounds = [_round(folder, has_jkurwa=has_jkurwa) for _ in range(options.rounds)]
        if has_jkurwa:
            _ours("check", folder, "auto")
            print("Signatures and containers pass between jkurwa and kep in both directions.\n")
    backend = str(rounds[0]["fast"].pop("backend"))
    table = {column: _best([measured[column] for measured in rounds]) for column in rounds[0]}
    _print_table(table, backend)
    return _judge(table, backend)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="compare kep with its peers")
    parser.add_argument("--rounds", type=int, default=3, help="the best of so many rounds counts")
    parser.add_argument("--without-jkurwa", action="store_true", help="install nothing")
    return parser.parse_args()


def _round(folder: Path, *, has_jkurwa: bool) -> dict[str, Measures]:
    """Measure everybody once, one after the other, so that load of the machine falls on all of them."""
    measured = {"pure": _ours("measure", folder, "pure"), "fast": _ours("measure", folder, "auto")}
    if has_jkurwa:
        measured["jkurwa"] = _answer(["node", str(HERE / "kep_jkurwa.js"), str(folder)], folder)
    if library := os.environ.get("UAPKI_LIB"):
        command = [sys.executable, str(HERE / "kep_uapki.py"), library, str(folder)]
        measured["UAPKI"] = _answer(command, folder)
    return measured


def _ours(command: str, folder: Path, backend: str) -> Measures:
    return _answer(
        [sys.executable, "-P", str(HERE / "kep_ours.py"), command, str(folder)],
        folder,
        {"KEP_BACKEND": backend, "PYTHONPATH": str(SOURCES)},
    )


def _answer(command: list[str], folder: Path, environment: dict[str, str] | None = None) -> Measures:
    """Return what a program printed as JSON; its errors go to the terminal."""
    environment = {**os.environ, **(environment or {})}
    done = subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.PIPE, check=True)
    answer: Measures = json.loads(done.stdout or "{}")
    return answer


def _install_jkurwa(folder: Path) -> bool:
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        print("There is no node with npm, so jkurwa is left out.")
        return False
    (folder / "package.json").write_text(json.dumps(PACKAGES))
    command = [npm, "install", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    if subprocess.run(command, cwd=folder, check=False).returncode:
        print("npm could not install jkurwa, so it is left out.")
        return False
    return True


def _best(rounds: list[Measures]) -> Measures:
    names = [name for name in NAMES if name in rounds[0]]
    return {name: min(measured[name] for measured in rounds) for name in names}


def _print_table(table: dict[str, Measures], backend: str) -> None:
    print(f"CPU milliseconds; fast = {backend}; x = times jkurwa\n")
    print(f"{'':34}" + "".join(f"{column:>17}" for column in table))
    for what, title in NAMES.items():
        cells = [_cell(table, column, what) for column in table]
        print(f"{title:34}" + "".join(f"{cell:>17}" for cell in cells))
    print()


def _cell(table: dict[str, Measures], column: str, what: str) -> str:
    if what not in table[column]:
        return "-"
    own, peer = table[column][what], table.get("jkurwa", {}).get(what)
    ratio = f" {own / peer:5.3f}x" if peer and column != "jkurwa" else "       "
    return f"{own:9.3f}{ratio}"


def _judge(table: dict[str, Measures], backend: str) -> int:
    verdicts = [(goal, goal.verdict(table, backend)) for goal in GOALS]
    for goal, verdict in verdicts:
        unit = f"x {goal.peer}" if goal.peer else "ms"
        print(f"{NAMES[goal.what]}, {goal.ours}: at most {goal.limit:.3g} {unit}: {verdict or 'not judged'}")
    return int(any(verdict == "MISSED" for _, verdict in verdicts))


if __name__ == "__main__":
    sys.exit(main())
