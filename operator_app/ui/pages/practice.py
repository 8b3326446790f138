"""Training modules to read and practice callers to answer."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QTextBrowser, QWidget

from operator_app.domain.changes import Changes
from operator_app.domain.documents import Document, Kind
from operator_app.domain.languages import Text
from operator_app.domain.training import Module, PracticeCaller
from operator_app.ui import words
from operator_app.ui.bridge import Latest, Request
from operator_app.ui.context import UiContext
from operator_app.ui.page import Page
from operator_app.ui.pages.entries import Entry, EntryList
from operator_app.ui.pages.parts import Empty, button, column, heading, muted, row, scrolled, show_either, title
from operator_app.ui.stack import Stack


class PracticePage(Page):
    """`practise(Module, PracticeCaller)`: Enter on a caller. Enter on a module opens its pages."""

    practise = Signal(object, object)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._latest = Latest()
        self._modules: dict[str, Module] = {}
        self._callers: dict[str, tuple[Module, PracticeCaller]] = {}
        t = context.t
        self.setAccessibleName(t("Practice"))
        self.list = EntryList(context, t("Modules and practice callers"), "practice.list")
        self.start = button(context, t("Open"), "practice.open", "primary")
        self.empty = Empty(
            context, "training", t("No training module yet"), t("A supervisor can import some with the guide.")
        )
        self.reader = ModuleReader(context)
        self.stack = Stack()
        self._lay_out()
        self.list.chosen.connect(self._choose)
        self.list.current_changed.connect(self._name_button)
        self.start.clicked.connect(lambda: self._choose(self.list.current_id()))
        self.reader.closed.connect(self.back)

    def entered(self) -> None:
        self.reload()
        listed = self.empty if self.list.isHidden() else self.list
        (self.reader.text if self.reading else listed).setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changes: Changes) -> None:
        if changes.touches(Kind.MODULE):
            self.reload()

    def back(self) -> bool:
        if not self.reading:
            return False
        self.stack.setCurrentIndex(0)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    @property
    def reading(self) -> bool:
        return self.stack.currentWidget() is self.reader

    def reload(self) -> None:
        request = self._latest.replace(Request())
        self._context.bridge.run(
            self._context.lanes.store, self._context.desk.training.modules, self._show, request=request
        )

    def _lay_out(self) -> None:
        context, t = self._context, self._context.t
        inner = QWidget()
        layout = column(context, inner, 16, 10)
        layout.addWidget(title(context, t("Practice")))
        layout.addWidget(muted(context, t("Read a module, then answer its callers. Nothing of it is counted.")))
        layout.addWidget(self.list, 1)
        layout.addWidget(self.empty, 1)
        layout.addWidget(row(context, self.start))
        self.empty.hide()
        self.stack.addWidget(scrolled(inner))
        self.stack.addWidget(self.reader)
        column(context, self).addWidget(self.stack)

    def _show(self, documents: Sequence[Document]) -> None:
        self._modules = {d.id: d.body for d in documents if isinstance(d.body, Module)}
        self._callers = {
            f"{id}/{n}": (module, caller)
            for id, module in self._modules.items()
            for n, caller in enumerate(module.callers)
        }
        entries: list[Entry] = []
        for id, module in self._modules.items():
            entries.append(self._module_entry(id, module))
            entries += [self._caller_entry(f"{id}/{n}", caller) for n, caller in enumerate(module.callers)]
        self.list.show_entries(entries)
        show_either(self.list, self.empty, nothing=not entries)
        self.start.setVisible(bool(entries))
        self._name_button()

    def _module_entry(self, id: str, module: Module) -> Entry:
        t = self._context.t
        pages = t.count("{n} page to read", "{n} pages to read", len(module.pages))
        return Entry(id, module.title.best(self._context.language)[0], ((pages, "muted"),), badge=t("Module"))

    def _caller_entry(self, id: str, caller: PracticeCaller) -> Entry:
        language, t = self._context.language, self._context.t
        first = caller.says[0].best(language)[0] if caller.says else ""
        lines = ((t("“{text}”", text=first), ""),) if first else ()
        return Entry(id, caller.name.best(language)[0], lines, badge=t("Caller"))

    def _name_button(self, _id: str = "") -> None:
        t = self._context.t
        caller = self.list.current_id() in self._callers
        text = t("Answer this caller") if caller else t("Read this module")
        self.start.setText(text)
        self.start.setAccessibleName(text)

    def _choose(self, id: str) -> None:
        if id in self._callers:
            self.practise.emit(*self._callers[id])
        elif id in self._modules:
            self.reader.open(self._modules[id])
            self.stack.setCurrentWidget(self.reader)
            self.reader.text.setFocus(Qt.FocusReason.OtherFocusReason)


class ModuleReader(QWidget):
    """The pages of a module, one at a time."""

    closed = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._module = Module(Text())
        self._at = 0
        t = context.t
        self.title = heading(context, "")
        self.place = muted(context)
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setAccessibleIdentifier("practice.page")
        self.text.setFont(context.style.font(1.1))
        self.text.document().setDefaultFont(context.style.font(1.1))
        self.text.setMinimumHeight(context.style.px(120))
        self.next_button = button(context, t("Next page"), "practice.next_page", "primary")
        self.previous_button = button(context, t("Page before"), "practice.previous_page")
        self.close_button = button(context, t("Back to the list"), "practice.close")
        inner = QWidget()
        layout = column(context, inner, 16, 10)
        layout.addWidget(self.title)
        layout.addWidget(self.place)
        layout.addWidget(self.text, 1)
        layout.addWidget(row(context, self.next_button, self.previous_button, self.close_button))
        column(context, self).addWidget(scrolled(inner))
        self.next_button.clicked.connect(lambda: self._turn(1))
        self.previous_button.clicked.connect(lambda: self._turn(-1))
        self.close_button.clicked.connect(self.closed)

    def open(self, module: Module) -> None:
        self._module, self._at = module, 0
        self.title.setText(module.title.best(self._context.language)[0])
        self._show()

    def _turn(self, by: int) -> None:
        self._at = min(max(0, self._at + by), max(0, len(self._module.pages) - 1))
        self._show()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        t, pages = self._context.t, self._module.pages
        markdown, language = pages[self._at].best(self._context.language) if pages else ("", self._context.language)
        option = QTextOption()
        right = language.right_to_left
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight)
        self.text.document().setDefaultTextOption(option)
        self.text.setMarkdown(markdown)
        place = t("Page {n} of {all}", n=self._at + 1, all=max(1, len(pages)))
        if language is not self._context.language and markdown:
            place = t("{place}. Written in {language} only.", place=place, language=words.language(language))
        self.place.setText(place)
        self.text.setAccessibleName(t("{title}, {place}", title=self.title.text(), place=place))
        self.next_button.setEnabled(self._at + 1 < len(pages))
        self.previous_button.setEnabled(self._at > 0)
