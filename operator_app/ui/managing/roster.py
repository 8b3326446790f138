"""The roster: who, or how many, are on duty on each day of three weeks."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Protocol

from operator_app.desk.roster import CHANGED
from operator_app.domain.direction import left_to_right
from operator_app.domain.roster import DayPlan, Shift, monday_of
from operator_app.ui.context import UiContext
from operator_app.ui.managing.forms import Asked, Form, Shape, Values
from operator_app.ui.managing.sections import Act, Row, Rows, Section, SectionPage
from operator_app.ui.pages.entries import Entry
from operator_app.ui.pages.files import ask_file

_WEEK = timedelta(days=7)
_WORKING_DAYS = 5


class RosterFiles(Protocol):
    """The roster as a file, from outside the screen; both block and may raise Problem."""

    def write(self, days: Iterable[DayPlan], path: Path) -> None: ...

    def read(self, path: Path) -> Mapping[date, Sequence[Shift]]: ...


class RosterPage(SectionPage):
    """Supervisors write it; everybody reads it."""

    def __init__(self, context: UiContext, files: RosterFiles) -> None:
        self._desk = context.desk.roster
        self._files = files
        super().__init__(context, context.t("Roster"), "roster", self._made(context))

    def save_to(self, path: Path) -> None:
        """The week that is shown, as CSV."""
        monday, desk, files = self._monday(self.section.name), self._desk, self._files
        self.run(lambda: files.write(desk.week(monday), path), self.context.t("Saved as {file}", file=path.name))

    def bring_from(self, path: Path) -> None:
        """Plan the days that a CSV tells."""
        desk, files = self._desk, self._files
        self.run(lambda: desk.keep(files.read(path)), self.context.t("The roster is planned as the file says."))

    def _made(self, context: UiContext) -> Sequence[Section]:
        t = context.t
        acts: tuple[Act, ...] = ()
        if context.desk.team.supervisor:
            acts = (
                Act(t("As the week before"), "copy", self._copy),
                Act(t("Save as CSV…"), "save", self._ask_where),
                Act(t("Bring in a CSV…"), "bring", self._ask_file),
            )
        note = t("“Peaks” compares it hour by hour with the operators that the calls need.")
        weeks = (("this", t("This week")), ("next", t("Next week")), ("after", t("The week after")))
        return tuple(
            Section(name, text, self._loading(name), t("No day"), "", note, acts, (CHANGED,)) for name, text in weeks
        )

    def _monday(self, name: str) -> date:
        return monday_of(self.context.desk.today()) + {"this": 0, "next": 1, "after": 2}[name] * _WEEK

    def _loading(self, name: str) -> Callable[[], Callable[[], Rows]]:
        def load() -> Callable[[], Rows]:
            days = self._desk.week(self._monday(name))
            calendar = self.context.desk.contacts.calendar()
            closed = {one.day for one in days if calendar.holiday(one.day)}
            return lambda: [self._day(one, one.day in closed) for one in days]

        return load

    def _day(self, one: DayPlan, closed: bool) -> Row:
        t, dates = self.context.t, self.context.dates
        lines = [(t("Public holiday"), "muted")] if closed else []
        if one.shifts is None:
            lines.append((t("Not planned"), "warn"))
        elif not one.shifts:
            lines.append((t("Nobody is on duty"), ""))
        lines += [(self._shift(shift), "") for shift in one.shifts or ()]
        head = f"{dates.weekday(one.day)} {dates.day(one.day)}"
        return Row(Entry(one.day.isoformat(), head, tuple(lines)), self._acts(one))

    def _acts(self, one: DayPlan) -> tuple[Act, ...]:
        t, desk = self.context.t, self._desk
        if not self.context.desk.team.supervisor:
            return ()

        def as_before() -> None:
            def work() -> object:
                (before,) = desk.days([one.day - timedelta(days=1)])
                return desk.keep({one.day: before.shifts or ()})

            self.run(work, t("Planned."))

        return (
            Act(t("Who is on duty…"), "plan", lambda: self._ask(one)),
            Act(t("As the day before"), "before", as_before),
            Act(t("Nobody"), "nobody", lambda: self.run(lambda: desk.keep({one.day: ()}), t("Planned."))),
        )

    def _shift(self, shift: Shift) -> str:
        """Hours from left to right also in Arabic."""
        t = self.context.t
        times, _, _ = shift.written().partition(" ")
        who = t(", ").join(shift.people) or t.count("{n} operator", "{n} operators", shift.many)
        return f"{left_to_right(times)} {who}"

    def _ask(self, one: DayPlan) -> None:
        t, desk = self.context.t, self._desk
        days = (("day", t("This day")), ("week", t("Monday to Friday of this week")))
        fields = (
            Asked("shifts", t("Shifts"), Shape.LINES, value="\n".join(s.written() for s in one.shifts or ()),
                  help=t("One shift a line, with names or how many: {first} or {second}",
                         first=left_to_right("08:00-12:00 Salma, Karim"), second=left_to_right("13:30-17:00 2"))),
            Asked("days", t("For"), Shape.CHOICE, value="day", options=days),
        )  # fmt: skip

        def send(values: Values) -> None:
            monday = monday_of(one.day)
            week = [monday + timedelta(days=n) for n in range(_WORKING_DAYS)]
            wanted = week if values["days"] == "week" else [one.day]
            self.run(lambda: desk.plan(wanted, values["shifts"]), t("Planned."))

        title = t("On duty, {day}", day=f"{self.context.dates.weekday(one.day)} {self.context.dates.day(one.day)}")
        self.ask(Form(self.context, title, fields, t("Keep"), "roster.form"), send)

    def _copy(self) -> None:
        monday, desk = self._monday(self.section.name), self._desk
        self.run(lambda: desk.copy_week_before(monday), self.context.t("Planned as the week before."))

    def _ask_where(self) -> None:
        ask_file(self, self.context.t("Save as CSV…"), ("CSV (*.csv)",), self.save_to, "roster.csv")

    def _ask_file(self) -> None:
        ask_file(self, self.context.t("Bring in a CSV…"), ("CSV (*.csv)",), self.bring_from)
