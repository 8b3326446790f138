"""Crash reports, statistics and the log hold nothing of what was typed; the commands that keep a post running."""

import json
import logging
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from operator_app import log
from operator_app.app.command_line import run
from operator_app.app.crashes import KEPT, Crashes, report, reports
from operator_app.app.messages import Listener
from operator_app.app.statistics import KEPT_SEARCHES, Statistics, summary

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
SECRET = "70 000 012 سلمى"


def failing(words: str) -> None:
    raise ValueError(f"cannot say {words}")


def caught_error() -> BaseException:
    try:
        try:
            failing(SECRET)
        except ValueError as error:
            raise KeyError(SECRET) from error
    except KeyError as error:
        return error
    raise AssertionError


def test_a_report_names_places_and_versions_and_nothing_that_was_typed() -> None:
    text = report(caught_error(), "MainThread", NOW)
    assert "KeyError" in text
    assert "ValueError" in text
    assert "failing" in text
    assert "operator-app" in text
    assert SECRET not in text
    assert str(Path.home()) not in text


def test_what_nothing_catches_is_reported_from_every_thread(tmp_path: Path) -> None:
    crashes = Crashes(tmp_path, lambda: NOW)
    crashes.start()
    try:
        thread = threading.Thread(target=failing, args=(SECRET,), name="slow")
        thread.start()
        thread.join()
        error = caught_error()
        sys.excepthook(type(error), error, error.__traceback__)
    finally:
        crashes.stop()
    written = reports(tmp_path)
    assert len(written) == 2
    assert all(SECRET not in file.read_text(encoding="utf-8") for file in written)
    assert "thread slow" in written[0].read_text(encoding="utf-8")
    assert crashes.untold()
    assert not crashes.untold()


def test_only_the_newest_reports_are_kept(tmp_path: Path) -> None:
    crashes = Crashes(tmp_path, lambda: NOW)
    for _ in range(KEPT + 5):
        crashes.write(caught_error(), "x")
    assert len(reports(tmp_path)) == KEPT


def test_a_home_that_cannot_be_written_is_no_second_crash(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    crashes = Crashes(tmp_path / "file", lambda: NOW)
    crashes.start()
    assert crashes.write(caught_error(), "x") is None
    crashes.stop()


def test_the_log_leaves_an_errors_message_out(tmp_path: Path) -> None:
    log.start(tmp_path)
    logging.getLogger("operator_app.x").error("bug", exc_info=caught_error())
    log.stop()
    text = (tmp_path / "operator-app.log").read_text(encoding="utf-8")
    assert "KeyError" in text
    assert SECRET not in text


def test_the_log_is_rotated_and_stays_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "FILE_BYTES", 2_000)
    log.start(tmp_path)
    try:
        for number in range(1_000):
            logging.getLogger("operator_app.test").info("line %d", number)
    finally:
        log.stop()
    files = sorted(tmp_path.iterdir())
    assert [file.name for file in files] == ["operator-app.log", *(f"operator-app.log.{n}" for n in range(1, 6))]
    assert all(file.stat().st_size <= 2_000 for file in files)
    assert "line 999" in files[0].read_text(encoding="utf-8")


def test_figures_are_kept_short_and_summed_up(tmp_path: Path) -> None:
    assert summary(tmp_path) == {}
    kept = Statistics(tmp_path)
    kept.started(0.5)
    for number in range(KEPT_SEARCHES + 10):
        kept.searched(number)
    kept.write()
    Statistics(tmp_path).write()
    told = summary(tmp_path)
    assert told["starts"].startswith("1: median 0.50 s")
    assert told["searches"].startswith(f"{KEPT_SEARCHES}: ")
    (tmp_path / "statistics.json").write_text("[broken", encoding="utf-8")
    assert summary(tmp_path) == {}


def test_backup_and_restore_by_command(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "post.zip"
    assert run(["call", "log", "--query", "before"]) == 0
    assert run(["backup", str(file)]) == 0
    assert run(["call", "log", "--query", "after"]) == 0
    capsys.readouterr()
    assert run(["--json", "restore", str(file)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["documents"] > 100
    assert Path(told["kept"]).parent == home / "backups"
    assert run(["--json", "call", "list"]) == 0
    assert [json.loads(line)["query"] for line in capsys.readouterr().out.splitlines()] == ["before"]
    assert run(["search", "جواز"]) == 0


def test_nothing_is_restored_under_an_open_window(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], qapp: object
) -> None:
    assert qapp is not None
    file = tmp_path / "post.zip"
    assert run(["backup", str(file)]) == 0
    listener = Listener(home, lambda _: None)
    assert listener.listen()
    try:
        assert run(["restore", str(file)]) == 1
    finally:
        listener.close()
    assert "Close the program's window first" in capsys.readouterr().err


def test_upkeep_by_command(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--json", "--home", str(home), "maintain"]) == 0
    assert json.loads(capsys.readouterr().out)["sound"] is True


def test_the_doctors_report_has_the_crashes_and_no_folder_of_the_person(home: Path, tmp_path: Path) -> None:
    Crashes(home, lambda: NOW).write(caught_error(), "MainThread")
    file = tmp_path / "report.txt"
    run(["doctor", "--report", str(file)])
    text = file.read_text(encoding="utf-8")
    assert "KeyError" in text
    assert "crash reports: 1" in text
    assert str(home) not in text
    assert SECRET not in text


def test_which_telephone_is_told(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["telephone"]) == 0
    assert "operator-app ring" in capsys.readouterr().out
    (home / "settings.toml").write_text('telephone = "baresip"\ntelephone_address = "127.0.0.1:1"\n', encoding="utf-8")
    assert run(["telephone"]) == 1
    assert "does not answer" in capsys.readouterr().err
    (home / "settings.toml").write_text('telephone = "asterisk"\n', encoding="utf-8")
    assert run(["telephone"]) == 1
    assert "is missing" in capsys.readouterr().err
