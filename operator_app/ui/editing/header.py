"""The top of the editor: what is written, its state, and what can be done with it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from operator_app.domain.documents import SEARCHED_KINDS, Document, Kind, Status
from operator_app.local import Draft
from operator_app.ui import words
from operator_app.ui.context import UiContext
from operator_app.ui.pages.names import name_of
from operator_app.ui.pages.parts import button, column, label, row, title


class Header(QWidget):
    publish_wanted = Signal()
    look_wanted = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()
    discard_wanted = Signal()
    history_wanted = Signal()
    layer_wanted = Signal()
    spelling_wanted = Signal()
    paper_wanted = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        t = context.t
        self.kind = label("", "overline")
        self.name = title(context, "")
        self.state = label("", "muted", "edit.state")
        self.publish = button(context, t("Publish…"), "edit.publish", "primary", "check")
        self.publish.setAccessibleDescription("Ctrl+Enter")
        self.publish.setToolTip("Ctrl+Enter")
        self.look = button(context, t("Checks and preview"), "edit.look")
        self.more = self._menu()
        layout = column(context, self, spacing=4)
        for part in (self.kind, self.name, self.state, row(context, self.publish, self.look, self.more)):
            layout.addWidget(part)
        self.publish.clicked.connect(self.publish_wanted)
        self.look.clicked.connect(self.look_wanted)

    def show_draft(self, draft: Draft, now: Document | None) -> None:
        """What is written, over which edition, and where it stands."""
        t, dates = self._context.t, self._context.dates
        self.kind.setText(words.kind(t, draft.document.kind))
        self.layer.setVisible(draft.document.kind in SEARCHED_KINDS)
        self.show_name(draft.document)
        base = t("over edition {n}", n=draft.base) if draft.base else t("not published yet")
        parts = [words.status(t, draft.status), base]
        if draft.publish_at is not None:
            parts.append(t("appears on {moment}", moment=dates.moment(draft.publish_at)))
        if now is not None and now.status is Status.WITHDRAWN:
            parts.append(t("withdrawn: publishing brings it back"))
        self.state.setText(" · ".join(parts))

    def show_name(self, document: Document) -> None:
        name = name_of(document, self._context.language)
        if document.kind is Kind.HOLIDAYS:
            name = words.kind(self._context.t, document.kind)
        self.name.setText(name if name != document.id else self._context.t("Without a title"))

    def _menu(self) -> QPushButton:
        made = button(self._context, self._context.t("More"), "edit.more", icon="more")
        menu = QMenu(made)
        t = self._context.t
        for text, wanted in (
            (t("Undo") + "\tCtrl+Z, Alt+Backspace", self.undo_wanted),
            (t("Redo") + "\tCtrl+Y", self.redo_wanted),
            (t("As it prints") + "\tCtrl+Shift+P", self.paper_wanted),
            (t("Next word to be checked") + "\tShift+F7", self.spelling_wanted),
            (t("History and comparison"), self.history_wanted),
            (t("Put this draft away"), self.discard_wanted),
        ):
            menu.addAction(text).triggered.connect(lambda _=False, wanted=wanted: wanted.emit())
        self.layer = menu.addAction(t("What is particular here"))
        self.layer.triggered.connect(lambda _=False: self.layer_wanted.emit())
        made.setMenu(menu)
        return made
