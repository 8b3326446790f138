"""What happens to a public number: faults, maintenance and the places where it is published (circular, R1 and R4).

Everything is an event that was written once; what stands today is read from the events in their order.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum


class LineStep(StrEnum):
    """What an event tells. Stored as written here."""

    FAULT_OPENED = "fault_opened"
    SUPPLIER_TOLD = "supplier_told"
    REPAIRED = "repaired"
    WORK_PLANNED = "work_planned"
    WORK_DONE = "work_done"
    WORK_CANCELLED = "work_cancelled"
    PLACE_ADDED = "place_added"
    PLACE_CHECKED = "place_checked"
    PLACE_GONE = "place_gone"


@dataclass(frozen=True, slots=True)
class LineEvent:
    """One step. `subject` is the id of the fault, work or place; `text` what is said of it (a place's name);
    `number` the number that a place shows; `due` the day of a work. The telephone numbers are the body's own."""

    id: str
    subject: str
    line_id: str
    step: LineStep
    at: datetime
    operator: str
    text: str = ""
    number: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of a line. `repeated`: the same line had another within REPEATED before."""

    id: str
    line_id: str
    opened_at: datetime
    reason: str
    told_at: datetime | None = None
    told: str = ""
    repaired_at: datetime | None = None
    repeated: bool = False

    @property
    def open(self) -> bool:
        return self.repaired_at is None

    def lasts(self, now: datetime) -> timedelta:
        """How long the line was out of order, until now when it still is; never negative."""
        return max(timedelta(), (self.repaired_at or now) - self.opened_at)


@dataclass(frozen=True, slots=True)
class Work:
    """Maintenance of a line on a day. `done` None while it is to come."""

    id: str
    line_id: str
    due: date
    text: str
    done: bool | None = None

    def overdue(self, today: date) -> bool:
        return self.done is None and self.due < today


@dataclass(frozen=True, slots=True)
class Place:
    """Where a number is published: a letterhead, a poster, a form, a page, the press. `number` is what it shows."""

    id: str
    line_id: str
    name: str
    number: str
    put_by: str
    checked_at: datetime

    def alarm(self, current: str) -> bool:
        """The place shows another number than the line has now: whoever reads it rings the wrong one."""
        return self.number != current


REPEATED = timedelta(days=30)
# A place that nobody looked at for this long is to be checked again.
CHECK_PLACES = timedelta(days=180)
# A work is announced this long before its day.
REMIND = timedelta(days=7)


def faults(events: Iterable[LineEvent]) -> list[Fault]:
    """Every fault, the open ones first, then the newest."""
    found: dict[str, Fault] = {}
    last: dict[str, datetime] = {}
    for event in _in_order(events):
        if event.step is LineStep.FAULT_OPENED:
            before = last.get(event.line_id)
            again = before is not None and event.at - before <= REPEATED
            found[event.subject] = Fault(event.subject, event.line_id, event.at, event.text, repeated=again)
            last[event.line_id] = event.at
        elif event.subject in found and event.step is LineStep.SUPPLIER_TOLD:
            found[event.subject] = replace(found[event.subject], told_at=event.at, told=event.text)
        elif event.subject in found and event.step is LineStep.REPAIRED and found[event.subject].open:
            found[event.subject] = replace(found[event.subject], repaired_at=event.at)
    return sorted(found.values(), key=lambda fault: (not fault.open, -fault.opened_at.timestamp()))


def works(events: Iterable[LineEvent]) -> list[Work]:
    """Every planned work, what is to come first, by day."""
    found: dict[str, Work] = {}
    for event in _in_order(events):
        if event.step is LineStep.WORK_PLANNED and event.due is not None:
            found[event.subject] = Work(event.subject, event.line_id, event.due, event.text)
        elif event.subject in found and event.step in (LineStep.WORK_DONE, LineStep.WORK_CANCELLED):
            found[event.subject] = replace(found[event.subject], done=event.step is LineStep.WORK_DONE)
    return sorted(found.values(), key=lambda work: (work.done is not None, work.due))


def places(events: Iterable[LineEvent]) -> list[Place]:
    """Where the numbers stand published, the longest unchecked first."""
    found: dict[str, Place] = {}
    for event in _in_order(events):
        if event.step is LineStep.PLACE_ADDED:
            found[event.subject] = Place(
                event.subject, event.line_id, event.text, event.number, event.operator, event.at
            )
        elif event.subject in found and event.step is LineStep.PLACE_CHECKED:
            number = event.number or found[event.subject].number
            found[event.subject] = replace(found[event.subject], number=number, checked_at=event.at)
        elif event.step is LineStep.PLACE_GONE:
            found.pop(event.subject, None)
    return sorted(found.values(), key=lambda place: place.checked_at)


def mean_repair_hours(found: Iterable[Fault]) -> tuple[float | None, int]:
    """Mean hours to repair of the repaired faults, and how many they were."""
    lengths = [fault.lasts(fault.opened_at).total_seconds() / 3600 for fault in found if not fault.open]
    return (sum(lengths) / len(lengths) if lengths else None), len(lengths)


def _in_order(events: Iterable[LineEvent]) -> list[LineEvent]:
    return sorted(events, key=lambda event: (event.at, event.id))
