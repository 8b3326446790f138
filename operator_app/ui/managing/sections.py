"""A page of several lists: what to look at is chosen above, each row says what can be done with it, a digit does it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from operator_app.domain.changes import Changes
from operator_app.ui.bridge import Latest, Request
from operator_app.ui.context import UiContext
from operator_app.ui.digits import place_of
from operator_app.ui.managing.forms import Form, Sent
from operator_app.ui.page import Page
from operator_app.ui.pages.entries import Entry, EntryList
from operator_app.ui.pages.parts import (
    Choice,
    Empty,
    Message,
    Option,
    button,
    column,
    fill,
    muted,
    row,
    scrolled,
    show_either,
    title,
)
from operator_app.ui.stack import Stack


@dataclass(frozen=True, slots=True)
class Act:
    """Something that can be done: its words, a name for tests and assistive tools, what it does."""

    text: str
    name: str
    do: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Row:
    """A row with what can be done with it, the n-th by the digit key n. `enter`: what Enter does (the first)."""

    entry: Entry
    acts: tuple[Act, ...] = ()
    enter: Act | None = None


Rows = list[Row]
# Runs on the store's lane; what it gives back makes the rows on the GUI thread.
Load = Callable[[], Callable[[], Rows]]


@dataclass(frozen=True, slots=True)
class Section:
    """One list of a page. `note` explains it, `acts` can be done without a row, `kinds` are what it is read from."""

    name: str
    text: str
    load: Load
    empty: str
    next_step: str
    note: str = ""
    acts: tuple[Act, ...] = ()
    kinds: tuple[str, ...] = field(default=())


class SectionPage(Page):
    """Subclasses hand over their sections; everything else is the same everywhere."""

    def __init__(self, context: UiContext, name: str, identifier: str, sections: Sequence[Section]) -> None:
        super().__init__()
        self.context = context
        self._identifier = identifier
        self._latest = Latest()
        self._rows: dict[str, Row] = {}
        self._sections = {section.name: section for section in sections}
        self._form: Form | None = None
        self.setAccessibleName(name)
        options = [Option(section.name, section.text, section.name) for section in sections]
        self.choice = Choice(context, name, options, f"{identifier}.section")
        self.note = muted(context)
        self.message = Message(context, f"{identifier}.message")
        self.list = EntryList(context, name, f"{identifier}.list")
        self.empty = Empty(context, "check", "", "")
        self.row_acts = row(context)
        self.page_acts = row(context)
        self.stack = Stack()
        self._lay_out(name)
        self.choice.choose(sections[0].name)
        self.choice.changed.connect(self._turned)
        self.list.chosen.connect(self._first_act)
        self.list.current_changed.connect(self._offer)
        self.list.installEventFilter(self)
        self._turned_to(sections[0])

    @property
    def section(self) -> Section:
        return self._sections[self.choice.value() or next(iter(self._sections))]

    def show_section(self, name: str) -> None:
        """Turn to a section, with the focus in its list."""
        self.close_form()
        self.choice.choose(name)
        self._focus()

    def entered(self) -> None:
        self.message.clear()
        self.reload()
        self._focus()

    def refresh(self, changes: Changes) -> None:
        if changes.touches(*self.section.kinds):
            self.reload()

    def back(self) -> bool:
        if self._form is None:
            return False
        self.close_form()
        self._focus()
        return True

    def reload(self) -> None:
        request = self._latest.replace(Request())
        self.context.bridge.run(self.context.lanes.store, self.section.load, self._show, request=request)

    def run(self, work: Callable[[], object], told: str) -> None:
        """Do something on the store's lane, say that it is done, and look again. What cannot be is told here."""

        def done(_result: object) -> None:
            self.close_form()
            self.message.say(told)
            self.reload()
            self._focus()

        def failed(problem: object) -> None:
            self.message.say(str(problem), "bad")

        t = self.context.t
        self.context.bridge.run(self.context.lanes.store, work, done, lambda problem: failed(t.problem(problem)))

    def ask(self, form: Form, sent: Sent) -> None:
        """Show a form in place of the list until it is sent or left."""
        self.close_form()
        self._form = form
        form.sent.connect(sent)
        form.left.connect(self.back)
        self.stack.addWidget(form)
        self.stack.setCurrentWidget(form)
        form.begin()

    def close_form(self) -> None:
        if self._form is not None:
            self.stack.setCurrentIndex(0)
            self.stack.removeWidget(self._form)
            self._form.deleteLater()
            self._form = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A digit on the list does the row's n-th act, by the physical key: layouts disagree about digits."""
        if watched is self.list and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            place = place_of(event)
            current = self._rows.get(self.list.current_id())
            if place is not None and current is not None and 1 <= place <= len(current.acts):
                current.acts[place - 1].do()
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self, name: str) -> None:
        context = self.context
        lists = QWidget()
        below = column(context, lists, spacing=8)
        below.addWidget(self.note)
        below.addWidget(self.list, 1)
        below.addWidget(self.empty, 1)
        below.addWidget(self.row_acts)
        below.addWidget(self.page_acts)
        self.stack.addWidget(lists)
        inner = QWidget()
        layout = column(context, inner, 16, 8)
        layout.addWidget(title(context, name))
        layout.addWidget(self.choice)
        layout.addWidget(self.message)
        layout.addWidget(self.stack, 1)
        column(context, self).addWidget(scrolled(inner))
        self.empty.hide()

    def _turned(self) -> None:
        self.close_form()
        self.message.clear()
        self._turned_to(self.section)
        self.reload()

    def _turned_to(self, section: Section) -> None:
        self.note.setText(section.note)
        self.note.setVisible(bool(section.note))
        self.list.setAccessibleName(section.text)
        self.empty.say(section.empty, section.next_step)
        fill(self.page_acts, [self._button(act) for act in section.acts])
        self.page_acts.setVisible(bool(section.acts))

    def _show(self, make: Callable[[], Rows]) -> None:
        rows = make()
        self._rows = {one.entry.id: one for one in rows}
        self.list.show_entries([one.entry for one in rows])
        show_either(self.list, self.empty, nothing=not rows)
        self._offer(self.list.current_id())

    def _offer(self, id: str) -> None:
        current = self._rows.get(id)
        acts = current.acts if current is not None else ()
        fill(self.row_acts, [self._button(act, n) for n, act in enumerate(acts, start=1)])
        self.row_acts.setVisible(bool(acts))

    def _first_act(self, id: str) -> None:
        current = self._rows.get(id)
        act = current.enter or next(iter(current.acts), None) if current is not None else None
        if act is not None:
            act.do()

    def _button(self, act: Act, digit: int = 0) -> QPushButton:
        text = f"{digit}  {act.text}" if digit else act.text
        made = button(self.context, text, f"{self._identifier}.{act.name}", "primary" if digit == 1 else "")
        made.setAccessibleName(act.text)
        made.clicked.connect(lambda: act.do())
        return made

    def _focus(self) -> None:
        (self.empty if self.list.isHidden() else self.list).setFocus(Qt.FocusReason.OtherFocusReason)
