"""How a text leaves the editor: now, on a day, through a second person, urgently."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from operator_app.domain.moments import TUNIS
from operator_app.ui.context import UiContext
from operator_app.ui.editing.small_controls import DayControl
from operator_app.ui.pages.parts import (
    TARGET,
    Card,
    Choice,
    Field,
    Option,
    button,
    heading,
    label,
    line_edit,
    muted,
    row,
)
from operator_app.ui.reading import show
from operator_app.ui.wrapping import WrappingCheck

# When a text that is to appear on a day appears: before the switchboard opens.
MORNING = time(7, 0)


class How(StrEnum):
    NOW = "now"
    LATER = "later"
    REVIEW = "review"
    URGENT = "urgent"


@dataclass(frozen=True, slots=True)
class Order:
    """What was decided. `at` is UTC-aware, for LATER only; `answers`: who reported the text as wrong is told."""

    how: How
    note: str = ""
    verified: bool = False
    answers: bool = False
    at: datetime | None = None


class PublishPanel(Card):
    """`ordered(Order)`: carry it out. `left`: go on writing."""

    ordered = Signal(object)
    left = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__(context, 10)
        self._context = context
        self._grave = False
        t = context.t
        self.setAccessibleIdentifier("publish")
        options = [
            Option(How.NOW, t("Publish now"), How.NOW.value),
            Option(How.REVIEW, t("Ask a second person to look at it first"), How.REVIEW.value),
            Option(How.LATER, t("Publish on a day"), How.LATER.value),
            Option(How.URGENT, t("Publish urgently, to be reviewed afterwards"), How.URGENT.value),
        ]
        self.how: Choice[How] = Choice(context, t("How to publish"), options, "publish.how")
        self.day = DayControl(context, t("Day"), "publish.day")
        self.day_field = Field(context, t("Day"), self.day, t("It appears at 7:00 on this day."), self.day.line)
        self.note = line_edit(context, t("What changed, and why"), "publish.note")
        self.verified = self._box(t("I have verified all of it today"), "publish.verified")
        self.answers = self._box("", "publish.answers")
        self.read = self._box(t("I have read these checks: publish all the same"), "publish.read")
        self.warning = label("", "bad", "publish.warning")
        self.go = button(context, t("Publish"), "publish.go", "primary", "check")
        self.cancel = button(context, t("Go on writing"), "publish.cancel")
        self._lay_out()
        self.how.changed.connect(self._follow)
        self.read.toggled.connect(lambda _: self._follow())
        self.day.edited.connect(self._follow)
        self.go.clicked.connect(self.order)
        self.note.returnPressed.connect(self.order)
        self.cancel.clicked.connect(self.left)
        self.hide()

    def open(self, grave: Sequence[str], reports: int, *, reviewed: bool) -> None:
        """Ask. `grave` are serious checks in words, `reports` how many said that the text is wrong; `reviewed`: a
        second person has approved it."""
        t = self._context.t
        self._grave = bool(grave)
        show(self.warning, "\n".join(grave))
        self.warning.setVisible(bool(grave))
        self.read.setChecked(False)
        self.read.setVisible(bool(grave))
        told = t.count("Tell who reported it: {n} report", "Tell who reported it: {n} reports", reports)
        self.answers.setText(told)
        self.answers.setAccessibleName(told)
        self.answers.setChecked(reports > 0)
        self.answers.setVisible(reports > 0)
        self.how.choose(How.NOW)
        self.how.setVisible(not reviewed)
        self._follow()
        self.show()
        (self.read if grave else self.note).setFocus(Qt.FocusReason.OtherFocusReason)

    def order(self) -> None:
        """Enter, or the button."""
        how = self.how.value() or How.NOW
        if not self.go.isEnabled():
            return
        self.ordered.emit(
            Order(how, self.note.text().strip(), self.verified.isChecked(), self._answering(), self._moment(how))
        )

    def done(self) -> None:
        """It was carried out: the next time it asks anew."""
        self.note.clear()
        self.verified.setChecked(False)
        self.day.show_value(None)
        self.hide()

    def told(self, edition: int, order: Order) -> str:
        """What was done, in words."""
        t, dates = self._context.t, self._context.dates
        return {
            How.NOW: t("Published: edition {n}. Operators see it now.", n=edition),
            How.URGENT: t("Published urgently: edition {n}. It waits to be reviewed.", n=edition),
            How.REVIEW: t("Handed over. It waits under “Review”."),
            How.LATER: t("It appears on {moment}.", moment=dates.moment(order.at)) if order.at else "",
        }[order.how]

    def _lay_out(self) -> None:
        context, t = self._context, self._context.t
        self.body.addWidget(heading(context, t("Publish")))
        self.body.addWidget(self.warning)
        self.body.addWidget(self.read)
        self.body.addWidget(Field(context, t("What changed, and why"), self.note, t("Kept in the history.")))
        for part in (self.verified, self.answers, self.how, self.day_field):
            self.body.addWidget(part)
        self.explained = muted(context)
        self.body.addWidget(self.explained)
        self.body.addWidget(row(context, self.go, self.cancel))

    def _box(self, text: str, identifier: str) -> WrappingCheck:
        box = WrappingCheck(text)
        # In its place first: what is shown without a parent is a window, and takes the focus.
        box.setParent(self)
        box.setAccessibleName(text)
        box.setAccessibleIdentifier(identifier)
        box.setMinimumHeight(self._context.style.px(TARGET))
        return box

    def _answering(self) -> bool:
        return not self.answers.isHidden() and self.answers.isChecked()

    def _follow(self) -> None:
        """The words and state of the button follow what is chosen."""
        t, how = self._context.t, self.how.value() or How.NOW
        said = {
            How.NOW: (t("Publish"), t("Operators see it at once.")),
            How.REVIEW: (t("Hand over"), t("It waits under “Review” until somebody else has read it.")),
            How.LATER: (t("Set the day"), t("It is published by itself, and can be changed until then.")),
            How.URGENT: (t("Publish urgently"), t("Operators see it at once; it stays marked until reviewed.")),
        }[how]
        self.go.setText(f" {said[0]}")
        self.go.setAccessibleName(said[0])
        self.explained.setText(said[1])
        self.day_field.setVisible(how is How.LATER)
        ready = how is not How.LATER or self._moment(how) is not None
        self.go.setEnabled(ready and (not self._grave or how is How.REVIEW or self.read.isChecked()))

    def _moment(self, how: How) -> datetime | None:
        day = self.day.value()
        if how is not How.LATER or not isinstance(day, date):
            return None
        return datetime.combine(day, MORNING, tzinfo=TUNIS)

    def focus_widget(self) -> QWidget:
        return self.note
