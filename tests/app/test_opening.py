"""Which home, in which language, and what opening it does to an older store."""

import logging
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from operator_app import log
from operator_app.app.home import home_folder, site_file
from operator_app.app.language import command_texts, system_language
from operator_app.app.opening import load_starter_guide, open_desk, ready_desk
from operator_app.domain.languages import Language
from operator_app.domain.problems import Problem
from operator_app.local.store import BACKUPS, FILE_NAME, VERSION, version_of

VERSION_1 = Path(__file__).resolve().parents[1] / "shared" / "store_version_1.sql"


def test_an_older_store_is_brought_up_to_date_with_a_copy_first(tmp_path: Path) -> None:
    home = tmp_path / "old"
    home.mkdir()
    with closing(sqlite3.connect(home / FILE_NAME)) as raw:
        raw.executescript(VERSION_1.read_text(encoding="utf-8"))
        raw.execute("insert into facts values ('kept', 'yes')")
        raw.commit()
    desk = open_desk(home)
    assert desk.guide.count() == 0
    desk.close()
    assert version_of(home / FILE_NAME) == VERSION
    (copy,) = (home / BACKUPS).iterdir()
    assert version_of(copy) == 1
    with closing(sqlite3.connect(home / FILE_NAME)) as raw:
        assert raw.execute("select value from facts where name = 'kept'").fetchall() == [("yes",)]


def test_any_other_problem_is_told_and_nothing_migrated(tmp_path: Path) -> None:
    home = tmp_path / "bad"
    home.mkdir()
    (home / FILE_NAME).write_bytes(b"no store at all")
    with pytest.raises(Problem, match="store_damaged"):
        open_desk(home)
    assert [file.name for file in home.iterdir()] == [FILE_NAME]


def test_the_starter_guide_is_whole_and_indexed(home: Path) -> None:
    with ready_desk(home) as desk:
        before = desk.guide.count()
        load_starter_guide(desk)
        assert desk.guide.count() == before > 100
        assert desk.guide.index_is_current()
        assert {document.edition for document in desk.publishing.export()} == {1}
        assert len(desk.guide.tips()) >= 13


def test_the_home_given_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert home_folder(None) == tmp_path / "home"
    assert home_folder(tmp_path / "x") == tmp_path / "x"
    assert home_folder(Path("~/x")) == Path.home() / "x"
    monkeypatch.setenv("OPERATOR_APP_HOME", "")
    assert home_folder(None).name == "operator-app"


def test_the_sites_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert site_file() == tmp_path / "site.toml"
    (tmp_path / "site.toml").write_text("text_percent = 150", encoding="utf-8")
    desk = open_desk(tmp_path / "home")
    assert desk.preferences.now.text_percent == 150
    desk.close()
    monkeypatch.setenv("OPERATOR_APP_SITE", "")
    monkeypatch.setenv("PROGRAMDATA", str(tmp_path))
    assert site_file() == tmp_path / "operator-app" / "site.toml"


@pytest.mark.parametrize(
    ("variables", "window", "commands"),
    [
        ({"LC_ALL": "fr_TN.UTF-8"}, Language.FR, Language.FR),
        ({"LC_ALL": "", "LC_MESSAGES": "ar_TN", "LANG": "en_GB"}, Language.AR, Language.AR),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": "en_GB.UTF-8"}, Language.EN, Language.EN),
        ({"LC_ALL": "C.UTF-8"}, Language.AR, Language.EN),
        ({"LC_ALL": "de_DE"}, Language.AR, Language.EN),
    ],
)
def test_the_language_of_the_environment(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], window: Language, commands: Language
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert system_language() is window
    assert command_texts().language is commands


def test_the_log_holds_what_the_program_did_and_stops(tmp_path: Path) -> None:
    log.start(tmp_path / "log")
    logging.getLogger("operator_app.test").warning("problem %s", "store_full")
    log.stop()
    logging.getLogger("operator_app.test").warning("not heard")
    lines = (tmp_path / "log" / "operator-app.log").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1
    assert lines[0].endswith("WARNING operator_app.test problem store_full")


def test_a_log_that_cannot_be_written_does_not_stop_the_program(tmp_path: Path) -> None:
    (tmp_path / "log").touch()
    log.start(tmp_path / "log")
    logging.getLogger("operator_app.test").warning("x")
    log.stop()
    assert (tmp_path / "log").read_bytes() == b""
