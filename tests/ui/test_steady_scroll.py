"""A scroll area's accessible children are the same few, whatever is seen of it: Qt checks no bounds there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from operator_app.ui.steady_scroll import SteadyScroll

UI = Path(__file__).resolve().parents[2] / "operator_app" / "ui"


@pytest.fixture
def area(qtbot: QtBot) -> Iterator[SteadyScroll]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(300, 200)
    made = SteadyScroll(window)
    made.setGeometry(0, 0, 300, 200)
    made.setWidgetResizable(True)
    page = QWidget()
    page.setMinimumHeight(900)
    made.setWidget(page)
    window.show()
    yield made
    window.close()


def test_its_bar_is_never_an_accessible_child(area: SteadyScroll, qtbot: QtBot) -> None:
    qtbot.waitUntil(area.bar.isVisible)
    seen = QAccessible.queryAccessibleInterface(area)
    assert seen.childCount() == 1
    page = area.widget()
    assert page is not None
    page.setMinimumHeight(10)
    qtbot.waitUntil(area.bar.isHidden)
    assert seen.childCount() == 1
    area.hide()
    assert seen.childCount() == 1


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_its_bar_moves_it_and_stands_beside_what_is_seen(
    area: SteadyScroll, qtbot: QtBot, direction: Qt.LayoutDirection
) -> None:
    area.setLayoutDirection(direction)
    qtbot.waitUntil(area.bar.isVisible)
    qtbot.waitUntil(lambda: not area.bar.geometry().intersects(area.viewport().geometry()))
    at_the_left = area.bar.geometry().left() < area.viewport().geometry().left()
    assert at_the_left is (direction is Qt.LayoutDirection.RightToLeft)
    area.bar.setValue(area.bar.maximum())
    assert area.verticalScrollBar().value() == area.verticalScrollBar().maximum() == area.bar.maximum() > 0
    area.verticalScrollBar().setValue(0)
    assert area.bar.value() == 0


def test_every_scroll_area_of_the_program_is_one() -> None:
    """Nowhere in the program is one made that is not."""
    made = [
        file.name
        for file in UI.rglob("*.py")
        if re.search(r"\bQScrollArea\(|\(Q(Abstract)?ScrollArea\)", file.read_text(encoding="utf-8"))
    ]
    assert made == ["steady_scroll.py"]
