"""`operator-app search`: order and shape, for people and for scripts."""

import io
import json
import sys
from pathlib import Path

import pytest

from tests.app.conftest import Command

QUERIES = ["جواز", "", "extrait naissance", "qqqqqqqq", "جواز", "  ", "190", '"', "a" * 5000, "\u202eجواز"]


def test_one_query_is_one_json_object(home: Path, command: Command) -> None:
    done = command("search", "--json", "--limit", "3", "--language", "fr", "جواز", "سفر")
    assert (done.status, len(done.lines), home.exists()) == (0, 1, True)
    answer = json.loads(done.out)
    assert set(answer) == {"query", "ms", "hits"}
    assert answer["query"] == "جواز سفر"
    assert answer["ms"] > 0
    assert 0 < len(answer["hits"]) <= 3
    for hit in answer["hits"]:
        assert set(hit) == {"id", "external_id", "kind", "title", "score"}
    assert answer["hits"][0]["external_id"] == "passport"
    assert "passeport" in answer["hits"][0]["title"].lower()
    scores = [hit["score"] for hit in answer["hits"]]
    assert scores == sorted(scores, reverse=True)


def test_a_batch_is_answered_line_by_line_in_its_order(home: Path, command: Command, tmp_path: Path) -> None:
    assert home.exists()
    file = tmp_path / "queries.txt"
    file.write_bytes("\n".join(QUERIES).encode("utf-8-sig"))
    done = command("search", "--json", "--batch", str(file), "--limit", "2")
    answers = [json.loads(line) for line in done.lines]
    assert done.status == 0
    assert [answer["query"] for answer in answers] == QUERIES
    assert answers[0]["hits"] == answers[4]["hits"] != []
    assert answers[1]["hits"] == answers[3]["hits"] == []
    assert all(len(answer["hits"]) <= 2 for answer in answers)


def test_a_batch_from_standard_input(home: Path, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    assert home.exists()
    monkeypatch.setattr(sys, "stdin", io.StringIO("جواز\r\nextrait\n"))
    done = command("search", "--batch", "-", "--json")
    assert [json.loads(line)["query"] for line in done.lines] == ["جواز", "extrait"]


def test_people_read_a_numbered_list(home: Path, command: Command) -> None:
    assert home.exists()
    done = command("search", "--limit", "2", "passeport")
    assert [line[:4] for line in done.lines] == [" 1. ", " 2. "]
    assert command("search", "qqqqqqqq").lines == ["-"]


def test_a_file_that_is_not_there_is_told(home: Path, command: Command, tmp_path: Path) -> None:
    assert home.exists()
    done = command("search", "--batch", str(tmp_path / "none.txt"))
    assert (done.status, done.out, len(done.err.splitlines())) == (1, "", 1)
    assert "none.txt" in done.err


@pytest.mark.parametrize("words", [(), ("--limit", "-1", "x"), ("--limit", "x", "x"), ("--language", "de", "x")])
def test_wrong_usage(command: Command, words: tuple[str, ...], tmp_path: Path) -> None:
    assert command("search", *words).status == 2
    assert not (tmp_path / "home").exists()


def test_the_home_may_be_named_before_or_after_the_command(home: Path, command: Command, tmp_path: Path) -> None:
    other = tmp_path / "other"
    home.rename(other)
    before = command("--home", str(other), "--json", "search", "جواز")
    after = command("search", "جواز", "--home", str(other), "--json")
    assert json.loads(before.out)["hits"] == json.loads(after.out)["hits"]
    assert not home.exists()
