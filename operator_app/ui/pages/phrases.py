"""The phrase bank: what to say when holding, transferring, calling back, closing."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from operator_app.domain.changes import Changes
from operator_app.domain.documents import Kind
from operator_app.domain.greetings import Purpose
from operator_app.domain.languages import Language
from operator_app.ui import words
from operator_app.ui.bridge import Latest, Request
from operator_app.ui.context import UiContext
from operator_app.ui.page import Page
from operator_app.ui.pages.entries import Entry, EntryList
from operator_app.ui.pages.parts import (
    Choice,
    Empty,
    Message,
    Option,
    button,
    column,
    row,
    scrolled,
    show_either,
    title,
)


class PhrasesPage(Page):
    """The phrases in the caller's language, filled in. Enter or Ctrl+C copies one."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._latest = Latest()
        self._line = ""
        t = context.t
        self.setAccessibleName(t("Phrases"))
        options = [Option(language, words.language(language), language) for language in Language]
        self.language = Choice(context, t("The caller's language"), options, "phrases.language")
        self.language.choose(context.language)
        self.list = EntryList(context, t("Phrases"), "phrases.list")
        self.empty = Empty(
            context, "phrases", t("No phrase in this language"), t("A supervisor can write some in the guide.")
        )
        self.message = Message(context, "phrases.message")
        self.copy = button(context, t("Copy this phrase"), "phrases.copy", icon="copy")
        self._lay_out()
        self.language.changed.connect(self.reload)
        self.list.chosen.connect(lambda _: self._copy())
        self.list.copied.connect(lambda _: self._copy())
        self.copy.clicked.connect(self._copy)

    def show_for(self, language: Language, line: str = "") -> None:
        """The phrases for the call in hand."""
        self._line = line
        self.language.choose(language)
        self.reload()

    def entered(self) -> None:
        self.message.clear()
        self.reload()
        (self.empty if self.list.isHidden() else self.list).setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changes: Changes) -> None:
        if changes.touches(Kind.GREETING, "settings"):
            self.reload()

    def reload(self) -> None:
        desk, language, line = self._context.desk, self.language.value() or self._context.language, self._line
        request = self._latest.replace(Request())
        self._context.bridge.run(
            self._context.lanes.store, lambda: desk.greetings.phrases(language, line), self._show, request=request
        )

    def _lay_out(self) -> None:
        context = self._context
        inner = QWidget()
        layout = column(context, inner, 16, 10)
        layout.addWidget(title(context, context.t("Phrases")))
        layout.addWidget(self.language)
        layout.addWidget(self.message)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.empty, 1)
        layout.addWidget(row(context, self.copy))
        column(context, self).addWidget(scrolled(inner))
        self.empty.hide()

    def _show(self, phrases: list[tuple[Purpose, str]]) -> None:
        t = self._context.t
        self.list.show_entries(
            [Entry(purpose, words.purpose(t, purpose), ((text, ""),), copied=text) for purpose, text in phrases]
        )
        show_either(self.list, self.empty, nothing=not phrases)
        self.copy.setVisible(bool(phrases))

    def _copy(self) -> None:
        entry = self.list.current_entry()
        if entry is not None:
            QGuiApplication.clipboard().setText(entry.copied)
            self.message.say(self._context.t("Copied: {name}", name=entry.head))
