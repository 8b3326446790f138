"""`operator-app guide`: import, export, check."""

import csv
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.app.conftest import Command
from tests.exchange import municipal

COLUMNS = ("external_id", "kind", "title_ar", "title_fr", "short_answer_ar", "short_answer_fr", "keywords")
GOOD = ("mine-1", "procedure", "رخصة دراجة", "Permis trottinette", "في البلدية", "À la mairie", "trottinette")
BAD = ("mine-2", "no-such-kind", "x", "y", "", "", "")


def table(path: Path, *rows: Sequence[str], columns: Sequence[str] = COLUMNS) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows([columns, *rows])
    return path


def last(out: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(out.splitlines()[-1])
    return found


def hits(command: Command, words: str) -> list[str]:
    answer = json.loads(command("search", "--json", words).out)
    return [hit["external_id"] for hit in answer["hits"]]


@pytest.fixture(autouse=True)
def _home(home: Path) -> None:
    assert home.exists()


def test_an_import_is_found_at_once_and_the_second_changes_nothing(command: Command, tmp_path: Path) -> None:
    file = table(tmp_path / "guide.csv", GOOD)
    done = command("guide", "import", str(file), "--json")
    counted = {"new": 1, "changed": 0, "same": 0, "refused": 0, "imported": True}
    assert (done.status, last(done.out)) == (0, counted)
    assert hits(command, "trottinette")[0] == "mine-1"
    again = command("guide", "import", str(file), "--json")
    assert last(again.out) == {**counted, "new": 0, "same": 1}
    changed = table(tmp_path / "guide.csv", (*GOOD[:3], "Permis vélocipède", *GOOD[4:]))
    assert last(command("guide", "import", str(changed), "--json").out) == {**counted, "new": 0, "changed": 1}
    assert hits(command, "vélocipède")[0] == "mine-1"


def test_a_dry_run_only_says_what_would_happen(command: Command, tmp_path: Path) -> None:
    file = table(tmp_path / "guide.csv", GOOD)
    done = command("guide", "import", "--dry-run", str(file), "--json")
    assert (done.status, last(done.out)["new"], last(done.out)["imported"]) == (0, 1, False)
    assert "mine-1" not in hits(command, "trottinette")
    refused = command("guide", "import", "--dry-run", str(table(tmp_path / "bad.csv", GOOD, BAD)))
    assert refused.status == 1
    assert "new: 1" in refused.out


def test_one_bad_row_stops_the_import_and_is_named(command: Command, tmp_path: Path) -> None:
    file = table(tmp_path / "guide.csv", GOOD, BAD)
    done = command("guide", "import", str(file))
    assert done.status == 1
    assert "new: 1  changed: 0  same: 0  refused: 1" in done.out
    assert "3" in done.err.splitlines()[0]
    assert "--keep-good" in done.err
    assert "mine-1" not in hits(command, "trottinette")


def test_keep_good_imports_the_others(command: Command, tmp_path: Path) -> None:
    file = table(tmp_path / "guide.csv", BAD, GOOD)
    done = command("guide", "import", "--keep-good", str(file), "--json")
    assert (done.status, last(done.out)["imported"], last(done.out)["refused"]) == (1, True, 1)
    told = [json.loads(line) for line in done.lines[:-1]]
    assert any("refused" in line and "2" in line["refused"] for line in told)
    assert hits(command, "trottinette")[0] == "mine-1"


def test_an_unknown_column_is_named_and_the_rest_imported(command: Command, tmp_path: Path) -> None:
    file = table(tmp_path / "guide.csv", (*GOOD, "x"), columns=(*COLUMNS, "colour_of_the_sky"))
    done = command("guide", "import", str(file))
    assert done.status == 0
    assert "colour_of_the_sky" in done.err
    assert hits(command, "trottinette")[0] == "mine-1"


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ""])
def test_an_export_comes_back_unchanged(command: Command, tmp_path: Path, ending: str) -> None:
    command("guide", "import", str(table(tmp_path / "guide.csv", GOOD)))
    out = tmp_path / f"export{ending}"
    done = command("guide", "export", str(out), "--json")
    assert (done.status, last(done.out)["path"]) == (0, str(out))
    count = last(done.out)["documents"]
    assert out.exists()
    again = command("guide", "import", str(out), "--json")
    counted = last(again.out)
    assert (counted["new"], counted["changed"], counted["refused"]) == (0, 0, 0)
    assert counted["same"] == count
    assert command("guide", "check", str(out)).status == 0


def test_files_are_checked_without_importing(command: Command, tmp_path: Path) -> None:
    good, bad = table(tmp_path / "good.csv", GOOD), table(tmp_path / "bad.csv", BAD, GOOD)
    done = command("guide", "check", str(good), "--json")
    assert (done.status, last(done.out)) == (0, {"good": 1, "refused": 0})
    done = command("guide", "check", str(bad))
    assert done.status == 1
    assert "good: 1  refused: 1" in done.out
    assert "mine-1" not in hits(command, "trottinette")


def test_the_stored_guide_is_checked(command: Command, tmp_path: Path) -> None:
    before = command("guide", "check", "--json")
    named = (*GOOD, "no-such-contact")
    command("guide", "import", str(table(tmp_path / "guide.csv", named, columns=(*COLUMNS, "contacts"))))
    done = command("guide", "check", "--json")
    new = [json.loads(line) for line in done.lines if line not in before.lines]
    assert done.status == 1
    assert [(line["external_id"], "no-such-contact" in line["finding"]) for line in new] == [("mine-1", True)]


def test_what_is_not_there_is_told(command: Command, tmp_path: Path) -> None:
    done = command("guide", "import", str(tmp_path / "none.csv"))
    assert done.status == 1
    assert "none.csv" in done.err
    assert command("guide", "export", str(tmp_path / "guide.csv" / "x" / "y.csv"), "--format", "nonsense").status == 2


def test_the_municipal_sheets_arrive_and_are_found(command: Command, tmp_path: Path) -> None:
    sheets = municipal.sheets()
    done = command("guide", "import", str(municipal.write_csv(tmp_path / "sheets.csv")), "--json")
    assert (done.status, last(done.out)["new"]) == (0, len(sheets))
    queries = tmp_path / "queries.txt"
    titles = [" ".join(sheet["title_fr"].split()) for sheet in sheets]
    queries.write_text("\n".join(titles), encoding="utf-8")
    answers = [json.loads(line) for line in command("search", "--batch", str(queries), "--json").lines]
    assert len(answers) == len(sheets)
    for sheet, answer in zip(sheets, answers, strict=True):
        assert f"beni-mtir-{sheet['slug']}" in [hit["external_id"] for hit in answer["hits"][:5]], sheet["title_fr"]
