"""Whether words have the room that they need: extents of texts against the boxes that hold them."""

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QWidget,
)

from operator_app.domain.direction import plain
from operator_app.ui.wrapping import WrappingCheck, WrappingRadio

# What a style may round away.
_SLACK = 2
SMALLEST_TARGET = 24


def faults(window: QWidget) -> Iterator[str]:
    """What is cut, lies over something else or is too small to be hit, in words."""
    seen = [one for one in window.findChildren(QWidget) if _counts(one)]
    for one in seen:
        if isinstance(one, QLabel):
            yield from _label(one)
        elif isinstance(one, QAbstractButton):
            yield from _button(one)
        elif isinstance(one, QLineEdit) and not isinstance(one.parentWidget(), QAbstractSpinBox | QComboBox):
            yield from _line(one)
        elif isinstance(one, QAbstractSpinBox | QComboBox):
            yield from _value(one)
        elif isinstance(one, QTableView):
            yield from _table(one)
    yield from _outside(window, seen)
    yield from _over_each_other(window, seen)


def _counts(one: QWidget) -> bool:
    # The buttons inside a line are Qt's own pictures: the line itself is the target. The arrow of a menu bar that has
    # no room is Qt's own too; Alt opens the menu bar.
    return one.isVisible() and not isinstance(one.parentWidget(), QLineEdit) and not one.objectName().startswith("qt_")


def _words(one: QWidget) -> str:
    return one.text() if isinstance(one, QLabel | QAbstractButton) else ""


def _full_text_is_there(one: QWidget, text: str) -> bool:
    """A text that is cut can still be read: in its tooltip, and by assistive technology."""
    return text in one.toolTip() and plain(text) in plain(one.accessibleName() or text)


def _label(one: QLabel) -> Iterator[str]:
    if not one.text() or not one.pixmap().isNull():
        return
    wanted = one.heightForWidth(one.width()) if one.wordWrap() else one.sizeHint().height()
    if wanted > one.height() + _SLACK:
        yield f"cut below: {one.text()!r} needs {wanted}, has {one.height()}"
    narrowest = one.sizeHint().width()
    if one.wordWrap():
        metrics = QFontMetrics(one.font())
        narrowest = max((metrics.horizontalAdvance(word) for word in one.text().split()), default=0)
    if narrowest > one.width() + _SLACK and not _full_text_is_there(one, one.text()):
        yield f"cut at its end: {one.text()!r} needs {narrowest}, has {one.width()}"


def _button(one: QAbstractButton) -> Iterator[str]:
    if isinstance(one, WrappingRadio | WrappingCheck):
        if one.heightForWidth(one.width()) > one.height() + _SLACK or one.minimumSizeHint().width() > one.width():
            yield f"cut below: {one.text()!r}"
    elif one.text() and one.sizeHint().width() > one.width() + _SLACK:
        yield f"cut at its end: {one.text()!r} needs {one.sizeHint().width()}, has {one.width()}"
    if one.text() and QFontMetrics(one.font()).height() > one.height() + _SLACK:
        yield f"cut below: {one.text()!r}"
    if min(one.width(), one.height()) < SMALLEST_TARGET:
        yield f"small target {one.accessibleName() or one.text()!r} {one.size().toTuple()}"


def _line(one: QLineEdit) -> Iterator[str]:
    """What is typed scrolls under the cursor; the hint that stands there before does not."""
    metrics = QFontMetrics(one.font())
    if metrics.height() > one.height() + _SLACK:
        yield f"cut below: line {one.accessibleName()!r}"
    hint = one.placeholderText()
    if hint and metrics.horizontalAdvance(hint) > one.width() and hint not in one.toolTip():
        yield f"hint cut: {hint!r}"


def _value(one: QAbstractSpinBox | QComboBox) -> Iterator[str]:
    text = one.currentText() if isinstance(one, QComboBox) else one.text()
    metrics = QFontMetrics(one.font())
    if metrics.horizontalAdvance(text) > one.width() + _SLACK or metrics.height() > one.height() + _SLACK:
        yield f"value cut: {text!r} in {one.size().toTuple()}"
    if one.height() < SMALLEST_TARGET:
        yield f"small target {one.accessibleName()!r} {one.size().toTuple()}"


def _table(one: QTableView) -> Iterator[str]:
    """Cells may be cut where their tooltip holds the whole; headers may not."""
    model, header = one.model(), one.horizontalHeader()
    for column in range(model.columnCount()):
        if one.isColumnHidden(column):
            continue
        room = header.sectionSize(column)
        yield from _header(header, column, room)
        for row in range(min(model.rowCount(), 30)):
            index = model.index(row, column)
            text = plain(str(model.data(index) or ""))
            wide = max((QFontMetrics(one.font()).horizontalAdvance(part) for part in text.splitlines()), default=0)
            whole = text in plain(str(model.data(index, Qt.ItemDataRole.ToolTipRole) or ""))
            if wide > room and not whole:
                yield f"cell cut, no tooltip: {text!r}"
            if text and QFontMetrics(one.font()).height() > one.rowHeight(row) + _SLACK:
                yield f"cell cut below: {text!r}"


def _header(header: QHeaderView, column: int, room: int) -> Iterator[str]:
    if not header.isVisible():
        return
    text = str(header.model().headerData(column, Qt.Orientation.Horizontal) or "")
    wanted = header.sectionSizeFromContents(column).width()
    whole = str(header.model().headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole) or "")
    if wanted > room + _SLACK and text not in whole:
        yield f"header cut: {text!r} needs {wanted}, has {room}"


def _scrolls(one: QWidget) -> QAbstractScrollArea | None:
    parent = one.parentWidget()
    while parent is not None:
        if isinstance(parent, QAbstractScrollArea):
            return parent
        parent = parent.parentWidget()
    return None


def _outside(window: QWidget, seen: list[QWidget]) -> Iterator[str]:
    """Words beyond the edge of what holds them, where nothing scrolls to them."""
    for one in seen:
        if not _words(one):
            continue
        area, holder = _scrolls(one), one.parentWidget()
        while holder is not None and holder is not area and holder is not window.parentWidget():
            box = QRect(one.mapTo(holder, QPoint(0, 0)), one.size())
            if area is not None and holder is area.viewport():
                # Up and down there is a scroll bar; to the sides only where one is allowed.
                sideways = area.horizontalScrollBarPolicy() is not Qt.ScrollBarPolicy.ScrollBarAlwaysOff
                if not sideways and (box.left() < -_SLACK or box.right() > holder.width() + _SLACK):
                    yield f"beyond the side of what scrolls: {_words(one)!r} at {box.getRect()} in {holder.width()}"
                break
            if not holder.rect().adjusted(-_SLACK, -_SLACK, _SLACK, _SLACK).contains(box):
                yield f"beyond its holder {type(holder).__name__} {holder.objectName()!r}: {_words(one)!r}"
                break
            holder = holder.parentWidget()


def _over_each_other(window: QWidget, seen: list[QWidget]) -> Iterator[str]:
    shown = [(one, _box(one, window)) for one in seen if _is_leaf(one)]
    for (one, box), (other, its) in combinations(shown, 2):
        both = box.intersected(its)
        apart = not one.isAncestorOf(other) and not other.isAncestorOf(one)
        if both.width() > _SLACK and both.height() > _SLACK and apart:
            yield f"over each other: {_name(one)} and {_name(other)}"


def _is_leaf(one: QWidget) -> bool:
    text = isinstance(one, QLabel) and bool(one.text()) and one.textFormat() is not Qt.TextFormat.RichText
    return text or isinstance(one, QPushButton | QLineEdit | QAbstractSpinBox | QAbstractButton)


def _box(one: QWidget, window: QWidget) -> QRect:
    return one.visibleRegion().boundingRect().translated(one.mapTo(window, QPoint(0, 0)))


def _name(one: QWidget) -> str:
    return repr(_words(one) or one.accessibleName() or type(one).__name__)
