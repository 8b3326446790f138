"""`operator-app doctor`: says what works, holds nothing personal."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from operator_app.app.opening import ready_desk
from operator_app.domain.calls import Outcome
from operator_app.domain.languages import Text
from tests.app.conftest import Command

SECRETS = ("Salma-Secrète", "Mairie-Secrète", "question-secrète", "note-secrète", "00000012", "trottinette-secrète")


def checks(command: Command) -> tuple[int, dict[str, bool | None], str]:
    done = command("doctor", "--json")
    told = [json.loads(line) for line in done.lines]
    assert all(set(one) == {"name", "ok", "detail"} for one in told)
    return done.status, {one["name"]: one["ok"] for one in told}, done.out + done.err


def test_everything_works_here(home: Path, command: Command) -> None:
    assert home.exists()
    status, found, _ = checks(command)
    assert status == 0
    assert {name: found[name] for name in ("fonts", "icons", "translations", "themes", "clock", "store")} == {
        "fonts": True,
        "icons": True,
        "translations": True,
        "themes": True,
        "clock": True,
        "store": True,
    }


def test_it_holds_nothing_personal(home: Path, command: Command) -> None:
    name, body, query, note, number, search = SECRETS
    with ready_desk(home) as desk:
        desk.preferences.change(replace(desk.preferences.now, operator_name=name, body_name=Text(fr=body)))
        call = replace(desk.calls.start(), query=query, note=note, outcome=Outcome.NO_ANSWER)
        desk.calls.close(call, desk.calls.promise(call, number))
        desk.guide.note_empty_search(search)
    plain = command("doctor").out
    _, _, said = checks(command)
    assert "outbox" in plain
    for secret in SECRETS:
        assert secret not in plain + said
        assert secret.split("-")[0].lower() not in (plain + said).lower() or secret == number


@pytest.mark.parametrize("content", [b"no store at all", b"SQLite format 3\0"])
def test_a_store_that_does_not_open_is_bad(command: Command, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "operator.sqlite3").write_bytes(content)
    status, found, _ = checks(command)
    assert (status, found["store"]) == (1, False)
    assert (tmp_path / "home" / "operator.sqlite3").read_bytes() == content
    assert "BAD store" in command("doctor").out


def test_settings_that_cannot_be_read_are_bad(home: Path, command: Command) -> None:
    (home / "settings.toml").write_text("theme = 'purple'", encoding="utf-8")
    status, found, _ = checks(command)
    assert (status, found["settings"]) == (1, False)


def test_a_stale_index_is_only_told(home: Path, command: Command) -> None:
    for file in (home / "index").rglob("*"):
        if file.is_file():
            file.unlink()
    status, found, said = checks(command)
    assert (status, found["search index"]) == (0, None)
    assert "next start" in said
