"""References to other documents, picked by search: the words are typed, Enter takes the first found."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from operator_app.desk import Desk
from operator_app.domain.documents import SEARCHED_KINDS, Kind
from operator_app.domain.languages import Language
from operator_app.domain.text import fold
from operator_app.ui.bridge import Latest, Request
from operator_app.ui.context import UiContext
from operator_app.ui.editing.control import Control
from operator_app.ui.pages.entries import Entry, EntryList
from operator_app.ui.pages.names import name_of, names_of
from operator_app.ui.pages.parts import button, column, line_edit, row

_MOST_FOUND = 8
_ROW = 40
_MOST_SEEN = 4


def look_for(desk: Desk, words: str, kinds: tuple[Kind, ...], language: Language) -> list[tuple[str, str]]:
    """(id, name) of what may be referred to. What is searched comes from the index, other kinds by their names."""
    if set(kinds) <= set(SEARCHED_KINDS):
        answer = desk.guide.search(desk.guide.query(words, language, _MOST_FOUND, kinds))
        return [(hit.id, hit.title.text or hit.other_title) for hit in answer.hits]
    wanted = fold(words)
    named = [(document.id, name_of(document, language)) for document in desk.publishing.of_kinds(*kinds)]
    return [(id, name) for id, name in named if wanted in fold(name)][:_MOST_FOUND]


class _Chosen(EntryList):
    """What is referred to: Delete takes one out, Alt+arrows move it."""

    removed = Signal(str)
    shifted = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not event.modifiers() and self.current_id():
            self.removed.emit(self.current_id())
        elif key in steps and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.shifted.emit(steps[key])
        else:
            super().keyPressEvent(event)


class ReferencesControl(Control):
    """Several references in order, or one (`single`: picking another takes its place)."""

    def __init__(
        self, context: UiContext, name: str, identifier: str, kinds: tuple[Kind, ...], single: bool = False
    ) -> None:
        super().__init__()
        self._context = context
        self._kinds = kinds
        self._single = single
        self._ids: tuple[str, ...] = ()
        self._names: dict[str, str] = {}
        self._latest = Latest()
        t = context.t
        self.chosen = _Chosen(context, name, f"{identifier}.chosen")
        self.chosen.setAccessibleDescription(t("Delete takes it out. Alt+Up and Alt+Down move it."))
        self.search = line_edit(context, t("Search to add: {field}", field=name), identifier)
        self.search.setPlaceholderText(t("Type a name, Enter adds the first found"))
        self.search.setToolTip(self.search.placeholderText())
        self.found = EntryList(context, t("Found"), f"{identifier}.found")
        self.remove = button(context, t("Take out"), f"{identifier}.remove")
        self.up = button(context, t("Move up"), f"{identifier}.up")
        self.down = button(context, t("Move down"), f"{identifier}.down")
        self.buttons = row(context, self.remove, *(() if single else (self.up, self.down)))
        layout = column(context, self, spacing=4)
        for part in (self.chosen, self.buttons, self.search, self.found):
            layout.addWidget(part)
        self._join()
        self._show()
        self.found.hide()

    def value(self) -> object:
        return (self._ids[0] if self._ids else "") if self._single else self._ids

    def show_value(self, value: object) -> None:
        if self.value() == value:
            return
        given = value if isinstance(value, tuple) else (value,)
        self._ids = tuple(str(id) for id in given if id)
        self._show()

    def show_names(self, names: Mapping[str, str]) -> None:
        """The names of what is referred to, once they were read."""
        self._names.update(names)
        self._show()

    def focus_widget(self) -> QWidget:
        return self.search

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter act on what was found while the cursor stays in the search line."""
        if watched is self.search and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        if self.found.isHidden():
            return False
        key = Qt.Key(event.key())
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if key in steps:
            count = len(self.found.entries())
            self.found.select_row(max(0, min(count - 1, self.found.currentIndex().row() + steps[key])))
            entry = self.found.current_entry()
            self._context.announcer.say_when_quiet(entry.head if entry else "")
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._add(self.found.current_id())
            return True
        if key == Qt.Key.Key_Escape:
            self.search.clear()
            return True
        return False

    def _join(self) -> None:
        self.search.installEventFilter(self)
        self.search.textChanged.connect(self._ask)
        self.found.chosen.connect(self._add)
        self.chosen.removed.connect(self._take_out)
        self.chosen.shifted.connect(self._shift)
        self.remove.clicked.connect(lambda: self._take_out(self.chosen.current_id()))
        self.up.clicked.connect(lambda: self._shift(-1))
        self.down.clicked.connect(lambda: self._shift(1))

    def _ask(self, text: str) -> None:
        request = self._latest.replace(Request())
        if not text.strip():
            self._show_found([])
            return
        desk, kinds, language = self._context.desk, self._kinds, self._context.language
        self._context.bridge.run(
            self._context.lanes.index, lambda: look_for(desk, text, kinds, language), self._show_found, request=request
        )

    def _show_found(self, found: Sequence[tuple[str, str]]) -> None:
        t = self._context.t
        new = [(id, name) for id, name in found if id not in self._ids]
        self._names.update(new)
        self.found.show_entries([Entry(id, name) for id, name in new])
        self.found.select_row(0)
        self._fit(self.found, len(new))
        if self.search.text().strip():
            first = new[0][1] if new else t("Nothing found")
            self._context.announcer.say_when_quiet(first)

    def _add(self, id: str) -> None:
        if not id:
            return
        self._ids = (id,) if self._single else (*self._ids, id)
        self.search.clear()
        self._show()
        self._context.announcer.say(self._context.t("Added: {name}", name=self._names.get(id, "")))
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _take_out(self, id: str) -> None:
        if id in self._ids:
            self._ids = tuple(one for one in self._ids if one != id)
            self._show()
            if not self._ids:
                self.search.setFocus(Qt.FocusReason.OtherFocusReason)
            self.edited.emit()

    def _shift(self, steps: int) -> None:
        id = self.chosen.current_id()
        if id not in self._ids:
            return
        order = [one for one in self._ids if one != id]
        order.insert(max(0, self._ids.index(id) + steps), id)
        self._ids = tuple(order)
        self._show()
        self.chosen.select_row(self._ids.index(id))
        self.edited.emit()

    def _show(self) -> None:
        gone = self._context.t("No longer in the guide")
        entries = [Entry(id, self._names.get(id, gone if self._names else "…")) for id in self._ids]
        self.chosen.show_entries(entries)
        self._fit(self.chosen, len(entries))
        self.buttons.setVisible(bool(entries))

    def _fit(self, list: EntryList, rows: int) -> None:
        """As high as its rows; hidden without any. A list that is not in a window yet must not become one."""
        list.setVisible(bool(rows) and list.parentWidget() is not None)
        list.setMinimumHeight(0)
        list.setFixedHeight(self._context.style.px(_ROW) * min(rows, _MOST_SEEN) + self._context.style.px(4))


def load_names(desk: Desk, ids: Sequence[str], language: Language) -> dict[str, str]:
    """The names of everything that a form refers to. Blocks on the store."""
    return names_of(desk, ids, language)
