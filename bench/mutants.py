"""Whether ours and the official engine find the same in wrong invoices: a differential fuzz against saxonche.

    python bench/mutants.py --ubl XSLT --cii XSLT [--mutants N] [--start N] [--differences FILE]

Valid invoices of the shared cases are made wrong in one place each: an element is deleted,
doubled, or its text or an attribute altered. Which places are taken hangs on a checksum, so
that the same arguments give the same mutants. Both engines judge every mutant; compared are
the rules with their counts. The exit status is 1 when a difference was found that is no
giving up of the official engine.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from importlib import import_module
from pathlib import Path
from zlib import crc32

from lxml import etree

from kasssa.core.en16931 import profiles
from kasssa.core.en16931.findings import Severity

CASES = Path(__file__).parents[2] / "shared" / "cases" / "dev"
DOCUMENT_MAX_BYTES = 40_000
TEXTS = (
    "", " ", "x", "0", "-1", "1.005", "12.345", "1e3", "NaN", "INF", " 5.00 ", "+7", ".5", "5.", "1,5", "007",
    "true", "false", "1", "2026-02-30", "20260230", "2026-03-17", "20260317", "S", "E", "O", "AE", "K", "Z",
    "L", "VAT", "vat", "EUR", "UAH", "GB", "XX", "el", "380", "381", "30", "58", "9999999999999999.99",
    "12345678901234567890", "#AAA#x", "VATEX-EU-O", "АБВ", "9.999", "1000000",
)  # fmt: skip
SVRL = "{http://purl.oclc.org/dsdl/svrl}"

Verdict = dict[str, dict[str, int]]


def originals() -> Iterator[tuple[str, bytes]]:
    """Yield the valid invoices, and their names."""
    for line in (CASES / "index.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        oracle = row.get("oracle", {})
        if row["kind"] in {"ubl-invoice", "ubl-creditnote", "cii"} and oracle.get("fatal") == {}:
            content = (CASES / row["file"]).read_bytes()
            if len(content) <= DOCUMENT_MAX_BYTES:
                yield row["file"], content


def chosen(seed: str, among: int) -> int:
    """Return a number below ``among`` that hangs on ``seed`` alone."""
    return crc32(seed.encode()) % among


def deleted(element: etree._Element) -> None:
    """Take the element away."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def doubled(element: etree._Element) -> None:
    """Put the element there once more."""
    element.addnext(deepcopy(element))


def altered(seed: str) -> Callable[[etree._Element], None]:
    """Write another text, of the list or of another element, or spoil an attribute."""

    def alter(element: etree._Element) -> None:
        names = sorted(map(str, element.keys()))
        if names and chosen(f"{seed} attribute", 4) == 0:
            name = names[chosen(f"{seed} name", len(names))]
            if chosen(f"{seed} away", 3) == 0:
                del element.attrib[name]
            else:
                element.set(name, TEXTS[chosen(f"{seed} value", len(TEXTS))])
        elif chosen(f"{seed} stranger", 5) == 0:
            others = [found.text for found in element.getroottree().iter() if found.text and not len(found)]
            element.text = others[chosen(f"{seed} other", len(others))]
        elif chosen(f"{seed} digit", 4) == 0 and (element.text or "").strip()[-1:].isdigit():
            text = (element.text or "").strip()
            element.text = text[:-1] + str((int(text[-1]) + 1) % 10)
        else:
            element.text = TEXTS[chosen(f"{seed} text", len(TEXTS))]

    return alter


def mutants(start: int, many: int) -> Iterator[tuple[str, bytes]]:
    """Yield ``many`` mutants from number ``start`` on, each with a name that tells how it was made."""
    found = list(originals())
    for number in range(start, start + many):
        name, content = found[number % len(found)]
        root = etree.fromstring(content, etree.XMLParser(remove_comments=True, remove_pis=True))
        elements = [element for element in root.iter() if element is not root]
        seed = f"{name} {number}"
        element = elements[chosen(f"{seed} element", len(elements))]
        way = chosen(f"{seed} way", 4)
        mutate = (deleted, doubled, altered(seed), altered(seed))[way]
        if way > 1 and len(element):  # a text is altered where there is one
            element = next(leaf for leaf in element.iter() if not len(leaf))
        place = root.getroottree().getelementpath(element)
        mutate(element)
        yield f"{number} {name} {mutate.__name__} {place} {element.text!r}", etree.tostring(root)


def ours(content: bytes) -> Verdict:
    """Return what our engine finds."""
    verdict = profiles.judge(content)
    return {severity: verdict.counts(severity) for severity in (Severity.FATAL, Severity.WARNING)}


def official(ubl: Path, cii: Path) -> Callable[[bytes], Verdict | None]:
    """Return the official engine, which gives no verdict where it gives up."""
    saxon = import_module("saxonche")
    processor = saxon.PySaxonProcessor(license=False)
    sheets = [
        processor.new_xslt30_processor().compile_stylesheet(stylesheet_file=str(path)) for path in (ubl, cii)
    ]

    def judge(content: bytes) -> Verdict | None:
        text = etree.tostring(etree.fromstring(content), encoding="unicode")
        sheet = sheets["CrossIndustryInvoice" in text[:3000]]
        try:
            report = sheet.transform_to_string(xdm_node=processor.parse_xml(xml_text=text))
        except saxon.PySaxonApiError:
            return None
        found: Verdict = {Severity.FATAL: {}, Severity.WARNING: {}}
        for failed in etree.fromstring(report.encode()).iter(f"{SVRL}failed-assert"):
            rules = found[Severity.WARNING if failed.get("flag") == "warning" else Severity.FATAL]
            rule = str(failed.get("id"))
            rules[rule] = rules.get(rule, 0) + 1
        return found

    return judge


def difference(mine: Verdict, theirs: Verdict) -> dict[str, str]:
    """Return each rule on which they differ, with the two counts."""
    return {
        rule: f"{mine[severity].get(rule, 0)} for {theirs[severity].get(rule, 0)}"
        for severity in mine
        for rule in sorted(mine[severity].keys() | theirs[severity].keys())
        if mine[severity].get(rule) != theirs[severity].get(rule)
    }


def main() -> int:
    """Compare, print how often they agree and by which rules they do not, and say whether they always do."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ubl", type=Path, required=True)
    parser.add_argument("--cii", type=Path, required=True)
    parser.add_argument("--mutants", type=int, default=20_000)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--differences", type=Path)
    options = parser.parse_args()
    judge = official(options.ubl, options.cii)
    counts, rules, lines = Counter[str](), Counter[str](), []
    for name, content in mutants(options.start, options.mutants):
        mine, theirs = ours(content), judge(content)
        if theirs is None:
            kind = "given up" if mine[Severity.FATAL] else "given up, ours silent"
            differs = {"given up": ""} if not mine[Severity.FATAL] else {}
        else:
            differs = difference(mine, theirs)
            kind = "different" if differs else "equal"
        counts[kind] += 1
        rules.update(differs.keys())
        if differs:
            lines.append(json.dumps({"mutant": name, "rules": differs}, ensure_ascii=False))
    print(dict(counts), dict(rules.most_common()), sep="\n")
    if options.differences:
        options.differences.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return int(bool(lines))


if __name__ == "__main__":
    sys.exit(main())
