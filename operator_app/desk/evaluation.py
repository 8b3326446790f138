"""Evaluation (circular, R7): indicators, the exchange's records, peaks. Operators see their own, supervisors all."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from operator_app.desk.contacts import ContactsDesk
from operator_app.desk.context import Context, new_id
from operator_app.desk.greetings import GreetingsDesk
from operator_app.desk.lines import LinesDesk
from operator_app.desk.roster import RosterDesk
from operator_app.desk.team import TeamDesk
from operator_app.domain.calls import Feedback
from operator_app.domain.changes import changed
from operator_app.domain.documents import SEARCHED_KINDS
from operator_app.domain.erlang import Service
from operator_app.domain.exchange_records import SAME_CALL, ExchangeCall, Oddities, in_opening_hours, matched
from operator_app.domain.faults import mean_repair_hours
from operator_app.domain.forecast import Days, forecast
from operator_app.domain.hours import Span
from operator_app.domain.indicators import Rest, Targets
from operator_app.domain.moments import local
from operator_app.domain.peaks import DayPeaks, Needs, hours, shown_hours
from operator_app.domain.problems import Problem
from operator_app.domain.reports import Counts, Divide, Period, Report, made
from operator_app.domain.roster import monday_of
from operator_app.domain.rounds import TestResult
from operator_app.local import By, ExchangeRecords, Import, LogCounts, Wanted
from operator_app.local.log_counts import bounds

CHANGED = "exchange_calls"
# How far back peaks look, and how far ahead.
PAST = timedelta(days=26 * 7)
AHEAD = timedelta(days=7)
_WEEKS_LOOKED_AT = timedelta(days=28)
# Test calls that somebody answered.
_ANSWERED = (TestResult.WORKS, TestResult.WRONG_SERVICE)
# Shares of the calls that each target is to be held for: the usual 80/20, and Services Publics+.
QUICK_SHARE, CIRCULAR_SHARE = 0.80, 0.85
_BY = {Divide.HOUR: By.HOUR, Divide.LINE: By.LINE, Divide.OPERATOR: By.OPERATOR}


Progress = Callable[[int, int], None]


def unwatched(_done: int, _total: int) -> None:
    """A progress that nobody looks at."""


@dataclass(frozen=True, slots=True)
class Peaks:
    """The mean of each weekday, and the days to come. `weeks` are how many weeks of calls were seen; `forecast` is
    empty when they were too few."""

    weekdays: tuple[DayPeaks, ...]
    forecast: tuple[DayPeaks, ...]
    needs: Needs
    weeks: int
    from_exchange: bool


class EvaluationDesk:
    def __init__(
        self,
        context: Context,
        contacts: ContactsDesk,
        greetings: GreetingsDesk,
        lines: LinesDesk,
        team: TeamDesk,
        roster: RosterDesk,
    ) -> None:
        self._context = context
        self._contacts = contacts
        self._greetings = greetings
        self._lines = lines
        self._team = team
        self._roster = roster
        self._records = ExchangeRecords(context.store)
        self._log = LogCounts(context.store)

    def targets(self) -> Targets:
        settings = self._context.preferences.now
        return Targets(settings.waiting_target_seconds, rings=settings.rings_target)

    def add_records(
        self, calls: list[ExchangeCall], oddities: Oddities, file: str, kind: str, progress: Progress = unwatched
    ) -> Import:
        """Keep the calls of a file: matched with the log, told whether the body was open. The same file again adds
        nothing. `progress` gets (kept, of how many). Raises Problem: records_empty, not_a_supervisor."""
        if not self._team.supervisor:
            raise Problem("not_a_supervisor")
        if not calls:
            raise Problem("records_empty", file=file)
        first, last = calls[0].started_at, calls[-1].started_at
        joined = matched(calls, self._records.logged(first - SAME_CALL, last + timedelta(hours=1)))
        judged = in_opening_hours(joined, self._openness())
        found = sum(bool(call.call_id) for call in judged)
        read = Import(
            new_id(), self._context.now(), self._context.operator, file, kind, len(calls), 0, found, first, last,
            dict(oddities.counts),
        )  # fmt: skip
        self._records.add(judged, read, self.targets(), progress)
        self._log.keep_sums(self._context.today() - timedelta(days=1))
        self._context.hub.announce(changed(CHANGED))
        return self._records.imports()[0]

    def known(self, calls: list[ExchangeCall]) -> int:
        """How many of these calls are here already."""
        return self._records.known(calls)

    def imports(self) -> list[Import]:
        return self._records.imports()

    def report(self, period: Period, divide: Divide) -> Report:
        """The report of a period. An operator's is of their own calls whatever is asked; divided by operators it holds
        themselves alone."""
        if not self._team.supervisor:
            period = Period(period.since, period.until, period.line, self._context.operator)
        wanted = Wanted(period.since, period.until, period.line, period.operator)
        by = _BY.get(divide, By.DAY)
        counts = Counts(
            self._records.cells(wanted, by, self.targets()),
            self._log.cells(wanted, by, self._context.today()),
            self._records.waits(wanted),
            self._rest(wanted),
        )
        return made(period, divide, counts, self._log.unmet_words(wanted))

    def yesterday(self) -> Report:
        """The last day before today on which anybody called, within a week."""
        today = self._context.today()
        for back in range(1, 8):
            day = today - timedelta(days=back)
            found = self.report(Period(day, day), Divide.HOUR)
            if found.exchange.offered or found.log.calls:
                return found
        yesterday = today - timedelta(days=1)
        return self.report(Period(yesterday, yesterday), Divide.HOUR)

    def peaks(self) -> Peaks:
        """Load by hour and weekday, the coming week, and the operators that each hour needs."""
        today = self._context.today()
        counts, from_exchange = self._hourly(today)
        span = shown_hours(counts)
        needs = self._needs(today)
        there = self._were_there(today)
        planned = {one.day: one.by_hour() for one in self._roster.days(_days(monday_of(today), 14))}
        usual = {day.isoweekday(): found for day, found in reversed(planned.items()) if found is not None}
        weekdays = [
            DayPeaks(None, n, hours(_mean(list(slots)), span, needs, there.get(n, {}), usual.get(n)))
            for n in range(1, 8)
            if (slots := [counts[day] for day in counts if day.isoweekday() == n])
        ]
        weeks = len({day.isocalendar()[:2] for day in counts})
        coming = self._coming(counts, today, span, needs, there, planned) if weeks >= 2 else []
        return Peaks(tuple(weekdays), tuple(coming), needs, weeks, from_exchange)

    def _coming(
        self,
        counts: dict[date, list[float]],
        today: date,
        span: tuple[int, int],
        needs: Needs,
        there: dict[int, dict[int, float]],
        planned: dict[date, dict[int, int] | None],
    ) -> list[DayPeaks]:
        calendar = self._contacts.calendar()
        weekdays = {day.isoweekday() for day in counts}
        days = Days(
            closed=lambda day: day.isoweekday() not in weekdays or calendar.holiday(day) is not None,
            ramadan=calendar.is_ramadan,
        )
        wanted = _days(today, AHEAD.days)
        return [
            DayPeaks(
                one.day, one.day.isoweekday(),
                hours(one.slots, span, needs, there.get(one.day.isoweekday(), {}), planned.get(one.day)),
                one.low, one.high, one.ramadan_seen,
            )
            for one in forecast(counts, wanted, days)
            if one.high > 0
        ]  # fmt: skip

    def _hourly(self, today: date) -> tuple[dict[date, list[float]], bool]:
        """Calls wanting an operator of each hour of each past day: of the exchange where it knows the days, else of the
        log, which has only those that were answered."""
        wanted = Wanted(today - PAST, today - timedelta(days=1))
        exchange = self._records.cells(wanted, By.DAY_HOUR, self.targets())
        tallies = {key: tally.wanted for key, tally in exchange.items()}
        if not exchange:
            tallies = {key: tally.calls for key, tally in self._log.cells(wanted, By.DAY_HOUR, today).items()}
        counts: dict[date, list[float]] = {}
        for key, calls in tallies.items():
            day, hour = key.split(" ")
            counts.setdefault(date.fromisoformat(day), [0.0] * 24)[int(hour)] += calls
        return {day: slots for day, slots in counts.items() if sum(slots) > 0}, bool(exchange)

    def _needs(self, today: date) -> Needs:
        wanted = Wanted(today - PAST, today - timedelta(days=1))
        targets = self.targets()
        log = self._log.cells(wanted, By.ALL, today).get("")
        exchange = self._records.cells(wanted, By.ALL, targets).get("")
        handling = log.seconds / log.calls if log and log.calls and log.seconds else None
        if handling is None and exchange and exchange.talks_known:
            handling = exchange.talk_seconds / exchange.talks_known
        return Needs(
            handling,
            Service(targets.quick_seconds, QUICK_SHARE),
            Service(targets.seconds, CIRCULAR_SHARE),
            self._records.patience(wanted),
        )

    def _were_there(self, today: date) -> dict[int, dict[int, float]]:
        """Operators who logged calls in each hour of each weekday, the mean of the last weeks."""
        wanted = Wanted(today - _WEEKS_LOOKED_AT, today - timedelta(days=1))
        found: dict[tuple[int, int], list[int]] = {}
        for day, hour, n in self._log.operators_by_hour(wanted):
            found.setdefault((day.isoweekday(), hour), []).append(n)
        were: dict[int, dict[int, float]] = {}
        for (weekday, hour), counts in found.items():
            were.setdefault(weekday, {})[hour] = sum(counts) / len(counts)
        return were

    def _rest(self, wanted: Wanted) -> Rest:
        now = self._context.now()
        empty = self._log.empty_searches(wanted)
        due, kept = self._log.call_backs(wanted, now)
        since, until = bounds(wanted)
        substance, manner, scored, referrals, failed = self._team.mean_scores(since, until, wanted.operator)
        repair_hours, repairs = mean_repair_hours(
            fault for fault in self._lines.faults() if fault.repaired_at and since <= fault.repaired_at < until
        )
        rung = [test for test in self._lines.tests() if since <= test.at < until]
        tests = {test.line_id: test for test in reversed(rung)}
        timed = [test.waiting_seconds for test in rung if test.waiting_seconds is not None]
        answered = [t.waiting_seconds for t in rung if t.waiting_seconds is not None and t.result in _ANSWERED]
        targets = self.targets()
        articles, in_date = self._in_date()
        corrections = [days for report in self._log.reports(wanted) if (days := self._correction(report)) is not None]
        return Rest(
            failed_referrals=failed, test_referrals=referrals, empty_searches=empty, call_backs_due=due,
            call_backs_kept=kept, substance=substance, manner=manner, scored=scored, articles=articles,
            articles_in_date=in_date, corrections=len(corrections),
            correction_days=sum(corrections) / len(corrections) if corrections else None,
            tests_timed=len(timed), tests_in_target=sum(seconds < targets.seconds for seconds in answered),
            tests_in_quick=sum(seconds <= targets.quick_seconds for seconds in answered),
            lines_tested=len(tests), lines_working=sum(t.result is TestResult.WORKS for t in tests.values()),
            repairs=repairs, repair_hours=repair_hours,
        )  # fmt: skip

    def _in_date(self) -> tuple[int, int]:
        today = self._context.today()
        articles = self._context.documents.of_kind(*SEARCHED_KINDS)
        return len(articles), sum(not (d.seal.overdue(today) or d.seal.expired(today)) for d in articles)

    def _correction(self, report: Feedback) -> float | None:
        """Days from "this is wrong" to the next edition."""
        corrected = self._log.corrected_at(report.document_id, report.edition)
        return (corrected - report.at).total_seconds() / 86400 if corrected and corrected > report.at else None

    def _openness(self) -> Callable[[datetime], bool | None]:
        """Whether the body was open at a moment: the spans of each day are worked out once."""
        calendar, office = self._contacts.calendar(), self._greetings.office()
        regime = office[1] if office else None
        known: dict[date, tuple[Span, ...]] = {}

        def is_open(moment: datetime) -> bool | None:
            if regime is None:
                return None
            wall = local(moment)
            day = wall.date()
            if day not in known:
                closed = regime.closed_on_holidays and calendar.holiday(day)
                known[day] = () if closed else calendar.spans(day, regime.hours, regime)
            at = wall.time()
            return any(s.opens <= at and (at < s.closes or s.closes <= s.opens) for s in known[day])

        return is_open


def _days(first: date, count: int) -> list[date]:
    return [first + timedelta(days=n) for n in range(count)]


def _mean(rows: list[list[float]]) -> list[float]:
    return [sum(row[hour] for row in rows) / len(rows) for hour in range(24)]
