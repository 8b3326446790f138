"""Numbers and lines: today's test calls, inventory, faults, where numbers are published, maintenance."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from PySide6.QtCore import Signal

from operator_app.desk.lines import CHANGED, NewNumber
from operator_app.domain.direction import left_to_right
from operator_app.domain.documents import Document, Kind
from operator_app.domain.faults import CHECK_PLACES, REMIND, Fault, Place, Work
from operator_app.domain.hours import Regime
from operator_app.domain.languages import Language, Text
from operator_app.domain.lines import Line, LineState
from operator_app.domain.moments import local
from operator_app.domain.numbers import display
from operator_app.domain.rounds import Due, TestCall, TestResult
from operator_app.i18n import msgid
from operator_app.ui import words
from operator_app.ui.context import UiContext
from operator_app.ui.managing.forms import Asked, Form, Shape, Values, day_in
from operator_app.ui.managing.sections import Act, Row, Rows, Section, SectionPage
from operator_app.ui.pages.entries import Entry

RESULTS: Mapping[TestResult, str] = MappingProxyType(
    {
        TestResult.WORKS: msgid("Works"),
        TestResult.RINGS_OUT: msgid("Nobody answers"),
        TestResult.WRONG_SERVICE: msgid("Wrong service"),
        TestResult.BUSY: msgid("Busy"),
    }
)


# Choices have a value each; this one stands for none.
_UNSAID = "-"


@dataclass(frozen=True, slots=True)
class _Around:
    """What a row of the inventory says besides the line: the names of hours by their id, and its last repair."""

    today: date
    hours: Mapping[str, str]
    repaired_at: datetime | None


class LinesPage(SectionPage):
    """`dial(number)`: ring a number. The seconds from there to the key that tells the result are the waiting."""

    dial = Signal(str)

    def __init__(self, context: UiContext) -> None:
        self._desk = context.desk.lines
        self._rung: tuple[str, float] = ("", 0.0)
        super().__init__(context, context.t("Numbers and lines"), "lines", self._made(context))

    def _made(self, context: UiContext) -> Sequence[Section]:
        t = context.t
        kinds = (Kind.LINE.value, CHANGED)
        add = Act(t("Add a number…"), "add", self._ask_number)
        return (
            Section(
                "round", t("To ring today"), self._load_round, t("Every number was rung"),
                t("Each number comes again a month after it worked, the next day after it failed."),
                t("Ring the number, then press the key of what happened. A failure opens a fault."),
                kinds=kinds,
            ),
            Section(
                "inventory", t("All numbers"), self._load_inventory, t("No number in the inventory"),
                t("Add every number that this body offers to the public."), acts=(add,), kinds=kinds,
            ),
            Section(
                "faults", t("Faults"), self._load_faults, t("No fault is known"),
                t("A test call that fails opens one; so can anybody who hears of it."), kinds=kinds,
            ),
            Section(
                "places", t("Where they are published"), self._load_places, t("No place is registered"),
                t("From “All numbers”, say where a number stands: letterhead, poster, form, web page, press."),
                kinds=kinds,
            ),
            Section(
                "works", t("Maintenance"), self._load_works, t("No maintenance is planned"),
                t("From “All numbers”, plan the next inspection of a line."), kinds=kinds,
            ),
        )  # fmt: skip

    # today's round

    def _load_round(self) -> Callable[[], Rows]:
        due = self._desk.round_today()
        return lambda: [self._due(document, one) for document, one in due]

    def _due(self, document: Document, due: Due) -> Row:
        t = self.context.t
        acts = tuple(self._result_act(document, result) for result in TestResult)
        ring = Act(t("Ring it"), "dial", lambda: self._ring(document))
        if due.last is None:
            lines = [(t("Never rung"), "warn")]
        else:
            lines = [self._last(due.last)]
            if due.days:
                lines.append((t.count("{n} day late", "{n} days late", due.days), "warn"))
        return Row(self._line_entry(document, lines), (*acts, ring))

    def _result_act(self, document: Document, result: TestResult) -> Act:
        return Act(self.context.t(RESULTS[result]), result.value, lambda: self._result(document, result))

    def _ring(self, document: Document) -> None:
        if isinstance(document.body, Line):
            self._rung = (document.id, time.monotonic())
            self.dial.emit(document.body.phone.number)

    def _result(self, document: Document, result: TestResult) -> None:
        t, desk = self.context.t, self._desk
        id, since = self._rung
        waited = round(time.monotonic() - since) if id == document.id else None
        self._rung = ("", 0.0)
        told = t("{number}: {result}.", number=self._number(document), result=t(RESULTS[result]))
        if result is not TestResult.WORKS:
            told = t("{told} A fault is open.", told=told)
        self.run(lambda: desk.rung(document, result, waited), told)

    # inventory

    def _load_inventory(self) -> Callable[[], Rows]:
        lines, last, faults = self._desk.all(), self._desk.last_tests(), self._desk.faults()
        today = self.context.desk.today()
        open_since = {f.line_id: f for f in reversed(faults) if f.open}
        regimes = {d.id: d.body.name for d in self.context.desk.contacts.regimes() if isinstance(d.body, Regime)}
        repaired = self._desk.since()

        def make() -> Rows:
            hours = {id: name.best(self.context.language)[0] for id, name in regimes.items()}
            return [
                self._known(d, last.get(d.id), open_since.get(d.id), _Around(today, hours, repaired.get(d.id)))
                for d in lines
            ]

        return make

    def _known(self, document: Document, last: TestCall | None, fault: Fault | None, around: "_Around") -> Row:
        t, dates, language = self.context.t, self.context.dates, self.context.language
        body, seal = document.body, document.seal
        if not isinstance(body, Line):
            return Row(Entry(document.id, document.external_id))
        state = LineState.OUT_OF_ORDER if fault else body.state
        role = {LineState.IN_SERVICE: "good", LineState.OUT_OF_ORDER: "bad"}.get(state, "warn")
        said = words.line_state(t, state)
        if fault:
            said = t("{state} since {moment}", state=said, moment=dates.moment(fault.opened_at))
        elif state is LineState.IN_SERVICE and around.repaired_at is not None:
            said = t("{state} since {moment}", state=said, moment=dates.moment(around.repaired_at))
        lines = [(said, role), (body.purpose.best(language)[0], "")]
        lines.append(self._last(last) if last else (t("Never rung"), "warn"))
        facts = [words.phone_kind(t, body.phone.kind)]
        facts += [t("Owner: {owner}", owner=seal.owner)] if seal.owner else []
        facts += [t("Hours: {hours}", hours=around.hours[body.regime])] if body.regime in around.hours else []
        facts += [t("Until {day}", day=dates.day(seal.valid_until))] if seal.valid_until else []
        facts += [t("Source: {source}", source=seal.sources[0].title)] if seal.sources else []
        lines.append((" · ".join(facts), "muted"))
        if seal.expired(around.today):
            lines.append((t("No longer valid"), "bad"))
        acts = (
            Act(t("Tell a fault…"), "fault", lambda: self._ask_fault(document)),
            Act(t("It is published…"), "publish", lambda: self._ask_place(document)),
            Act(t("Plan maintenance…"), "plan", lambda: self._ask_work(document)),
            Act(t("It has another number…"), "change", lambda: self._ask_change(document)),
        )
        return Row(self._line_entry(document, lines), acts)

    def _ask_number(self) -> None:
        context = self.context
        context.bridge.run(context.lanes.store, context.desk.contacts.regimes, self._number_form)

    def _number_form(self, regimes: Sequence[Document]) -> None:
        t, language = self.context.t, self.context.language
        hours = tuple((d.id, d.body.name.best(language)[0]) for d in regimes if isinstance(d.body, Regime))
        fields = (
            Asked("number", t("Number"), Shape.NUMBER, needed=True),
            Asked("name_ar", t("Name, in Arabic"), language=Language.AR, needed=True),
            Asked("name_fr", t("Name, in French"), language=Language.FR),
            Asked("purpose_ar", t("What it is for, in Arabic"), language=Language.AR),
            Asked("purpose_fr", t("What it is for, in French"), language=Language.FR),
            Asked("owner", t("Who answers for it")),
            Asked("source", t("Where this is from"), help=t("A letter, a contract, a web page.")),
            Asked(
                "regime",
                t("Hours in which it is answered"),
                Shape.CHOICE,
                value=_UNSAID,
                options=((_UNSAID, t("Not said")), *hours),
            ),
            Asked("until", t("Valid until"), Shape.DAY, help=t("A day as 24/11/2026; empty for no end.")),
        )

        def send(values: Values) -> None:
            new = NewNumber(
                values["number"], Text(values["name_ar"], values["name_fr"]),
                Text(values["purpose_ar"], values["purpose_fr"]), values["owner"], values["source"],
                "" if values["regime"] == _UNSAID else values["regime"], day_in(values["until"]),
            )  # fmt: skip
            self.run(lambda: self._desk.add_number(new), t("The number is in the inventory."))

        self.ask(Form(self.context, t("Add a number"), fields, t("Add"), "lines.number"), send)

    def _ask_fault(self, document: Document) -> None:
        t = self.context.t
        fields = (Asked("reason", t("What does not work"), Shape.LINES, needed=True),)
        form = Form(self.context, t("Fault of {line}", line=self._name(document)), fields, t("Open"), "lines.fault")
        self.ask(form, lambda values: self.run(
            lambda: self._desk.open_fault(document, values["reason"]), t("The fault is open; every operator sees it.")
        ))  # fmt: skip

    def _ask_place(self, document: Document) -> None:
        t = self.context.t
        fields = (Asked("place", t("Where"), needed=True, help=t("Letterhead, poster, form, web page, press notice.")),)
        form = Form(self.context, t("{line} is published", line=self._name(document)), fields, t("Add"), "lines.place")
        self.ask(form, lambda values: self.run(
            lambda: self._desk.add_place(document, values["place"]), t("The place is registered.")
        ))  # fmt: skip

    def _ask_work(self, document: Document) -> None:
        t = self.context.t
        fields = (
            Asked("day", t("Day"), Shape.DAY, needed=True),
            Asked("text", t("What is done"), needed=True),
        )

        def send(values: Values) -> None:
            due = day_in(values["day"])
            if due is not None:
                self.run(lambda: self._desk.plan_work(document.id, due, values["text"]), t("Planned."))

        title = t("Maintenance of {line}", line=self._name(document))
        self.ask(Form(self.context, title, fields, t("Plan"), "lines.work"), send)

    def _ask_change(self, document: Document) -> None:
        t = self.context.t
        fields = (Asked("number", t("New number"), Shape.NUMBER, needed=True),)
        form = Form(self.context, t("Number of {line}", line=self._name(document)), fields, t("Change"), "lines.change")
        told = t("Changed. Look at every place where the old number is published.")
        self.ask(form, lambda values: self.run(lambda: self._desk.change_number(document, values["number"]), told))

    # faults, places, maintenance

    def _load_faults(self) -> Callable[[], Rows]:
        names = {d.id: d for d in self._desk.all()}
        faults = self._desk.faults()
        return lambda: [self._fault(one, names.get(one.line_id)) for one in faults]

    def _fault(self, fault: Fault, document: Document | None) -> Row:
        t, dates, desk = self.context.t, self.context.dates, self._desk
        lasts = self._lasting(fault)
        state = (t("Repaired after {time}", time=lasts), "good")
        if fault.open:
            state = (t("Open for {time}", time=lasts), "bad")
        reason = {r.value: t(text) for r, text in RESULTS.items()}.get(fault.reason, fault.reason)
        lines = [state, (t("{reason}, since {moment}", reason=reason, moment=dates.moment(fault.opened_at)), "")]
        if fault.repeated:
            lines.append((t("Again within a month"), "warn"))
        if fault.told_at is not None:
            lines.append((t("Supplier told on {moment}", moment=dates.moment(fault.told_at)), "muted"))
        acts: tuple[Act, ...] = ()
        if fault.open:
            acts = (
                Act(t("Repaired"), "repaired", lambda: self.run(lambda: desk.repaired(fault), t("Repaired."))),
                Act(t("Supplier told"), "told", lambda: self.run(lambda: desk.supplier_told(fault), t("Noted."))),
            )
        name = self._name(document) if document else t("A line that is no more")
        return Row(Entry(fault.id, name, tuple(lines)), acts)

    def _load_places(self) -> Callable[[], Rows]:
        names = {d.id: d for d in self._desk.all()}
        places = self._desk.places()
        now = self.context.desk.now()
        current = {id: d.body.phone.number for id, d in names.items() if isinstance(d.body, Line)}
        ordered = sorted(places, key=lambda p: not p.alarm(current.get(p.line_id, p.number)))
        old = [p.id for p in places if now - p.checked_at > CHECK_PLACES]
        return lambda: [self._place(p, names.get(p.line_id), p.id in old) for p in ordered]

    def _place(self, place: Place, document: Document | None, old: bool) -> Row:
        t, dates, desk = self.context.t, self.context.dates, self._desk
        body = document.body if document else None
        current = body.phone.number if isinstance(body, Line) else place.number
        lines = [(self._name(document) if document else "", "")]
        if place.alarm(current):
            was, now = (left_to_right(display(number)) for number in (place.number, current))
            lines.insert(0, (t("Shows {old}, the number is {new}", old=was, new=now), "bad"))
        day = dates.day(local(place.checked_at).date())
        checked = t("Checked on {day}, put there by {who}", day=day, who=place.put_by)
        lines.append((checked, "warn" if old else "muted"))
        right = Act(t("It shows the right number"), "right", lambda: self.run(
            lambda: desk.place_checked(place, current), t("Noted: it is up to date.")
        ))  # fmt: skip
        gone = Act(t("It is no more"), "gone", lambda: self.run(lambda: desk.place_gone(place), t("Noted.")))
        return Row(Entry(place.id, place.name, tuple(lines)), (right, gone))

    def _load_works(self) -> Callable[[], Rows]:
        names = {d.id: d for d in self._desk.all()}
        works = self._desk.works()
        today = self.context.desk.today()
        return lambda: [self._work(one, names.get(one.line_id), today) for one in works]

    def _work(self, work: Work, document: Document | None, today: date) -> Row:
        t, dates, desk = self.context.t, self.context.dates, self._desk
        day = dates.day(work.due)
        if work.done is not None:
            state = (t("Done, {day}", day=day), "good") if work.done else (t("Cancelled, {day}", day=day), "muted")
        elif work.overdue(today):
            state = (t("Overdue since {moment}", moment=day), "bad")
        else:
            state = (t("On {day}", day=day), "warn" if work.due - today <= REMIND else "")
        acts: tuple[Act, ...] = ()
        if work.done is None:
            acts = (
                Act(t("Done"), "done", lambda: self.run(lambda: desk.end_work(work, True), t("Noted."))),
                Act(t("Cancelled"), "cancelled", lambda: self.run(lambda: desk.end_work(work, False), t("Noted."))),
            )
        name = self._name(document) if document else ""
        return Row(Entry(work.id, work.text, (state, (name, "muted"))), acts)

    # words

    def _line_entry(self, document: Document, lines: list[tuple[str, str]]) -> Entry:
        number = self._number(document)
        shown = tuple((text, role) for text, role in lines if text)
        return Entry(document.id, f"{self._name(document)} {number}", shown, copied=number)

    def _last(self, test: TestCall) -> tuple[str, str]:
        t = self.context.t
        said = t("{result} on {moment}", result=t(RESULTS[test.result]), moment=self.context.dates.moment(test.at))
        if test.waiting_seconds is not None:
            said = t("{said}, after {seconds} s", said=said, seconds=test.waiting_seconds)
        return said, "good" if test.result is TestResult.WORKS else "bad"

    def _name(self, document: Document) -> str:
        body = document.body
        return body.name.best(self.context.language)[0] if isinstance(body, Line) else document.external_id

    def _number(self, document: Document) -> str:
        return left_to_right(display(document.body.phone.number)) if isinstance(document.body, Line) else ""

    def _lasting(self, fault: Fault) -> str:
        t, whole = self.context.t, int(fault.lasts(self.context.desk.now()).total_seconds()) // 3600
        if not whole:
            return t("less than an hour")
        return t.count("{n} hour", "{n} hours", whole) if whole < 48 else t.count("{n} day", "{n} days", whole // 24)
