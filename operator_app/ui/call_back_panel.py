"""F8: the number and when to call, in one line above the results; Enter keeps it, Esc leaves it."""

from datetime import datetime

from PySide6.QtCore import QDateTime, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDateTimeEdit, QFrame, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from operator_app.domain.moments import TUNIS, local
from operator_app.domain.numbers import display
from operator_app.domain.problems import Problem
from operator_app.ui.announcer import Weight
from operator_app.ui.context import UiContext
from operator_app.ui.line_side import begin_on_side
from operator_app.ui.session import CallSession
from operator_app.ui.steady_scroll import SteadyScroll


class _Due(QDateTimeEdit):
    """Day and hour; Tab leaves it. Qt's own Tab goes through its parts one by one and says nothing of it."""

    def focusNextPrevChild(self, forward: bool) -> bool:
        return QWidget.focusNextPrevChild(self, forward)


class CallBackPanel(SteadyScroll):
    """Asks for the number; the due time is the next working half-day unless it is changed."""

    left = Signal()
    """Done with the panel: kept or given up."""

    def __init__(self, context: UiContext, session: CallSession) -> None:
        super().__init__()
        self._context = context
        self._session = session
        self.number = self._number_field()
        self.due = self._due_field()
        self.problem = QLabel()
        self.problem.setProperty("role", "problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        page = QFrame()
        page.setObjectName("callBackPanel")
        self._place(QVBoxLayout(page))
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _number_field(self) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(self._context.t("Number to call back"))
        field.setAccessibleIdentifier("call-back-number")
        # Digits are typed and read left to right in every language.
        begin_on_side(field, right_to_left=False)
        field.setProperty("scale", "large")
        field.setMaxLength(24)
        return field

    def _due_field(self) -> QDateTimeEdit:
        field = _Due()
        # Before the format: Qt turns the order of day, month and hour round when the field is right-to-left by then.
        field.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        field.setDisplayFormat("dd/MM/yyyy HH:mm")
        field.setAccessibleName(self._context.t("When to call back"))
        field.setAccessibleIdentifier("call-back-due")
        return field

    def _place(self, layout: QVBoxLayout) -> None:
        t, px = self._context.t, self._context.style.px
        layout.setContentsMargins(px(12), px(10), px(12), px(10))
        layout.setSpacing(px(4))
        for label, field in ((t("Number to call back"), self.number), (t("When to call back"), self.due)):
            caption = QLabel(label)
            caption.setBuddy(field)
            layout.addWidget(caption)
            layout.addWidget(field)
        keep = QPushButton(t("Keep the promise"))
        keep.setProperty("role", "primary")
        keep.setAccessibleIdentifier("call-back-keep")
        keep.clicked.connect(self.keep)
        hint = QLabel(t("Enter keeps it, F9 keeps it and closes the call, Esc leaves it."))
        hint.setProperty("role", "muted")
        hint.setWordWrap(True)
        for widget in (self.problem, keep, hint):
            layout.addWidget(widget)
        layout.addStretch(1)

    def open(self) -> None:
        """Come up with what was promised before, else with the number that rang, selected: typing replaces it."""
        self.problem.hide()
        self.number.setText(self._session.promised_number or display(self._session.caller_number))
        self.number.selectAll()
        self.number.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._context.bridge.run(self._context.lanes.store, self._context.desk.calls.next_half_day, self._show_due)

    def keep(self) -> bool:
        """Keep the promise; False, with the problem told, when the number cannot be dialled."""
        try:
            self._session.promise(self.number.text(), self._due())
        except Problem as problem:
            self.problem.setText(self._context.t.problem(problem))
            self.problem.show()
            self._context.announcer.say(self.problem.text(), Weight.ALWAYS)
            return False
        self.left.emit()
        return True

    def keep_if_written(self) -> bool:
        """Before F9: an empty number is no promise and no obstacle."""
        return not self.number.text().strip() or self.keep()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.keep()
            return
        super().keyPressEvent(event)

    def _due(self) -> datetime:
        shown = self.due.dateTime()
        day, hour = shown.date(), shown.time()
        return datetime(day.year(), day.month(), day.day(), hour.hour(), hour.minute(), tzinfo=TUNIS)

    def _show_due(self, due: datetime) -> None:
        wall = local(self._session.promised_due or due)
        # Qt is handed wall-clock fields only: the zone of the machine must not move them.
        self.due.setDateTime(QDateTime.fromString(f"{wall:%Y-%m-%dT%H:%M:00}", Qt.DateFormat.ISODate))
