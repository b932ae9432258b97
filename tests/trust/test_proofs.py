"""No change of a proof, a leaf or a key is taken: by the verifier in Python and by that in JavaScript."""

import io
import json
import subprocess
import zipfile
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import msgspec
import playwright
import pytest

from kasssa.apps.privacy.actions import seal, take_journal
from kasssa.base.ledger import keys
from kasssa.base.ledger.actions.sequence import sequence_all
from kasssa.base.ledger.proving import ends
from kasssa.base.tenancy import robot
from kasssa.cli import cast
from kasssa.core.tlog import journal as journals
from kasssa.core.tlog import proofs
from kasssa.core.tlog.journal import Journal
from kasssa.core.tlog.notes import Key, NotSigned, Unreadable
from tests.apps.acts import paid
from tests.plugins.database import ROOT
from tests.trust.company import Chance
from tests.trust.tampering import one

NODE = Path(playwright.__file__).parent / "driver" / "node"
VERIFIER = ROOT / "src" / "kasssa" / "apps" / "privacy" / "verifier" / "verify.js"
SHORT = 2_000
WORDS = {"document.issued": {"uk": "Видано", "en": "Issued"}}
# What a character may become: of the same alphabet, what separates, what looks alike, what is invisible.
LETTERS = 'AaBb01+/= \n\r\t,:"{}—-\u00a0\u200b\ufeffАаіїʼ\x00\x7f😀'


class Proof(NamedTuple):
    """What a verifier is given."""

    proof: str
    leaf: str
    key: str


def in_python(given: Proof) -> bool:
    """Whether the verifier in Python takes it."""
    try:
        proofs.check(given.proof, given.leaf.encode("utf-8", "replace"), [Key.parse(given.key)], keys.verify)
    except (Unreadable, NotSigned):
        return False
    return True


def in_javascript(given: Sequence[object]) -> list[bool]:
    """Whether the verifier in JavaScript takes each."""
    lines = "".join(f"{json.dumps(one if isinstance(one, dict) else one._asdict())}\n" for one in given)
    words = [str(NODE), str(ROOT / "tests" / "trust" / "verifying.mjs"), str(VERIFIER)]
    told = subprocess.run(words, input=lines, capture_output=True, text=True, check=True).stdout
    assert len(told) == len(given)
    return [letter == "1" for letter in told]


@pytest.fixture
def archive(stage, noon, settings, tmp_path):
    """Olena's journal as she downloads it."""
    settings.LEDGER_FOLDER = tmp_path / "ledger"
    olena, petro = stage.call(cast.OLENA), stage.call(cast.PETRO)
    paid(olena, petro, noon)
    sequence_all()
    seal(by=robot(), at=noon)
    paid(petro, olena, noon)
    sequence_all()
    content = take_journal(WORDS, by=olena.actor, at=noon + timedelta(days=1))
    return zipfile.ZipFile(io.BytesIO(content))


@pytest.fixture
def whole(archive) -> Journal:
    return journals.parse(archive.read("journal.json"))


def mutated(given: Proof, chance: Chance) -> Proof:
    """One of the three texts, changed in one place."""
    which = one(chance, ("proof", "proof", "leaf", "key"))
    text = getattr(given, which)
    at = int(chance.below(len(text)))
    letter = one(chance, LETTERS)
    lines = text.split("\n")
    first, second = int(chance.below(len(lines))), int(chance.below(len(lines)))
    swapped = list(lines)
    swapped[first], swapped[second] = lines[second], lines[first]
    changed = one(chance, (
        text[:at] + letter + text[at + 1 :], text[:at] + letter + text[at:], text[:at] + text[at + 1 :],
        text[:at] + text[at : at + 1] + text[at:], "\n".join(swapped), text[:at], text + letter,
        text[:at] + text[at : at + 1].swapcase() + text[at + 1 :],
    ))  # fmt: skip
    return given._replace(**{which: changed})


def drawn(chance: Chance, of: Sequence[Proof], count: int) -> list[Proof]:
    """Draw so many."""
    return [one(chance, of) for _ in range(count)]


def test_no_mutation_is_taken_and_both_verifiers_agree(whole, size, seed):
    chance, wanted = Chance(str(seed)), size or SHORT
    good = [Proof(part.proof, part.leaf, whole.keys[0]) for part in whole.parts]
    assert in_javascript(good) == [in_python(given) for given in good] == [True] * len(good)
    done = 0
    while done < wanted:
        pairs = [(given, mutated(given, chance)) for given in drawn(chance, good, min(5_000, wanted - done))]
        batch = [changed for given, changed in pairs if changed != given]
        python, javascript = [in_python(given) for given in batch], in_javascript(batch)
        taken = [given for given, *said in zip(batch, python, javascript, strict=True) if any(said)]
        assert not taken, f"seed {seed}: {taken[0]}"
        done += len(batch)
    print(f"\n{done} mutations of proof, leaf and key: none taken, by Python nor by JavaScript (seed {seed})")


def test_a_proof_of_another_leaf_is_not_taken(whole):
    a, b = whole.parts[:2]
    mixed = [Proof(a.proof, b.leaf, whole.keys[0]), Proof(b.proof, a.leaf, whole.keys[0])]
    assert [in_python(given) for given in mixed] == in_javascript(mixed) == [False, False]


def trusted(whole: Journal) -> list[Key]:
    return [Key.parse(key) for key in whole.keys]


def as_given(whole: Journal) -> dict[str, object]:
    return {"journal": msgspec.to_builtins(whole), "key": whole.keys[0]}


def test_a_whole_journal_is_proved_in_both(whole):
    assert list(journals.faults(whole, trusted(whole), keys.verify)) == []
    assert in_javascript([as_given(whole)]) == [True]
    assert [one.map_index is not None for one in whole.subjects] == [True, True, True, False]


LEFT_OUT = {
    "the first": lambda parts: parts[1:], "the last": lambda parts: parts[:-1],
    "one within": lambda parts: parts[:5] + parts[6:], "all": lambda parts: [],
    "one is another": lambda parts: [*parts[:5], parts[6], *parts[6:]],
}  # fmt: skip


@pytest.mark.parametrize("cut", LEFT_OUT.values(), ids=LEFT_OUT)
def test_whoever_leaves_an_act_out_of_a_journal_is_found_out_in_both(whole, cut):
    less = msgspec.structs.replace(whole, parts=cut(whole.parts))
    assert list(journals.faults(less, trusted(whole), keys.verify)) != []
    assert in_javascript([as_given(less)]) == [False]


def test_a_chain_cut_at_its_end_is_shown_by_the_map_of_the_night(whole):
    """The chains say that they end earlier, and the last acts are gone: only the map still knows."""
    first = whole.parts[:2]
    cut = [
        msgspec.structs.replace(whose, length=end.n, head=end.hash)
        for whose in whole.subjects
        for end in [ends(first).get(whose.alias)]
        if end is not None
    ]
    less = msgspec.structs.replace(whole, parts=first, subjects=cut)
    assert cut
    assert [one.partition(": ")[2] for one in journals.faults(less, trusted(whole), keys.verify)] == [
        "the map of the night does not have it so"
    ] * len(cut)
    assert in_javascript([as_given(less)]) == [False]


def test_the_archive_holds_leaves_with_proofs_and_a_page_that_needs_nobody(archive, whole):
    names = archive.namelist()
    assert names[:4] == ["verify.html", "journal.json", "checkpoint", "key"]
    assert len(names) == 4 + 2 * len(whole.parts)
    page = archive.read("verify.html").decode()
    assert "http" not in page.replace("http-equiv", "")
    assert "/*" not in page.partition('<script type="module">')[0].partition("</style>")[2]
    assert archive.read("checkpoint").decode() == whole.checkpoint
