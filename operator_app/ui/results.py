"""Search results: one list for procedures, tips and contacts, each row one sentence to a screen reader."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from operator_app.domain.search import Hit, Marks
from operator_app.domain.speaking import in_arabic_letters
from operator_app.ui import words
from operator_app.ui.context import UiContext

HIT_ROLE = int(Qt.ItemDataRole.UserRole)
_NUMBERED = 10
_Index = QModelIndex | QPersistentModelIndex


class ResultsModel(QAbstractListModel):
    """The hits of the latest search."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._hits: tuple[Hit, ...] = ()

    def show(self, hits: Sequence[Hit]) -> None:
        self.beginResetModel()
        self._hits = tuple(hits)
        self.endResetModel()

    def hit(self, row: int) -> Hit | None:
        return self._hits[row] if 0 <= row < len(self._hits) else None

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._hits)

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        hit = self.hit(index.row())
        if hit is None:
            return None
        if role == HIT_ROLE:
            return hit
        if role == int(Qt.ItemDataRole.DisplayRole):
            return hit.title.text
        if role == int(Qt.ItemDataRole.AccessibleTextRole):
            return self.sentence(hit)
        return None

    def sentence(self, hit: Hit) -> str:
        """The row as it is spoken and brailled. The title in the other language is left out, as a voice of this one
        spells or mangles it, unless there is none in this one."""
        t = self._context.t
        parts = [hit.title.text, words.kind(t, hit.kind)]
        if hit.expired:
            parts.append(t("Expired"))
        if hit.other_title and in_arabic_letters(hit.title.text) is not self._context.language.right_to_left:
            parts.insert(0, hit.other_title)
        return ". ".join(parts)


class ResultDelegate(QStyledItemDelegate):
    """Draws a hit: title with its matched words marked, kind and other title, excerpt."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        style = context.style
        self._title = style.font(1.1, bold=True)
        self._small = style.font(0.9)
        self._padding = style.px(8)
        self._icon = style.px(20)

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        hit = index.data(HIT_ROLE)
        lines = 2 if isinstance(hit, Hit) and not hit.excerpt.text else 3
        style = self._context.style
        return QSize(style.px(160), 2 * self._padding + style.px(25) + (lines - 1) * style.px(20))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        hit = index.data(HIT_ROLE)
        if not isinstance(hit, Hit):
            return
        colours = self._context.style.colours
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if selected:
            painter.fillRect(option.rect, QColor(colours.selection))
            self._edge(painter, option.rect, colours.on_selection)
        else:
            painter.setPen(QPen(QColor(colours.border)))
            painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        text = QColor(colours.on_selection if selected else colours.text)
        muted = QColor(colours.on_selection if selected else colours.muted)
        area = self._lay_icon(painter, option.rect, hit, muted, index.row())
        y = option.rect.top() + self._padding
        step = self._context.style.px(25)
        self._line(painter, QRect(area.left(), y, area.width(), step), hit.title, self._title, text)
        y += step
        step = self._context.style.px(20)
        self._line(painter, QRect(area.left(), y, area.width(), step), Marks(self._second(hit)), self._small, muted)
        if hit.excerpt.text:
            y += step
            self._line(painter, QRect(area.left(), y, area.width(), step), hit.excerpt, self._small, text)
        painter.restore()

    def _second(self, hit: Hit) -> str:
        t = self._context.t
        parts = [t("Expired")] if hit.expired else []
        parts.append(words.kind(t, hit.kind))
        return " · ".join([*parts, hit.other_title] if hit.other_title else parts)

    def _edge(self, painter: QPainter, rect: QRect, colour: str) -> None:
        """A thick edge on the start side: the selection is not told by colour alone."""
        width = self._context.style.px(4)
        start = rect.right() - width + 1 if self._mirrored else rect.left()
        painter.fillRect(QRect(start, rect.top(), width, rect.height()), QColor(colour))

    @property
    def _mirrored(self) -> bool:
        return self._context.language.right_to_left

    def _lay_icon(self, painter: QPainter, rect: QRect, hit: Hit, colour: QColor, row: int) -> QRect:
        """Draw kind and number on the start side; returns what is left for the text."""
        gap = self._padding
        inner = rect.adjusted(gap + self._context.style.px(4), 0, -gap - self._context.style.px(4), 0)
        left = inner.right() - self._icon if self._mirrored else inner.left()
        top = rect.top() + gap + self._context.style.px(2)
        painter.drawPixmap(left, top, self._context.icons.of_kind(hit.kind, colour.name(), self._icon))
        if row < _NUMBERED:
            painter.setPen(colour)
            painter.setFont(self._small)
            place = QRect(left, top + self._icon, self._icon, self._context.style.px(20))
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), str((row + 1) % _NUMBERED))
        taken = self._icon + gap
        return inner.adjusted(0, 0, -taken, 0) if self._mirrored else inner.adjusted(taken, 0, 0, 0)

    def _line(self, painter: QPainter, rect: QRect, marks: Marks, font: QFont, colour: QColor) -> None:
        """One line in the direction of its own text, aligned to the side of the window's language."""
        text = marks.text.replace("\n", " ")
        layout = QTextLayout(text, font)
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setAlignment(
            Qt.AlignmentFlag.AlignAbsolute
            | (Qt.AlignmentFlag.AlignRight if self._mirrored else Qt.AlignmentFlag.AlignLeft)
        )
        layout.setTextOption(option)
        layout.setFormats([self._marked(*_utf16(text, start, end)) for start, end in marks.ranges])
        layout.beginLayout()
        line = layout.createLine()
        if line.isValid():
            line.setLineWidth(rect.width())
        layout.endLayout()
        painter.save()
        painter.setClipRect(rect)
        painter.setPen(colour)
        if line.isValid():
            line.draw(painter, QPointF(rect.left(), rect.top() + max(0.0, (rect.height() - line.height()) / 2)))
        painter.restore()

    def _marked(self, start: int, end: int) -> QTextLayout.FormatRange:
        shape = QTextCharFormat()
        shape.setBackground(QColor(self._context.style.colours.mark_ground))
        shape.setForeground(QColor(self._context.style.colours.mark))
        found = QTextLayout.FormatRange()
        found.start, found.length, found.format = start, end - start, shape
        return found


def _utf16(text: str, start: int, end: int) -> tuple[int, int]:
    """Code-point positions as Qt counts them."""
    return len(text[:start].encode("utf-16-le")) // 2, len(text[:end].encode("utf-16-le")) // 2


class ResultsList(QListView):
    """The list itself. Its current row is what is shown; Enter opens it."""

    rested = Signal(object)
    """The current hit changed: the `Hit`, or None."""
    opened = Signal(object)
    """Enter or a click: the `Hit` that is meant."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._hint = ""
        self.setObjectName("results")
        self.setAccessibleName(context.t("Results"))
        self.setAccessibleIdentifier("results")
        # Kept as attributes: models and delegates must outlive their view.
        self.hits = ResultsModel(context)
        self._delegate = ResultDelegate(context)
        self.setModel(self.hits)
        self.setItemDelegate(self._delegate)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(False)
        self.selectionModel().currentChanged.connect(lambda now, _before: self.rested.emit(self.hits.hit(now.row())))
        self.selectionModel().selectionChanged.connect(self._follow_selection)
        self.clicked.connect(lambda index: self.opened.emit(self.hits.hit(index.row())))

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """Show hits with the first one current, so that it is previewed without a key."""
        self.hits.show(hits)
        if hits:
            self.choose(0)
        else:
            self.rested.emit(None)

    def current(self) -> Hit | None:
        return self.hits.hit(self.currentIndex().row())

    def choose(self, row: int) -> Hit | None:
        """Make a row current; None when there is no such row."""
        hit = self.hits.hit(row)
        if hit is not None:
            self.setCurrentIndex(self.hits.index(row, 0))
        return hit

    def step(self, rows: int) -> None:
        """Up or down without leaving the search box."""
        last = self.hits.rowCount() - 1
        if last >= 0:
            self.choose(max(0, min(last, self.currentIndex().row() + rows)))

    def set_hint(self, text: str) -> None:
        """What an empty list says instead of nothing."""
        self._hint = text
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hits.rowCount() or not self._hint:
            return
        painter = QPainter(self.viewport())
        painter.setPen(QColor(self._context.style.colours.muted))
        margin = self._context.style.px(24)
        place = self.viewport().rect().adjusted(margin, margin, -margin, -margin)
        flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(place, flags, self._hint)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current() is not None:
            self.opened.emit(self.current())
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self.viewport().update()

    def _follow_selection(self) -> None:
        """Assistive technology changes the selection but not the current row: Enter would then open another one."""
        chosen = self.selectionModel().selectedIndexes()
        if chosen and chosen[0].row() != self.currentIndex().row():
            self.setCurrentIndex(chosen[0])
