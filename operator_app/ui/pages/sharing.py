"""The shared database: connect, test in words, disconnect, move the guide of this post up."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QProgressBar, QWidget

from operator_app.desk.sync_state import SyncState
from operator_app.domain.changes import Changes
from operator_app.domain.people import Person
from operator_app.domain.problems import Problem
from operator_app.ui import words
from operator_app.ui.bridge import Latest, Request
from operator_app.ui.context import UiContext
from operator_app.ui.page import Page
from operator_app.ui.pages.parts import TARGET, Field, Message, button, column, label, line_edit, row, scrolled, title
from operator_app.ui.sync_words import sync_words

# The bar moves at most so often while the guide is brought up.
_STEPS = 50


class SharingWork(Protocol):
    """How it is done, from outside the screen. Every method may block for seconds and raise Problem."""

    def state(self) -> SyncState | None: ...

    def test(self, url: str, password: str) -> Person: ...

    def connect(self, url: str, password: str, keep_password: bool) -> None: ...

    def disconnect(self) -> None: ...

    def move_up(self, progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> int: ...


class SharingPage(Page):
    """The password is asked for here and kept, if at all, in the system's keyring."""

    def __init__(self, context: UiContext, work: SharingWork) -> None:
        super().__init__()
        self._context = context
        self._work = work
        self._latest = Latest()
        self._request = Request()
        self._moving: Request | None = None
        t = context.t
        self.setAccessibleName(t("Shared database"))
        self.state = label("", "heading", "sharing.state")
        self.address = line_edit(context, t("Address of the shared database"), "sharing.address", left_to_right=True)
        self.address.setPlaceholderText("postgresql://login@host/operator_app")
        self.password = line_edit(context, t("Password"), "sharing.password", left_to_right=True)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.keep = QCheckBox(t("Keep the password in this computer's keyring"))
        self.keep.setAccessibleIdentifier("sharing.keep")
        self.keep.setMinimumHeight(context.style.px(TARGET))
        self.test = button(context, t("Test the connection"), "sharing.test")
        self.connect_button = button(context, t("Connect"), "sharing.connect", "primary")
        self.disconnect_button = button(context, t("Disconnect"), "sharing.disconnect")
        self.bring = button(context, t("Bring this post's guide there"), "sharing.bring")
        self.progress = QProgressBar()
        self.progress.setAccessibleName(t("Progress"))
        self.progress.setAccessibleIdentifier("sharing.progress")
        self.progress.hide()
        self.stop = button(context, t("Stop"), "sharing.stop")
        self.stop.hide()
        self.message = Message(context, "sharing.message")
        self._place()
        self.test.clicked.connect(self._test)
        self.connect_button.clicked.connect(self._connect)
        self.disconnect_button.clicked.connect(self._disconnect)
        self.bring.clicked.connect(self._move_up)
        self.stop.clicked.connect(self._stop)

    def _place(self) -> None:
        t, context = self._context.t, self._context
        inner = QWidget()
        layout = column(context, inner, 16, 10)
        layout.addWidget(title(context, t("Shared database")))
        layout.addWidget(self.state)
        help = t("From your administrator. Without it this post works alone.")
        layout.addWidget(Field(context, t("Address of the shared database"), self.address, help))
        layout.addWidget(Field(context, t("Password"), self.password))
        layout.addWidget(self.keep)
        layout.addWidget(row(context, self.connect_button, self.test, self.disconnect_button, self.bring))
        layout.addWidget(row(context, self.progress, self.stop))
        layout.addWidget(self.message)
        layout.addStretch(1)
        column(context, self).addWidget(scrolled(inner, 720))

    def entered(self) -> None:
        if not self.address.text():
            self.address.setText(self._context.desk.preferences.now.shared_address)
        self.address.setFocus(Qt.FocusReason.OtherFocusReason)
        self._load()

    def refresh(self, changes: Changes) -> None:
        if changes.touches("sync", "settings"):
            self._load()

    def _load(self) -> None:
        self._context.bridge.run(self._context.lanes.store, self._work.state, self._show)

    def _show(self, state: SyncState | None) -> None:
        self.state.setText(sync_words(self._context.t, self._context.dates, state))
        self.disconnect_button.setEnabled(state is not None)
        self.bring.setVisible(state is not None and (state.empty or state.moving))
        if self._moving is None:
            self._show_progress(state.progress if state is not None else None)
        if state is not None and state.problem is not None:
            self.message.say(self._context.t.problem(state.problem), "warn")

    def _test(self) -> None:
        url, password = self.address.text().strip(), self.password.text()
        self._begin()
        self._context.bridge.run(
            self._context.lanes.slow, lambda: self._work.test(url, password), self._tested, self._failed, self._request
        )

    def _tested(self, person: Person) -> None:
        t = self._context.t
        role = words.role(t, person.role)
        self._end(t("The connection works: signed in as {name}, {role}.", name=person.name, role=role))

    def _connect(self) -> None:
        url, password, keep = self.address.text().strip(), self.password.text(), self.keep.isChecked()
        self._begin()
        told = self._context.t("Connected. What this post holds and what is there become the same now.")
        self._context.bridge.run(
            self._context.lanes.slow,
            lambda: self._work.connect(url, password, keep),
            lambda _: self._end(told),
            self._failed,
            self._request,
        )

    def _disconnect(self) -> None:
        self._begin()
        told = self._context.t("This post works alone now. What it holds stays.")
        self._context.bridge.run(
            self._context.lanes.slow, self._work.disconnect, lambda _: self._end(told), self._failed, self._request
        )

    def _move_up(self) -> None:
        self._begin()
        flag = self._moving = Request()
        self.stop.show()
        self.stop.setFocus(Qt.FocusReason.OtherFocusReason)

        def progress(done: int, total: int) -> None:
            if done == total or done % max(1, total // _STEPS) == 0:
                self._context.bridge.post(lambda: self._show_progress((done, total)))

        def work() -> int:
            return self._work.move_up(progress, flag.is_cancelled)

        # Not handed over as the request: once stopped, it is still told how many arrived.
        self._context.bridge.run(self._context.lanes.slow, work, self._moved, self._failed)

    def _stop(self) -> None:
        """Between two documents; what arrived stays there, and the rest can follow later."""
        if self._moving is not None:
            self._moving.cancel()

    def _show_progress(self, progress: tuple[int, int] | None) -> None:
        """A first load is stopped with "Disconnect"."""
        done, total = progress or (0, 0)
        self.progress.setVisible(total > 0)
        if total:
            self.progress.setRange(0, total)
            self.progress.setValue(done)

    def _moved(self, count: int) -> None:
        self._end(self._context.t.count("{n} document brought there.", "{n} documents brought there.", count))

    def _begin(self) -> None:
        self._request = self._latest.replace(Request())
        self.message.say(self._context.t("One moment…"), "muted")
        self._allow(False)

    def _end(self, told: str) -> None:
        self._allow(True)
        self.message.say(told)
        self._load()

    def _failed(self, problem: Problem) -> None:
        self._allow(True)
        self.message.say(self._context.t.problem(problem), "bad")

    def _allow(self, allowed: bool) -> None:
        if allowed and self._moving is not None:
            self._moving = None
            self.stop.hide()
            self._show_progress(None)
            self.disconnect_button.setFocus(Qt.FocusReason.OtherFocusReason)
        for part in (self.test, self.connect_button, self.disconnect_button, self.bring):
            part.setEnabled(allowed)
