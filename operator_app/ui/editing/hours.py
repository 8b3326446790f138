"""Weekly hours: days, from, to; several a day; summer and Ramadan of their own. Everything by keys."""

from datetime import date, time

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from operator_app.domain.hours import Season, Span, WeeklyHours
from operator_app.domain.timetables import apart, hours_slips, read_time, together
from operator_app.i18n import msgid
from operator_app.ui.context import UiContext
from operator_app.ui.editing.row_list import RecordRow, RowList
from operator_app.ui.pages.parts import TARGET, button, column, label, line_edit, row, set_role

SEASONS: dict[Season, tuple[str, str]] = {
    Season.ALWAYS: (msgid("All year"), msgid("Add hours")),
    Season.SUMMER: (msgid("In summer"), msgid("Add summer hours")),
    Season.RAMADAN: (msgid("In Ramadan"), msgid("Add Ramadan hours")),
}
SHORT_DAYS = (msgid("Mon"), msgid("Tue"), msgid("Wed"), msgid("Thu"), msgid("Fri"), msgid("Sat"), msgid("Sun"))
_FROM, _TO = msgid("From"), msgid("To")
# A Monday.
_MONDAY = date(2024, 1, 1)
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class DayBoxes(QWidget):
    """The days of the week: one Tab stop, arrows between days, Space ticks."""

    edited = Signal()

    def __init__(self, context: UiContext, name: str, identifier: str) -> None:
        super().__init__()
        self._context = context
        self.setAccessibleName(name)
        t, dates = context.t, context.dates
        self.boxes: list[QCheckBox] = []
        for place, short in enumerate(SHORT_DAYS):
            box = QCheckBox(t(short))
            box.setAccessibleName(f"{name}: {dates.weekday(_MONDAY.replace(day=1 + place))}")
            box.setAccessibleIdentifier(f"{identifier}.{place + 1}")
            box.setAccessibleDescription(t("Arrows go from day to day, Space ticks."))
            box.setMinimumHeight(context.style.px(TARGET))
            box.clicked.connect(lambda _: self.edited.emit())
            box.installEventFilter(self)
            self.boxes.append(box)
        column(context, self).addWidget(row(context, *self.boxes))
        for box in self.boxes[1:]:
            box.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def days(self) -> tuple[int, ...]:
        return tuple(place for place, box in enumerate(self.boxes, 1) if box.isChecked())

    def show_days(self, days: tuple[int, ...]) -> None:
        for place, box in enumerate(self.boxes, 1):
            box.setChecked(place in days)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and isinstance(watched, QCheckBox):
            step = _STEPS.get(Qt.Key(event.key()), 0)
            if step:
                forward = -step if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else step
                self._stop_at(watched, self.boxes[(self.boxes.index(watched) + forward) % len(self.boxes)])
                return True
        return super().eventFilter(watched, event)

    def _stop_at(self, before: QCheckBox, after: QCheckBox) -> None:
        """Tab stops at another box: it takes the first one's place in the order."""
        after.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        QWidget.setTabOrder(before, after)
        after.setFocus(Qt.FocusReason.TabFocusReason)
        for box in self.boxes:
            if box is not after:
                box.setFocusPolicy(Qt.FocusPolicy.ClickFocus)


class HoursRow(RecordRow):
    """Days with one span. Both times empty: closed on these days."""

    def __init__(self, context: UiContext, identifier: str) -> None:
        super().__init__()
        self._context = context
        self._season = Season.ALWAYS
        t = context.t
        self.season = label("", "overline")
        self.days = DayBoxes(context, t("Days"), f"{identifier}.days")
        self.opens = self._time(t(_FROM), f"{identifier}.opens")
        self.closes = self._time(t(_TO), f"{identifier}.closes")
        self.remove = button(context, t("Take out"), f"{identifier}.remove")
        self.wrong = label("", "bad", f"{identifier}.wrong")
        layout = column(context, self, spacing=4)
        for part in (self.season, self.days):
            layout.addWidget(part)
        words = [label(t(word), "muted") for word in (_FROM, _TO)]
        for word in words:
            word.setMinimumHeight(context.style.px(TARGET))
        layout.addWidget(row(context, words[0], self.opens, words[1], self.closes, self.remove))
        layout.addWidget(self.wrong)
        self.wrong.hide()
        self.days.edited.connect(self._typed)
        self.remove.clicked.connect(lambda: self.removed.emit(self))

    def problem(self) -> str:
        """What keeps this row from being used, in words."""
        t = self._context.t
        times = [line.text().strip() for line in (self.opens, self.closes)]
        if any(written and read_time(written) is None for written in times):
            return t("This is no time: write 08:30.")
        if any(times) and not all(times):
            return t("From and to, or both empty: closed.")
        if any(times) and not self.days.days():
            return t("Choose the days.")
        return ""

    def value(self) -> WeeklyHours:
        opens, closes = read_time(self.opens.text()), read_time(self.closes.text())
        spans = (Span(opens, closes),) if opens is not None and closes is not None else ()
        return WeeklyHours(self.days.days(), spans, self._season)

    def show_value(self, record: object) -> None:
        hours = record if isinstance(record, WeeklyHours) else WeeklyHours((), ())
        self._season = hours.season
        self.season.setText(self._context.t(SEASONS[hours.season][0]))
        self.days.show_days(hours.days)
        span = hours.spans[0] if hours.spans else None
        for line, moment in ((self.opens, span and span.opens), (self.closes, span and span.closes)):
            if read_time(line.text()) != moment or moment is None:
                with QSignalBlocker(line):
                    line.setText(f"{moment:%H:%M}" if isinstance(moment, time) else "")
        self.tell()

    def focus_widget(self) -> QWidget:
        return self.days.boxes[0] if not self.days.days() else self.opens

    def tell(self, also: str = "") -> None:
        """Say below the row what is wrong with it; `also` is what is wrong with the whole."""
        said = self.problem() or also
        set_role(self.wrong, "bad" if self.problem() else "warn")
        self.wrong.setText(said)
        self.wrong.setVisible(bool(said))
        for line in (self.opens, self.closes):
            line.setAccessibleDescription(said)

    def _time(self, name: str, identifier: str) -> QLineEdit:
        made = line_edit(self._context, name, identifier, left_to_right=True)
        made.setFixedWidth(self._context.style.px(84))
        made.setPlaceholderText("08:30")
        made.textChanged.connect(lambda _: self._typed())
        return made

    def _typed(self) -> None:
        self.tell()
        self.edited.emit()


class HoursControl(RowList[WeeklyHours]):
    """All rows, and a button for one more in each season: it begins with the days of the last row of its season."""

    def __init__(self, context: UiContext, name: str, identifier: str) -> None:
        t = context.t
        super().__init__(context, name, identifier, t(SEASONS[Season.ALWAYS][1]))
        self.season_buttons = {Season.ALWAYS: self.add}
        self._season = Season.ALWAYS
        for season in (Season.SUMMER, Season.RAMADAN):
            made = button(context, t(SEASONS[season][1]), f"{identifier}.add.{season}")
            made.clicked.connect(lambda _=False, season=season: self.add_in(season))
            self.season_buttons[season] = made
        holder = self.add.parentWidget()
        beside = holder.layout() if holder is not None else None
        for made in list(self.season_buttons.values())[1:]:
            if beside is not None:
                beside.addWidget(made)
        self.edited.connect(self._tell_rows)

    def value(self) -> object:
        return together([hours for hours in self._written() if hours.days])

    def problem(self) -> str:
        return next((row.problem() for row in self.rows if isinstance(row, HoursRow) and row.problem()), "")

    def records_in(self, value: object) -> list[WeeklyHours]:
        rules = value if isinstance(value, tuple) else ()
        return apart([rule for rule in rules if isinstance(rule, WeeklyHours)])

    def make_row(self, identifier: str) -> HoursRow:
        made = HoursRow(self.context, identifier)
        days = [hours.days for hours in self._written() if hours.season is self._season]
        made.show_value(WeeklyHours(days[-1] if days else (), (), self._season))
        return made

    def show_value(self, value: object) -> None:
        super().show_value(value)
        self._tell_rows()

    def add_in(self, season: Season) -> None:
        """One more row for a season; the cursor goes where writing begins."""
        self._season = season
        made = self.append()
        self._season = Season.ALWAYS
        made.focus_widget().setFocus(Qt.FocusReason.OtherFocusReason)

    def _written(self) -> list[WeeklyHours]:
        return [row.value() for row in self.rows if isinstance(row, HoursRow)]

    def _tell_rows(self) -> None:
        """What two rows do to each other is said under the last one."""
        t = self.context.t
        slips = [t(slip.message).format(**slip.values) for slip in hours_slips("", self._written())]
        rows = [row for row in self.rows if isinstance(row, HoursRow)]
        for one in rows:
            one.tell(" ".join(slips) if one is rows[-1] else "")
