"""Braille through liblouis (Debian package `liblouis-bin`)."""

import ctypes.util
import re
from io import BytesIO
from pathlib import Path

import pytest

from operator_app.domain.flow import Flow, Paragraph, lines, spans
from operator_app.domain.languages import Language
from operator_app.domain.problems import Problem
from operator_app.sheets import Braille, BrailleSize, Job
from operator_app.sheets.braille import BLANK, wrap
from tests.sheets.material import flows

JOB = Job(lambda _done, _total: None, lambda: False)


@pytest.fixture
def braille() -> Braille:
    try:
        return Braille()
    except Problem as problem:
        pytest.skip(f"liblouis is not here: apt-get install {problem.details['package']}")


def test_a_missing_liblouis_is_a_problem_that_names_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes.util, "find_library", lambda _name: None)
    with pytest.raises(Problem) as raised:
        Braille()
    assert (raised.value.code, raised.value.details) == ("braille_missing", {"package": "liblouis-bin"})


@pytest.mark.parametrize(
    ("text", "language", "cells"),
    [
        ("باب", Language.AR, "⠃⠁⠃"),
        ("12", Language.AR, "⠼⠁⠃"),
        ("12", Language.FR, "⠠⠡⠣"),
        ("abc", Language.FR, "⠁⠃⠉"),
        ("باب 12", Language.FR, "⠃⠁⠃⠀⠠⠡⠣"),
        ("abc 12", Language.AR, "⠁⠃⠉⠀⠼⠁⠃"),
    ],
)
def test_words_go_by_script_numbers_by_document(text: str, language: Language, cells: str, braille: Braille) -> None:
    assert braille.cells(text, language) == cells


@pytest.mark.parametrize("size", [BrailleSize(), BrailleSize(28, 20), BrailleSize(32, 27, numbered=False)])
@pytest.mark.parametrize("language", [Language.AR, Language.FR])
def test_a_page_holds_what_the_embosser_can(size: BrailleSize, language: Language, braille: Braille) -> None:
    out = BytesIO()
    count = braille.brf(flows(4, language), size, JOB, out)
    pages = out.getvalue().decode("ascii").removesuffix("\r\n").split("\f")
    assert len(pages) == count >= 4
    for page in pages:
        rows = page.split("\r\n")
        assert len(rows) <= size.lines
        assert max(map(len, rows)) <= size.cells


@pytest.mark.parametrize("language", [Language.AR, Language.FR])
def test_no_word_is_lost_on_the_way_to_the_embosser(language: Language, braille: Braille) -> None:
    (flow,) = flows(1, language)
    rows = [row for line in braille.lines(flow) for row in wrap(line, 40)]
    assert re.findall(f"[^{BLANK}]+", " ".join(rows).replace(" ", BLANK)) == re.findall(
        f"[^{BLANK}]+", BLANK.join(braille.lines(flow))
    )


def test_every_letter_becomes_at_least_a_cell(braille: Braille) -> None:
    arabic = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيڨپڤچ"
    for language, letters in ((Language.AR, arabic), (Language.FR, "àâçéèêëîïôùûüœæ")):
        for letter in letters:
            cells = braille.cells(letter, language)
            assert cells.strip(BLANK), letter
            assert all(0x2800 <= ord(cell) <= 0x283F for cell in cells), letter


def test_every_word_of_a_sheet_is_there(braille: Braille) -> None:
    for language in (Language.AR, Language.FR):
        (flow,) = flows(1, language)
        for text in lines(flow):
            words = [word for word in text.replace("\u00a0", " ").split() if any(char.isalnum() for char in word)]
            assert len(braille.cells(text, language).replace(BLANK, " ").split()) >= len(words), text


def test_a_long_word_is_cut_and_not_lost() -> None:
    word = "⠁" * 95
    rows = list(wrap(word, 40))
    assert "".join(row.strip(BLANK) for row in rows) == word
    assert max(map(len, rows)) <= 40


def test_an_unknown_table_is_a_problem(braille: Braille) -> None:
    with pytest.raises(Problem) as raised:
        braille._louis.cells("abc", "missing.utb")
    assert raised.value.code == "braille_table_missing"


def test_a_cancelled_job_writes_nothing(braille: Braille, tmp_path: Path) -> None:
    out = tmp_path / "cancelled.brf"
    flow = Flow("one", "واحد", Language.AR, (Paragraph(spans("نص")),))
    with pytest.raises(Problem):
        braille.brf([flow], BrailleSize(), Job(lambda _done, _total: None, lambda: True), out)
    assert not out.exists()
