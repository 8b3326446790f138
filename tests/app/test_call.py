"""`operator-app call`: log, list, export."""

import csv
import json
from pathlib import Path

import pytest

from tests.app.conftest import Command

# Nobody's: no range of the Tunisian plan begins with 00.
NUMBER = "00 000 012"


@pytest.fixture(autouse=True)
def _home(home: Path) -> None:
    assert home.exists()


def listed(command: Command, *words: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in command("call", "list", "--json", *words).lines]


def test_a_call_is_logged_listed_and_exported(command: Command, tmp_path: Path) -> None:
    words = ("--query", "جواز", "--article", "passport", "--refer-to", "c-samu", "--seconds", "90", "--note", "نص")
    done = command("call", "log", *words)
    assert (done.status, done.err) == (0, "")
    (call,) = listed(command)
    assert call["id"] == done.out.strip()
    assert (call["query"], call["article_title"], call["note"]) == ("جواز", "جواز السفر", "نص")
    assert (call["outcome"], call["outcome_auto"], call["article_edition"]) == ("referred", False, 1)
    assert call["referred_name"]
    exported = command("call", "export", str(tmp_path / "calls.csv"), "--json")
    assert json.loads(exported.out) == {"calls": 1, "file": str(tmp_path / "calls.csv")}
    with (tmp_path / "calls.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream, delimiter=";"))
    assert len(rows) == 2
    assert "جواز السفر" in rows[1]


def test_a_call_without_anything_is_answered(command: Command) -> None:
    done = command("call", "log", "--json")
    call = json.loads(done.out)
    assert (call["outcome"], call["outcome_auto"]) == ("answered", True)
    assert "answered" in command("call", "list").out


def test_no_answer_is_an_outcome_of_its_own(command: Command) -> None:
    command("call", "log", "--query", "trottinette", "--outcome", "no_answer")
    assert listed(command)[0]["outcome"] == "no_answer"


def test_numbers_are_never_kept(command: Command, home: Path) -> None:
    command("call", "log", "--query", f"rappeler {NUMBER}", "--note", NUMBER)
    (call,) = listed(command)
    assert (call["query"], call["note"]) == ("rappeler •••", "•••")
    assert NUMBER.encode() not in b"".join(file.read_bytes() for file in home.glob("operator.sqlite3*"))


def test_the_newest_comes_first_up_to_the_limit(command: Command) -> None:
    for number in range(3):
        command("call", "log", "--query", f"q{number}")
    assert [call["query"] for call in listed(command, "--limit", "2")] == ["q2", "q1"]


def test_days_are_those_of_tunisia_and_both_are_included(command: Command) -> None:
    command("call", "log", "--query", "now")
    assert listed(command, "--from", "2000-01-01", "--to", "2000-12-31") == []
    assert len(listed(command, "--from", "2000-01-01")) == 1
    assert len(listed(command, "--to", "9998-12-31")) == 1


@pytest.mark.parametrize(
    "words",
    [("list", "--from", "2026-02-30"), ("list", "--limit", "0"), ("log", "--outcome", "call_back"), ("export",), ()],
)
def test_wrong_usage(command: Command, words: tuple[str, ...]) -> None:
    assert command("call", *words).status == 2


def test_what_is_not_in_the_guide_is_told_and_nothing_logged(command: Command) -> None:
    for option in ("--article", "--refer-to"):
        done = command("call", "log", option, "nobody")
        assert (done.status, done.out) == (1, "")
        assert "nobody" in done.err
    assert listed(command) == []


def test_a_place_that_cannot_be_written_is_told(command: Command, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = command("call", "export", str(tmp_path / "file" / "calls.csv"))
    assert (done.status, done.out) == (1, "")
    assert len(done.err.splitlines()) == 1
