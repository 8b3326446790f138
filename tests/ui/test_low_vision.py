"""What somebody with low vision meets: nothing cut at twice the text size, large targets, contrast, focus as painted.

Measured on the real window: words against the boxes that hold them, colours from its pictures.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QLabel, QLineEdit, QPushButton, QWidget

from operator_app.domain.languages import Language
from operator_app.settings import Theme
from operator_app.ui.actions import ACTIONS, Do
from tests.ui.conftest import Program, settings_in

_NO_PAGE = (Do.QUIT, Do.EXPORT, Do.FULL_SCREEN, Do.DROP_CALL)
_SMALLEST_TARGET = 24
_TEXT_CONTRAST, _PART_CONTRAST = 4.5, 3.0
# What a style may round away.
_SLACK = 2
# How many points have to change when a control gets the focus: this part of its outline, of a large one this many.
_OUTLINE, _ENOUGH = 0.5, 300
Picture = NDArray[np.float64]


def at(program: Program, size: tuple[int, int], theme: Theme, percent: int) -> None:
    """The window in a theme, at a text size, of a size."""
    before, language = program.window, program.desk.preferences.now.language
    assert language is not None
    wanted = replace(settings_in(language), text_percent=percent, theme=theme)
    program.desk.preferences.change(wanted)
    program.player.wait("new window", lambda: program.shell.window is not before)
    program.window.resize(*size)
    program.player.settle()


def pages(program: Program) -> Iterator[Do]:
    """Every page one after the other, a call with an article among them."""
    for action in ACTIONS:
        if action.do in _NO_PAGE:
            continue
        program.window.do(action.do)
        program.player.settle()
        if action.do is Do.CALL:
            program.player.type("pas")
            program.player.settle()
        yield action.do
        if action.do not in (Do.CALL, Do.CLOSE):
            program.player.press(Qt.Key.Key_Escape)
            program.player.settle()


def shown(program: Program, *kinds: type[QWidget]) -> list[QWidget]:
    found = [one for kind in kinds for one in program.window.findChildren(kind)]
    # The buttons inside a line are Qt's own pictures: the line itself is the target. The arrow of a menu bar that has
    # no room is Qt's own too; Alt opens the menu bar.
    return [
        one
        for one in found
        if one.isVisible() and not isinstance(one.parentWidget(), QLineEdit) and not one.objectName().startswith("qt_")
    ]


def cut(widget: QWidget) -> str:
    """What is wrong with the room that the words of a label or button have."""
    if isinstance(widget, QLabel) and widget.text() and widget.pixmap().isNull():
        wanted = widget.heightForWidth(widget.width()) if widget.wordWrap() else widget.sizeHint().height()
        if wanted > widget.height() + _SLACK:
            return f"cut below: {widget.text()!r} needs {wanted}, has {widget.height()}"
        if not widget.wordWrap() and widget.sizeHint().width() > widget.width() + _SLACK:
            return f"cut at its end: {widget.text()!r}"
    if isinstance(widget, QPushButton | QCheckBox) and widget.sizeHint().width() > widget.width() + _SLACK:
        return f"cut at its end: {widget.text()!r}"
    return ""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "size", "percent"),
    [(Language.AR, (1366, 768), 200), (Language.FR, (1366, 768), 200), (Language.FR, (640, 450), 100)],
)
def test_nothing_is_cut_and_targets_are_large(
    program_in: Callable[[Language], Program], language: Language, size: tuple[int, int], percent: int
) -> None:
    """Text at 200 % on a small screen; and what is left of that screen when the system itself doubles everything."""
    program = program_in(language)
    at(program, size, Theme.LIGHT, percent)
    found = set()
    for do in pages(program):
        for _ in range(3):
            # One pass lays out the page, the next what scrolls in it.
            QApplication.processEvents()
        assert program.window.size().toTuple() == size, f"{do} makes the window larger"
        found |= {f"{do}: {fault}" for one in shown(program, QLabel, QPushButton, QCheckBox) if (fault := cut(one))}
        small = [
            one for one in shown(program, QAbstractButton) if min(one.width(), one.height()) < _SMALLEST_TARGET
        ]
        found |= {f"{do}: small target {one.accessibleName()!r} {one.size().toTuple()}" for one in small}
    assert not found, "\n".join(sorted(found))


@pytest.mark.slow
@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK, Theme.CONTRAST_LIGHT, Theme.CONTRAST_DARK])
def test_words_are_painted_with_contrast(program: Program, theme: Theme) -> None:
    at(program, (1366, 768), theme, 100)
    found = set()
    for do in pages(program):
        picture = luminances(program.window)
        for one in shown(program, QLabel, QPushButton, QCheckBox):
            text = one.text() if isinstance(one, QLabel | QAbstractButton) else ""
            seen = picture_of(picture, one, program.window)
            if any(letter.isalnum() for letter in text) and seen.size and contrast(seen) < _TEXT_CONTRAST:
                found.add(f"{do}: {contrast(seen):.1f} to 1: {text!r}")
    assert not found, "\n".join(sorted(found))


@pytest.mark.slow
@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK, Theme.CONTRAST_LIGHT, Theme.CONTRAST_DARK])
def test_the_focus_is_seen(program: Program, theme: Theme) -> None:
    at(program, (1366, 768), theme, 100)
    window = program.window
    found = set()
    for do in (Do.CALL, Do.SETTINGS, Do.LOG, Do.IMPORT, Do.HELP):
        window.do(do)
        program.player.settle()
        for one in window.findChildren(QWidget):
            if one.isVisible() and one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus:
                found |= {f"{do}: {fault}" for fault in [_unseen(window, one)] if fault}
        program.player.press(Qt.Key.Key_Escape)
        program.player.settle()
    assert not found, "\n".join(sorted(found))


def _unseen(window: QWidget, control: QWidget) -> str:
    control.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    focused = picture_of(luminances(window), control, window)
    control.clearFocus()
    QApplication.processEvents()
    plain = picture_of(luminances(window), control, window)
    if focused.shape != plain.shape or not focused.size:
        return ""
    lighter, darker = np.maximum(focused, plain), np.minimum(focused, plain)
    changed = int((((lighter + 0.05) / (darker + 0.05)) >= _PART_CONTRAST).sum())
    needed = min(_ENOUGH, int(_OUTLINE * 2 * (control.width() + control.height())))
    name = control.accessibleName() or control.objectName()
    return f"{type(control).__name__} {name!r}: {changed} of {needed} points change" if changed < needed else ""


def luminances(window: QWidget) -> Picture:
    """The relative luminance of every point of the window as painted (WCAG 2.2)."""
    image = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    shape = (image.height(), image.bytesPerLine() // 4, 4)
    parts = np.frombuffer(bytes(image.constBits()), dtype=np.uint8).reshape(shape)[:, : image.width(), 2::-1] / 255.0
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ np.array([0.2126, 0.7152, 0.0722]), dtype=np.float64)


def picture_of(picture: Picture, widget: QWidget, window: QWidget) -> Picture:
    """The part of the picture where the widget can be seen."""
    seen = widget.visibleRegion().boundingRect().translated(widget.mapTo(window, QPoint(0, 0)))
    box = seen.intersected(QRect(0, 0, picture.shape[1], picture.shape[0]))
    return picture[box.top() : box.top() + box.height(), box.left() : box.left() + box.width()]


def contrast(seen: Picture) -> float:
    """Of the ground, the most frequent tone, with what stands out from it most."""
    tones, counts = np.unique(seen.round(3), return_counts=True)
    ground = float(tones[counts.argmax()])
    ratios = (np.maximum(tones, ground) + 0.05) / (np.minimum(tones, ground) + 0.05)
    return float(ratios.max())
