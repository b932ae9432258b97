"""The whole way over real HTTP on the loopback address: sign, collect, stamp, decide; and its outages."""

from datetime import UTC, datetime, timedelta

import pytest

import kep
from kep import der
from kep.authority import Kind, Subject
from kep.authority_server import AuthorityServer, Outage

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
CONTENT = "Рахунок № 7".encode()
HOUR = timedelta(hours=1)


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def server(clock):
    with AuthorityServer("Каса", clock=clock, kind=Kind.ECDSA) as running:
        yield running


@pytest.fixture
def fetch(server) -> kep.Fetcher:
    return kep.Fetcher([server.host], loopback=True, timeout_seconds=0.5)


@pytest.fixture
def trust(server) -> kep.TrustStore:
    return kep.TrustStore([server.authority.root])


@pytest.fixture
def olena(server):
    return server.issue(Subject(name="Олена", rnokpp="3184710691"), kind=Kind.ECDSA)


def signed(olena, at=NOON) -> bytes:
    return kep.sign(CONTENT, olena.key, at=at, hash_name=olena.hash_name)


def verdict(report) -> tuple[str, list[str]]:
    (signer,) = report.signers
    return report.status, [reason.code for reason in signer.reasons]


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_of_key_goes_the_whole_way(clock, kind):
    with AuthorityServer("Каса", clock=clock, kind=kind) as server:
        fetch = kep.Fetcher([server.host], loopback=True)
        trust = kep.TrustStore([server.authority.root])
        olena = server.issue(Subject(name="Олена", rnokpp="3184710691"), kind=kind)
        signature = signed(olena)
        first = kep.verify(signature, CONTENT, trust=trust, at=NOON)
        evidence = kep.collect(first, fetch, stamp=True)
        assert evidence.failures == ()
        report = kep.verify(signature, CONTENT, trust=trust, at=NOON, evidence=evidence)
        long = kep.augment(signature, evidence, level="X-Long")
        (signer,) = report.signers
        assert (report.status, signer.revocation, signer.proven_time) == ("valid", "good", NOON)
        (later,) = kep.verify(
            long, CONTENT, trust=trust, at=NOON + timedelta(days=900), evidence=kep.Evidence()
        ).signers
    assert (later.status, later.level, later.proven_time) == ("valid", "X-Long", NOON)
    assert server.asked == ["/tsp", "/ocsp"]


def test_without_a_statement_the_verdict_is_open_and_with_one_it_is_given(server, olena, trust, fetch):
    signature = signed(olena)
    empty = kep.verify(signature, CONTENT, trust=trust, at=NOON, evidence=kep.Evidence())
    assert verdict(empty) == ("indeterminate", ["revocation_unknown"])
    evidence = kep.collect(empty, fetch)
    full = kep.verify(signature, CONTENT, trust=trust, at=NOON, evidence=evidence)
    assert verdict(full) == ("valid", [])
    assert (full.signers[0].revocation_source, full.signers[0].proven_time) == ("ocsp", None)


@pytest.mark.parametrize("outage", list(Outage))
def test_when_ocsp_is_out_the_lists_answer(server, olena, trust, fetch, outage):
    server.outages["/ocsp"] = outage
    signature = signed(olena)
    report = kep.verify(signature, CONTENT, trust=trust, at=NOON)
    evidence = kep.collect(report, fetch)
    assert len(evidence.failures) == 1
    assert [path for path in server.asked if path != "/ocsp"] == ["/full.crl", "/delta.crl"]
    report = kep.verify(signature, CONTENT, trust=trust, at=NOON, evidence=evidence)
    assert verdict(report) == ("valid", [])
    assert report.signers[0].revocation_source == "crl"


def test_when_everything_is_out_nothing_is_lost_and_a_later_collection_succeeds(server, olena, trust, fetch):
    paths = ("/ocsp", "/full.crl", "/tsp")
    server.outages = dict.fromkeys(paths, Outage.DOWN)
    signature = signed(olena)
    report = kep.verify(signature, CONTENT, trust=trust, at=NOON)
    evidence = kep.collect(report, fetch, stamp=True)
    assert len(evidence.failures) == 3
    report = kep.verify(signature, CONTENT, trust=trust, at=NOON, evidence=evidence)
    assert verdict(report) == ("indeterminate", ["revocation_unknown"])
    server.outages.clear()
    evidence += kep.collect(report, fetch, stamp=True)
    assert verdict(kep.verify(signature, CONTENT, trust=trust, at=NOON, evidence=evidence)) == ("valid", [])


def test_a_stamp_before_the_revocation_saves_the_signature_and_one_after_does_not(
    server, olena, trust, fetch, clock
):
    early, late = signed(olena), signed(olena, NOON + 2 * HOUR)
    evidence = kep.collect(kep.verify(early, CONTENT, trust=trust, at=NOON), fetch, stamp=True)
    server.register.revoke(olena.certificate, at=NOON + HOUR)
    clock.at = NOON + 2 * HOUR
    for signature in (early, late):
        evidence += kep.collect(kep.verify(signature, CONTENT, trust=trust, at=clock.at), fetch, stamp=True)
    saved = kep.verify(early, CONTENT, trust=trust, at=clock.at, evidence=evidence)
    lost = kep.verify(late, CONTENT, trust=trust, at=clock.at, evidence=evidence)
    assert verdict(saved) == ("valid", [])
    assert saved.signers[0].proven_time == NOON
    assert verdict(lost) == ("invalid", ["certificate_revoked"])
    assert lost.signers[0].sub_indication == "REVOKED"
    assert lost.signers[0].revoked_at == NOON + HOUR
    # Even without evidence asked for, a revocation that is known counts.
    known = kep.verify(late, CONTENT, trust=trust, at=clock.at, evidence=evidence, policy=kep.PATH_ONLY)
    assert known.status == "invalid"


def test_an_answer_to_another_question_is_not_taken_and_one_without_a_nonce_is(server, olena, trust, fetch):
    report = kep.verify(signed(olena), CONTENT, trust=trust, at=NOON)
    asked = {}

    def replaying(url: str, body: bytes | None, content_type: str) -> bytes:
        """Answer every question but the first with the answer to the first."""
        return asked.setdefault(url, fetch(url, body, content_type))

    assert kep.collect(report, replaying).failures == ()
    again = kep.collect(report, replaying)
    assert again.failures == (f"http://{server.host}/ocsp: the OCSP answer is to another question",)
    assert (len(again.ocsp), len(again.crls)) == (0, 2)

    def silent(url: str, body: bytes | None, content_type: str) -> bytes:
        """Ask without the nonce, so that none comes back."""
        fields = der.parse(body or b"").children[0].children
        bare = der.sequence(der.sequence(*(field.raw for field in fields if field.tag != 0xA2)))
        return fetch(url, bare, content_type)

    assert (len(kep.collect(report, silent).ocsp), kep.collect(report, silent).failures) == (1, ())


def test_a_suspended_certificate_leaves_the_verdict_open(server, olena, trust, fetch, clock):
    signature = signed(olena)
    server.register.suspend(olena.certificate, at=NOON - HOUR)
    report = kep.verify(signature, CONTENT, trust=trust, at=NOON)
    evidence = kep.collect(report, fetch)
    report = kep.verify(signature, CONTENT, trust=trust, at=NOON, evidence=evidence)
    assert verdict(report) == ("indeterminate", ["certificate_suspended"])
    assert report.signers[0].revocation == "suspended"
    server.register.resume(olena.certificate, at=NOON + HOUR)
    clock.at = NOON + 2 * HOUR
    fresh = kep.collect(report, fetch)
    again = kep.verify(signature, CONTENT, trust=trust, at=clock.at, evidence=evidence + fresh)
    assert verdict(again) == ("valid", [])
    still = kep.verify(signature, CONTENT, trust=trust, at=NOON, evidence=evidence + fresh)
    assert verdict(still) == ("indeterminate", ["certificate_suspended"])


def test_a_stranger_makes_nobody_ask_anything(server, olena, fetch, clock):
    stranger = kep.authority.Authority.create("Чужий", at=NOON, kind=Kind.ECDSA)
    report = kep.verify(signed(olena), CONTENT, trust=kep.TrustStore([stranger.root]), at=NOON)
    evidence = kep.collect(report, kep.Fetcher(["example.com"]))
    assert server.asked == []
    assert evidence.failures == (
        f"http://{server.host}/issuers.p7b: 127.0.0.1 is not among the allowed hosts",
    )


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("ftp://allowed.example/", "not a plain http"),
        ("http://user:word@allowed.example/", "not a plain http"),
        ("http://allowed.example:99999/", "malformed"),
        ("http://allowed.example:22/", "not among the allowed"),
        ("http://other.example/", "not among the allowed"),
        ("http://127.0.0.1/", "not at a public address"),
        ("http://localhost/", "not at a public address"),
        ("file:///etc/passwd", "not a plain http"),
        ("http://allowed.example/" + "a" * 600, "not a plain http"),
    ],
)
def test_an_address_that_may_not_be_asked_is_not_asked(url, message):
    fetch = kep.Fetcher(["allowed.example", "127.0.0.1", "localhost"])
    with pytest.raises(kep.Unavailable, match=message):
        fetch(url)
    assert fetch.requests == []


def test_an_answer_has_a_limit(server):
    server.outages["/full.crl"] = Outage.ENDLESS
    fetch = kep.Fetcher([server.host], loopback=True, answer_bytes_max=1000)
    with pytest.raises(kep.Unavailable, match="too large"):
        fetch(f"http://{server.host}/full.crl")
    with pytest.raises(kep.Unavailable, match="status 404"):
        fetch(f"http://{server.host}/nothing")
    with pytest.raises(kep.Unavailable, match="status 400"):
        fetch(f"http://{server.host}/ocsp", b"no request", "application/ocsp-request")
