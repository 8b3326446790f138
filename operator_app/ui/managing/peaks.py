"""Peaks: calls hour by hour, what the coming week brings, and the operators that both targets need, side by side."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from operator_app.desk.evaluation import CHANGED, Peaks
from operator_app.desk.roster import CHANGED as ROSTERED
from operator_app.domain import indicator_words as words
from operator_app.domain.changes import Changes
from operator_app.domain.peaks import DayPeaks, Hour
from operator_app.ui.bridge import Latest, Request
from operator_app.ui.context import UiContext
from operator_app.ui.managing.chart import Series
from operator_app.ui.managing.figures import Figures
from operator_app.ui.managing.roster import RosterFiles, RosterPage
from operator_app.ui.page import Page
from operator_app.ui.pages.entries import Entry, EntryList
from operator_app.ui.pages.parts import Empty, button, column, muted, row, scrolled, show_either, title
from operator_app.ui.stack import Stack


class PeaksPage(Page):
    """A list of days, the coming week first; the hours of the current one below. The roster is a page within it."""

    def __init__(self, context: UiContext, files: RosterFiles) -> None:
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
        self.roster = RosterPage(context, files)
        self.to_roster = button(context, t("Roster…"), "peaks.roster")
        self._stack = Stack()
        self._lay_out()
        self.to_roster.clicked.connect(self.show_roster)
        self.list.current_changed.connect(self._show_day)

    def show_roster(self) -> None:
        """Turn to who is on duty."""
        self._stack.setCurrentWidget(self.roster)
        self.roster.entered()

    def back(self) -> bool:
        """Esc leaves a form of the roster, then the roster, then the page."""
        if self._stack.currentWidget() is not self.roster:
            return False
        if not self.roster.back():
            self._stack.setCurrentIndex(0)
            self.to_roster.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def entered(self) -> None:
        self._stack.setCurrentIndex(0)
        self.reload()
        (self.empty if self.list.isHidden() else self.list).setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changes: Changes) -> None:
        self.roster.refresh(changes)
        if changes.touches(CHANGED, ROSTERED, "settings"):
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
        layout.addWidget(row(context, self.to_roster))
        self.list.setMinimumHeight(context.style.px(200))
        layout.addWidget(self.list, 1)
        layout.addWidget(self.empty, 1)
        layout.addWidget(self.calls)
        layout.addWidget(self.operators)
        self._stack.addWidget(scrolled(inner))
        self._stack.addWidget(self.roster)
        column(context, self).addWidget(self._stack)
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
            lines.append((t("Calls on average: {n}", n=round(day.calls)), ""))
        else:
            low, high = round(day.low), round(day.high)
            lines.append((t("Expected calls: {n}, {low} to {high}", n=round(day.calls), low=low, high=high), ""))
            if not day.ramadan_seen:
                lines.append((t("Ramadan: no past Ramadan is known, so this is as on other days"), "warn"))
        if day.peak is not None and day.peak.calls:
            peak = t("Peak at {hour}:00, calls: {n}", hour=day.peak.hour, n=round(day.peak.calls))
            if day.peak.quick is not None:
                peak = t("{peak}; operators for {seconds} s: {quick}, for {minutes} min: {circular}", peak=peak,
                         quick=day.peak.quick, circular=day.peak.circular, **self._targets())  # fmt: skip
            lines.append((peak, "muted"))
        lines += self._planned(day)
        badge = t("Forecast") if day.day is not None else t("Mean")
        return Entry(id, name, tuple(lines), badge=badge)

    def _planned(self, day: DayPeaks) -> list[tuple[str, str]]:
        """Whether those on the roster are enough, in words, for each target."""
        t, targets = self._context.t, self._targets()
        if not day.planned:
            return [(t("Nobody is planned yet: see the roster"), "muted")]
        if day.peak is None or day.peak.circular is None:
            return []
        said = []
        names = ((False, t("For {minutes} min", minutes=targets["minutes"]), "bad"),
                 (True, t("For {seconds} s", seconds=targets["seconds"]), "warn"))  # fmt: skip
        for quick, name, role in names:
            if short := day.short(quick):
                hours = t(", ").join(
                    t("{hour}:00 ({n} too few)", hour=hour, n=missing) for hour, missing in short.items()
                )
                said.append((t("{name}: {value}", name=name, value=hours), role))
            else:
                said.append((t("{name}: enough operators are planned", name=name), "good"))
        return said

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
        planned, too_few = t("Planned"), t("Too few for {minutes} min", minutes=targets["minutes"])
        head = (
            t("Hour"), quick, circular, planned, too_few, t("With those who give up"), there,
            t("Answered in time with those"),
        )  # fmt: skip
        rows = [[name, *self._cells(hour)] for name, hour in zip(names, day.hours, strict=True)]
        series = [
            Series(quick, tuple(_number(one.quick) for one in day.hours)),
            Series(circular, tuple(_number(one.circular) for one in day.hours)),
            Series(planned, tuple(_number(one.planned) for one in day.hours))
            if day.planned
            else Series(there, tuple(one.there for one in day.hours)),
        ]
        self.operators.show_figures(t("Operators needed, {day}", day=self._name(day)), head, rows, series)

    def _cells(self, hour: Hour) -> list[str]:
        t = self._context.t
        nothing = t("not measured")
        quick, circular, patient = (nothing if n is None else str(n) for n in (hour.quick, hour.circular, hour.patient))
        planned = t("Not planned") if hour.planned is None else str(hour.planned)
        few = "" if hour.planned is None or hour.circular is None else t("enough")
        if hour.planned is not None and hour.circular is not None and hour.circular > hour.planned:
            few = t("{n} too few", n=hour.circular - hour.planned)
        there = nothing if hour.there is None else f"{hour.there:.1f}"
        outlook = nothing if hour.outlook is None else words.share_said(t, hour.outlook.in_time)
        return [quick, circular, planned, few, patient, there, outlook]

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
