"""The call log as rows, and what a choice of filters asks of the desk."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from operator_app.desk import Desk
from operator_app.domain.calls import Call, Outcome
from operator_app.domain.direction import isolated, left_to_right
from operator_app.domain.moments import TUNIS
from operator_app.i18n import msgid
from operator_app.local import CallFilter
from operator_app.ui import words
from operator_app.ui.context import UiContext

Index = QModelIndex | QPersistentModelIndex
PAGE = 1000
_DISPLAY, _TOOLTIP = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole


class Period(StrEnum):
    TODAY = "today"
    WEEK = "week"
    MONTH = "month"
    ALL = "all"
    BETWEEN = "between"


PERIODS: tuple[tuple[Period, str], ...] = (
    (Period.TODAY, msgid("Today")),
    (Period.WEEK, msgid("This week")),
    (Period.MONTH, msgid("This month")),
    (Period.ALL, msgid("All calls")),
    (Period.BETWEEN, msgid("From – to")),
)


def bounds(
    period: Period, today: date, first: date | None = None, last: date | None = None
) -> tuple[datetime | None, datetime | None]:
    """Beginning and end (excluded) of a period in Tunisian days. Weeks begin on Monday; `first` and `last` are both
    included, and are put in order when they are not."""
    match period:
        case Period.TODAY:
            days: tuple[date, date] | None = (today, today)
        case Period.WEEK:
            days = (today - timedelta(days=today.weekday()), today)
        case Period.MONTH:
            days = (today.replace(day=1), today)
        case Period.BETWEEN:
            pair = sorted((first or today, last or today))
            days = (pair[0], pair[1])
        case Period.ALL:
            days = None
    if days is None:
        return None, None
    return _midnight(days[0]), _midnight(days[1] + timedelta(days=1))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=TUNIS)


@dataclass(frozen=True, slots=True)
class Loaded:
    """The newest calls of a filter and how many it has of each outcome in all."""

    wanted: CallFilter
    calls: tuple[Call, ...] = ()
    counts: dict[Outcome, int] = field(default_factory=dict)
    total: int = 0


def load(desk: Desk, wanted: CallFilter) -> Loaded:
    """Blocks on the store: call it from a lane."""
    asked = tuple(Outcome) if wanted.outcome is None else (wanted.outcome,)
    counts = {outcome: desk.calls.count(replace(wanted, outcome=outcome)) for outcome in asked}
    return Loaded(wanted, tuple(desk.calls.log(wanted)), counts, desk.calls.count(wanted))


def load_all(desk: Desk, wanted: CallFilter) -> list[Call]:
    """Every call of a filter, for an export. Blocks on the store."""
    calls: list[Call] = []
    while True:
        batch = desk.calls.log(replace(wanted, limit=PAGE, offset=len(calls)))
        calls += batch
        if len(batch) < PAGE:
            return calls


class LogModel(QAbstractTableModel):
    """Calls as a table. Shown text carries direction marks; copied and spoken text never does."""

    COLUMNS: tuple[str, ...] = (
        msgid("Started"), msgid("Length"), msgid("Line"), msgid("Article"), msgid("Receiver"), msgid("Outcome"),
        msgid("Need"), msgid("Note"), msgid("Operator's name"),
    )  # fmt: skip
    WIDTHS = (152, 64, 84, 200, 130, 130, 110, 110, 90)
    LEFT_TO_RIGHT = (0, 1)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._calls: tuple[Call, ...] = ()
        self._cells: list[tuple[str, ...]] = []

    def show_calls(self, calls: Sequence[Call]) -> None:
        self.beginResetModel()
        self._calls = tuple(calls)
        self._cells = [self._row(call) for call in calls]
        self.endResetModel()

    def add_calls(self, calls: Sequence[Call]) -> None:
        """Older calls below those that are shown."""
        if not calls:
            return
        self.beginInsertRows(QModelIndex(), len(self._calls), len(self._calls) + len(calls) - 1)
        self._calls += tuple(calls)
        self._cells += [self._row(call) for call in calls]
        self.endInsertRows()

    def call(self, row: int) -> Call | None:
        return self._calls[row] if 0 <= row < len(self._calls) else None

    def row_of(self, id: str) -> int:
        return next((row for row, call in enumerate(self._calls) if call.id == id), -1)

    def operators(self) -> list[str]:
        return sorted({call.operator for call in self._calls if call.operator})

    def cells(self, row: int) -> tuple[str, ...]:
        """The plain text of a row, as it is copied."""
        return self._cells[row]

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._calls)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role in (_DISPLAY, _TOOLTIP):
            return self._context.t(self.COLUMNS[section])
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        cells = self._cells[index.row()]
        text = cells[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                shown = left_to_right if index.column() in self.LEFT_TO_RIGHT else isolated
                return shown(text) if text else ""
            case Qt.ItemDataRole.ToolTipRole:
                return text
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._sentence(cells) if index.column() == 0 else f"{self._heading(index.column())}: {text}"
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
            case _:
                return None

    def _heading(self, column: int) -> str:
        return self._context.t(self.COLUMNS[column])

    def _sentence(self, cells: tuple[str, ...]) -> str:
        """A whole row, so that going down the first column reads the log."""
        return ", ".join(cell for cell in cells if cell)

    def _row(self, call: Call) -> tuple[str, ...]:
        t, dates = self._context.t, self._context.dates
        started = call.started_at.astimezone(TUNIS)
        return (
            f"{started:%d/%m/%Y %H:%M}",
            dates.duration(call.seconds) if call.seconds is not None else "",
            call.line,
            call.article_title or call.query,
            call.referred_name,
            words.outcome_of(t, call),
            words.need(t, call.need) if call.need else "",
            call.note,
            call.operator,
        )
