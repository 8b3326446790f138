"""The public numbers: inventory, test calls, faults, maintenance, and where each is published (circular, R1 and R4)."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from operator_app.desk.context import Context, new_id
from operator_app.desk.publishing import PublishingDesk
from operator_app.domain.changes import Changes, changed
from operator_app.domain.contacts import Phone
from operator_app.domain.documents import Document, Kind, Seal, Source
from operator_app.domain.faults import Fault, LineEvent, LineStep, Place, Work, faults, places, works
from operator_app.domain.languages import Text
from operator_app.domain.lines import Line, LineState
from operator_app.domain.moments import local
from operator_app.domain.numbers import clean, kind_of
from operator_app.domain.problems import Problem
from operator_app.domain.rounds import Due, TestCall, TestResult, due_today
from operator_app.local import Lines

CHANGED = "line_events"
_FAULT_STEPS = (LineStep.FAULT_OPENED, LineStep.SUPPLIER_TOLD, LineStep.REPAIRED)
_WORK_STEPS = (LineStep.WORK_PLANNED, LineStep.WORK_DONE, LineStep.WORK_CANCELLED)
_PLACE_STEPS = (LineStep.PLACE_ADDED, LineStep.PLACE_CHECKED, LineStep.PLACE_GONE)


@dataclass(frozen=True, slots=True)
class NewNumber:
    """A number to take into the inventory, as it was typed."""

    number: str
    name: Text
    purpose: Text
    owner: str = ""
    source: str = ""
    regime: str = ""
    until: date | None = None


class LinesDesk:
    def __init__(self, context: Context, publishing: PublishingDesk) -> None:
        self._context = context
        self._publishing = publishing
        self._lines = Lines(context.store)

    def all(self) -> list[Document]:
        return self._context.documents.of_kind(Kind.LINE)

    def out_of_order(self) -> list[Document]:
        """What every operator's home shows: lines told to be out of order, and those with an open fault."""
        faulty = {fault.line_id for fault in self.faults() if fault.open}
        return [
            document
            for document in self.all()
            if isinstance(document.body, Line)
            and (document.body.state is LineState.OUT_OF_ORDER or document.id in faulty)
        ]

    def add_number(self, new: NewNumber) -> Changes:
        """Take a number into the inventory.

        Raises Problem: number_not_dialled, number_without_kind (no range of the numbering plan), number_known.
        """
        number = clean(new.number)
        kind = kind_of(number)
        if not number:
            raise Problem("number_not_dialled", number=new.number)
        if kind is None:
            raise Problem("number_without_kind", number=new.number)
        if any(isinstance(one.body, Line) and one.body.phone.number == number for one in self.all()):
            raise Problem("number_known", number=number)
        line = Line(Phone(number, kind), new.name, new.purpose, LineState.UNKNOWN, new.regime)
        sources = (Source(new.source),) if new.source else ()
        seal = Seal(owner=new.owner, sources=sources, verified_on=self._context.today(),
                    verified_by=self._context.operator, valid_until=new.until)  # fmt: skip
        return self._publishing.publish(Document(new_id(), Kind.LINE, line, seal), 0)

    def change_number(self, document: Document, number: str) -> Changes:
        """The line has another number now; every place that shows the old one raises its alarm."""
        cleaned = clean(number)
        kind = kind_of(cleaned)
        if kind is None or not isinstance(document.body, Line):
            raise Problem("number_without_kind", number=number)
        body = replace(document.body, phone=replace(document.body.phone, number=cleaned, kind=kind))
        return self._publishing.publish(replace(document, body=body), document.edition)

    def since(self) -> dict[str, datetime]:
        """Since when each line works again: its last repair."""
        repairs = self._lines.events(LineStep.REPAIRED)
        return {event.line_id: event.at for event in repairs}

    def round_today(self) -> list[tuple[Document, Due]]:
        """The numbers to ring today, what is most overdue first."""
        lines = {document.id: document for document in self.all()}
        last = {id: replace(test, at=local(test.at)) for id, test in self._lines.last_tests().items()}
        return [(lines[due.line_id], due) for due in due_today(lines, last, self._context.today())]

    def tests(self) -> list[TestCall]:
        """Every test call, the newest first."""
        return self._lines.tests()

    def last_tests(self) -> dict[str, TestCall]:
        return self._lines.last_tests()

    def rung(self, document: Document, result: TestResult, waiting_seconds: int | None = None) -> Changes:
        """A number was rung: a failure opens a fault unless one is open, a success of a line with a fault changes
        nothing of it (who repaired it says so)."""
        if not isinstance(document.body, Line):
            raise Problem("document_unknown", name=document.id)
        test = TestCall(
            new_id(), document.id, document.body.phone.number, self._context.now(), self._context.operator, result,
            waiting_seconds,
        )  # fmt: skip
        opens = result is not TestResult.WORKS and not self._open_fault(document.id)
        events = [self._event(new_id(), document.id, LineStep.FAULT_OPENED, text=result.value)] if opens else []
        self._lines.add(test, *events)
        changes = changed(CHANGED, document.id)
        if opens:
            changes |= self._set_state(document, LineState.OUT_OF_ORDER)
        elif result is TestResult.WORKS and document.body.state is LineState.UNKNOWN:
            changes |= self._set_state(document, LineState.IN_SERVICE)
        return self._context.hub.announce(changes)

    def faults(self) -> list[Fault]:
        """The open ones first, then the newest."""
        return faults(self._lines.events(*_FAULT_STEPS))

    def open_fault(self, document: Document, reason: str) -> Changes:
        """Somebody tells that a line does not work."""
        self._lines.add(None, self._event(new_id(), document.id, LineStep.FAULT_OPENED, text=reason))
        changes = changed(CHANGED, document.id) | self._set_state(document, LineState.OUT_OF_ORDER)
        return self._context.hub.announce(changes)

    def supplier_told(self, fault: Fault, whom: str = "") -> Changes:
        return self._say(fault.id, fault.line_id, LineStep.SUPPLIER_TOLD, text=whom)

    def repaired(self, fault: Fault) -> Changes:
        changes = self._say(fault.id, fault.line_id, LineStep.REPAIRED)
        document = self._context.documents.read(fault.line_id)
        if document is not None and not self._open_fault(fault.line_id):
            changes |= self._context.hub.announce(self._set_state(document, LineState.IN_SERVICE))
        return changes

    def works(self) -> list[Work]:
        """Maintenance, what is to come first."""
        return works(self._lines.events(*_WORK_STEPS))

    def plan_work(self, line_id: str, due: date, text: str) -> Changes:
        return self._say(new_id(), line_id, LineStep.WORK_PLANNED, text=text, due=due)

    def end_work(self, work: Work, done: bool) -> Changes:
        return self._say(work.id, work.line_id, LineStep.WORK_DONE if done else LineStep.WORK_CANCELLED)

    def places(self) -> list[Place]:
        """Where the numbers stand published, the longest unchecked first."""
        return places(self._lines.events(*_PLACE_STEPS))

    def alarms(self) -> list[Place]:
        """Places that show another number than the line has now."""
        current = {d.id: d.body.phone.number for d in self.all() if isinstance(d.body, Line)}
        return [place for place in self.places() if place.line_id in current and place.alarm(current[place.line_id])]

    def add_place(self, document: Document, name: str) -> Changes:
        """The number of a line was put somewhere: a letterhead, a poster, a form, a page."""
        number = document.body.phone.number if isinstance(document.body, Line) else ""
        return self._say(new_id(), document.id, LineStep.PLACE_ADDED, text=name, number=number)

    def place_checked(self, place: Place, number: str) -> Changes:
        """Somebody looked: the place shows this number."""
        return self._say(place.id, place.line_id, LineStep.PLACE_CHECKED, number=clean(number) or place.number)

    def place_gone(self, place: Place) -> Changes:
        return self._say(place.id, place.line_id, LineStep.PLACE_GONE)

    def _open_fault(self, line_id: str) -> bool:
        return any(fault.open and fault.line_id == line_id for fault in self.faults())

    def _set_state(self, document: Document, state: LineState) -> Changes:
        body = document.body
        if not isinstance(body, Line) or body.state is state:
            return Changes()
        return self._publishing.publish(replace(document, body=replace(body, state=state)), document.edition)

    def _say(
        self, subject: str, line_id: str, step: LineStep, *, text: str = "", number: str = "", due: date | None = None
    ) -> Changes:
        self._lines.add(None, self._event(subject, line_id, step, text=text, number=number, due=due))
        return self._context.hub.announce(changed(CHANGED, line_id))

    def _event(
        self, subject: str, line_id: str, step: LineStep, *, text: str = "", number: str = "", due: date | None = None
    ) -> LineEvent:
        now, by = self._context.now(), self._context.operator
        return LineEvent(new_id(), subject, line_id, step, now, by, text, number, due)
