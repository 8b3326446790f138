"""What was promised and is not done."""

from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent
from PySide6.QtWidgets import QWidget

from operator_app.domain.calls import CallBack
from operator_app.domain.changes import Changes
from operator_app.domain.direction import left_to_right
from operator_app.domain.numbers import display
from operator_app.ui.bridge import Latest, Request
from operator_app.ui.context import UiContext
from operator_app.ui.page import Page
from operator_app.ui.pages.due import due_words
from operator_app.ui.pages.entries import Entry, EntryList
from operator_app.ui.pages.parts import Empty, Message, button, column, muted, row, scrolled, show_either, title

# How often "overdue by …" is said anew.
_AGAIN_MS = 60_000


class CallBacksPage(Page):
    """Call-backs, the most urgent first. `dial(number)`: Enter, or the button. A number that is done is erased."""

    dial = Signal(str)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._latest = Latest()
        self._waiting: dict[str, CallBack] = {}
        t = context.t
        self.setAccessibleName(t("Call-backs"))
        self.list = EntryList(context, t("Call-backs"), "call_backs.list")
        self.empty = Empty(context, "call_back", t("No call-back is due"), t("F8 during a call promises one."))
        self.message = Message(context, "call_backs.message")
        self.dial_button = button(context, t("Dial"), "call_backs.dial", "primary", "dial")
        self.reached = button(context, t("Reached"), "call_backs.reached", icon="check")
        self.not_reached = button(context, t("Not reached"), "call_backs.not_reached")
        self.copy = button(context, t("Copy the number"), "call_backs.copy", icon="copy")
        self._clock = QTimer(self)
        self._clock.setInterval(_AGAIN_MS)
        self._lay_out()
        self._join()

    def entered(self) -> None:
        self.message.clear()
        self._clock.start()
        self.reload()
        self._focus()

    def refresh(self, changes: Changes) -> None:
        if changes.touches("call_backs"):
            self.reload()

    def back(self) -> bool:
        if self.message.asking:
            self._keep()
            return True
        return False

    def hideEvent(self, event: QHideEvent) -> None:
        """Out of sight nothing is said anew."""
        self._clock.stop()
        super().hideEvent(event)

    def reload(self) -> None:
        desk = self._context.desk
        request = self._latest.replace(Request())
        self._context.bridge.run(
            self._context.lanes.store, lambda: (desk.calls.call_backs(), desk.now()), self._show, request=request
        )

    def _lay_out(self) -> None:
        context = self._context
        inner = QWidget()
        column(context, self).addWidget(scrolled(inner))
        layout = column(context, inner, 16, 10)
        layout.addWidget(title(context, context.t("Call-backs")))
        layout.addWidget(muted(context, context.t("The number is erased as soon as the call-back is done.")))
        layout.addWidget(self.message)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.empty, 1)
        self.buttons = row(context, self.dial_button, self.reached, self.not_reached, self.copy)
        layout.addWidget(self.buttons)
        self.empty.hide()

    def _join(self) -> None:
        self.list.chosen.connect(self._dial)
        self.list.copied.connect(self._copy)
        self.dial_button.clicked.connect(lambda: self._dial(self.list.current_id()))
        self.copy.clicked.connect(lambda: self._copy(self._number(self.list.current_id())))
        self.reached.clicked.connect(lambda: self._end(self.list.current_id(), reached=True))
        self.not_reached.clicked.connect(self._ask_not_reached)
        self._clock.timeout.connect(self.reload)

    def _show(self, found: tuple[list[CallBack], datetime]) -> None:
        waiting, now = found
        self._waiting = {one.id: one for one in waiting}
        self.list.show_entries([self._entry(one, now) for one in waiting])
        show_either(self.list, self.empty, nothing=not waiting)
        self.buttons.setVisible(bool(waiting))

    def _entry(self, one: CallBack, now: datetime) -> Entry:
        t = self._context.t
        due, role = due_words(t, self._context.dates, one.due_at, now)
        number = display(one.number)
        promised = t("Promised by {operator}", operator=one.operator) if one.operator else ""
        lines = [(due, role), (one.subject or t("Subject not noted"), ""), (promised, "muted")]
        # Speech reads 71 123 456 as millions unless the groups are apart.
        spoken = ", ".join(number.split())
        return Entry(
            one.id,
            left_to_right(number),
            tuple((text, kind) for text, kind in lines if text),
            spoken=". ".join([spoken, *(text for text, _ in lines if text)]) + ".",
            copied=number,
            large=True,
        )

    def _number(self, id: str) -> str:
        one = self._waiting.get(id)
        return display(one.number) if one else ""

    def _dial(self, id: str) -> None:
        one = self._waiting.get(id)
        if one is not None and one.number:
            self.dial.emit(one.number)

    def _copy(self, number: str) -> None:
        if number:
            QGuiApplication.clipboard().setText(number)
            self.message.say(self._context.t("Number copied."))

    def _ask_not_reached(self) -> None:
        t, id = self._context.t, self.list.current_id()
        if not id:
            return
        self.message.ask(
            t("Give up this call-back? Its number is erased."),
            (t("Keep it, try again later"), "call_backs.keep", self._keep),
            (t("Give up and erase"), "call_backs.give_up", lambda: self._end(id, reached=False)),
        )

    def _keep(self) -> None:
        self.message.clear()
        self._focus()

    def _end(self, id: str, *, reached: bool) -> None:
        desk = self._context.desk
        if id not in self._waiting:
            return
        self._context.bridge.run(
            self._context.lanes.store, lambda: desk.calls.end_call_back(id, reached), lambda _: self._ended()
        )

    def _ended(self) -> None:
        self.message.say(self._context.t("Done. The number is erased."))
        self._focus()
        self.reload()

    def _focus(self) -> None:
        (self.empty if self.list.isHidden() else self.list).setFocus(Qt.FocusReason.OtherFocusReason)
