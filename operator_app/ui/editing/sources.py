"""Where the facts of a document come from."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from operator_app.domain.documents import Confidence, Source
from operator_app.ui import words
from operator_app.ui.context import UiContext
from operator_app.ui.editing.control import Control
from operator_app.ui.pages.parts import Choice, Option, button, column, label, line_edit, row


class SourceRow(QFrame):
    """One source."""

    edited = Signal()
    removed = Signal(object)

    def __init__(self, context: UiContext, identifier: str) -> None:
        super().__init__()
        self._source = Source("")
        t = context.t
        self.title = line_edit(context, t("Title of the text or page"), f"{identifier}.title")
        self.date = line_edit(context, t("Its date"), f"{identifier}.date", left_to_right=True)
        self.url = line_edit(context, t("Its address on the web"), f"{identifier}.url", left_to_right=True)
        self.supports = line_edit(context, t("What it supports"), f"{identifier}.supports")
        options = [Option(one, words.confidence(t, one), one.value) for one in Confidence]
        trust = t("How far it can be trusted")
        self.confidence: Choice[Confidence] = Choice(context, trust, options, f"{identifier}.trust")
        self.remove = button(context, t("Take out"), f"{identifier}.remove")
        layout = column(context, self, spacing=4)
        for line in (self.title, self.date, self.url, self.supports):
            name = label(line.accessibleName(), "muted")
            name.setBuddy(line)
            layout.addWidget(name)
            layout.addWidget(line)
            line.textEdited.connect(lambda _: self.edited.emit())
        layout.addWidget(self.confidence)
        layout.addWidget(row(context, self.remove))
        self._quiet = False
        self.confidence.changed.connect(self._chosen)
        self.remove.clicked.connect(lambda: self.removed.emit(self))

    def value(self) -> Source:
        return replace(
            self._source,
            title=self.title.text().strip(),
            date=self.date.text().strip(),
            url=self.url.text().strip(),
            supports=self.supports.text().strip(),
            confidence=self.confidence.value() or Confidence.MEDIUM,
        )

    def show_value(self, source: Source) -> None:
        self._source = source
        written = ((self.title, source.title), (self.date, source.date), (self.url, source.url))
        for line, text in (*written, (self.supports, source.supports)):
            if line.text().strip() != text:
                line.setText(text)
        self._quiet = True
        self.confidence.choose(source.confidence)
        self._quiet = False

    def _chosen(self) -> None:
        if not self._quiet:
            self.edited.emit()


class SourcesControl(Control):
    def __init__(self, context: UiContext, name: str, identifier: str) -> None:
        super().__init__()
        self._context = context
        self._identifier = identifier
        self._made = 0
        self.setAccessibleName(name)
        self.rows: list[SourceRow] = []
        self._holder = column(context, spacing=12)
        self.add = button(context, context.t("Add a source"), f"{identifier}.add")
        layout = column(context, self)
        layout.addLayout(self._holder)
        layout.addWidget(row(context, self.add))
        self.add.clicked.connect(self._add)

    def value(self) -> object:
        return tuple(source for source in (row.value() for row in self.rows) if source.title or source.url)

    def show_value(self, value: object) -> None:
        sources = [one for one in value if isinstance(one, Source)] if isinstance(value, tuple) else []
        if self.value() == value and len(sources) == len(self.rows):
            return
        while len(self.rows) > len(sources):
            self._drop(self.rows[-1])
        while len(self.rows) < len(sources):
            self._append()
        for one, source in zip(self.rows, sources, strict=True):
            one.show_value(source)

    def focus_widget(self) -> QWidget:
        return self.rows[0].title if self.rows else self.add

    def _append(self) -> SourceRow:
        made = SourceRow(self._context, f"{self._identifier}.{self._made}")
        self._made += 1
        made.edited.connect(self.edited)
        made.removed.connect(self._remove)
        self.rows.append(made)
        self._holder.addWidget(made)
        return made

    def _add(self) -> None:
        made = self._append()
        made.show_value(Source(""))
        made.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, one: SourceRow) -> None:
        self._drop(one)
        self.focus_widget().setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _drop(self, one: SourceRow) -> None:
        self.rows.remove(one)
        self._holder.removeWidget(one)
        one.hide()
        one.deleteLater()
