"""`operator-app records` and `operator-app report`, and a file large enough to be read in a process of its own."""

import json
from pathlib import Path

import pytest

from operator_app.app import managing
from operator_app.app.command_line import run
from operator_app.app.commands.report import _period
from operator_app.app.opening import open_desk
from operator_app.domain.changes import Changes
from operator_app.domain.problems import Problem

EPOCH = 1793869200  # 5 November 2026, 10:00 in Tunis.


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def queue_log(tmp_path: Path) -> Path:
    """Twenty calls, every fourth given up after 30 s."""
    lines = []
    for n in range(20):
        at = EPOCH + n * 300
        lines.append(f"{at}|c{n}|accueil|NONE|ENTERQUEUE||0000000{n % 7}|1")
        if n % 4:
            lines.append(f"{at + 10}|c{n}|accueil|SIP/201|CONNECT|10|x{n}|4")
            lines.append(f"{at + 100}|c{n}|accueil|SIP/201|COMPLETECALLER|10|90|1")
        else:
            lines.append(f"{at + 30}|c{n}|accueil|NONE|ABANDON|1|1|30")
    file = tmp_path / "queue_log"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def test_records_are_brought_in_once(home: Path, queue_log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--home", str(home), "--json", "records", str(queue_log)]) == 0
    assert run(["--home", str(home), "--json", "records", str(queue_log)]) == 0
    first, again = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (first["kind"], first["calls"], first["new"]) == ("queue_log", 20, 20)
    assert (again["calls"], again["new"]) == (20, 0)


def test_a_report_is_told_and_written(
    home: Path, queue_log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["--home", str(home), "records", str(queue_log)])
    span = ["--from", "2026-11-01", "--to", "2026-11-30"]
    capsys.readouterr()
    assert run(["--home", str(home), "--json", "report", *span]) == 0
    figures = {one["indicator"]: one for one in map(json.loads, capsys.readouterr().out.splitlines())}
    assert (figures["answer_rate"]["part"], figures["answer_rate"]["whole"]) == (15, 20)
    assert figures["in_rings"]["value"] is None
    assert run(["--home", str(home), "report", *span, "--by", "hour", "--language", "fr"]) == 0
    told = capsys.readouterr().out
    assert "Évaluation mensuelle, novembre 2026" in told
    assert "75 %" in told
    for ending in ("pdf", "csv", "xlsx"):
        assert run(["--home", str(home), "report", *span, "--language", "ar", "-o", str(tmp_path / f"r.{ending}")]) == 0
        assert (tmp_path / f"r.{ending}").stat().st_size > 500
    assert "نسبة الإجابة" in (tmp_path / "r.csv").read_text("utf-8-sig")
    assert run(["--home", str(home), "report", *span, "-o", str(tmp_path / "r.odt")]) == 1


def test_a_month_is_the_period_unless_told() -> None:
    since, until = _period(None, None)
    assert since.day == 1
    assert (since.year, since.month) == (until.year, until.month)
    assert _period(until.replace(year=2026, month=2, day=1), None)[1].day == 28


def test_columns_are_told_by_name(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "odd.csv"
    file.write_text("T0;W\n2026-11-05 10:00:00;12\n", encoding="utf-8")
    assert run(["--home", str(home), "records", str(file)]) == 1
    assert run(["--home", str(home), "records", str(file), "--column", "beginning=T0"]) == 1
    assert run(["--home", str(home), "records", str(file), "--column", "start=T0", "--column", "waiting=W"]) == 0
    assert "1 calls" in capsys.readouterr().out


def test_a_large_file_is_read_in_a_process_of_its_own(
    home: Path, queue_log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(managing, "_SMALL", 10)
    desk = open_desk(home)
    heard: list[Changes] = []
    desk.hub.subscribe(heard.append)
    files, moved = managing.ExchangeFiles(desk), list[tuple[int, int]]()
    done = files.bring(queue_log, {}, lambda *at: moved.append(at), lambda: False)
    assert (done.calls, done.new) == (20, 20)
    assert moved == [(0, 20)]
    assert heard[-1].touches("exchange_calls")
    (tmp_path / "letter.txt").write_text("no record at all\n" * 9, encoding="utf-8")
    with pytest.raises(Problem, match="records_failed"):
        files.bring(tmp_path / "letter.txt", {}, lambda *_: None, lambda: False)
    with pytest.raises(Problem, match="import_cancelled"):
        files.bring(queue_log, {}, lambda *_: None, lambda: True)
    desk.close()
