"""The filters of the call log."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, QStringListModel, Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QCompleter, QDateEdit, QWidget

from operator_app.domain.calls import Outcome
from operator_app.local import CallFilter
from operator_app.ui import words
from operator_app.ui.context import UiContext
from operator_app.ui.pages.log_model import PAGE, PERIODS, Period, bounds
from operator_app.ui.pages.parts import TARGET, Choice, Field, Option, button, column, line_edit, row

# Typing rests this long before the log is read again.
REST_MS = 250


class LogFilters(QWidget):
    """Period and words in sight; outcome, operator and practice calls behind "More filters"."""

    changed = Signal()

    def __init__(self, context: UiContext, today: date) -> None:
        super().__init__()
        self._context = context
        t = context.t
        self.period = Choice(
            context, t("Period"), [Option(period, t(text), period) for period, text in PERIODS], "log.period"
        )
        self.period.choose(Period.TODAY)
        self.first = self._date("First day", "log.first", today)
        self.last = self._date("Last day", "log.last", today)
        self.words = line_edit(context, t("Words in article, receiver or note"), "log.words")
        self.outcome: Choice[Outcome | str] = self._outcomes()
        self.operator = line_edit(context, t("Operator's name"), "log.operator")
        self._known = QStringListModel(self)
        completer = QCompleter(self._known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
        self.operator.setCompleter(completer)
        self.practice = QCheckBox(t("Practice calls instead of real ones"))
        self.practice.setAccessibleIdentifier("log.practice")
        self.practice.setMinimumHeight(context.style.px(TARGET))
        self.more = button(context, t("More filters"), "log.more")
        self.more.setCheckable(True)
        self.more.setAutoDefault(False)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._lay_out()
        self._join()

    def wanted(self, today: date) -> CallFilter:
        """What the filters ask for."""
        since, until = bounds(self.period.value() or Period.TODAY, today, _day(self.first), _day(self.last))
        outcome = self.outcome.value()
        return CallFilter(
            since=since,
            until=until,
            outcome=outcome if isinstance(outcome, Outcome) else None,
            operator=self.operator.text().strip(),
            words=self.words.text().strip(),
            practice=self.practice.isChecked(),
            limit=PAGE,
        )

    @property
    def narrowed(self) -> bool:
        """Whether anything but the period leaves calls out."""
        return bool(
            self.words.text().strip() or self.operator.text().strip() or isinstance(self.outcome.value(), Outcome)
        )

    def offer_operators(self, names: Sequence[str]) -> None:
        """Names that typing completes."""
        known = sorted({*self._known.stringList(), *names})
        self._known.setStringList(known)

    def _date(self, msgid: str, identifier: str, today: date) -> QDateEdit:
        made = QDateEdit(QDate(today.year, today.month, today.day))
        made.setDisplayFormat("dd/MM/yyyy")
        made.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        made.setAccessibleName(self._context.t(msgid))
        made.setAccessibleIdentifier(identifier)
        made.setMinimumHeight(self._context.style.px(TARGET))
        return made

    def _outcomes(self) -> "Choice[Outcome | str]":
        t = self._context.t
        options: list[Option[Outcome | str]] = [Option("any", t("Any outcome"), "any")]
        options += [Option(outcome, words.outcome(t, outcome), outcome) for outcome in Outcome]
        made = Choice(self._context, t("Outcome"), options, "log.outcome")
        made.choose("any")
        return made

    def _lay_out(self) -> None:
        context, t = self._context, self._context.t
        layout = column(context, self)
        layout.addWidget(self.period)
        self._days = row(context, Field(context, t("First day"), self.first), Field(context, t("Last day"), self.last))
        layout.addWidget(self._days)
        self._days.hide()
        layout.addWidget(Field(context, t("Words in article, receiver or note"), self.words))
        layout.addWidget(row(context, self.more))
        self._panel = QWidget()
        inner = column(context, self._panel)
        inner.addWidget(Field(context, t("Outcome"), self.outcome, focus=self.outcome.buttons()[0]))
        inner.addWidget(Field(context, t("Operator's name"), self.operator))
        inner.addWidget(self.practice)
        layout.addWidget(self._panel)
        self._panel.hide()

    def _join(self) -> None:
        self._rest.timeout.connect(self.changed)
        self.more.toggled.connect(self._panel.setVisible)
        self.period.changed.connect(self._period_changed)
        self.outcome.changed.connect(self.changed)
        self.practice.toggled.connect(lambda _: self.changed.emit())
        for text in (self.words, self.operator):
            text.textChanged.connect(lambda _: self._rest.start())
        for day in (self.first, self.last):
            day.dateChanged.connect(lambda _: self._rest.start())

    def _period_changed(self) -> None:
        self._days.setVisible(self.period.value() is Period.BETWEEN)
        self.changed.emit()


def _day(edit: QDateEdit) -> date:
    shown = edit.date()
    return date(shown.year(), shown.month(), shown.day())
