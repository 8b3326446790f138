"""Evaluation: yesterday in one line, every indicator with its definition and source, and how it was day by day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from operator_app.desk import Desk
from operator_app.desk.evaluation import CHANGED
from operator_app.domain import indicator_words as words
from operator_app.domain.changes import Changes
from operator_app.domain.flow_report import Speech, divided, key_said, part_head, part_row
from operator_app.domain.flow_report import title as report_title
from operator_app.domain.indicators import Figure, Indicator, Targets
from operator_app.domain.languages import Language
from operator_app.domain.reports import Divide, Period, Report
from operator_app.ui.bridge import Latest, Request
from operator_app.ui.context import UiContext
from operator_app.ui.managing.chart import Series
from operator_app.ui.managing.figures import Figures
from operator_app.ui.managing.records import RecordFiles, RecordsImport
from operator_app.ui.page import Page
from operator_app.ui.pages.entries import Entry, EntryList
from operator_app.ui.pages.files import ask_file
from operator_app.ui.pages.parts import (
    Choice,
    Message,
    Option,
    button,
    column,
    heading,
    label,
    muted,
    row,
    scrolled,
    set_role,
    title,
)

Write = Callable[[Report, Language, Path], None]
_CIRCULAR_SHARE = 0.85


class Span(StrEnum):
    WEEK = "week"
    MONTH = "month"
    LAST_MONTH = "last_month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the page shows: yesterday, the period, and the targets in force."""

    yesterday: Report
    report: Report
    targets: Targets


def period_of(span: Span, today: date) -> Period:
    """The last seven days, this month, the month before, the last twelve months."""
    first = today.replace(day=1)
    if span is Span.WEEK:
        return Period(today - timedelta(days=6), today)
    if span is Span.MONTH:
        return Period(first, today)
    if span is Span.LAST_MONTH:
        last = first - timedelta(days=1)
        return Period(last.replace(day=1), last)
    return Period(today - timedelta(days=364), today)


class EvaluationPage(Page):
    """`write` makes a file of a report, `files` reads records of the exchange; both block, on the slow lane."""

    def __init__(self, context: UiContext, write: Write, files: RecordFiles) -> None:
        super().__init__()
        self._context = context
        self._write = write
        self._latest = Latest()
        self.loaded: Loaded | None = None
        t = context.t
        self.setAccessibleName(t("Evaluation"))
        self.speech = Speech(context.language, t, context.dates.day, context.dates.weekday, context.dates.month)
        spans = (
            Option(Span.WEEK, t("Seven days"), "week"), Option(Span.MONTH, t("This month"), "month"),
            Option(Span.LAST_MONTH, t("Last month"), "last_month"), Option(Span.YEAR, t("Twelve months"), "year"),
        )  # fmt: skip
        self.span = Choice(context, t("Period"), spans, "evaluation.span")
        self.span.choose(Span.MONTH)
        own = not context.desk.team.supervisor
        kinds = [one for one in Divide if not (own and one is Divide.OPERATOR)]
        divides = [Option(one, divided(t, one), one.value) for one in kinds]
        self.divide = Choice(context, t("Divided"), divides, "evaluation.divide")
        self.divide.choose(Divide.DAY)
        self.headline = label("", "heading", "evaluation.yesterday")
        self.headline.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.message = Message(context, "evaluation.message")
        self.note = muted(context)
        self.list = EntryList(context, t("Indicators"), "evaluation.list")
        self.figures = Figures(context, "evaluation.parts")
        self.save = button(context, t("Save or print…"), "evaluation.save", "primary", "printer")
        self.records = RecordsImport(context, files, "evaluation")
        self._lay_out()
        self.span.changed.connect(self.reload)
        self.divide.changed.connect(self.reload)
        self.save.clicked.connect(self._ask_where)
        self.records.brought.connect(self.reload)
        self.records.busy.connect(lambda busy: self.save.setEnabled(not busy))
        self.records.asking.connect(self._make_room)

    def entered(self) -> None:
        self.message.clear()
        self.reload()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changes: Changes) -> None:
        if changes.touches(CHANGED, "calls", "evaluations", "line_events", "settings"):
            self.reload()

    def reload(self) -> None:
        desk = self._context.desk
        span, divide = self.span.value() or Span.MONTH, self.divide.value() or Divide.DAY
        request = self._latest.replace(Request())

        def work() -> Loaded | None:
            return None if request.is_cancelled() else load(desk, span, divide)

        self._context.bridge.run(self._context.lanes.store, work, self._show, request=request)

    def save_to(self, path: Path) -> None:
        """Write the report that is shown, in the language of the screen."""
        if self.loaded is None:
            return
        report, language = self.loaded.report, self._context.language
        told_ = self._context.t("Saved as {file}", file=path.name)
        self._slowly(lambda: self._write(report, language, path), lambda _: self.message.say(told_))

    def bring_from(self, path: Path) -> None:
        """Read the exchange's records from a file; what was strange in it is told."""
        self.records.open_path(path)

    def back(self) -> bool:
        """Esc leaves the matching of columns first, and stops what runs."""
        return self.records.back()

    def _slowly(self, work: Callable[[], object], then: Callable[[object], None]) -> None:
        t = self._context.t
        self.save.setEnabled(False)

        def finish(result: object) -> None:
            self.save.setEnabled(True)
            then(result)

        def fail(problem: object) -> None:
            self.save.setEnabled(True)
            self.message.say(str(problem), "bad")

        self._context.bridge.run(self._context.lanes.slow, work, finish, lambda problem: fail(t.problem(problem)))

    def _make_room(self, asking: bool) -> None:
        """While columns are matched the page is theirs."""
        for part in self._figures:
            part.setVisible(not asking)

    def _lay_out(self) -> None:
        context, t = self._context, self._context.t
        inner = QWidget()
        layout = column(context, inner, 16, 10)
        layout.addWidget(title(context, t("Evaluation")))
        layout.addWidget(self.headline)
        layout.addWidget(self.message)
        layout.addWidget(self.span)
        layout.addWidget(self.note)
        indicators = heading(context, t("Indicators"))
        layout.addWidget(indicators)
        self.list.setMinimumHeight(context.style.px(300))
        layout.addWidget(self.list)
        layout.addWidget(self.divide)
        layout.addWidget(self.figures)
        saving = row(context, self.save)
        layout.addWidget(saving)
        self._figures: tuple[QWidget, ...] = (
            self.headline, self.span, self.note, indicators, self.list, self.divide, self.figures, saving,
        )  # fmt: skip
        layout.addWidget(self.records)
        layout.addStretch(1)
        column(context, self).addWidget(scrolled(inner))
        self.records.setVisible(context.desk.team.supervisor)

    def _show(self, loaded: Loaded | None) -> None:
        if loaded is None:
            return
        self.loaded = loaded
        t, report = self._context.t, loaded.report
        self._show_yesterday(loaded)
        self.note.setText(self._said_of(report))
        names, defined = words.names(t), words.definitions(t, loaded.targets)
        self.list.show_entries([self._entry(f, names[f.indicator], defined[f.indicator]) for f in report.figures])
        unit = t("calls")
        rows = [part_row(report, part, self.speech) for part in report.parts]
        labels = [_short(report.divide, part.key, self.speech) for part in report.parts]
        logged = Series(t("Logged"), tuple(float(part.log.calls) for part in report.parts))
        series = [logged] if report.log.calls or not report.recorded else []
        if report.recorded:
            wanted = tuple(float(p.exchange.wanted) if p.exchange.offered else None for p in report.parts)
            answered = tuple(float(p.exchange.answered) if p.exchange.offered else None for p in report.parts)
            series = [Series(t("Wanted an operator"), wanted), Series(t("Calls answered"), answered), *series]
        head = part_head(report, self.speech)
        self.figures.show_figures(divided(t, report.divide), head, rows, series, unit, labels)

    def _show_yesterday(self, loaded: Loaded) -> None:
        """Yesterday against the circular, in one line."""
        t, report = self._context.t, loaded.yesterday
        known = {figure.indicator: figure for figure in report.figures}
        rate, time_ = known[Indicator.ANSWER_RATE], known[Indicator.IN_TARGET]
        day = self._context.dates.day(report.period.since)
        calls = t.count("{n} call", "{n} calls", report.exchange.wanted if report.recorded else report.log.calls)
        if rate.value is None and time_.value is None:
            text = t("{day}: {calls}. How many were answered, and how soon, is not measured.", day=day, calls=calls)
        else:
            text = t(
                "{day}: {calls}; answered: {rate}; in under {minutes} min: {share}",
                day=day, calls=calls, rate=words.said(t, rate), share=words.said(t, time_),
                minutes=f"{loaded.targets.seconds / 60:g}",
            )  # fmt: skip
        self.headline.setText(text)
        self.headline.setAccessibleName(text)
        good = rate.value is None or rate.value >= _CIRCULAR_SHARE
        set_role(self.headline, "heading" if rate.value is None else "good" if good else "bad")

    def _said_of(self, report: Report) -> str:
        t = self._context.t
        said = report_title(report, self.speech)
        if report.period.operator:
            said = t("{title}, {who}", title=said, who=report.period.operator)
        if report.recorded:
            return said
        return t(
            "{title}. No record of the exchange is of this time: waiting and lost calls are not measured.", title=said
        )

    def _entry(self, figure: Figure, name: str, definition: str) -> Entry:
        t = self._context.t
        said, over = words.said(t, figure), words.over(t, figure)
        value = t("{value} ({over})", value=said, over=over) if over and figure.value is not None else said
        source = t("Source: {source}", source=words.source_of(t, figure))
        role = "muted" if figure.value is None else ""
        head = t("{name}: {value}", name=name, value=value)
        return Entry(figure.indicator.value, head, ((definition, role), (source, "muted")))

    def _ask_where(self) -> None:
        kinds = ("PDF (*.pdf)", "XLSX (*.xlsx)", "CSV (*.csv)")
        ask_file(self, self._context.t("Save or print…"), kinds, self.save_to, "evaluation.pdf")


def _short(divide: Divide, key: str, speech: Speech) -> str:
    """What stands below a bar."""
    match divide:
        case Divide.DAY:
            return f"{int(key[8:])}/{int(key[5:7])}"
        case Divide.WEEK:
            return key[-2:]
        case Divide.HOUR:
            return speech.t("{hour}:00", hour=int(key))
        case _:
            return key_said(divide, key, speech)


def load(desk: Desk, span: Span, divide: Divide) -> Loaded:
    """Blocks on the store."""
    evaluation = desk.evaluation
    return Loaded(
        evaluation.yesterday(), evaluation.report(period_of(span, desk.today()), divide), evaluation.targets()
    )
