"""Pages: nothing lost at their edges, mirrored tables, books whose numbers are right."""

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from operator_app.domain.flow import Bullets, Cell, Flow, Heading, Paragraph, Table, spans
from operator_app.domain.languages import Language
from operator_app.domain.problems import Problem
from operator_app.sheets import BookPlan, Chapter, Options, Paper, Press
from operator_app.sheets.fonts import Fonts
from operator_app.sheets.ink import Ink
from operator_app.sheets.layout import Block
from operator_app.sheets.pager import Area, Pager, Section
from operator_app.sheets.paragraph import Paragraph as Text
from operator_app.sheets.table import Grid, GridCell
from operator_app.sheets.text import Align, Run, Style
from tests.sheets.material import flows, mixed_lines
from tests.sheets.reading import poppler_text, words_of


def drawn(ink: Ink) -> list[bytes]:
    """The content of each page."""
    with pikepdf.open(BytesIO(ink.finish())) as pdf:
        return [b"".join(stream.read_bytes() for stream in page.obj.Contents) for page in pdf.pages]


def test_the_same_paragraph_drawn_three_times_is_alike(fonts: Fonts) -> None:
    ink = Ink((400, 400))
    text = " ".join(mixed_lines(12))
    paragraph = Text([Run(text[:40]), Run(text[40:], colour="#AA0000")], Style(align=Align.JUSTIFY), True, fonts.plain)
    for _ in range(3):
        paragraph.draw(ink, 20, 380, 300)
        ink.end_page()
    first, second, third = drawn(ink)
    assert first == second == third
    assert len(first) > 500


def test_letters_join_over_a_change_of_weight(fonts: Fonts) -> None:
    """The second half of a word is shaped as what it is there, not as a word of its own."""
    whole = fonts.plain.files[next(iter(fonts.plain.files))].shape("عربية", 0, 5, True, "Arab")
    part = fonts.plain.files[next(iter(fonts.plain.files))].shape("عربية", 2, 5, True, "Arab")
    assert part.glyphs == whole.glyphs[:3]


@pytest.mark.parametrize("word", ["لا", "لأ", "الإعلام", "إلّا", "الله", "مُحَمَّدٌ", "officiel"])
def test_every_letter_has_a_code_of_its_own(word: str, fonts: Fonts) -> None:
    for family in (fonts.plain, fonts.formal):
        backwards = word[0] > "\u0600"
        for file in family.files.values():
            shaped = file.shape(word, 0, len(word), backwards, "Arab" if backwards else "Latn")
            texts = "".join(text for *_, text in shaped.glyphs)
            assert (texts[::-1] if backwards else texts) == word


def test_a_word_longer_than_the_line_is_cut_and_not_lost(fonts: Fonts) -> None:
    text = Text([Run("https://example.tn/" + "a" * 200)], Style(), False, fonts.plain)
    lines = text.lines(100)
    assert len(lines) > 5
    assert all(line.width <= 100.01 for _, line in lines)
    found = "".join(glyph[3] for _, line in lines for piece in line.pieces for glyph in piece.shaped.glyphs)
    assert found == "https://example.tn/" + "a" * 200


def test_justified_lines_are_all_as_wide_except_the_last(fonts: Fonts) -> None:
    text = Text([Run(" ".join(mixed_lines(20)))], Style(align=Align.JUSTIFY), True, fonts.plain)
    for _, line in text.lines(300)[:-1]:
        assert line.width <= 300.01
        assert line.glues > 0


def pager(height: float = 100) -> Pager:
    ink = Ink((200, height))
    return Pager(ink, Area((200, height), 0, 0, 0, 0), lambda: None, Section(Language.AR))


def test_what_keeps_with_the_next_goes_over_the_page_with_it() -> None:
    pages = pager()
    places: list[int] = []
    pages.add([Block(tall=70)])
    pages.add([Block(tall=20, keep_with_next=True)])
    places.append(pages.page)
    pages.add([Block(tall=30)])
    assert pages.page == 1
    assert pages.finish() == 2


def test_something_taller_than_a_page_is_printed_all_the_same() -> None:
    pages = pager()
    pages.add([Block(tall=500), Block(tall=10)])
    assert pages.finish() == 2


def test_columns_fill_before_the_page_turns() -> None:
    pages = pager()
    pages.set_columns(2, right_to_left=True)
    pages.add([Block(tall=60), Block(tall=60)])
    assert pages.page == 0
    pages.add([Block(tall=60)])
    assert pages.page == 1


def grid(fonts: Fonts, right_to_left: bool) -> Grid:
    def cell(text: str, columns: int = 1, rows: int = 1) -> GridCell:
        return GridCell(Text([Run(text)], Style(), right_to_left, fonts.plain), columns, rows)

    return Grid(
        [[cell("A"), cell("B"), cell("C")], [cell("D", 2), cell("E", rows=2)], [cell("F"), cell("G")]],
        (1, 1, 2),
        right_to_left,
        heads=1,
    )


@pytest.mark.parametrize("right_to_left", [True, False])
def test_columns_and_spans_are_mirrored(right_to_left: bool, fonts: Fonts, monkeypatch: pytest.MonkeyPatch) -> None:
    spots: dict[str, tuple[float, float]] = {}

    def note(self: Text, _ink: Ink, x: float, top: float, width: float) -> None:
        assert width > 0
        spots[self.runs[0].text] = (x, top)

    monkeypatch.setattr(Text, "draw", note)
    grid(fonts, right_to_left).draw(Ink((400, 400)), 0, 400, 400)
    order = sorted("ABC", key=lambda name: spots[name][0])
    assert order == (["C", "B", "A"] if right_to_left else ["A", "B", "C"])
    assert spots["D"][1] == spots["E"][1] > spots["F"][1] == spots["G"][1]
    assert (spots["G"][0] < spots["F"][0]) is right_to_left
    assert (spots["E"][0] < spots["D"][0]) is right_to_left


def test_the_head_of_a_table_comes_again_on_each_page(press: Press, options: Options, tmp_path: Path) -> None:
    rows = tuple((Cell(spans(f"Ligne {number}")), Cell(spans("oui"))) for number in range(120))
    table = Table((Cell(spans("Entête")), Cell(spans("Valeur"))), rows, (3, 1))
    out = tmp_path / "table.pdf"
    count = press.sheet([Flow("table", "Tableau", Language.FR, (table,))], options, out)
    text = poppler_text(out)
    assert count > 2
    assert text.count("Entête") == count
    assert re.findall(r"Ligne (\d+)", text) == [str(number) for number in range(120)]


def test_long_lists_lose_nothing_over_the_page(press: Press, options: Options, tmp_path: Path) -> None:
    items = tuple(spans(f"Point {number} " + "mot " * (number % 40)) for number in range(200))
    out = tmp_path / "list.pdf"
    blocks = (Heading("Liste"), Bullets(items), Paragraph(spans("mot " * 3000 + "fin")))
    press.sheet([Flow("list", "Liste", Language.FR, blocks)], replace(options, paper=Paper.A5), out)
    text = poppler_text(out)
    assert re.findall(r"Point (\d+)", text) == [str(number) for number in range(200)]
    assert words_of(text).count("mot") == 3000 + sum(number % 40 for number in range(200))


def test_pages_are_numbered_in_both_languages(press: Press, options: Options, tmp_path: Path) -> None:
    out = tmp_path / "pages.pdf"
    pages = press.sheet([*flows(1), *flows(1, Language.FR)], options, out)
    text = re.sub(r"\s+", "", poppler_text(out))
    assert f"صفحة1من{pages}" in text
    assert f"Page{pages}sur{pages}" in text


def book_plan(count: int) -> BookPlan:
    chapters = [
        Chapter("الإجراءات", Language.AR, flows(count)),
        Chapter("Procédures", Language.FR, flows(count, Language.FR)),
    ]
    return BookPlan("دليل", Language.AR, chapters)


def test_the_contents_tell_the_right_pages(press: Press, options: Options) -> None:
    out = BytesIO()
    press.book(book_plan(30), options, out)
    with pikepdf.open(out) as pdf:
        order = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        links = [
            (str(one.Contents), order[one.Dest[0].objgen])
            for page in pdf.pages[:6]
            for one in page.obj.get("/Annots", [])
            if "/Dest" in one
        ]
    assert len(links) > 60
    assert [int(said) for said, _ in links] == [page for _, page in links]


def test_the_index_holds_both_alphabets(press: Press, options: Options, tmp_path: Path) -> None:
    out = tmp_path / "book.pdf"
    pages = press.book(book_plan(3), options, out)
    text = poppler_text(out)
    assert "الحروف العربية" in text
    assert "Lettres latines" in text
    assert pages >= 6


def test_a_cancelled_job_leaves_nothing(press: Press, options: Options, tmp_path: Path) -> None:
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > 5

    out = tmp_path / "cancelled.pdf"
    with pytest.raises(Problem) as raised:
        press.sheet(flows(50), options, out, cancelled=cancelled)
    assert raised.value.code == "printing_cancelled"
    assert list(tmp_path.glob("cancelled*")) == []


def test_progress_is_told_to_the_end(press: Press, options: Options) -> None:
    told: list[tuple[int, int]] = []
    press.book(book_plan(2), options, BytesIO(), progress=lambda done, total: told.append((done, total)))
    assert told == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]


def test_a_path_that_cannot_be_written_is_a_problem(press: Press, options: Options, tmp_path: Path) -> None:
    with pytest.raises(Problem) as raised:
        press.sheet(flows(1), options, tmp_path / "missing" / "sheet.pdf")
    assert raised.value.code == "cannot_write"


def test_missing_fonts_are_a_problem(tmp_path: Path) -> None:
    with pytest.raises(Problem) as raised:
        Press(tmp_path)
    assert raised.value.code == "font_missing"


@pytest.mark.parametrize("paper", list(Paper))
def test_every_paper_takes_a_sheet(paper: Paper, press: Press, options: Options) -> None:
    out = BytesIO()
    press.sheet(flows(1), replace(options, paper=paper, formal=True), out)
    with pikepdf.open(out) as pdf:
        box = [float(value) for value in pdf.pages[0].mediabox]
        assert box[2:] == pytest.approx(paper.value, abs=0.1)
