"""Tab goes where the eye goes: the order of the layouts, not the order in which widgets were made."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QScrollArea, QSplitter, QStackedWidget, QWidget


def follow_layout(holder: QWidget) -> None:
    """Everything in a widget that Tab reaches comes one after the other as it is laid out. The first of it stays where
    it is in the order of its window. Nothing within may be a focus proxy of what holds it: Qt leaves the holder where
    it was, and Tab jumps there."""
    for before, after in pairwise(_stops(holder)):
        QWidget.setTabOrder(before, after)


def put_before(holder: QWidget, after: QWidget) -> None:
    """Everything in a widget that Tab reaches comes right before another one: a row that was made later."""
    stops = [after, *_stops(holder)]
    for one, other in pairwise([*stops, after]):
        QWidget.setTabOrder(one, other)


def _stops(widget: QWidget) -> Iterator[QWidget]:
    """What takes the focus by Tab, in the order of reading."""
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    layout = widget.layout()
    if isinstance(widget, QScrollArea):
        held: list[QWidget | None] = [widget.widget()]
    elif isinstance(widget, QSplitter | QStackedWidget):
        held = [widget.widget(place) for place in range(widget.count())]
    else:
        held = list(_laid_out(layout)) if layout is not None else []
    for one in held:
        if one is not None:
            yield from _stops(one)


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    """The widgets of a layout and of those within it."""
    if isinstance(layout, QGridLayout):
        places = ((row, column) for row in range(layout.rowCount()) for column in range(layout.columnCount()))
        # What spans several columns is found at each of them.
        items = list(dict.fromkeys(layout.itemAtPosition(*place) for place in places))
    else:
        items = [layout.itemAt(place) for place in range(layout.count())]
    for item in items:
        widget = item.widget() if item is not None else None
        within = item.layout() if item is not None else None
        if widget is not None:
            yield widget
        elif within is not None:
            yield from _laid_out(within)
