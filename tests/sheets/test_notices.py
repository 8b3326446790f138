"""Posters, letter blocks, key cards, booklets and directories."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import segno
from PIL import Image

from operator_app.domain.greetings import Greeting, Purpose
from operator_app.domain.languages import Language, Text
from operator_app.sheets import Notice, NoticeLine, Options, Paper, Press
from operator_app.sheets.picture import contours_of
from operator_app.sheets.qr import path
from tests.sheets.material import procedure, surroundings
from tests.sheets.reading import poppler_text
from tests.sheets.test_flow import LISTED

LINES = (
    NoticeLine("00 000 010", Text(ar="الاستقبال", fr="Accueil")),
    NoticeLine("00 000 011", Text(ar="الحالة المدنية")),
)
NOTICE = Notice(LINES, (Language.AR, Language.FR), Text(ar="من 08:00 إلى 17:00", fr="De 08:00 à 17:00"))


@pytest.fixture
def emblem(tmp_path: Path) -> Path:
    file = tmp_path / "emblem.png"
    Image.new("RGBA", (60, 60), (200, 0, 0, 120)).save(file)
    return file


def test_a_poster_tells_every_number_in_both_languages(
    press: Press, options: Options, tmp_path: Path, emblem: Path
) -> None:
    out = tmp_path / "poster.pdf"
    press.poster(NOTICE, replace(options, emblem=emblem, paper=Paper.A3), out)
    text = poppler_text(out).replace("\u00a0", " ")
    for said in ("00 000 010", "00 000 011", "الاستقبال", "Accueil", "بلدية الاختبار", "De 08:00 à 17:00"):
        assert said in text


@pytest.mark.parametrize("count", [1, 12, 25])
def test_many_numbers_still_fit_one_poster(count: int, press: Press, options: Options) -> None:
    lines = tuple(NoticeLine(f"00 000 {number:03d}", Text(ar="مصلحة", fr="Service")) for number in range(count))
    out = BytesIO()
    press.poster(replace(NOTICE, lines=lines), options, out)
    with pikepdf.open(out) as pdf:
        assert len(pdf.pages) == 1
        places = [
            float(one.operands[5]) for one in pikepdf.parse_content_stream(pdf.pages[0]) if str(one.operator) == "Tm"
        ]
    assert min(places) > 0


def test_pictures_of_poster_and_letter_block(press: Press, options: Options, emblem: Path) -> None:
    for method in (press.poster, press.letter_block):
        out = BytesIO()
        method(NOTICE, replace(options, emblem=emblem), out, picture=True)
        with Image.open(out) as picture:
            picture.load()
            assert picture.format == "PNG"
            grey = picture.convert("L")
            dark = sum(grey.histogram()[:100])
        assert dark > 500


def test_a_letter_block_is_as_wide_as_a_letter_and_tagged(press: Press, options: Options) -> None:
    out = BytesIO()
    press.letter_block(NOTICE, options, out)
    with pikepdf.open(out) as pdf:
        assert float(pdf.pages[0].mediabox[2]) == pytest.approx(482)
        assert "/StructTreeRoot" in pdf.Root


def test_a_key_card_names_every_key(press: Press, options: Options, tmp_path: Path) -> None:
    out = tmp_path / "keys.pdf"
    rows = [("F2", "بداية مكالمة", "العدّاد"), ("Alt + 1", "فتح النتيجة 1", "")]
    assert press.key_card("المفاتيح", rows, Language.AR, replace(options, paper=Paper.A5), out) == 1
    text = poppler_text(out)
    assert "F2" in text
    assert "بداية" in text


def test_directory_and_booklet_hold_every_number(press: Press, options: Options, tmp_path: Path) -> None:
    around = surroundings()
    greetings = [Greeting(Purpose.GREETING, Text(ar="{body} مرحبا", fr="{body}, bonjour"))]
    directory, booklet = tmp_path / "directory.pdf", tmp_path / "booklet.pdf"
    assert press.directory(LISTED, Language.FR, around, options, directory) >= 5
    small = replace(options, paper=Paper.A5)
    pages = press.booklet(LISTED, [procedure()], greetings, Language.AR, around, {"body": "بلدية"}, small, booklet)
    assert pages >= 4
    for file in (directory, booklet):
        text = poppler_text(file).replace("\u00a0", " ")
        for number in ("198", "71 000 010", "71 000 011"):
            assert number in text
    assert "مرحبا" in poppler_text(booklet)


def test_a_qr_code_is_one_path_with_every_dark_module() -> None:
    matrix = [list(row) for row in segno.make_qr("https://example.tn/fiche/12").matrix]
    painted = [[0] * len(matrix) for _ in matrix]
    for contour in contours_of(path(matrix)):
        left, bottom = contour[0]
        for column in range(int(left), int(contour[1][0])):
            painted[len(matrix) - 1 - int(bottom)][column] = 1
    assert painted == matrix
