"""The calls in hand: what the keys F2 to F9 do to them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from operator_app.desk.calls import Closed
from operator_app.domain.calls import Call, Outcome, Ring
from operator_app.domain.contacts import Contact
from operator_app.domain.documents import Document
from operator_app.domain.guide import Need, Procedure, Tip, article_title
from operator_app.domain.languages import Language
from operator_app.domain.numbers import clean
from operator_app.domain.problems import Problem
from operator_app.ui.context import UiContext


class CallSession(QObject):
    """The call in hand and those put aside. Every change is stored at once, so that a crash loses nothing."""

    changed = Signal()
    closed = Signal(object)
    """A call was logged: the `Call` as it stands in the log."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self.call: Call | None = None
        self.aside: list[Call] = []
        self.promised_number = ""
        self.promised_due: datetime | None = None
        self.referred_number = ""
        self._rings: dict[str, Ring] = {}
        self._hung_up: dict[str, datetime] = {}

    def start(self, ring: Ring | None = None, *, practice: bool = False) -> None:
        """F2: a call begins. One that is in hand is put aside and comes back when this one is logged."""
        if self.call is not None:
            self.aside.append(self.call)
        desk = self._context.desk
        waiting = max(0, int(((ring.answered_at or desk.now()) - ring.since).total_seconds())) if ring else None
        lines = desk.preferences.now.lines
        self._forget_promise()
        self._put(
            desk.calls.start(
                line=ring.line if ring and ring.line else lines[0] if lines else "",
                language=self._context.language.value,
                waiting_seconds=waiting,
                practice=practice,
            )
        )
        if ring is not None and self.call is not None:
            self._rings[self.call.id] = ring
            self.changed.emit()

    @property
    def caller_number(self) -> str:
        """The number that rang for the call in hand: shown while it lasts, never kept."""
        ring = self._rings.get(self.call.id) if self.call is not None else None
        return ring.number if ring is not None else ""

    @property
    def hung_up(self) -> bool:
        """The telephone said that the call in hand has ended."""
        return self.call is not None and self.call.id in self._hung_up

    def hang_up(self, ring_id: str, at: datetime) -> bool:
        """The telephone call ended: its length is known, and F9 still closes it. False when no call has it."""
        for call in (self.call, *self.aside):
            ring = self._rings.get(call.id) if call is not None else None
            if call is not None and ring is not None and ring.id == ring_id:
                self._hung_up.setdefault(call.id, at)
                self.changed.emit()
                return True
        return False

    def resume(self, call: Call) -> None:
        """A call that a crash left in hand goes on."""
        self._put(call, keep=False)

    def take_over(self, other: "CallSession") -> None:
        """A new window goes on with the calls of the one before."""
        self.aside, self.referred_number = other.aside, other.referred_number
        self.promised_number, self.promised_due = other.promised_number, other.promised_due
        self._rings, self._hung_up = other._rings, other._hung_up
        self._put(other.call, keep=False)

    def note_query(self, text: str) -> None:
        """What was typed, as far as it says something: an emptied box does not unsay what was asked."""
        words = " ".join(text.split())
        if self.call is not None and words and words != self.call.query:
            self._put(replace(self.call, query=words))

    def note_article(self, document: Document | None) -> None:
        """The article on screen is the topic of the call."""
        if self.call is None or document is None or not isinstance(document.body, Procedure | Tip | Contact):
            return
        body = document.body
        language = self._context.language
        title = body.title(language) if isinstance(body, Contact) else article_title(body, language)
        self._put(replace(self.call, article_id=document.id, article_edition=document.edition, article_title=title))

    def set_language(self, language: Language) -> None:
        """The caller's language."""
        if self.call is not None:
            self._put(replace(self.call, language=language.value))

    def set_line(self, line: str) -> None:
        if self.call is not None:
            self._put(replace(self.call, line=line))

    def set_need(self, need: Need | None) -> None:
        if self.call is not None:
            self._put(replace(self.call, need=need))

    def set_note(self, note: str) -> None:
        if self.call is not None:
            self._put(replace(self.call, note=note))

    def set_no_answer(self) -> None:
        """F7: what is on screen was no answer, so it is not the topic of the call either."""
        if self.call is not None:
            nothing = replace(self.call, outcome=Outcome.NO_ANSWER, article_id="", article_edition=0, article_title="")
            self._put(nothing)

    def set_outcome(self, outcome: Outcome) -> None:
        if self.call is not None:
            self._put(replace(self.call, outcome=outcome))

    def refer(self, contacts: Sequence[Document]) -> Document | None:
        """F6: to the first contact; once more, to the next of the chain, then to the first again. None without any."""
        if self.call is None or not contacts:
            return None
        ids = [document.id for document in contacts]
        again = self.call.outcome is Outcome.REFERRED and self.call.referred_to in ids
        chosen = contacts[(ids.index(self.call.referred_to) + 1) % len(ids)] if again else contacts[0]
        self.refer_to(chosen)
        return chosen

    def refer_to(self, document: Document) -> None:
        """Refer to exactly this contact."""
        if self.call is None or not isinstance(document.body, Contact):
            return
        phone = document.body.main_phone()
        self.referred_number = phone.number if phone else ""
        self._put(
            replace(
                self.call,
                referred_to=document.id,
                referred_name=document.body.title(self._context.language),
                outcome=Outcome.REFERRED,
            )
        )

    def promise(self, number: str, due_at: datetime | None) -> None:
        """F8: a call-back. Raises Problem("number_not_dialled") for what no telephone can dial."""
        if self.call is None:
            return
        if not clean(number):
            raise Problem("number_not_dialled", number=number)
        self.promised_number, self.promised_due = number, due_at
        self._put(replace(self.call, outcome=Outcome.CALL_BACK))

    def close(self) -> None:
        """F9: the call ends and is logged; one put aside comes back in hand."""
        call, number, due = self.call, self.promised_number, self.promised_due
        if call is None:
            return
        ended = replace(call, ended_at=max(call.started_at, self._hung_up.get(call.id, self._context.desk.now())))
        calls = self._context.desk.calls

        def work() -> Closed:
            return calls.close(ended, calls.promise(ended, number, due) if number else None)

        self._next()
        failed = self._take_back(call, number, due)
        self._context.bridge.run(self._context.lanes.store, work, lambda done: self.closed.emit(done.call), failed)

    def drop(self) -> None:
        """It was no call: nothing of it stays."""
        call = self.call
        if call is None:
            return
        self._next()
        self._context.bridge.run(self._context.lanes.store, lambda: self._context.desk.calls.drop(call))

    def _take_back(self, call: Call, number: str, due: datetime | None) -> Callable[[Problem], None]:
        """The store refused: the call stays in hand and the problem is told."""

        def failed(problem: Problem) -> None:
            if self.call is not None:
                self.aside.append(self.call)
            self.promised_number, self.promised_due = number, due
            self._put(call, keep=False)
            self._context.bridge.tell(problem)

        return failed

    def _next(self) -> None:
        self._forget_promise()
        if self.call is not None:
            self._rings.pop(self.call.id, None)
            self._hung_up.pop(self.call.id, None)
        self._put(self.aside.pop(0) if self.aside else None, keep=False)

    def _forget_promise(self) -> None:
        self.promised_number, self.promised_due, self.referred_number = "", None, ""

    def _put(self, call: Call | None, *, keep: bool = True) -> None:
        self.call = call
        if keep and call is not None:
            self._context.bridge.run(self._context.lanes.store, lambda: self._context.desk.calls.keep(call))
        self.changed.emit()
