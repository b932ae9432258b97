"""What a storm needs: a PostgreSQL that may be killed, and clients that do the main job through it."""

import json
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from uuid import UUID

import kep
from kasssa.site import postgres
from tests.cast import Someone, bread
from tests.stage import NOON

PATIENCE_SECONDS = 60


class Wrong(Exception):
    """The service gave an answer that no storm excuses."""


@dataclass
class Cluster:
    """A server of the storm's own, in ``home``."""

    home: Path
    programs: Path
    addresses: postgres.Addresses
    deaths: int = 0

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.addresses.app.rpartition(":")[2].partition("/")[0])

    def kill(self) -> None:
        """Kill -9 the postmaster; its children notice and go."""
        pid = int((self.home / "data" / "postmaster.pid").read_text(encoding="utf-8").split("\n", 1)[0])
        os.kill(pid, signal.SIGKILL)
        self.deaths += 1

    def start(self) -> None:
        """Start it again at the same door, as soon as the last of the old children has let go."""
        data, owner = self.home / "data", (self.home / "data").stat()
        words = ["start", "--pgdata", str(data), "--log", str(data / "server.log"), "--wait", "--silent"]
        end, said = time.monotonic() + PATIENCE_SECONDS, ""
        while time.monotonic() < end:
            done = subprocess.run(
                [str(self.programs / "pg_ctl"), *words, "--options", f"-p {self.port}"],
                stdin=subprocess.DEVNULL, capture_output=True, check=False, cwd="/",
                user=owner.st_uid, group=owner.st_gid, extra_groups=(),
            )  # fmt: skip
            if done.returncode == 0:
                return
            said = (done.stdout + done.stderr).decode(errors="replace").strip()
            time.sleep(0.1)
        raise Wrong(f"PostgreSQL does not come back: {said}")


@dataclass
class Journey:
    """One invoice: what the clients were told of it."""

    document_id: UUID
    number: str = ""
    done: bool = False


@dataclass
class Client:
    """Someone's program: it repeats each request under its key until it is answered."""

    port: int
    secret: str
    someone: Someone
    repeats: int = 0

    def get(self, path: str, *, until: int = 200) -> bytes:
        """Read until the answer has the status ``until``; what is not there yet may still come."""
        return self._told("GET", path, b"", "", lambda status: status == until, {404})

    def post(self, path: str, body: bytes, key: str) -> dict[str, object]:
        """Write once, however often it takes to hear so."""
        found = json.loads(self._told("POST", path, body, key, lambda status: status in (200, 201), set()))
        assert isinstance(found, dict)
        return found

    def sign(self, document_id: UUID) -> bytes:
        """Fetch the bytes of a document and sign them on this computer."""
        content = self.get(f"/api/documents/{document_id}/ubl")
        return kep.sign(content, self.someone.key, at=NOON)

    def _told(
        self, method: str, path: str, body: bytes, key: str, good: Callable[[int], bool], passing: set[int]
    ) -> bytes:
        end = time.monotonic() + PATIENCE_SECONDS
        said = "nothing"
        while time.monotonic() < end:
            try:
                status, content = self._once(method, path, body, key)
            except (OSError, HTTPException) as error:
                said = repr(error)
            else:
                if good(status):
                    return content
                said = f"{status} {content.decode(errors='replace')[:300]}"
                if status < 500 and status not in passing:
                    raise Wrong(f"{method} {path}: {said}")
            self.repeats += 1
            time.sleep(0.02)
        raise Wrong(f"{method} {path}: not answered within {PATIENCE_SECONDS} s, last {said}")

    def _once(self, method: str, path: str, body: bytes, key: str) -> tuple[int, bytes]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
        headers = {"Authorization": f"Bearer {self.secret}", "Content-Type": "application/json"}
        try:
            connection.request(method, path, body, headers | ({"Idempotency-Key": key} if key else {}))
            response = connection.getresponse()
            content = response.read()
            if response.length:
                raise HTTPException("cut short")
            return response.status, content
        finally:
            connection.close()


@dataclass
class Trade:
    """Olena sells to Petro, again and again, while it storms."""

    olena: Client
    petro: Client
    goes_on: Callable[[], bool]
    journeys: list[Journey] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def run(self, name: str) -> None:
        """Bring invoice after invoice from the draft to the payment."""
        count = 0
        while self.goes_on() and not self.faults:
            count += 1
            try:
                self._whole(f"{name}-{count}")
            except (Wrong, kep.KepError, LookupError) as error:
                self.faults.append(f"{name}-{count}: {error!r}")

    def _whole(self, key: str) -> None:
        draft = bread(self.petro.someone.code).to_json()
        body = draft if isinstance(draft, bytes) else draft.encode()
        journey = Journey(UUID(str(self.olena.post("/api/documents", body, f"{key}-draft")["id"])))
        self.journeys.append(journey)
        path = f"/api/documents/{journey.document_id}"
        journey.number = str(self.olena.post(f"{path}/issue", b"", f"{key}-issue")["number"])
        self.olena.post(f"{path}/sign", self.olena.sign(journey.document_id), f"{key}-sign")
        self.olena.post(f"{path}/send", b"", f"{key}-send")
        self.petro.get(path)  # until it is delivered
        self.petro.post(f"{path}/accept", self.petro.sign(journey.document_id), f"{key}-accept")
        self.olena.post(f"{path}/pay", b'{"paid_on": "2026-11-25"}', f"{key}-pay")
        journey.done = True


def lines_of(running: "subprocess.Popen[str]", heard: list[str]) -> threading.Thread:
    """Collect the lines that a process says, in a thread that ends with it."""

    def listen() -> None:
        assert running.stdout is not None
        heard.extend(iter(running.stdout.readline, ""))

    thread = threading.Thread(target=listen)
    thread.start()
    return thread
