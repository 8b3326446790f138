"""A post's backup: what it holds, what it refuses, what a restore leaves; the upkeep of a store."""

import json
import sqlite3
import zipfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from operator_app.domain.problems import Problem
from operator_app.local import Facts, Store
from operator_app.local.keeping import maintain, restore, save
from operator_app.local.store import FILE_NAME

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with a store that knows one fact, and settings."""
    home = tmp_path / "home"
    write(home, "first")
    (home / "settings.toml").write_text('language = "ar"\n', encoding="utf-8")
    return home


def write(home: Path, value: str) -> None:
    store = Store.open(home)
    Facts(store).set("word", value)
    store.close()


def read(home: Path) -> str:
    store = Store.open(home)
    try:
        return Facts(store).get("word")
    finally:
        store.close()


def code(caught: pytest.ExceptionInfo[Problem]) -> str:
    return caught.value.code


def test_a_backup_of_a_store_in_use_comes_back_with_its_settings(home: Path, tmp_path: Path) -> None:
    store = Store.open(home)
    Facts(store).set("word", "kept")
    save(home, tmp_path / "deep" / "post.zip", NOW)
    store.close()
    assert (tmp_path / "deep" / "post.zip").stat().st_mode & 0o077 == 0
    assert [file.name for file in (tmp_path / "deep").iterdir()] == ["post.zip"]
    other = tmp_path / "other"
    assert restore(tmp_path / "deep" / "post.zip", other, NOW) is None
    assert read(other) == "kept"
    assert (other / "settings.toml").read_text(encoding="utf-8") == 'language = "ar"\n'


def test_what_a_restore_replaces_is_kept(home: Path, tmp_path: Path) -> None:
    save(home, tmp_path / "post.zip", NOW)
    write(home, "second")
    (home / "index").mkdir()
    kept = restore(tmp_path / "post.zip", home, NOW)
    assert read(home) == "first"
    assert not (home / "index").exists()
    assert kept is not None
    with closing(sqlite3.connect(kept)) as raw:
        assert raw.execute("select value from facts where name = 'word'").fetchone() == ("second",)
    assert not list(home.glob(".restore-*"))


def damaged(file: Path) -> None:
    file.write_bytes(b"no archive")


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-200])


def without_store(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("backup.json", "{}")


def with_other_file(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(FILE_NAME, b"SQLite format 3\0" + b"x" * 5_000)


@pytest.mark.parametrize("spoil", [damaged, cut, without_store, with_other_file, Path.unlink])
def test_what_is_no_sound_backup_changes_nothing(home: Path, tmp_path: Path, spoil: object) -> None:
    file = tmp_path / "post.zip"
    save(home, file, NOW)
    assert callable(spoil)
    spoil(file)
    write(home, "second")
    with pytest.raises(Problem) as caught:
        restore(file, home, NOW)
    assert code(caught) == "backup_unreadable"
    assert read(home) == "second"


def test_a_backup_of_a_newer_program_is_refused(home: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(home / FILE_NAME)) as raw:
        raw.execute("PRAGMA user_version = 9999")
    save(home, tmp_path / "post.zip", NOW)
    with pytest.raises(Problem) as caught:
        restore(tmp_path / "post.zip", tmp_path / "other", NOW)
    assert code(caught) == "backup_newer"
    assert not (tmp_path / "other" / FILE_NAME).exists()


def test_names_that_lead_elsewhere_are_never_written(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "post.zip"
    save(home, file, NOW)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("../outside.txt", "x")
        archive.writestr("log/operator-app.log", "x")
    restore(file, tmp_path / "other", NOW)
    assert not (tmp_path / "outside.txt").exists()
    assert sorted(path.name for path in (tmp_path / "other").iterdir()) == [FILE_NAME, "settings.toml"]


def test_a_damaged_store_can_still_be_replaced(home: Path, tmp_path: Path) -> None:
    save(home, tmp_path / "post.zip", NOW)
    (home / FILE_NAME).write_bytes(b"broken" * 1_000)
    kept = restore(tmp_path / "post.zip", home, NOW)
    assert read(home) == "first"
    assert kept is not None
    assert kept.read_bytes() == b"broken" * 1_000


def test_nothing_is_not_saved(tmp_path: Path) -> None:
    with pytest.raises(Problem) as caught:
        save(tmp_path / "empty", tmp_path / "post.zip", NOW)
    assert code(caught) == "backup_nothing"


def test_a_place_that_cannot_be_written_is_told(home: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Problem) as caught:
        save(home, tmp_path / "file" / "post.zip", NOW)
    assert code(caught) == "backup_not_written"


def test_a_backup_says_what_it_is(home: Path, tmp_path: Path) -> None:
    save(home, tmp_path / "post.zip", NOW)
    with zipfile.ZipFile(tmp_path / "post.zip") as archive:
        about = json.loads(archive.read("backup.json"))
    assert about["made"] == "2026-11-24T09:00:00+00:00"


def test_upkeep_gives_the_room_back_and_changes_nothing(home: Path) -> None:
    store = Store.open(home)
    facts = Facts(store)
    for number in range(200):
        facts.set(f"fact {number}", "x" * 5_000)
    with store.write() as connection:
        connection.exec_driver_sql("delete from facts where name like 'fact %'")
    store.wipe()
    done = maintain(store)
    assert done.sound
    assert done.after < done.before
    assert facts.get("word") == "first"
    store.close()


def test_a_damaged_store_is_told_and_left_alone(home: Path) -> None:
    store = Store.open(home)
    facts = Facts(store)
    for number in range(200):
        facts.set(f"fact {number}", "x" * 5_000)
    store.close()
    whole = bytearray((home / FILE_NAME).read_bytes())
    whole[-3 * 4096 :] = b"\xff" * (3 * 4096)
    (home / FILE_NAME).write_bytes(whole)
    store = Store.open(home)
    assert not maintain(store).sound
    store.close()
    assert (home / FILE_NAME).read_bytes()[-4096:] == b"\xff" * 4096
