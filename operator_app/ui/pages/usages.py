"""Where a number, a fee, a place or any words are used; changed everywhere at once."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from operator_app.desk.usages import Use
from operator_app.domain.problems import Problem
from operator_app.ui import words
from operator_app.ui.bridge import Latest, Request
from operator_app.ui.context import UiContext
from operator_app.ui.editing.form import label_of
from operator_app.ui.editing.publishing import publish
from operator_app.ui.editing.specs import labels
from operator_app.ui.page import Page
from operator_app.ui.pages.entries import Entry, EntryList
from operator_app.ui.pages.names import name_of
from operator_app.ui.pages.parts import (
    Empty,
    Field,
    Message,
    button,
    column,
    line_edit,
    muted,
    row,
    scrolled,
    show_either,
    title,
)

# Looking through everything waits until the typing rests.
REST_MS = 300
_AROUND = 40
_MOST = 200


class UsagesPage(Page):
    """`edit_wanted(id)`: Enter on a place."""

    edit_wanted = Signal(str)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._latest = Latest()
        self._uses: tuple[Use, ...] = ()
        self._words = ""
        t = context.t
        self.setAccessibleName(t("Where is it used"))
        self.search: QLineEdit = line_edit(context, t("Number, fee, place or any words"), "usages.search")
        self.count = muted(context)
        self.count.hide()
        self.list = EntryList(context, t("Where it is used"), "usages.list")
        self.empty = Empty(context, "search", "", "")
        self.new: QLineEdit = line_edit(context, t("What it becomes"), "usages.new")
        self.note: QLineEdit = line_edit(context, t("What changed, and why"), "usages.note")
        self.change = button(context, t("Change everywhere"), "usages.change", "primary", "check")
        self.message = Message(context, "usages.message")
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.look)
        self._lay_out()
        self.search.textChanged.connect(lambda _: self._rest.start())
        self.search.returnPressed.connect(self._enter)
        self.list.chosen.connect(self._open)
        self.change.clicked.connect(self._ask)

    def entered(self) -> None:
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.selectAll()

    def look(self) -> None:
        """Find what is typed."""
        self._rest.stop()
        desk, typed = self._context.desk, self.search.text()
        request = self._latest.replace(Request())
        if not typed.strip():
            self._show("", ())
            return
        self._context.bridge.run(
            self._context.lanes.slow,
            lambda: tuple(desk.usages.find(typed)),
            lambda uses: self._show(typed, uses),
            lambda _problem: self._show("", ()),
            request,
        )

    def _lay_out(self) -> None:
        context, t = self._context, self._context.t
        inner = QWidget()
        layout = column(context, inner, 16, 10)
        layout.addWidget(title(context, t("Where is it used")))
        grouped = t("A number is found however it is grouped.")
        layout.addWidget(Field(context, t("Number, fee, place or any words"), self.search, grouped))
        layout.addWidget(self.count)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.empty, 1)
        layout.addWidget(self.message)
        layout.addWidget(Field(context, t("What it becomes"), self.new))
        layout.addWidget(Field(context, t("What changed, and why"), self.note, t("Kept in the history.")))
        layout.addWidget(row(context, self.change))
        column(context, self).addWidget(scrolled(inner))
        self._show("", ())

    def _show(self, typed: str, uses: tuple[Use, ...]) -> None:
        self._words, self._uses = typed, uses
        t = self._context.t
        documents = len({use.document.id for use in uses})
        told = t("{places} in {documents}", places=t.count("{n} place", "{n} places", len(uses)),
                 documents=t.count("{n} document", "{n} documents", documents))  # fmt: skip
        self.count.setText(told if typed else "")
        self.count.setVisible(bool(typed))
        self._context.announcer.say_when_quiet(self.count.text())
        if typed:
            self.empty.say(t("Nowhere in the guide"), t("Try fewer words, or a part of the number."))
        else:
            self.empty.say(t("Type what changes"), t("Every place that says it appears here, to be changed at once."))
        show_either(self.list, self.empty, nothing=not uses)
        self.list.show_entries([self._entry(n, use) for n, use in enumerate(uses[:_MOST])])
        self.change.setEnabled(bool(uses))

    def _entry(self, number: int, use: Use) -> Entry:
        names = labels(use.document.kind)
        start, end = max(0, use.start - _AROUND), min(len(use.text), use.end + _AROUND)
        before, after = "…" if start else "", "…" if end < len(use.text) else ""
        said = f"{before}{use.text[start : use.start]}«{use.text[use.start : use.end]}»{use.text[use.end : end]}{after}"
        where = f"{words.kind(self._context.t, use.document.kind)} · {label_of(self._context, use.place, names)}"
        name = name_of(use.document, self._context.language)
        return Entry(str(number), name, ((said.replace("\n", " "), ""), (where, "muted")))

    def _enter(self) -> None:
        """Enter looks at once; with the list there, goes to it."""
        if self._rest.isActive() or self.search.text() != self._words:
            self.look()
        elif self._uses:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, id: str) -> None:
        self.edit_wanted.emit(self._uses[int(id)].document.id)

    def _ask(self) -> None:
        """Changing many texts at once is told first."""
        t, new = self._context.t, self.new.text().strip()
        if not new:
            self.new.setFocus(Qt.FocusReason.OtherFocusReason)
            self.message.say(t("Write what it becomes."), "warn")
            return
        self.message.ask(
            t("“{old}” becomes “{new}”: {count}", old=self._words, new=new, count=self.count.text()),
            (t("Change everywhere"), "usages.yes", self._change),
            (t("No"), "usages.no", self._no),
        )

    def _no(self) -> None:
        self.message.clear()
        self.change.setFocus(Qt.FocusReason.OtherFocusReason)

    def _change(self) -> None:
        desk, uses, old = self._context.desk, self._uses, self._words
        new, note = self.new.text().strip(), self.note.text().strip()
        publish(
            self._context,
            lambda: desk.usages.change(uses, old, new, note),
            lambda _: self._changed(),
            self._refused,
        )

    def _changed(self) -> None:
        self.message.say(self._context.t("Changed everywhere. Each document has a new edition."))
        self.search.setText(self.new.text())
        self.new.clear()
        self.note.clear()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.look()

    def _refused(self, problem: Problem) -> None:
        self.message.say(self._context.t.problem(problem), "bad")
        self.look()
