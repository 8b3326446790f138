"""What only a process of its own shows: exit statuses, pipes, encodings, bytes that are no text."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from operator_app.local.store import FILE_NAME, VERSION
from tests.app.conftest import PROJECT, Command, finished, process


def test_done_is_zero(home: Path) -> None:
    done = finished(["--home", str(home), "search", "--limit", "1", "جواز"])
    assert (done.status, done.err) == (0, "")
    assert done.lines == [" 1. جواز السفر  [procedure]"]


def test_help_opens_no_store(tmp_path: Path) -> None:
    done = finished(["--help"])
    assert done.status == 0
    assert "search" in done.out
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize("words", [["nonsense"], ["ring", "--from", "--help;$(x)"]])
def test_wrong_usage_is_two_and_opens_no_store(words: list[str], tmp_path: Path) -> None:
    done = finished(words)
    assert done.status == 2
    assert done.out == ""
    assert "operator-app" in done.err
    assert not (tmp_path / "home").exists()


def test_a_problem_is_one_and_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    file = tmp_path / "home" / FILE_NAME
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("create table later (x)")
        raw.execute(f"pragma user_version = {VERSION + 1}")
    before = file.read_bytes()
    told = [finished(["search", "x"], LC_ALL=language) for language in ("C", "ar_TN.UTF-8")]
    assert [(done.status, done.out, len(done.err.splitlines())) for done in told] == [(1, "", 1)] * 2
    assert told[0].err.isascii()
    assert any("\u0600" <= letter <= "\u06ff" for letter in told[1].err)
    assert file.read_bytes() == before


@pytest.mark.parametrize("words", [["search", "جواز"], ["--help"]])
def test_a_reader_that_has_gone_is_no_noise(words: list[str], home: Path) -> None:
    assert home.exists()
    with process(words) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        error = running.stderr.read().decode()
    assert "Traceback" not in error
    assert "Exception ignored" not in error
    assert running.returncode == 1


def test_head_ends_a_long_batch(home: Path) -> None:
    """The first answer is there before the last question is asked, and a closed pipe ends the command."""
    assert home.exists()
    with process(["search", "--batch", "-", "--json"]) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdin.write("جواز\n".encode())
        running.stdin.flush()
        assert json.loads(running.stdout.readline())["query"] == "جواز"
        running.stdout.close()
        running.stdin.write("مضمون\n".encode() * 3)
        running.stdin.close()
        assert running.wait(timeout=60) == 1
        assert running.stderr.read() == b""


@pytest.mark.parametrize("encoding", ["latin-1", "cp1256"])
def test_pipes_hold_utf8_whatever_the_system_speaks(home: Path, encoding: str) -> None:
    assert home.exists()
    given = "\ufeffجواز\r\nextrait\r\n".encode()
    done = finished(["search", "--batch", "-", "--json", "--limit", "1"], given, PYTHONIOENCODING=encoding)
    assert (done.status, done.err) == (0, "")
    answers = [json.loads(line) for line in done.lines]
    assert [answer["query"] for answer in answers] == ["جواز", "extrait"]
    assert answers[0]["hits"][0]["title"] == "جواز السفر"


def test_bytes_that_are_no_text_do_no_harm(home: Path, command: Command) -> None:
    """A shell hands over any bytes; Python makes halves of characters of them, which nothing can store or print."""
    assert home.exists()
    done = command("search", "--json", "a\udcffb")
    assert (done.status, json.loads(done.out)["query"]) == (0, "a?b")
    assert command("call", "log", "--note", "\udcff", "--query", "x\udcfe").status == 0
    (call,) = [json.loads(line) for line in command("call", "list", "--json").lines]
    assert (call["query"], call["note"]) == ("x?", "?")


@pytest.mark.skipif(os.name != "posix", reason="arguments are text on Windows")
def test_bytes_that_are_no_text_as_a_shell_gives_them(home: Path) -> None:
    assert home.exists()
    done = finished(["search", "--batch", "-", "--json"], b"a\xffb\n\n")
    assert [json.loads(line)["query"] for line in done.lines] == ["a\ufffdb", ""]
    done = finished(["guide", "import", b"/no/\xff.csv"])
    assert done.status == 1
    assert "Traceback" not in done.err


def test_processes_log_at_the_same_time(home: Path, command: Command) -> None:
    assert home.exists()
    running = [process(["call", "log", "--query", f"q{number}"]) for number in range(3)]
    for one in running:
        with one:
            _, err = one.communicate(timeout=60)
            assert (one.returncode, err) == (0, b"")
    listed = [json.loads(line)["query"] for line in command("call", "list", "--json").lines]
    assert sorted(listed) == ["q0", "q1", "q2"]


LOADED = """
import sys
from operator_app.app.command_line import run
try:
    run(sys.argv[2:])
except SystemExit:
    pass
unwanted = [name for name in sys.argv[1].split() if name in sys.modules]
sys.exit(f"loaded: {unwanted}" if unwanted else 0)
"""


@pytest.mark.parametrize(
    ("unwanted", "words"),
    [
        ("PySide6 sqlalchemy numpy whoosh alembic psycopg reportlab openpyxl", ["--help"]),
        ("PySide6 alembic psycopg reportlab openpyxl", ["search", "جواز"]),
    ],
)
def test_a_command_loads_only_what_it_needs(home: Path, unwanted: str, words: list[str]) -> None:
    """Help answers at once, and nothing but the window needs the libraries of a screen."""
    assert home.exists()
    command = [sys.executable, "-c", LOADED, unwanted, *words]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, check=False)
    assert (done.returncode, done.stderr.decode()) == (0, "")
