"""The call log as a spreadsheet opens it."""

import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path

from operator_app import exchange
from operator_app.domain.calls import Call, Outcome
from operator_app.domain.guide import Need
from operator_app.domain.languages import Language
from operator_app.i18n import Texts
from operator_app.paths import shipped

START = datetime(2026, 11, 24, 23, 30, 5, tzinfo=UTC)
THE_SAME_IN_FRENCH = {"Article", "Note", "Violence"}
CALLS = (
    Call(
        id="1",
        operator="منال",
        started_at=START,
        ended_at=START + timedelta(seconds=61),
        query="=cmd|' /C calc'!A0",
        article_title="مضمون ولادة; وثيقة",
        article_edition=3,
        referred_name="البلدية",
        outcome=Outcome.REFERRED,
        outcome_auto=True,
        need=Need.DEAF,
        note='سطر "أول"\nثان',
        rings=0,
    ),
    Call(id="2", operator="x", started_at=START),
)


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream, delimiter=";"))


def test_a_call_a_row_in_words(tmp_path: Path) -> None:
    path = tmp_path / "calls.csv"
    exchange.write_calls(CALLS, path, str.upper)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    headings, first, second = _rows(path)
    assert headings[:4] == ["START (TUNISIA TIME)", "END (TUNISIA TIME)", "SECONDS", "MINUTES"]
    told = dict(zip(headings, first, strict=True))
    # The wall clock of Tunisia: it is the day after already.
    assert told["START (TUNISIA TIME)"] == "2026-11-25 00:30:05"
    assert (told["SECONDS"], told["MINUTES"], told["RINGS"], told["WAITING (SECONDS)"]) == ("61", "2", "0", "")
    assert (told["OUTCOME"], told["CLOSED BY ITSELF"]) == ("REFERRED", "YES")
    assert told["QUERY"].startswith("'=")
    assert told["NOTE"] == 'سطر "أول"\nثان'
    assert dict(zip(headings, second, strict=True))["MINUTES"] == ""


def test_every_word_of_it_is_translated(tmp_path: Path) -> None:
    asked: list[str] = []

    def note(source: str) -> str:
        asked.append(source)
        return source

    every = [
        Call(id=str(outcome), operator="", started_at=START, outcome=outcome, practice=True) for outcome in Outcome
    ]
    every += [Call(id=str(need), operator="", started_at=START, need=need) for need in Need]
    exchange.write_calls(every, tmp_path / "calls.csv", note)
    for language in (Language.AR, Language.FR):
        texts = Texts(language, shipped("resources") / "translations")
        assert {source for source in asked if texts(source) == source} <= THE_SAME_IN_FRENCH
