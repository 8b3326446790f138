"""Two people on one PC whose technician installed settings for everybody; data of the first release."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from operator_app.app.command_line import run
from operator_app.app.opening import open_desk
from operator_app.domain.languages import Language
from operator_app.local.store import VERSION
from operator_app.settings import TelephoneSource

SITE = """
language = "fr"
lines = ["80 10 11 11"]
telephone = "none"
[body_name]
fr = "Municipalité d'Exemple"
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Where the tests' environment says that a site's settings are."""
    file = tmp_path / "site.toml"
    file.write_text(SITE, encoding="utf-8")
    return file


def test_nobody_is_asked_and_two_people_share_only_the_sites_file(tmp_path: Path, site: Path) -> None:
    first, second = open_desk(tmp_path / "salma"), open_desk(tmp_path / "amira")
    assert first.preferences.now.ready
    now = first.preferences.now
    assert (now.language, now.lines, now.telephone) == (Language.FR, ("80 10 11 11",), TelephoneSource.NONE)
    first.calls.close(first.calls.start(language="fr"))
    first.close()
    second.close()
    assert site.read_text(encoding="utf-8") == SITE
    again = open_desk(tmp_path / "amira")
    assert not (tmp_path / "amira" / "settings.toml").exists()
    again.close()


def test_a_broken_site_file_is_told_and_left_as_it_is(tmp_path: Path, site: Path) -> None:
    site.write_text("language = [", encoding="utf-8")
    desk = open_desk(tmp_path / "salma")
    assert desk.preferences.problem is not None
    assert desk.preferences.problem.code == "settings_unreadable"
    desk.close()
    assert site.read_text(encoding="utf-8") == "language = ["


def test_data_of_the_first_release_is_brought_up_to_date(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = tmp_path / "home"
    home.mkdir()
    script = Path(__file__).resolve().parents[1] / "shared" / "store_version_1.sql"
    with closing(sqlite3.connect(home / "operator.sqlite3")) as raw:
        raw.executescript(script.read_text(encoding="utf-8"))
    assert run(["--home", str(home), "call", "list"]) == 0
    capsys.readouterr()
    with closing(sqlite3.connect(home / "operator.sqlite3")) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (VERSION,)
    assert len(list((home / "backups").glob("*.sqlite3"))) == 1
