"""Installed over the first release: what a person had there is there, and goes on.

`tests/local/first_release` is the home of a person as the program of the first schema left it (made with commit
1273975~1): calls, a promise, a call in hand, an unmet need, an edited procedure, settings, and an outbox not yet sent.
"""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from operator_app.app.opening import make_index_current, open_desk
from operator_app.domain.guide import Procedure
from operator_app.domain.languages import Language
from operator_app.local import CallFilter
from operator_app.local.store import BACKUPS, FILE_NAME, VERSION, version_of
from tests.app.conftest import Command

FIRST = Path(__file__).resolve().parents[1] / "local" / "first_release"
PROCEDURE = "birth-declaration"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The home that the environment names, as the first release left it."""
    home = tmp_path / "home"
    home.mkdir()
    shutil.copy(FIRST / "settings.toml", home)
    with closing(sqlite3.connect(home / FILE_NAME)) as raw:
        raw.executescript((FIRST / "operator.sql").read_text(encoding="utf-8"))
    assert version_of(home / FILE_NAME) == 1
    return home


def test_calls_promises_and_settings_of_the_first_release_are_kept(old: Path) -> None:
    desk = open_desk(old)
    try:
        assert [call.query for call in desk.calls.log(CallFilter())] == ["", "trottinette", "apostille"]
        assert [back.number for back in desk.calls.call_backs()] == ["01000000"]
        assert {call.operator for call in desk.calls.log(CallFilter())} == {"Salma"}
        settings = desk.preferences.now
        assert (settings.language, settings.lines, settings.operator_name) == (Language.FR, ("80 00 00 00",), "Salma")
        assert settings.ready
        assert desk.sound()
    finally:
        desk.close()


def test_the_guide_of_the_first_release_is_kept_with_its_history_and_found(old: Path) -> None:
    desk = open_desk(old)
    try:
        document = desk.guide.find(PROCEDURE)
        assert document is not None
        assert isinstance(document.body, Procedure)
        assert document.body.fr is not None
        assert document.body.fr.title.endswith("(commune)")
        assert (document.edition, len(desk.guide.history(document.id))) == (2, 2)
        assert document.seal.verified_by == "Salma"
        make_index_current(desk)
        answer = desk.guide.search(desk.guide.query("naissance", Language.FR, 3))
        assert answer.hits[0].id == document.id
        assert len(desk.contacts.all()) == 9
    finally:
        desk.close()


def test_a_call_in_hand_of_the_first_release_is_logged_and_work_goes_on(old: Path) -> None:
    desk = open_desk(old)
    try:
        assert desk.calls.resume() is None  # months have gone by: it is over
        assert {call.query for call in desk.calls.log(CallFilter())} >= {"en cours"}
        waiting = desk.outbox.waiting()
        assert waiting >= 5
        desk.calls.close(desk.calls.start(language="fr"))
        assert desk.outbox.waiting() > waiting
    finally:
        desk.close()


def test_the_first_releases_store_is_copied_before_and_a_second_start_changes_nothing(
    old: Path, command: Command
) -> None:
    assert command("call", "list").status == 0
    assert version_of(old / FILE_NAME) == VERSION
    (copy,) = (old / BACKUPS).glob("*.sqlite3")
    assert version_of(copy) == 1
    with closing(sqlite3.connect(copy)) as raw:
        assert raw.execute("select count(*) from calls").fetchone() == (3,)
    assert command("call", "list").status == 0
    assert list((old / BACKUPS).glob("*.sqlite3")) == [copy]
