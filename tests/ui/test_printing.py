"""The print page on the real window: preview, saving, stopping, and what cannot be printed."""

import ctypes.util
from contextlib import suppress
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog

from operator_app.app.paper import PaperWork
from operator_app.app.pdf_pages import PdfPages
from operator_app.desk.lines import NewNumber
from operator_app.domain.languages import Language, Text
from operator_app.domain.problems import Problem
from operator_app.ui.pages.printing import DOCUMENTS, PrintPage
from tests.sheets.reading import pdfium_text
from tests.ui.conftest import Program


@pytest.fixture
def page(program: Program) -> PrintPage:
    program.player.type("مضمون ولادة")
    program.player.settle()
    program.player.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    program.player.settle()
    page = program.window.pages.currentWidget()
    assert isinstance(page, PrintPage)
    return page


def patiently(program: Program) -> None:
    """Books are set in a process that lets others go first: on a busy machine longer than a player waits for a key."""
    for _ in range(5):
        with suppress(Problem):
            program.player.settle()
            return
    program.player.settle()


def test_the_sheet_of_the_article_is_previewed(program: Program, page: PrintPage) -> None:
    assert page.what.value() == "sheet"
    assert "مضمون ولادة" in pdfium_text(program.desk.home / "preview.pdf")
    assert page.pages.findChildren(type(page.message.label))


@pytest.mark.parametrize("what", [name for name, _ in DOCUMENTS if name not in ("poster", "letter", "braille")])
def test_every_document_is_previewed(program: Program, page: PrintPage, what: str) -> None:
    page.offer(what)
    patiently(program)
    assert page.message.label.text() == ""
    assert len(pdfium_text(program.desk.home / "preview.pdf")) > 100


def test_a_poster_without_public_numbers_says_what_to_do(program: Program, page: PrintPage) -> None:
    page.offer("poster")
    program.player.settle()
    assert "خطوط الهيكل" in page.message.label.text()


def test_saving_writes_the_chosen_document(
    program: Program, page: PrintPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "keys"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    page.offer("keys")
    page.languages.choose((Language.FR,))
    program.player.settle()
    page.save.click()
    program.player.settle()
    assert "F9" in pdfium_text(tmp_path / "keys.pdf")
    assert "keys.pdf" in page.message.label.text()


def test_a_poster_is_saved_as_a_picture_too(
    program: Program, page: PrintPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.desk.lines.add_number(NewNumber("70000010", Text(ar="الاستقبال"), Text(ar="الاستقبال")))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "poster"), "PNG (*.png)"))
    page.offer("poster")
    program.player.settle()
    page.save.click()
    program.player.settle()
    with Image.open(tmp_path / "poster.png") as picture:
        assert picture.format == "PNG"


def test_both_languages_are_printed_one_after_the_other(program: Program, page: PrintPage) -> None:
    page.languages.choose((Language.AR, Language.FR))
    program.player.settle()
    printed = pdfium_text(program.desk.home / "preview.pdf")
    assert "مضمون ولادة" in printed
    assert "Extrait de naissance" in printed


def test_the_article_is_shown_and_saved_in_braille(
    program: Program, page: PrintPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "article"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    page.offer("braille")
    program.player.settle()
    shown = page.cells.toPlainText()
    if not shown:
        assert "liblouis-bin" in page.message.label.text()
        return
    assert page.cells.isVisible()
    assert {char for char in shown if not 0x2800 <= ord(char) <= 0x283F} == {"\n"}
    assert not page.send.isEnabled()
    page.save.click()
    program.player.settle()
    rows = (tmp_path / "article.brf").read_bytes().decode("ascii").replace("\f", "\r\n").split("\r\n")
    assert max(map(len, rows)) <= 40


def test_without_liblouis_the_package_is_named(
    program: Program, page: PrintPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ctypes.util, "find_library", lambda _name: None)
    page.offer("braille")
    program.player.settle()
    assert "liblouis-bin" in page.message.label.text()


def test_an_emblem_is_chosen_printed_and_taken_away(
    program: Program, page: PrintPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "emblem.jpg"
    Image.new("RGB", (1000, 500), "#AA0000").save(file)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    assert not page.no_emblem.isVisible()
    page.emblem.click()
    program.player.settle()
    assert pictures_of(program.desk.home / "preview.pdf") > 0
    page.no_emblem.click()
    program.player.settle()
    assert pictures_of(program.desk.home / "preview.pdf") == 0


def test_what_is_no_picture_is_no_emblem(
    program: Program, page: PrintPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "letter.png"
    file.write_text("no picture")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    page.emblem.click()
    program.player.settle()
    assert "letter.png" in page.message.label.text()
    assert not page.no_emblem.isVisible()


def pictures_of(file: Path) -> int:
    """How many pictures the first page holds, without its QR code, which is a drawing."""
    with pikepdf.open(file) as document:
        return len(document.pages[0].get_images())


def test_a_printer_gets_the_chosen_pages(program: Program, page: PrintPage, tmp_path: Path) -> None:
    page.offer("directory")
    program.player.settle()
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setFromTo(2, 3)
    PaperWork(program.desk).send(program.desk.home / "preview.pdf", printer, lambda: False)
    with pikepdf.open(tmp_path / "printed.pdf") as printed:
        assert len(printed.pages) == 2


@pytest.mark.parametrize(("together", "widths"), [(True, [0, 1, 0, 1]), (False, [0, 0, 1, 1])])
def test_a_printer_that_makes_no_copies_gets_the_pages_again(
    program: Program, tmp_path: Path, together: bool, widths: list[int]
) -> None:
    """The two pages of different darkness tell in which order they came."""
    file, out = tmp_path / "two.pdf", tmp_path / "copies.pdf"
    pages = [Image.new("L", (595, 842), shade) for shade in (0, 255)]
    pages[0].save(file, save_all=True, append_images=pages[1:])
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(out))
    printer.setCopyCount(2)
    printer.setCollateCopies(together)
    PaperWork(program.desk).send(file, printer, lambda: False)
    with PdfPages(out) as printed:
        shades = [printed.picture(number, 60).pixelColor(30, 30).lightness() for number in range(len(printed))]
    assert [int(shade > 127) for shade in shades] == widths


@pytest.mark.usefixtures("page")
def test_what_goes_to_a_printer_can_be_stopped(program: Program, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "stopped.pdf"))
    with pytest.raises(Problem) as raised:
        PaperWork(program.desk).send(program.desk.home / "preview.pdf", printer, lambda: True)
    assert raised.value.code == "printing_cancelled"
