"""Peaks: calls hour by hour, what the coming week brings, and the operators that both targets need, side by side."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from operator_app.desk.evaluation import CHANGED, Peaks
from operator_app.domain import indicator_words as words
from operator_app.domain.changes import Changes
from operator_app.domain.peaks import DayPeaks, Hour
from operator_app.ui.bridge import Latest, Request
from operator_app.ui.context import UiContext
from operator_app.ui.managing.chart import Series
from operator_app.ui.managing.figures import Figures
from operator_app.ui.page import Page
from operator_app.ui.pages.entries import Entry, EntryList
from operator_app.ui.pages.parts import Empty, column, muted, scrolled, show_either, title


class PeaksPage(Page):
    """A list of days, the coming week first; the hours of the current one below."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._latest = Latest()
        self._days: dict[str, DayPeaks] = {}
        self.peaks: Peaks | None = None
        t = context.t
        self.setAccessibleName(t("Peaks"))
        self.note = muted(context)
        self.list = EntryList(context, t("Days"), "peaks.list")
        self.empty = Empty(context, "clock", t("No calls to learn from yet"),
                           t("Log calls for two weeks, or bring in records of the exchange."))  # fmt: skip
        self.calls = Figures(context, "peaks.calls")
        self.operators = Figures(context, "peaks.operators")
        self._lay_out()
        self.list.current_changed.connect(self._show_day)

    def entered(self) -> None:
        self.reload()
        (self.empty if self.list.isHidden() else self.list).setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changes: Changes) -> None:
        if changes.touches(CHANGED, "settings"):
            self.reload()

    def reload(self) -> None:
        request = self._latest.replace(Request())
        self._context.bridge.run(
            self._context.lanes.store, self._context.desk.evaluation.peaks, self._show, request=request
        )

    def _lay_out(self) -> None:
        context = self._context
        inner = QWidget()
        layout = column(context, inner, 16, 10)
        layout.addWidget(title(context, context.t("Peaks")))
        layout.addWidget(self.note)
        self.list.setMinimumHeight(context.style.px(200))
        layout.addWidget(self.list, 1)
        layout.addWidget(self.empty, 1)
        layout.addWidget(self.calls)
        layout.addWidget(self.operators)
        column(context, self).addWidget(scrolled(inner))
        for part in (self.empty, self.calls, self.operators):
            part.hide()

    def _show(self, peaks: Peaks) -> None:
        self.peaks = peaks
        days = {f"day/{one.day}": one for one in peaks.forecast}
        days |= {f"week/{one.weekday}": one for one in peaks.weekdays}
        self._days = days
        self.note.setText(self._assumptions(peaks))
        self.note.setVisible(bool(days))
        self.list.show_entries([self._entry(id, one) for id, one in days.items()])
        show_either(self.list, self.empty, nothing=not days)
        self._show_day(self.list.current_id())

    def _assumptions(self, peaks: Peaks) -> str:
        t, needs = self._context.t, peaks.needs
        said = [t.count("From {n} week of calls.", "From {n} weeks of calls.", peaks.weeks)]
        if not peaks.from_exchange:
            said.append(t("No records of the exchange: lost calls are missing, so peaks are higher than this."))
        if needs.handling_seconds is None:
            said.append(t("Handling time is not measured: operators needed cannot be told."))
        else:
            said.append(t("Handling time {time}.", time=words.length_said(t, needs.handling_seconds)))
            said.append(t("Erlang C: everybody waits."))
        if needs.patience_seconds is not None:
            patience = words.length_said(t, needs.patience_seconds)
            said.append(t("Erlang A: callers wait {time} on average before they give up.", time=patience))
        return " ".join(said)

    def _entry(self, id: str, day: DayPeaks) -> Entry:
        t = self._context.t
        name = self._name(day)
        lines = []
        if day.day is None:
            lines.append((t("{n} calls on average", n=round(day.calls)), ""))
        else:
            low, high = round(day.low), round(day.high)
            lines.append((t("{n} calls expected, {low} to {high}", n=round(day.calls), low=low, high=high), ""))
            if not day.ramadan_seen:
                lines.append((t("Ramadan: no past Ramadan is known, so this is as on other days"), "warn"))
        if day.peak is not None and day.peak.calls:
            peak = t("Peak at {hour}:00, {n} calls", hour=day.peak.hour, n=round(day.peak.calls))
            if day.peak.quick is not None:
                peak = t("{peak}; {quick} operators for {seconds} s, {circular} for {minutes} min", peak=peak,
                         quick=day.peak.quick, circular=day.peak.circular, **self._targets())  # fmt: skip
            lines.append((peak, "muted"))
        badge = t("Forecast") if day.day is not None else t("Mean")
        return Entry(id, name, tuple(lines), badge=badge)

    def _show_day(self, id: str) -> None:
        day = self._days.get(id)
        for part in (self.calls, self.operators):
            part.setVisible(day is not None)
        if day is None:
            return
        t = self._context.t
        hours = [t("{hour}:00", hour=one.hour) for one in day.hours]
        calls = [[name, f"{one.calls:.0f}"] for name, one in zip(hours, day.hours, strict=True)]
        name = t("Calls, {day}", day=self._name(day))
        series = [Series(t("Calls"), tuple(round(one.calls, 1) for one in day.hours))]
        self.calls.show_figures(name, (t("Hour"), t("Calls")), calls, series)
        self._show_operators(day, hours)

    def _show_operators(self, day: DayPeaks, names: list[str]) -> None:
        t, targets = self._context.t, self._targets()
        quick = t("For {seconds} s", seconds=targets["seconds"])
        circular = t("For {minutes} min", minutes=targets["minutes"])
        there = t("Were there")
        head = (t("Hour"), quick, circular, t("With those who give up"), there, t("Answered in time with those"))
        rows = [[name, *self._cells(hour)] for name, hour in zip(names, day.hours, strict=True)]
        series = [
            Series(quick, tuple(_number(one.quick) for one in day.hours)),
            Series(circular, tuple(_number(one.circular) for one in day.hours)),
            Series(there, tuple(one.there for one in day.hours)),
        ]
        self.operators.show_figures(t("Operators needed, {day}", day=self._name(day)), head, rows, series)

    def _cells(self, hour: Hour) -> list[str]:
        t = self._context.t
        nothing = t("not measured")
        numbers = [nothing if n is None else str(n) for n in (hour.quick, hour.circular, hour.patient)]
        there = nothing if hour.there is None else f"{hour.there:.1f}"
        outlook = nothing if hour.outlook is None else words.share_said(t, hour.outlook.in_time)
        return [*numbers, there, outlook]

    def _targets(self) -> dict[str, str]:
        targets = self._context.desk.evaluation.targets()
        return {"seconds": str(targets.quick_seconds), "minutes": f"{targets.seconds / 60:g}"}

    def _name(self, day: DayPeaks) -> str:
        dates = self._context.dates
        if day.day is not None:
            return f"{dates.weekday(day.day)} {dates.day(day.day)}"
        return self._context.t("{weekday}, usually", weekday=dates.weekday(date(2024, 1, day.weekday)))


def _number(n: int | None) -> float | None:
    return None if n is None else float(n)
