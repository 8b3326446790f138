"""The contacts of what is shown: name, number large and left to right, open now or when."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from operator_app.domain.contacts import Contact, Phone, PhoneKind
from operator_app.domain.documents import Document
from operator_app.domain.hours import Opening
from operator_app.domain.numbers import display
from operator_app.ui import words
from operator_app.ui.context import UiContext

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
_MOST_ROWS_SEEN = 3
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class ContactRow:
    """One number of one contact, or a contact without any. `deputy` marks those that come after the first."""

    document: Document
    contact: Contact
    phone: Phone | None
    opening: Opening
    deputy: bool


def rows_of(contacts: Sequence[tuple[Document, Opening]], *, single: bool) -> list[ContactRow]:
    """A row for the main number of each contact; for a `single` contact one for each of its numbers."""
    rows: list[ContactRow] = []
    for place, (document, opening) in enumerate(contacts):
        if not isinstance(document.body, Contact):
            continue
        main = document.body.main_phone()
        phones: Sequence[Phone | None] = document.body.phones if single and document.body.phones else (main,)
        rows += [ContactRow(document, document.body, phone, opening, place > 0) for phone in phones]
    return rows


class ContactRowsModel(QAbstractListModel):
    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self.rows: list[ContactRow] = []

    def show(self, rows: Sequence[ContactRow]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)):
            return self.sentence(row)
        return None

    def sentence(self, row: ContactRow) -> str:
        """The row as it is spoken: digits in groups, so that speech does not read millions."""
        t = self._context.t
        name = row.contact.title(self._context.language)
        parts = [t("Deputy: {name}", name=name) if row.deputy else name]
        parts.append(display(row.phone.number) if row.phone else t("No number yet"))
        parts.append(words.opening(t, self._context.dates, row.opening))
        return ". ".join(parts)


class ContactRowDelegate(QStyledItemDelegate):
    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._name = context.style.font(1.05, bold=True)
        self._number = context.style.font(1.45, bold=True)
        self._small = context.style.font(0.92)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(self._context.style.px(180), self._context.style.px(60))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, ContactRow):
            return
        style, colours = self._context.style, self._context.style.colours
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        if selected:
            painter.fillRect(option.rect, QColor(colours.selection))
        if focused:
            painter.setPen(QPen(QColor(colours.on_selection if selected else colours.focus), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))
        inner = option.rect.adjusted(style.px(10), style.px(4), -style.px(10), -style.px(4))
        half = inner.height() // 2
        rtl = self._context.language.right_to_left
        number = display(row.phone.number) if row.phone else ""
        painter.setFont(self._number)
        wide = painter.fontMetrics().horizontalAdvance(number) + style.px(8)
        box = QRect(inner.left() if rtl else inner.right() - wide, inner.top(), wide, inner.height())
        text = QColor(colours.on_selection if selected else colours.text)
        painter.setPen(text if number else QColor(colours.muted))
        # Numbers are drawn in a left-to-right run of their own, never inside a sentence.
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), number)
        painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        rest = inner.adjusted(wide, 0, 0, 0) if rtl else inner.adjusted(0, 0, -wide, 0)
        name, opening = self._lines(row)
        side = int((Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter)
        painter.setPen(text)
        painter.setFont(self._name)
        self._elided(painter, QRect(rest.left(), rest.top(), rest.width(), half), side, name)
        painter.setFont(self._small)
        painter.setPen(QColor(colours.on_selection if selected else self._tone(row.opening)))
        self._elided(painter, QRect(rest.left(), rest.top() + half, rest.width(), half), side, opening)
        painter.restore()

    def _lines(self, row: ContactRow) -> tuple[str, str]:
        t = self._context.t
        name = row.contact.title(self._context.language)
        label = row.phone.label.best(self._context.language)[0] if row.phone else ""
        fax = t("Fax") if row.phone and row.phone.kind is PhoneKind.FAX else ""
        name = t("Deputy: {name}", name=name) if row.deputy else name
        opening = words.opening(t, self._context.dates, row.opening) if row.phone else t("No number yet")
        return " · ".join(part for part in (name, label or fax) if part), opening

    def _tone(self, opening: Opening) -> str:
        colours = self._context.style.colours
        if not opening.known:
            return colours.muted
        return colours.good if opening.open else colours.warn

    @staticmethod
    def _elided(painter: QPainter, rect: QRect, side: int, text: str) -> None:
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, side | int(Qt.AlignmentFlag.AlignAbsolute), shown)


class ContactRows(QListView):
    """Enter refers to the current row, Ctrl+Enter dials it, Ctrl+C copies its number."""

    referred = Signal(object)
    """The `ContactRow` that Enter or a double click meant."""
    dialled = Signal(str)
    copied = Signal(str)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.setObjectName("contactRows")
        self.setAccessibleName(context.t("Contacts"))
        self.setAccessibleDescription(context.t("Enter refers, Ctrl+Enter dials, Ctrl+C copies the number."))
        self.setAccessibleIdentifier("contacts")
        self._context = context
        self.contacts = ContactRowsModel(context)
        self._delegate = ContactRowDelegate(context)
        self.setModel(self.contacts)
        self.setItemDelegate(self._delegate)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(lambda _index: self._emit_referred())
        self.selectionModel().selectionChanged.connect(self._follow_selection)

    def show_rows(self, rows: Sequence[ContactRow]) -> None:
        self.contacts.show(rows)
        self.setVisible(bool(rows))
        seen = min(len(rows), _MOST_ROWS_SEEN)
        self.setFixedHeight(seen * self._context.style.px(60) + self._context.style.px(4))
        if rows:
            self.setCurrentIndex(self.contacts.index(0, 0))

    def current(self) -> ContactRow | None:
        index = self.currentIndex()
        return self.contacts.rows[index.row()] if 0 <= index.row() < len(self.contacts.rows) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current()
        number = row.phone.number if row is not None and row.phone is not None else ""
        if event.matches(QKeySequence.StandardKey.Copy) and number:
            self.copied.emit(number)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row is not None:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier and number:
                self.dialled.emit(number)
            else:
                self._emit_referred()
        else:
            super().keyPressEvent(event)

    def _emit_referred(self) -> None:
        if self.current() is not None:
            self.referred.emit(self.current())

    def _follow_selection(self) -> None:
        chosen = self.selectionModel().selectedIndexes()
        if chosen and chosen[0].row() != self.currentIndex().row():
            self.setCurrentIndex(chosen[0])
