"""The texts of logs: written as their standards say, read in that one form and in no other."""

import hashlib
from dataclasses import replace

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey, MLDSA44PublicKey
from hypothesis import given
from hypothesis import strategies as st

from kasssa.core.tlog import merkle, notes, proofs
from kasssa.core.tlog.canonical import NotCanonical, canonical, parse_canonical
from kasssa.core.tlog.merkle import Tree, leaf_hash
from kasssa.core.tlog.notes import Checkpoint, Key, Kind, Note, NotSigned, Signature, Unreadable
from kasssa.core.tlog.proofs import Proof, Submission

ORIGIN = "invoice.example/ledger"
ED, ML = Ed25519PrivateKey.from_private_bytes(bytes(32)), MLDSA44PrivateKey.from_seed_bytes(bytes(32))
ED_KEY = Key(ORIGIN, Kind.ED25519, ED.public_key().public_bytes_raw())
ML_KEY = Key(ORIGIN, Kind.ML_DSA_44, ML.public_key().public_bytes_raw())
WITNESS = Key("witness.example", Kind.COSIGNING_ED25519, ED_KEY.public)
TREE = Tree(leaf_hash(str(number).encode()) for number in range(11))
HEAD = Checkpoint(ORIGIN, 11, TREE.root())


def verify(key, signature, message):
    loaded = MLDSA44PublicKey if key.kind is Kind.ML_DSA_44 else Ed25519PublicKey
    try:
        loaded.from_public_bytes(key.public).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def signature(key, text, seconds=1_764_072_000):
    if key.kind is Kind.ED25519:
        return Signature(key.name, key.id, ED.sign(text.encode()))
    message = notes.cosigned(text, key.name, key.kind, seconds)
    signed = ML.sign(message) if key.kind is Kind.ML_DSA_44 else ED.sign(message)
    return Signature(key.name, key.id, seconds.to_bytes(8) + signed)


NOTE = Note(HEAD.write(), tuple(signature(key, HEAD.write()) for key in (ED_KEY, ML_KEY)))
PROOF = Proof(7, merkle.inclusion(7, 11, TREE.hashes), Note(HEAD.write(), NOTE.signatures[:1]))


def test_a_checkpoint_is_three_lines():
    assert HEAD.write().split("\n") == [ORIGIN, "11", notes.to_base64(TREE.root()), ""]
    assert Checkpoint.parse(HEAD.write()) == HEAD


def test_a_key_names_itself_by_the_digest_of_the_standard():
    digest = hashlib.sha256(ORIGIN.encode() + b"\n\x01" + ED_KEY.public).digest()
    assert ED_KEY.id == digest[:4]
    assert ED_KEY.write().startswith(f"{ORIGIN}+{digest[:4].hex()}+AT")
    for key in (ED_KEY, ML_KEY, WITNESS):
        assert Key.parse(key.write()) == key


def test_what_is_cosigned_is_what_the_standard_says():
    assert notes.cosigned("a\n1\nb\n", "w", Kind.COSIGNING_ED25519, 7) == b"cosignature/v1\ntime 7\na\n1\nb\n"
    message = notes.cosigned(HEAD.write(), "w", Kind.ML_DSA_44, 7)
    assert message == (
        b"subtree/v1\n\0" + b"\x01w" + bytes(7) + b"\x07" + bytes([len(ORIGIN)]) + ORIGIN.encode()
        + bytes(8) + bytes(7) + b"\x0b" + TREE.root()
    )  # fmt: skip


def test_every_key_that_is_known_must_have_signed_well():
    assert notes.verified(NOTE, (ED_KEY, ML_KEY), verify, strangers=False) == [ED_KEY, ML_KEY]
    assert notes.verified(NOTE, (ML_KEY,), verify, strangers=True) == [ML_KEY]
    witnessed = replace(NOTE, signatures=(*NOTE.signatures, signature(WITNESS, NOTE.text)))
    assert notes.verified(witnessed, (WITNESS,), verify, strangers=True) == [WITNESS]
    for known, strangers in (((ML_KEY,), False), ((), True), ((WITNESS,), True)):
        with pytest.raises(NotSigned):
            notes.verified(NOTE, known, verify, strangers=strangers)
    wrong = replace(NOTE, signatures=(NOTE.signatures[0], replace(NOTE.signatures[1], value=bytes(2428))))
    with pytest.raises(NotSigned):
        notes.verified(wrong, (ED_KEY, ML_KEY), verify, strangers=True)


def test_a_signature_of_another_time_or_length_is_none():
    one = signature(WITNESS, NOTE.text)
    assert notes.is_signed(NOTE.text, one, WITNESS, verify)
    later = replace(one, value=(1).to_bytes(8) + one.value[8:])
    assert not notes.is_signed(NOTE.text, later, WITNESS, verify)
    assert not notes.is_signed(NOTE.text, replace(one, value=one.value + b"\0"), WITNESS, verify)
    assert not notes.is_signed("no checkpoint\n", NOTE.signatures[1], ML_KEY, verify)


@pytest.mark.parametrize("text", [
    "", "a\n\n", "\n\n— a AAAAAAA=\n", NOTE.write()[:-1], NOTE.write() + "\n", NOTE.write().replace("—", "-"),
    NOTE.write().replace("\n", "\r\n"), "\x00" + NOTE.write(), NOTE.write() + NOTE.signatures[0].write(),
    "a\n\n— a AAAAAB==\n", "a\n\n— a AAAA\n", "a\n\n— a+b AAAAAAAA\n", "a\n\n— a  AAAAAAAA\n",
    "a\n\n" + "".join(f"— a{n} AAAAAAAA\n" for n in range(33)), "a" * 200_001 + "\n\n— a AAAAAAAA\n",
])  # fmt: skip
def test_whatever_is_no_note_is_refused(text):
    with pytest.raises(Unreadable):
        Note.parse(text)


@pytest.mark.parametrize("text", [
    HEAD.write() + "more\n", HEAD.write().replace("\n11\n", "\n011\n"),
    HEAD.write().replace("\n11\n", "\n+1\n"),
    HEAD.write().replace(ORIGIN, ""), HEAD.write().replace(ORIGIN, "a b"), HEAD.write()[:-1],
    f"{ORIGIN}\n1\nAAAA\n", f"{ORIGIN}\n-1\n{notes.to_base64(bytes(32))}\n",
])  # fmt: skip
def test_whatever_is_no_checkpoint_is_refused(text):
    with pytest.raises(Unreadable):
        Checkpoint.parse(text)


@pytest.mark.parametrize("text", [
    "", "a", "a+b", "a+00000000+AQ==", ED_KEY.write()[:-1], ED_KEY.write().replace("+AT", "+AS"),
    ED_KEY.write().upper(), f"{ORIGIN}+{ED_KEY.id.hex()}+{notes.to_base64(bytes([2]) + ED_KEY.public)}",
])  # fmt: skip
def test_whatever_is_no_key_is_refused(text):
    with pytest.raises(Unreadable):
        Key.parse(text)


def test_a_proof_is_a_file_of_the_standard_and_proves_its_leaf():
    written = PROOF.write()
    assert written.split("\n")[:2] == ["c2sp.org/tlog-proof@v1", "index 7"]
    assert Proof.parse(written) == PROOF
    assert proofs.check(written, b"7", (ED_KEY, ML_KEY), verify) == HEAD
    for leaf, keys in ((b"8", (ED_KEY,)), (b"7", (ML_KEY,)), (b"7", (ED_KEY, replace(ED_KEY, name="x")))):
        with pytest.raises(NotSigned):
            proofs.check(written, leaf, keys, verify)


@given(st.integers(0, len(PROOF.write()) - 1), st.sampled_from("AB0+/= \n\0ї—"))
def test_no_change_of_a_character_of_a_proof_is_taken(at, other):
    written = PROOF.write()
    changed = written[:at] + other + written[at + 1 :]
    if changed != written:
        with pytest.raises((Unreadable, NotSigned)):
            proofs.check(changed, b"7", (ED_KEY, ML_KEY), verify)


@pytest.mark.parametrize("old", ["c2sp.org/tlog-proof@v1", "index 7", "index "])
@pytest.mark.parametrize("new", ["", "c2sp.org/tlog-proof@v2", "index 07", "extra AAAA\nindex 7", "indeks "])
def test_the_words_of_a_proof_are_checked(old, new):
    with pytest.raises(Unreadable):
        Proof.parse(PROOF.write().replace(old, new, 1))


def test_a_witness_is_asked_in_the_form_of_the_standard():
    asked = Submission(6, merkle.consistency(6, 11, TREE.hashes), NOTE)
    assert asked.write().startswith("old 6\n")
    assert Submission.parse(asked.write()) == asked
    first = Submission(0, (), NOTE)
    assert Submission.parse(first.write()) == first
    for text in ("", "old 6", "old -1\n\n" + NOTE.write(), "new 6\n\n" + NOTE.write(),
                 "old 6\n" + "A\n\n" + NOTE.write(), asked.write()[:-1]):  # fmt: skip
        with pytest.raises(Unreadable):
            Submission.parse(text)


@given(st.recursive(
    st.none() | st.integers(-(2**53), 2**53) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner),
))  # fmt: skip
def test_canonical_json_is_read_back_as_it_was_written(value):
    text = canonical(value)
    assert canonical(parse_canonical(text)) == text


def test_names_are_in_the_order_of_their_utf_16():
    assert canonical({"😀": 1, "\ufb33": 2, "€": 3, "\r": 4}) == '{"\\r":4,"€":3,"😀":1,"\ufb33":2}'


@pytest.mark.parametrize(
    "text", ["", "{", '{"b":1,"a":2}', '{"a":1,"a":1}', "1.0", "1.5", "[1, 2]", '"\\u0041"', " 1",
             "NaN", '"\\ud800"', "-0", "[" * 5000]
)  # fmt: skip
def test_no_other_form_of_json_is_taken(text):
    with pytest.raises(NotCanonical):
        parse_canonical(text)
