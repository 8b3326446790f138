"""Files that cannot be used: each has its own problem and keeps its bytes."""

import os
import sqlite3
import stat
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from operator_app.domain.problems import Problem
from operator_app.local import Calls, Facts, Store
from operator_app.local import store as store_module
from operator_app.local.store import FILE_NAME, VERSION, back_up, version_of
from tests.local.samples import NOW, call

NOBODY = 65534


def problem_of(act: Callable[[], object]) -> Problem:
    with pytest.raises(Problem) as caught:
        act()
    return caught.value


def made(folder: Path) -> Path:
    """A sound store with one call in it, closed; the path of its file."""
    store = Store.open(folder)
    Calls(store).close(call(), NOW)
    store.close()
    return folder / FILE_NAME


def logged(folder: Path) -> int:
    with closing(sqlite3.connect(folder / FILE_NAME)) as raw:
        return int(raw.execute("select count(*) from calls").fetchone()[0])


def set_version(path: Path, version: int) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(f"pragma user_version = {version}")


def test_a_new_store_is_made_once_and_found_again(folder: Path) -> None:
    path = made(folder)
    assert version_of(path) == VERSION
    made_bytes = path.read_bytes()
    store = Store.open(folder)
    try:
        assert store.check()
        assert Calls(store).open() == []
    finally:
        store.close()
    assert path.read_bytes() == made_bytes
    assert logged(folder) == 1


def test_every_closed_transaction_is_on_the_disk(store: Store) -> None:
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
    with store.read() as connection:
        found = {name: connection.execute(text(f"pragma {name}")).scalar_one() for name in wanted}
    assert found == wanted


def test_an_empty_file_becomes_a_store(folder: Path) -> None:
    folder.mkdir()
    (folder / FILE_NAME).touch()
    Store.open(folder).close()
    assert version_of(folder / FILE_NAME) == VERSION


@pytest.mark.parametrize(("version", "code"), [(VERSION + 1, "store_newer"), (VERSION - 1, "store_older")])
def test_another_version_is_refused_and_left_alone(folder: Path, version: int, code: str) -> None:
    path = made(folder)
    set_version(path, version)
    before = path.read_bytes()
    assert problem_of(lambda: Store.open(folder)).code == code
    assert path.read_bytes() == before
    assert sorted(file.name for file in folder.iterdir()) == [FILE_NAME]


@pytest.mark.parametrize("content", [b"not a database at all", b"SQLite format 3\0 cut off", b"\0" * 8192])
def test_what_is_no_store_is_told_as_damaged(folder: Path, content: bytes) -> None:
    folder.mkdir()
    path = folder / FILE_NAME
    path.write_bytes(content)
    problem = problem_of(lambda: Store.open(folder))
    assert (problem.code, problem.details) == ("store_damaged", {"file": str(path)})
    assert path.read_bytes() == content


def test_a_torn_file_is_told_when_it_is_read_and_left_alone(folder: Path) -> None:
    path = made(folder)
    content = bytearray(path.read_bytes())
    content[4096 * 2 :] = b"\xff" * (len(content) - 4096 * 2)
    path.write_bytes(content)

    def use() -> None:
        store = Store.open(folder)
        try:
            if not store.check():
                raise Problem("store_damaged")
        finally:
            store.close()

    assert problem_of(use).code == "store_damaged"
    assert path.read_bytes() == bytes(content)


def test_a_locked_store_is_told_and_opens_when_the_lock_is_gone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "LOCK_WAIT_SECONDS", 0.05)
    path = made(folder)
    before = path.read_bytes()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("begin immediate")
        assert problem_of(lambda: Store.open(folder)).code == "store_locked"
        other.execute("rollback")
    Store.open(folder).close()
    assert path.read_bytes() == before


def test_readers_are_not_disturbed_by_a_writer(store: Store, calls: Calls) -> None:
    calls.close(call(), NOW)
    with store.write() as writing:
        writing.execute(text("delete from calls"))
        with store.read() as reading:
            assert reading.execute(text("select count(*) from calls")).scalar_one() == 1


@contextmanager
def without_rights() -> Iterator[None]:
    """As somebody whom read-only files stop: root is not."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def reachable() -> Iterator[Path]:
    """A folder that also somebody without rights can enter."""
    with tempfile.TemporaryDirectory(prefix="operator-app-test-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o755)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="rights work differently on Windows")
def test_a_read_only_store_is_told_and_left_alone(reachable: Path) -> None:
    path = made(reachable / "home")
    before = path.read_bytes()
    path.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
    path.parent.chmod(0o555)
    with without_rights():
        code = problem_of(lambda: Store.open(path.parent)).code
    assert code in ("store_read_only", "store_not_opened")
    assert path.read_bytes() == before
    assert sorted(file.name for file in path.parent.iterdir()) == [FILE_NAME]


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="rights work differently on Windows")
def test_a_folder_that_cannot_be_made_is_told(reachable: Path) -> None:
    reachable.chmod(0o555)
    with without_rights():
        assert problem_of(lambda: Store.open(reachable / "home")).code == "store_not_opened"
    assert not (reachable / "home").exists()


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("mine", encoding="utf-8")
    assert problem_of(lambda: Store.open(tmp_path / "home")).code == "store_not_opened"
    assert (tmp_path / "home").read_text(encoding="utf-8") == "mine"


def test_a_folder_in_the_place_of_the_file_is_told(folder: Path) -> None:
    (folder / FILE_NAME / "kept").mkdir(parents=True)
    assert problem_of(lambda: Store.open(folder)).code == "store_not_opened"
    assert (folder / FILE_NAME / "kept").is_dir()


def test_a_full_store_refuses_the_write_and_keeps_what_it_holds(store: Store, calls: Calls) -> None:
    calls.close(call("first"), NOW)
    with store.read() as connection:
        pages = int(connection.execute(text("pragma page_count")).scalar_one())
        connection.execute(text(f"pragma max_page_count = {pages + 1}"))
    big = "x" * 100_000
    assert problem_of(lambda: calls.close(call("second", note=big), NOW)).code == "store_full"
    assert problem_of(lambda: Facts(store).set("big", big)).code == "store_full"
    with store.read() as connection:
        connection.execute(text("pragma max_page_count = 1000000"))
    assert store.check()
    assert calls.close(call("second", note=big), NOW)
    with store.read() as connection:
        found = list(connection.execute(text("select id from calls order by id")).scalars())
        sent = list(connection.execute(text("select id from outbox order by id")).scalars())
    assert found == sent == ["first", "second"]


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte; only root may have one."""
    place = tmp_path / "disk"
    place.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "none", place], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("a small disk cannot be mounted here")
    yield place
    subprocess.run(["umount", place], check=True)


@pytest.mark.skipif(os.name != "posix", reason="no mount here")
def test_a_full_disk_is_told_and_loses_nothing(tiny_disk: Path) -> None:
    store = Store.open(tiny_disk / "home")
    calls = Calls(store)
    kept: list[str] = []

    def fill() -> None:
        for number in range(1000):
            calls.close(call(f"c{number}", note="x" * 20_000), NOW)
            kept.append(f"c{number}")

    code = problem_of(fill).code
    store.close()
    assert code == "store_full"
    with closing(sqlite3.connect(f"file:{tiny_disk / 'home' / FILE_NAME}?mode=ro", uri=True)) as raw:
        assert raw.execute("pragma integrity_check").fetchone() == ("ok",)
        found = {str(id) for (id,) in raw.execute("select id from calls")}
    assert kept
    assert found == set(kept)


@pytest.mark.skipif(os.name != "posix", reason="no mount here")
def test_a_new_store_on_a_full_disk_is_told(tiny_disk: Path) -> None:
    room = os.statvfs(tiny_disk)
    (tiny_disk / "film").write_bytes(b"x" * (room.f_bavail * room.f_frsize - 8192))
    assert problem_of(lambda: Store.open(tiny_disk / "home")).code in ("store_full", "store_io")
    (tiny_disk / "film").unlink()
    Store.open(tiny_disk / "home").close()


def test_a_backup_that_fails_leaves_nothing_half_made(folder: Path, tmp_path: Path) -> None:
    folder.mkdir()
    (folder / FILE_NAME).write_bytes(b"not a database at all" * 1000)
    copy = tmp_path / "backups" / "copy.sqlite3"
    assert problem_of(lambda: back_up(folder / FILE_NAME, copy)).code == "store_damaged"
    assert list(copy.parent.iterdir()) == []


def test_a_backup_of_a_store_in_use_is_whole(store: Store, calls: Calls, tmp_path: Path) -> None:
    calls.close(call(), NOW)
    back_up(store.path, tmp_path / "copy.sqlite3")
    with closing(sqlite3.connect(tmp_path / "copy.sqlite3")) as raw:
        assert raw.execute("select id from calls").fetchall() == [("call-1",)]


def test_a_transaction_that_fails_leaves_nothing(store: Store, calls: Calls) -> None:
    def write_half() -> None:
        with store.write() as connection:
            connection.execute(text("insert into facts values ('half', 'yes')"))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_half()
    assert Facts(store).get("half") == ""
    assert calls.close(call(), NOW)
