"""What somebody with low vision meets, on every page with something on it: nothing cut or over something else at twice
the text size, large targets, contrast of words, of controls and of the focus as they are painted.
"""

from collections.abc import Callable, Iterator

import numpy as np
import pytest
import shiboken6
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from operator_app.domain.languages import Language
from operator_app.settings import Theme
from tests.ui.boxes import faults
from tests.ui.conftest import Program
from tests.ui.pictures import Picture, box_of, contrast, cut_out, edge_contrast, luminances, ratio
from tests.ui.walk import at, places, rest

_TEXT_CONTRAST, _PART_CONTRAST = 4.5, 3.0
# How many points have to change when a control gets the focus: this part of its outline, of a large one this many.
_OUTLINE, _ENOUGH = 0.5, 300
_FRAMED = (QPushButton, QLineEdit, QPlainTextEdit, QAbstractSpinBox, QComboBox)
_UNFRAMED = ("flat", "link")
THEMES = [Theme.LIGHT, Theme.DARK, Theme.CONTRAST_LIGHT, Theme.CONTRAST_DARK]
SMALL, SCREEN = (640, 450), (1366, 768)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "size", "percent"),
    [
        (Language.AR, SCREEN, 200),
        (Language.FR, SCREEN, 200),
        (Language.AR, SMALL, 100),
        (Language.FR, SMALL, 100),
        (Language.AR, SMALL, 200),
        (Language.FR, SMALL, 200),
    ],
)
def test_nothing_is_cut_and_targets_are_large(
    program_in: Callable[[Language], Program], language: Language, size: tuple[int, int], percent: int
) -> None:
    """Text at 200 % on a small screen; what is left of it when the system itself doubles everything; and both."""
    program = program_in(language)
    at(program, size, Theme.LIGHT, percent)
    found = set()
    for name, window in places(program):
        assert window.size().toTuple() == size, f"{name} makes the window larger"
        found |= {f"{name}: {fault}" for fault in faults(window)}
    assert not found, "\n".join(sorted(found))


@pytest.mark.slow
@pytest.mark.parametrize("language", [Language.AR, Language.FR])
@pytest.mark.parametrize(("size", "percent"), [(SCREEN, 200), (SMALL, 100), (SMALL, 200)])
def test_nothing_is_cut_in_the_first_questions(
    program_in: Callable[[Language], Program], language: Language, size: tuple[int, int], percent: int
) -> None:
    program = program_in(language)
    at(program, size, Theme.LIGHT, percent)
    page = program.shell._factory.first_run(language, program.desk.preferences.now, None)
    page.resize(*size)
    page.show()
    rest(program)
    found = set(faults(page))
    page.hide()
    page.deleteLater()
    assert not found, "\n".join(sorted(found))


def test_the_measure_finds_what_is_planted(program: Program) -> None:
    """A test that cannot fail measures nothing."""
    window = program.window
    holder = QWidget(window)
    holder.setGeometry(50, 200, 300, 120)
    cut, over, small = QLabel("Un mot très long", holder), QLabel("Un autre", holder), QPushButton("×", holder)
    cut.setGeometry(0, 0, 30, 10)
    over.setGeometry(5, 2, 80, 20)
    small.setGeometry(100, 60, 20, 20)
    outside = QLabel("dehors", holder)
    outside.setGeometry(280, 100, 90, 30)
    holder.show()
    rest(program)
    found = "\n".join(faults(window))
    for planted in ("cut below: 'Un mot très long'", "cut at its end: 'Un mot", "over each other", "small target '×'"):
        assert planted in found
    assert "beyond its holder" in found
    holder.deleteLater()


@pytest.mark.slow
@pytest.mark.parametrize("theme", THEMES)
def test_words_and_controls_are_painted_with_contrast(program: Program, theme: Theme) -> None:
    at(program, SCREEN, theme, 100)
    found = set()
    for name, window in places(program):
        picture = luminances(window)
        found |= {f"{name}: {fault}" for fault in _words(window, picture)}
        found |= {f"{name}: {fault}" for fault in _edges(window, picture)}
    assert not found, "\n".join(sorted(found))


def _words(window: QWidget, picture: Picture) -> Iterator[str]:
    for one in window.findChildren(QWidget):
        # The cross that empties a line is Qt's own and comes and goes gently.
        if not one.isVisible() or one.objectName().startswith("qt_") or isinstance(one.parentWidget(), QLineEdit):
            continue
        for text, part in _texts(one):
            box = box_of(one, window, part)
            # Of a row that is half behind the edge only the other half is looked at: its words may be away.
            if box.height() >= 8 and any(letter.isalnum() for letter in text):
                seen = contrast(cut_out(picture, box))
                if seen < _TEXT_CONTRAST:
                    yield f"{seen:.1f} to 1: {text!r}"


def _texts(one: QWidget) -> Iterator[tuple[str, QRect]]:
    """Words and where they stand in the widget."""
    if isinstance(one, QLabel | QAbstractButton):
        yield one.text(), one.rect()
    elif isinstance(one, QLineEdit):
        yield one.text() or one.placeholderText(), one.rect().adjusted(6, 6, -6, -6)
    elif isinstance(one, QListView):
        model = one.model()
        for row in range(min(model.rowCount(), 20)):
            index = model.index(row, 0)
            place = one.visualRect(index).translated(one.viewport().pos())
            if one.viewport().rect().contains(one.visualRect(index)):
                yield str(model.data(index) or ""), place


def _edges(window: QWidget, picture: Picture) -> Iterator[str]:
    """A control is told from its ground by its border or its own ground."""
    for one in window.findChildren(QWidget):
        inside = isinstance(one.parentWidget(), QAbstractSpinBox | QComboBox | QLineEdit | QAbstractItemView)
        if not isinstance(one, _FRAMED) or not one.isVisible() or not one.isEnabled() or inside or one.hasFocus():
            continue
        if one.property("role") in _UNFRAMED or one.visibleRegion().boundingRect() != one.rect():
            continue
        seen = edge_contrast(picture, box_of(one, window))
        if seen < _PART_CONTRAST:
            yield f"edge {seen:.1f} to 1: {type(one).__name__} {one.accessibleName()!r}"


@pytest.mark.slow
@pytest.mark.parametrize("theme", THEMES)
def test_the_focus_is_seen_on_every_page(program: Program, theme: Theme) -> None:
    at(program, SCREEN, theme, 100)
    found, done = set(), set()
    for name, window in places(program):
        had = QApplication.focusWidget()
        # Asked again after each: a page that is filled anew meanwhile has other controls than it had.
        while (one := next((c for c in _reached_by_tab(window) if _known(name, c) not in done), None)) is not None:
            done.add(_known(name, one))
            found |= {f"{name}: {fault}" for fault in [_unseen(window, one)] if fault}
        if had is not None:
            had.setFocus()
    assert len(done) > 150, "every page was there"
    assert not found, "\n".join(sorted(found))


def _reached_by_tab(window: QWidget) -> Iterator[QWidget]:
    for one in window.findChildren(QWidget):
        by_tab = one.isVisible() and one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        if by_tab and not one.objectName().startswith("qt_"):
            yield one


def _known(page: str, control: QWidget) -> tuple[str, str]:
    """A control with an identifier is the same on every page, one without belongs to its page."""
    identifier = control.accessibleIdentifier()
    return ("", identifier) if identifier else (page, control.accessibleName())


def _unseen(window: QWidget, control: QWidget) -> str:
    box = box_of(control, window)
    if box.isEmpty():
        return ""
    control.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    if not shiboken6.isValid(control):
        return ""
    box = box_of(control, window)
    if not control.hasFocus() or not control.isVisible() or box.isEmpty():
        return ""
    focused = luminances(window, box)
    control.clearFocus()
    QApplication.processEvents()
    plain = luminances(window, box)
    if not shiboken6.isValid(control) or focused.shape != plain.shape or not focused.size:
        return ""
    changed = int(np.count_nonzero(ratio(focused, plain) >= _PART_CONTRAST))
    needed = min(_ENOUGH, int(_OUTLINE * 2 * (box.width() + box.height())))
    name = control.accessibleName() or control.objectName()
    return f"{type(control).__name__} {name!r}: {changed} of {needed} points change" if changed < needed else ""
