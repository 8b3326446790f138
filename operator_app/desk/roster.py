"""The roster that supervisors write: kept as steps that reach the other posts of the site."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from operator_app.desk.context import Context, new_id
from operator_app.desk.team import TeamDesk
from operator_app.domain.changes import Changes, changed
from operator_app.domain.problems import Problem
from operator_app.domain.roster import DayPlan, Shift, encoded, monday_of, plans, shifts_in
from operator_app.domain.team import TeamEvent, TeamStep
from operator_app.local import Team

CHANGED = "team_events"
_WEEK = timedelta(days=7)


class RosterDesk:
    def __init__(self, context: Context, team: TeamDesk) -> None:
        self._context = context
        self._team = team
        self._store = Team(context.store)

    def days(self, days: Sequence[date]) -> list[DayPlan]:
        """The plan of each of these days."""
        return plans(self._store.events(TeamStep.ROSTERED), days)

    def week(self, monday: date) -> list[DayPlan]:
        return self.days([monday + timedelta(days=n) for n in range(7)])

    def plan(self, days: Sequence[date], text: str) -> Changes:
        """Who is on duty on these days, one shift a line ("08:00-12:00 Salma, Karim", "13:30-17:00 2"); nobody without
        any. Raises Problem: roster_line, roster_half_hours, not_a_supervisor."""
        shifts = shifts_in(text)
        return self.keep(dict.fromkeys(days, shifts))

    def keep(self, wanted: Mapping[date, Sequence[Shift]]) -> Changes:
        """Raises Problem("not_a_supervisor")."""
        if not self._team.supervisor:
            raise Problem("not_a_supervisor")
        now, by = self._context.now(), self._context.operator
        events = [
            TeamEvent(new_id(), day.isoformat(), TeamStep.ROSTERED, now, by, text=encoded(shifts), due=day)
            for day, shifts in wanted.items()
        ]
        self._store.add(*events)
        return self._context.hub.announce(changed(CHANGED, *(event.subject for event in events)))

    def copy_week_before(self, monday: date) -> Changes:
        """Plan a week as the one before it. Raises Problem: roster_no_week (nothing is planned there),
        not_a_supervisor."""
        before = _planned(self.week(monday_of(monday) - _WEEK))
        if not before:
            raise Problem("roster_no_week")
        return self.keep({one.day + _WEEK: one.shifts or () for one in before})


def _planned(days: Iterable[DayPlan]) -> list[DayPlan]:
    return [one for one in days if one.shifts is not None]
