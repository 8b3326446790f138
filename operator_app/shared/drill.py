"""A fire drill: dump the database, restore the dump beside it, and check the copy."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic
from uuid import uuid4

from psycopg import sql

from operator_app.domain.problems import Problem
from operator_app.shared.address import Address
from operator_app.shared.admin import prepare
from operator_app.shared.check import chain, rights
from operator_app.shared.failures import told
from operator_app.shared.sessions import Session, open_session

_PROGRAMS = Path("/usr/lib/postgresql")
_TABLES = (
    "documents", "editions", "calls", "call_backs", "unmet_needs", "feedback", "acknowledgements", "ledger", "people",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Drill:
    """What a drill found: how many rows of each table came back, how long it took, and what is wrong (nothing, if all
    is well)."""

    rows: dict[str, int]
    dump_bytes: int
    seconds: float
    problems: tuple[Problem, ...]


def restore_drill(url: str) -> Drill:
    """Dump, restore into a scratch database on the same server, check it, drop it. `url` signs in as a superuser.

    Problems found: as `check`, and "shared_drill_rows" (table, before, after). Raises Problem: as `connect`, and
    "shared_pg_dump_missing", "shared_drill_failed".
    """
    began = monotonic()
    address, password = Address.parse(url)
    with open_session(address, password) as session:
        version = session.info.server_version // 10000
        before = _counts(session)
        with _scratch(session, address) as copy, tempfile.TemporaryDirectory() as folder:
            dump = Path(folder) / "dump"
            _run(_program("pg_dump", version), address, password, "--format=custom", f"--file={dump}")
            _run(_program("pg_restore", version), copy, password, "--exit-on-error", str(dump))
            size = dump.stat().st_size
            with open_session(copy, password) as restored:
                prepare(restored)
                after = _counts(restored)
                problems = (*rights(restored), *chain(restored), *_lost(before, after))
    return Drill(after, size, monotonic() - began, problems)


def _lost(before: dict[str, int], after: dict[str, int]) -> Iterator[Problem]:
    """Rows may have come in between the count and the dump; none may be missing."""
    for table, rows in before.items():
        if after[table] < rows:
            yield Problem("shared_drill_rows", table=table, before=rows, after=after[table])


def _counts(session: Session) -> dict[str, int]:
    counts: dict[str, int] = {}
    with told():
        for table in _TABLES:
            row = session.execute(sql.SQL("select count(*) from app.{}").format(sql.Identifier(table))).fetchone()
            counts[table] = int(row[0]) if row else 0
    return counts


@contextmanager
def _scratch(session: Session, address: Address) -> Iterator[Address]:
    """A database that lives as long as the drill."""
    name = f"{address.database}_drill_{uuid4().hex[:8]}"
    with told():
        session.execute(sql.SQL("create database {} template template0").format(sql.Identifier(name)))
    try:
        yield replace(address, database=name)
    finally:
        with told():
            session.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))


def _program(name: str, version: int) -> str:
    """The newest of this program that is not older than the server."""
    folders = sorted(_PROGRAMS.glob("*/bin"), key=lambda folder: folder.parent.name, reverse=True)
    for folder in folders:
        if (folder / name).exists() and folder.parent.name.isdigit() and int(folder.parent.name) >= version:
            return str(folder / name)
    found = shutil.which(name)
    if found is None:
        raise Problem("shared_pg_dump_missing", program=name, version=version)
    return found


def _run(program: str, address: Address, password: str, *arguments: str) -> None:
    environment = os.environ | {"PGPASSWORD": password}
    command = [program, f"--dbname={address.conninfo('')}", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Problem("shared_drill_failed", why=done.stderr.strip().splitlines()[-1] if done.stderr else program)
