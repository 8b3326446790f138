"""The caret of an empty line stands beside its hint, whatever the keyboard's language."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLineEdit

from operator_app.domain.languages import Language
from operator_app.ui.note_line import NoteLine
from tests.ui.conftest import Program

Key = Qt.Key


def caret_is_right(line: QLineEdit) -> bool:
    place = line.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    assert isinstance(place, QRect)
    return place.center().x() > line.width() / 2


@pytest.mark.parametrize(("language", "right"), [(Language.AR, True), (Language.FR, False)])
def test_the_caret_of_an_empty_line(program_in: Callable[[Language], Program], language: Language, right: bool) -> None:
    program = program_in(language)
    player = program.player
    player.press(Key.Key_F2)
    player.settle()
    box = program.window.desk_page.search.box
    assert caret_is_right(box) is right
    player.type("q")
    assert caret_is_right(box) is right, "it jumps at the first letter"
    player.press(Key.Key_F2, Qt.KeyboardModifier.ShiftModifier)
    player.settle()
    note = program.window.findChild(NoteLine)
    assert note is not None
    assert note.hasFocus()
    assert caret_is_right(note) is right
