"""Where the facts of a document come from."""

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QWidget

from operator_app.domain.documents import Confidence, Source
from operator_app.ui import words
from operator_app.ui.context import UiContext
from operator_app.ui.editing.row_list import RecordRow, RowList
from operator_app.ui.pages.parts import Choice, Option, button, column, label, line_edit, row


class SourceRow(RecordRow):
    """One source."""

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
            line.textChanged.connect(lambda _: self.edited.emit())
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

    def focus_widget(self) -> QWidget:
        return self.title

    def show_value(self, record: object) -> None:
        source = record if isinstance(record, Source) else Source("")
        self._source = source
        written = ((self.title, source.title), (self.date, source.date), (self.url, source.url))
        for line, text in (*written, (self.supports, source.supports)):
            if line.text().strip() != text:
                with QSignalBlocker(line):
                    line.setText(text)
        self._quiet = True
        self.confidence.choose(source.confidence)
        self._quiet = False

    def _chosen(self) -> None:
        if not self._quiet:
            self.edited.emit()


class SourcesControl(RowList[Source]):
    def __init__(self, context: UiContext, name: str, identifier: str) -> None:
        super().__init__(context, name, identifier, context.t("Add a source"))

    def value(self) -> object:
        sources = (source for source in (row.value() for row in self.rows) if isinstance(source, Source))
        return tuple(source for source in sources if source.title or source.url)

    def records_in(self, value: object) -> list[Source]:
        return [one for one in value if isinstance(one, Source)] if isinstance(value, tuple) else []

    def make_row(self, identifier: str) -> SourceRow:
        made = SourceRow(self.context, identifier)
        made.show_value(Source(""))
        return made
