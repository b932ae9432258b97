"""How fast documents are validated, in one run: ratios to a bare parse by lxml and to the official engine.

    python bench/documents.py [--rounds N] [--xslt FOLDER]

The corpus are the real UBL invoices of the shared cases, and one made of 1,000 lines. Every
engine runs over all of it by turns, by CPU time, and the best of the rounds counts, so the
ratios hold on a busy machine. The official engine is saxonche with the compiled artefacts of
EN 16931 (``EN16931-UBL-validation.xslt`` in FOLDER): without either it is left out, and said so.
The exit status is 1 when a goal is missed.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from lxml import etree

from kasssa.core.en16931 import guard, profiles, reading

CASES = Path(__file__).parents[2] / "shared" / "cases" / "dev"
CORPUS_MAX = 77
DOCUMENT_MAX_BYTES = 60_000
LINES = 1_000
# Engine, against whom, at most this part of their time.
GOALS = (
    ("all rules", "bare parse", 5.0),
    ("all rules", "saxonche", 1 / 8),
    ("1,000 lines", "saxonche, 1,000 lines", 0.2),
)

Engine = Callable[[bytes], object]


def corpus() -> list[bytes]:
    """Return real UBL invoices, of which the official engine has a verdict, in the order of the index."""
    rows = [json.loads(line) for line in (CASES / "index.jsonl").read_text(encoding="utf-8").splitlines()]
    wanted = [row for row in rows if row["kind"] == "ubl-invoice" and row["oracle"]["fatal"] == {}]
    documents = [(CASES / row["file"]).read_bytes() for row in wanted]
    return [document for document in documents if len(document) < DOCUMENT_MAX_BYTES][:CORPUS_MAX]


def long_invoice(document: bytes) -> bytes:
    """Return ``document`` with its first line a thousand times; the totals are then wrong, as may be."""
    start = document.index(b"<cac:InvoiceLine>")
    end = document.index(b"</cac:InvoiceLine>") + len(b"</cac:InvoiceLine>")
    return document[:start] + document[start:end] * LINES + document[end:]


def official(folder: Path | None) -> Engine | None:
    """Return the official engine, compiled once; it is given trees that the guard has let through."""
    if folder is None or find_spec("saxonche") is None:
        return None
    processor = import_module("saxonche").PySaxonProcessor(license=False)
    style = str(folder / "EN16931-UBL-validation.xslt")
    executable = processor.new_xslt30_processor().compile_stylesheet(stylesheet_file=style)

    def judge(content: bytes) -> object:
        text = etree.tostring(guard.parse(content), encoding="unicode")
        return executable.transform_to_string(xdm_node=processor.parse_xml(xml_text=text))

    return judge


def bare(content: bytes) -> object:
    """Parse and do nothing else: the least that any engine on lxml must do."""
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))


def read(content: bytes) -> object:
    """Parse and read, with the rules of the syntax."""
    return reading.read(guard.parse(content))


def milliseconds(engine: Engine, documents: list[bytes]) -> float:
    """Return the CPU time of ``engine`` on a document, on average."""
    begin = time.process_time()
    for document in documents:
        engine(document)
    return (time.process_time() - begin) / len(documents) * 1000


def measured(rounds: int, folder: Path | None) -> dict[str, float]:
    """Return the best time of every engine, which run by turns."""
    documents = corpus()
    large = [long_invoice(documents[0])]
    judge = official(folder)
    turns: list[tuple[str, Engine, list[bytes]]] = [
        ("bare parse", bare, documents),
        ("guard", guard.parse, documents),
        ("read", read, documents),
        ("all rules", profiles.judge, documents),
        ("1,000 lines", profiles.judge, large),
    ]
    if judge is not None:
        turns += [("saxonche", judge, documents), ("saxonche, 1,000 lines", judge, large)]
    best: dict[str, float] = {}
    for _ in range(rounds):
        for name, engine, given in turns:
            best[name] = min(best.get(name, float("inf")), milliseconds(engine, given))
    return best


def main() -> int:
    """Measure, print the times and the goals, and say whether all were met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=8)
    parser.add_argument("--xslt", type=Path, help="folder with EN16931-UBL-validation.xslt")
    options = parser.parse_args()
    if not CASES.is_dir():
        print("The shared cases are not beside this checkout: nothing was measured.")
        return 0
    best = measured(options.rounds, options.xslt)
    for name, time_taken in best.items():
        print(f"{name:<24}{time_taken:9.3f} ms")
    missed = 0
    for ours, peer, most in GOALS:
        if peer not in best:
            print(f"{ours} against {peer}: not judged, the peer is not here")
            continue
        ratio = best[ours] / best[peer]
        missed += ratio > most
        print(f"{ours} / {peer} = {ratio:.3f}, at most {most:.3f}: {'missed' if ratio > most else 'met'}")
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
