"""The form of a document: fixed fields in groups, both languages side by side."""

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QScrollArea, QWidget

from operator_app.domain.documents import BODY_TYPES, Body, Document, Kind, Seal
from operator_app.domain.languages import Language
from operator_app.domain.places import SEAL, flat, read, write
from operator_app.domain.references import references
from operator_app.ui import words
from operator_app.ui.context import UiContext
from operator_app.ui.editing.control import Control, UndoKeys
from operator_app.ui.editing.field_rows import FieldRow
from operator_app.ui.editing.references import ReferencesControl, load_names
from operator_app.ui.editing.row_list import RecordRow, RowList
from operator_app.ui.editing.specs import FORMS, Group, seal_of
from operator_app.ui.editing.text_controls import GrowingText
from operator_app.ui.pages.parts import TARGET, Card, column, heading

# Below this width, in pixels at 100 % text, the languages stand under each other.
NARROW = 480
_BEFORE = f"{SEAL}."


class Form(QWidget):
    """Shows a document and tells what a person changes in it."""

    edited = Signal(str)
    """The place that was changed; `value_at` has what stands there now."""
    language_used = Signal(object)
    """The language of the field that has the focus."""

    def __init__(self, context: UiContext, kind: Kind, undo_keys: UndoKeys) -> None:
        super().__init__()
        self._context = context
        self._kind = kind
        self._undo_keys = undo_keys
        self.rows: list[FieldRow] = []
        self.area: QScrollArea | None = None
        """What scrolls the form, once it is placed: the field that is written in stays in sight."""
        self.controls: dict[str, Control] = {}
        self._cards = column(context, self, spacing=12)
        self._pending = [*((group, "") for group in FORMS[kind]), (seal_of(kind), _BEFORE)]
        self.english = self._english_box()

    def build_next(self) -> bool:
        """Make the next group of fields; False when there is none left. A whole form at once would hold the window,
        and a call that rings, for half a second."""
        if not self._pending:
            return False
        if len(self._pending) == 1:
            self._cards.addWidget(self.english)
        before = len(self.rows)
        card = self._card(*self._pending.pop(0))
        self._cards.addWidget(card)
        new = {place: control for row in self.rows[before:] for place, control in row.controls.items()}
        self.controls |= new
        self._follow_focus(new)
        return bool(self._pending)

    def begin(self, document: Document) -> None:
        """Show another document than before."""
        self._arrange()
        self.english.setChecked(_in_english(document))
        self.show_document(document)

    def show_document(self, document: Document) -> None:
        """Show all of a document; fields that show it already are left alone."""
        if _in_english(document):
            self.english.setChecked(True)
        for row in self.rows:
            for place, control in row.controls.items():
                value = at(document, place)
                control.show_value(value)
                row.show_time(place, value if isinstance(value, str) else "")
        self._load_names(document)

    def value_at(self, place: str) -> object:
        return self.controls[place].value()

    def written(self, document: Document, place: str) -> Document:
        """The document with what the field at a place says now."""
        return put(document, place, self.value_at(place))

    def focus_place(self, place: str) -> None:
        """Put the focus where a check points; a place that has no field goes to the first one."""
        control = self.controls.get(place) or self.controls.get(f"{place}.ar") or next(iter(self.controls.values()))
        target = control.focus_widget()
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.area is not None:
            self.area.ensureWidgetVisible(target, 0, self._context.style.px(60))

    def problems(self) -> Iterator[tuple[str, str]]:
        """Fields whose text cannot be used: place and what is wrong, in words."""
        for place, control in self.controls.items():
            if wrong := control.problem():
                yield place, wrong

    def focus_first(self) -> None:
        """Where writing begins: the first field that is empty, else the first."""
        first = next(iter(self.controls))
        self.focus_place(first)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The preview follows the language of the field that is written in."""
        if event.type() is QEvent.Type.FocusIn:
            language = watched.property("language")
            if language:
                self.language_used.emit(Language(language))
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        stacked = self.width() < self._context.style.px(NARROW)
        for row in self.rows:
            row.arrange(stacked=stacked, english=self.english.isChecked())

    def _english_box(self) -> QCheckBox:
        """English is optional: its fields are there once somebody wants them."""
        box = QCheckBox(self._context.t("Write it in English too"), self)
        box.setAccessibleIdentifier("edit.english")
        box.setMinimumHeight(self._context.style.px(TARGET))
        box.toggled.connect(lambda _: self._arrange())
        return box

    def _card(self, group: Group, before: str) -> Card:
        card = Card(self._context, 12)
        card.body.addWidget(heading(self._context, self._context.t(group.title)))
        for spec in group.specs:
            row = FieldRow(self._context, spec, self._kind, before)
            row.edited.connect(lambda place, row=row: self._edited(row, place))
            self.rows.append(row)
            card.body.addWidget(row)
        return card

    def _edited(self, row: FieldRow, place: str) -> None:
        value = row.controls[place].value()
        row.show_time(place, value if isinstance(value, str) else "")
        self.edited.emit(place)

    def _follow_focus(self, controls: dict[str, Control]) -> None:
        for place, control in controls.items():
            language = next((one for one in Language if one in place.split(".")), None)
            for widget in (control.focus_widget(), *control.findChildren(QWidget)):
                if language is not None:
                    widget.setProperty("language", language.value)
                    widget.installEventFilter(self)
                widget.installEventFilter(self._undo_keys)
            if isinstance(text := control.focus_widget(), GrowingText):
                text.moved.connect(lambda text=text: self._keep_in_sight(text))
            if isinstance(control, RowList):
                control.row_made.connect(self._follow_row)

    def _follow_row(self, row: RecordRow) -> None:
        """Undo, the cursor in sight and the preview's language in a row that came up later; a row's own fields have
        told their language themselves."""
        for widget in row.findChildren(QWidget):
            widget.installEventFilter(self._undo_keys)
            if widget.property("language"):
                widget.installEventFilter(self)
            if isinstance(widget, GrowingText):
                widget.moved.connect(lambda text=widget: self._keep_in_sight(text))

    def _keep_in_sight(self, text: GrowingText) -> None:
        """The form scrolls with the cursor."""
        held = self.area.widget() if self.area is not None else None
        if self.area is not None and held is not None and text.hasFocus():
            middle = text.mapTo(held, text.cursor_box().center())
            self.area.ensureVisible(middle.x(), middle.y(), 0, self._context.style.px(48))

    def _load_names(self, document: Document) -> None:
        ids = tuple(references(document.body))
        if not ids:
            return
        desk, language = self._context.desk, self._context.language

        def show(names: dict[str, str]) -> None:
            # Rows may have come and gone while the names were read.
            for control in self.findChildren(ReferencesControl):
                control.show_names(names)

        self._context.bridge.run(self._context.lanes.store, lambda: load_names(desk, ids, language), show)


def put(document: Document, place: str, value: object) -> Document:
    """The document with another value at a place of its body or seal. Raises TypeError for a value of another type."""
    if place.startswith(_BEFORE):
        return _with_seal(document, write(document.seal, place.removeprefix(_BEFORE), value))
    body = write(document.body, place, value)
    if not isinstance(body, BODY_TYPES[document.kind]):
        raise TypeError(place)
    return _with_body(document, body)


def label_of(context: UiContext, place: str, labels: dict[str, str]) -> str:
    """What a place is called on screen: "Short answer, Français"."""
    parts = place.removeprefix(_BEFORE).split(".")
    names = [context.t(labels[part]) for part in parts if part in labels]
    spoken = [words.language(Language(part)) for part in parts if part in list(Language)]
    name = (names or [parts[-1]])[0]
    return context.t("{field}, {language}", field=name, language=spoken[0]) if spoken else name


def at(document: Document, place: str) -> object:
    """What a field shows: an English text that was never begun is empty; no place is nothing."""
    if not place:
        return None
    if place.startswith(_BEFORE):
        return read(document.seal, place.removeprefix(_BEFORE))
    value = read(document.body, place)
    return _empty(document, place) if value is None else value


def _in_english(document: Document) -> bool:
    return any(place.startswith("en.") or place.endswith(".en") for place in flat(document.body))


def _empty(document: Document, place: str) -> object:
    """The empty value of an English field, by its Arabic neighbour."""
    neighbour = read(document.body, place.replace("en.", "ar.", 1)) if place.startswith("en.") else ""
    return () if isinstance(neighbour, tuple) else ""


def _with_seal(document: Document, seal: object) -> Document:
    if not isinstance(seal, Seal):
        raise TypeError(SEAL)
    return replace(document, seal=seal)


def _with_body(document: Document, body: Body) -> Document:
    return replace(document, body=body)
