"""A list whose rows are short texts: one Tab stop, arrows between rows, each row one sentence to a screen reader."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from operator_app.domain.direction import isolated
from operator_app.ui.context import UiContext
from operator_app.ui.theme import Colours

Index = QModelIndex | QPersistentModelIndex
_STRONG = ("good", "warn", "bad")
# Heights of wrapped texts that are kept: a list is laid out several times while it comes up, and its rows are alike.
_HEIGHTS = 4096
_COPY = QKeySequence.StandardKey.Copy
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True, slots=True)
class Entry:
    """A row: `badge` is a key or mark at its start, `head` its first line, `lines` what follows, each with a role
    ("", "muted", "good", "warn", "bad"). `spoken` is what a screen reader says, `copied` what Ctrl+C copies."""

    id: str
    head: str
    lines: tuple[tuple[str, str], ...] = ()
    badge: str = ""
    spoken: str = ""
    copied: str = ""
    large: bool = False

    def sentence(self) -> str:
        parts = (self.badge, self.head, *(text for text, _ in self.lines))
        return self.spoken or ". ".join(part.rstrip(".") for part in parts if part) + "."


class EntryModel(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self._entries: tuple[Entry, ...] = ()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """The same rows with other words are changed in place: a screen reader is not sent back to the start."""
        if entries and [entry.id for entry in entries] == [entry.id for entry in self._entries]:
            self._entries = tuple(entries)
            self.dataChanged.emit(self.index(0, 0), self.index(len(entries) - 1, 0))
            return
        self.beginResetModel()
        self._entries = tuple(entries)
        self.endResetModel()

    def entry(self, index: Index) -> Entry | None:
        return self._entries[index.row()] if index.isValid() and index.row() < len(self._entries) else None

    def row_of(self, id: str) -> int:
        """The row of an id, -1 when it is not there."""
        return next((row for row, entry in enumerate(self._entries) if entry.id == id), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        entry = self.entry(index)
        if entry is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.head
        return entry.sentence() if role == Qt.ItemDataRole.AccessibleTextRole else None


class EntryDelegate(QStyledItemDelegate):
    """Draws an entry; as tall as its wrapped lines."""

    def __init__(self, context: UiContext, model: EntryModel) -> None:
        super().__init__()
        self._context = context
        self._model = model
        style = context.style
        self._fonts = {
            "large": style.font(1.6, bold=True),
            "head": style.font(1.05, bold=True),
            "line": style.font(),
            "strong": style.font(bold=True),
        }
        self._heights: dict[tuple[str, str, int], int] = {}
        self.badge_width = 0

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry = self._model.entry(index)
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        if entry is None:
            return QSize(width, 0)
        px = self._context.style.px
        height = sum(rect.height() for rect, _, _, _ in self._laid_out(entry, QRect(0, 0, width, 0)))
        return QSize(width, max(height + px(8) * 2 + px(2) * len(entry.lines), px(40)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = self._model.entry(index)
        if entry is None:
            return
        colours = self._context.style.colours
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setLayoutDirection(option.direction)
        painter.fillRect(option.rect, QColor(colours.selection if chosen else colours.surface))
        painter.setPen(QColor(colours.border))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        self._draw_badge(painter, option, entry, chosen)
        for rect, text, font, role in self._laid_out(entry, option.rect):
            painter.setFont(font)
            painter.setPen(QColor(colours.on_selection if chosen else _colour(colours, role)))
            painter.drawText(QStyle.visualRect(option.direction, option.rect, rect), _WRAP, isolated(text))
        if chosen and option.state & QStyle.StateFlag.State_HasFocus:
            # On the ground of the chosen row the colour of the focus is too near in some themes.
            painter.setPen(QPen(QColor(colours.on_selection), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
        painter.restore()

    def _laid_out(self, entry: Entry, rect: QRect) -> list[tuple[QRect, str, QFont, str]]:
        """Each text with its place as if from left to right, its font and role."""
        px = self._context.style.px
        left = rect.left() + px(12) + (self.badge_width + px(12) if self.badge_width else 0)
        width = max(px(60), rect.right() - left - px(12))
        texts = [(entry.head, "large" if entry.large else "head", "")]
        texts += [(text, "strong" if role in _STRONG else "line", role) for text, role in entry.lines]
        top, placed = rect.top() + px(8), []
        for text, font, role in texts:
            height = self._height(text, font, width)
            placed.append((QRect(left, top, width, height), text, self._fonts[font], role))
            top += height + px(2)
        return placed

    def _height(self, text: str, font: str, width: int) -> int:
        """Of a text wrapped to a width, in pixels."""
        known = self._heights.get((text, font, width))
        if known is not None:
            return known
        if len(self._heights) >= _HEIGHTS:
            self._heights.clear()
        box = QFontMetrics(self._fonts[font]).boundingRect(QRect(0, 0, width, 100_000), _WRAP, text)
        self._heights[text, font, width] = box.height()
        return box.height()

    def _draw_badge(self, painter: QPainter, option: QStyleOptionViewItem, entry: Entry, chosen: bool) -> None:
        if not self.badge_width or not entry.badge:
            return
        colours, px = self._context.style.colours, self._context.style.px
        font = self._fonts["strong"]
        box = QRect(
            option.rect.left() + px(12),
            option.rect.top() + px(8),
            self.badge_width,
            QFontMetrics(font).height() + px(4),
        )
        box = QStyle.visualRect(option.direction, option.rect, box)
        painter.setPen(QColor(colours.on_selection if chosen else colours.control_border))
        painter.drawRoundedRect(box, px(4), px(4))
        painter.setFont(font)
        painter.setPen(QColor(colours.on_selection if chosen else colours.text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, isolated(entry.badge))

    def measure_badges(self, entries: Sequence[Entry]) -> None:
        """Make room for the widest badge."""
        metrics = QFontMetrics(self._fonts["strong"])
        widest = max((metrics.horizontalAdvance(entry.badge) for entry in entries), default=0)
        self.badge_width = widest + self._context.style.px(16) if widest else 0


class EntryList(QListView):
    """The list. `chosen(id)`: Enter or double click on a row; `current_changed(id)`: another row, "" for none."""

    chosen = Signal(str)
    current_changed = Signal(str)
    copied = Signal(str)

    def __init__(self, context: UiContext, name: str, identifier: str) -> None:
        super().__init__()
        self._model = EntryModel()
        self._delegate = EntryDelegate(context, self._model)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setAccessibleIdentifier(identifier)
        self.setProperty("role", "entries")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(context.style.px(96))
        self.doubleClicked.connect(self._enter)
        self.selectionModel().currentChanged.connect(lambda *_: self.current_changed.emit(self.current_id()))
        self.selectionModel().selectionChanged.connect(self._follow_selection)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these rows; the current row stays current, else the one in its place."""
        id, row = self.current_id(), max(0, self.currentIndex().row())
        self._delegate.measure_badges(entries)
        self._model.show_entries(entries)
        self.scheduleDelayedItemsLayout()
        kept = self._model.row_of(id) if id else -1
        self.select_row(kept if kept >= 0 else min(row, len(entries) - 1))

    def select_row(self, row: int) -> None:
        self.setCurrentIndex(self._model.index(row, 0))

    def current_id(self) -> str:
        entry = self._model.entry(self.currentIndex())
        return entry.id if entry else ""

    def current_entry(self) -> Entry | None:
        return self._model.entry(self.currentIndex())

    def entries(self) -> tuple[Entry, ...]:
        """What is shown, for tests and for copying."""
        rows = (self._model.entry(self._model.index(row, 0)) for row in range(self._model.rowCount()))
        return tuple(entry for entry in rows if entry is not None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entry = self.current_entry()
        if entry is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(entry.id)
        elif entry is not None and event.matches(_COPY):
            self.copied.emit(entry.copied or entry.sentence())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _enter(self, index: QModelIndex) -> None:
        entry = self._model.entry(index)
        if entry is not None:
            self.chosen.emit(entry.id)

    def _follow_selection(self, selected: QItemSelection, _gone: QItemSelection) -> None:
        """A screen reader's "select" changes the selection but not the current row: Enter would open another."""
        indexes = selected.indexes()
        if indexes and indexes[0] != self.currentIndex():
            self.setCurrentIndex(indexes[0])


def _colour(colours: Colours, role: str) -> str:
    named = {"muted": colours.muted, "good": colours.good, "warn": colours.warn, "bad": colours.bad}
    return named.get(role, colours.text)
