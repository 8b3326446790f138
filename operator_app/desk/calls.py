"""Calls: taken with F2, kept at each key, closed once, listed in the log."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from operator_app.desk.contacts import ContactsDesk
from operator_app.desk.context import Context, new_id
from operator_app.desk.greetings import GreetingsDesk
from operator_app.domain.calls import Call, CallBack, Outcome, UnmetNeed
from operator_app.domain.changes import Changes, changed
from operator_app.domain.moments import TUNIS, local
from operator_app.domain.numbers import clean, mask
from operator_app.domain.problems import Problem
from operator_app.local import CallFilter

# A call found open at start that was saved longer ago than this is over: it is logged with its last sign of life.
RESUMABLE = timedelta(minutes=10)
_DEFAULT_CALL_BACK = time(9, 0)


def unknown_offset() -> int | None:
    """A single post has nothing to compare its clock with."""
    return None


@dataclass(frozen=True, slots=True)
class Closed:
    """A call that was logged, and what changed."""

    call: Call
    changes: Changes


class CallsDesk:
    def __init__(self, context: Context, contacts: ContactsDesk, greetings: GreetingsDesk) -> None:
        self._context = context
        self._contacts = contacts
        self._greetings = greetings
        # This post's clock minus the server's, in milliseconds, as last measured: stored with each call.
        self.clock_offset: Callable[[], int | None] = unknown_offset

    def start(
        self,
        *,
        line: str = "",
        language: str = "",
        waiting_seconds: int | None = None,
        rings: int | None = None,
        practice: bool = False,
    ) -> Call:
        """A call begins now. It is in hand until it is closed; `keep` stores it."""
        return Call(
            id=new_id(),
            operator=self._context.operator,
            started_at=self._context.now(),
            line=line,
            language=language,
            waiting_seconds=waiting_seconds,
            rings=rings,
            practice=practice,
        )

    def keep(self, call: Call) -> None:
        """Store a call in hand as it is: called at each key that changes it."""
        self._context.calls.save_open(_masked(call), self._context.now())

    def drop(self, call: Call) -> None:
        """A call taken by mistake: it leaves no trace."""
        self._context.calls.forget_open(call.id)

    def close(self, call: Call, call_back: CallBack | None = None) -> Closed:
        """Log a call that ends now. A skipped outcome becomes *answered (auto)*; "no answer found" leaves the query
        as an unmet need. Closing twice stores one record."""
        now = self._context.now()
        skipped = call.outcome is None
        ended = replace(
            _masked(call),
            ended_at=max(now, call.started_at) if call.ended_at is None else call.ended_at,
            outcome=call.outcome or Outcome.ANSWERED,
            outcome_auto=skipped,
            clock_offset_ms=self.clock_offset() if call.clock_offset_ms is None else call.clock_offset_ms,
        )
        unmet = None
        if ended.outcome is Outcome.NO_ANSWER and ended.query:
            unmet = UnmetNeed(new_id(), ended.query, now, ended.id, ended.operator)
        if not self._context.calls.close(ended, now, call_back, unmet):
            return Closed(ended, Changes())
        changes = changed("calls", ended.id)
        changes |= changed("call_backs", call_back.id) if call_back else Changes()
        changes |= changed("unmet_needs", unmet.id) if unmet else Changes()
        return Closed(ended, self._context.hub.announce(changes))

    def resume(self) -> Call | None:
        """After a crash: the call that was in hand, if that was a moment ago. Older ones are logged as they were."""
        resumed: Call | None = None
        for call, saved_at in self._context.calls.open():
            if resumed is None and self._context.now() - saved_at <= RESUMABLE:
                resumed = call
            else:
                self.close(replace(call, ended_at=max(saved_at, call.started_at)))
        return resumed

    def promise(self, call: Call, number: str, due_at: datetime | None = None) -> CallBack:
        """A call-back to a number. Raises Problem("number_not_dialled") for what no telephone can dial."""
        cleaned = clean(number)
        if not cleaned:
            raise Problem("number_not_dialled", number=number)
        return CallBack(
            id=new_id(),
            call_id=call.id,
            number=cleaned,
            due_at=due_at or self.next_half_day(),
            operator=self._context.operator,
            subject=call.article_title or mask(call.query),
        )

    def next_half_day(self) -> datetime:
        """When a call-back is due unless told otherwise: the start of the next working half-day."""
        now = local(self._context.now())
        office = self._greetings.office()
        starts = self._contacts.calendar().next_start(now, (), office[1]) if office else None
        tomorrow = datetime.combine(now.date() + timedelta(days=1), _DEFAULT_CALL_BACK, tzinfo=TUNIS)
        return starts or tomorrow

    def log(self, wanted: CallFilter) -> list[Call]:
        return self._context.calls.log(wanted)

    def count(self, wanted: CallFilter) -> int:
        return self._context.calls.count(wanted)

    def call_backs(self) -> list[CallBack]:
        """Promised and not done, the most urgent first."""
        return self._context.calls.call_backs_waiting()

    def end_call_back(self, id: str, reached: bool) -> Changes:
        """Done: the number is erased everywhere."""
        self._context.calls.end_call_back(id, reached, self._context.now())
        return self._context.hub.announce(changed("call_backs", id))

    def erase_old_numbers(self) -> Changes:
        erased = self._context.calls.erase_old_numbers(self._context.now())
        return self._context.hub.announce(changed("call_backs")) if erased else Changes()


def _masked(call: Call) -> Call:
    """Personal numbers never stay in the words of a call."""
    return replace(call, query=mask(call.query), note=mask(call.note))
