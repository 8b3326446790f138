"""Where glyphs stand on generated mixed lines, beside Qt's text layout as the reference engine."""

from collections.abc import Sequence
from itertools import pairwise
from unicodedata import combining

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QTextLayout, QTextOption
from pytestqt.qtbot import QtBot

from operator_app.sheets.display import analyse
from operator_app.sheets.fonts import Fonts
from operator_app.sheets.text import Run, Setter, Style
from tests.sheets.material import FONTS, mixed_lines

WIDE = 100_000.0


def placed(text: str, fonts: Fonts) -> list[tuple[float, str]]:
    """Each character with the middle of its place, from left to right."""
    setter = Setter(text, (Run(text),), Style(size=1000), True, fonts.plain)
    pen = 0.0
    found: list[tuple[float, str]] = []
    for piece in setter.lines(WIDE * 10)[0].visual():
        for _, advance, _, char in piece.shaped.glyphs:
            found.append((pen + advance / 2, char.replace("\u00a0", " ")))
            pen += advance
    return found


@pytest.fixture(scope="module")
def lines() -> list[str]:
    return mixed_lines(240)


def test_nothing_is_lost_or_doubled(lines: Sequence[str], fonts: Fonts) -> None:
    for line in lines:
        assert sorted(char for _, char in placed(line, fonts)) == sorted(line), line


def test_digits_of_a_number_rise_from_left_to_right(lines: Sequence[str], fonts: Fonts) -> None:
    for line in lines:
        shown = "".join(char for _, char in placed(line, fonts))
        for start, stop in analyse(line, True).isolates:
            assert line[start:stop] in shown, (line, shown)


def test_the_first_arabic_word_is_rightmost(lines: Sequence[str], fonts: Fonts) -> None:
    for line in lines:
        first = next(char for char in line if "\u0621" <= char <= "\u064a")
        letters = [char for _, char in placed(line, fonts) if char.isalnum()]
        assert letters[-1] == first, line


def test_brackets_embrace_what_they_hold(lines: Sequence[str], fonts: Fonts) -> None:
    """Between the two places of a pair stands exactly what stands between them in the text."""
    for line in lines:
        shown = [char for _, char in placed(line, fonts)]
        if line.count("(") != 1:
            continue
        inside = line[line.index("(") + 1 : line.index(")")]
        left, right = sorted((shown.index("("), shown.index(")")))
        assert sorted(shown[left + 1 : right]) == sorted(inside), line


def with_isolates(text: str) -> tuple[str, list[int]]:
    """The text as another engine must get it, and where each of its characters then is."""
    starts = {start for start, _ in analyse(text, True).isolates}
    stops = {stop for _, stop in analyse(text, True).isolates}
    parts: list[str] = []
    places: list[int] = []
    for index, char in enumerate(text):
        parts.append("\u2069" * (index in stops) + "\u2066" * (index in starts))
        places.append(sum(map(len, parts)))
        parts.append(char)
    return "".join(parts) + "\u2069" * (len(text) in stops), places


def qt_order(text: str, family: str) -> str:
    """The letters and digits of the line as Qt shows them, from left to right."""
    shown, places = with_isolates(text)
    font = QFont(family)
    font.setPixelSize(1000)
    layout = QTextLayout(shown, font)
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.RightToLeft)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(WIDE)
    layout.endLayout()
    spots: list[tuple[float, int, str]] = []
    last = 0.0
    for index, (char, place) in enumerate(zip(text, places, strict=True)):
        runs = [run for run in line.glyphRuns(place, 1) if run.positions()]
        last = runs[0].positions()[0].x() if runs else last
        spots.append((last, -index, char))  # of a ligature's characters the later one stands on the left
    return "".join(char for _, _, char in sorted(spots) if char.isalnum())


def test_the_order_is_that_of_the_reference_engine(lines: Sequence[str], fonts: Fonts, qtbot: QtBot) -> None:
    assert qtbot
    number = QFontDatabase.addApplicationFont(str(FONTS / "IBMPlexSansArabic-Regular.ttf"))
    family = QFontDatabase.applicationFontFamilies(number)[0]
    compared = 0
    for line in lines:
        if any(combining(char) for char in line):
            continue
        own = "".join(char for _, char in placed(line, fonts) if char.isalnum())
        assert own == qt_order(line, family), line
        compared += 1
    assert compared >= 200


def test_neighbours_stand_beside_each_other(lines: Sequence[str], fonts: Fonts) -> None:
    for line in lines:
        middles = [x for x, _ in placed(line, fonts)]
        assert all(left <= right for left, right in pairwise(middles)), line
