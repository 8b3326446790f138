"""The people of the switchboard: scored calls, difficulties, recognition. Operators see their own, supervisors all."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Annotated

import msgspec

from operator_app.desk.contacts import ContactsDesk
from operator_app.desk.context import Context, new_id
from operator_app.desk.greetings import GreetingsDesk
from operator_app.domain.changes import Changes, changed
from operator_app.domain.hours import Span
from operator_app.domain.moments import TUNIS
from operator_app.domain.problems import Problem
from operator_app.domain.rounds import planned
from operator_app.domain.scoring import (
    DEFAULT_CRITERIA,
    Calibration,
    Criterion,
    Evaluation,
    Heard,
    calibration,
    counted,
    means,
)
from operator_app.domain.team import (
    Difficulty,
    Nomination,
    TeamEvent,
    TeamStep,
    answers_to,
    difficulties,
    nominations,
    read_at,
)
from operator_app.local import Team

CHANGED = "team_events"
SCORED = "evaluations"
_CRITERIA = "scoring_criteria"
_PLAN = "test_call_plan"
_Moment = Annotated[datetime, msgspec.Meta(tz=True)]
_DIFFICULTY_STEPS = (TeamStep.DIFFICULTY, TeamStep.ACTION, TeamStep.OWNER, TeamStep.CLOSED)
_NOMINATION_STEPS = (TeamStep.NOMINATED, TeamStep.RECOGNISED, TeamStep.NOT_RECOGNISED)


@dataclass(frozen=True, slots=True)
class Scored:
    """A scored call with what its operator did with it."""

    evaluation: Evaluation
    read: bool
    answer: str


class TeamDesk:
    def __init__(self, context: Context, contacts: ContactsDesk, greetings: GreetingsDesk) -> None:
        self._context = context
        self._contacts = contacts
        self._greetings = greetings
        self._team = Team(context.store)

    @property
    def supervisor(self) -> bool:
        """Whether this post may see all and decide. On a shared database the database decides."""
        return self._context.preferences.now.supervisor

    def people(self) -> list[str]:
        """Everybody known here, the person of this post too."""
        return sorted({*self._team.people(), self._context.operator} - {""})

    # scored calls

    def criteria(self) -> tuple[Criterion, ...]:
        """The criteria as this body edited them last, at any of its posts; else the ones that the program brings."""
        events = self._team.events(TeamStep.CRITERIA)
        kept = events[-1].text if events else self._context.facts.get(_CRITERIA)
        return msgspec.json.decode(kept, type=tuple[Criterion, ...]) if kept else DEFAULT_CRITERIA

    def change_criteria(self, criteria: Iterable[Criterion]) -> Changes:
        """Raises Problem("criteria_without_substance"): an evaluation of manner alone rewards kind wrong answers."""
        self._supervise()
        kept = tuple(criteria)
        if not any(one.substance for one in kept):
            raise Problem("criteria_without_substance")
        changes = self._say(_CRITERIA, TeamStep.CRITERIA, text=msgspec.json.encode(kept).decode())
        return changes | self._context.hub.announce(changed(SCORED))

    def score(
        self,
        operator: str,
        heard: Heard,
        marks: dict[str, int],
        *,
        call_id: str = "",
        note: str = "",
        referral_reached: bool | None = None,
    ) -> Changes:
        """Keep one evaluator's marks. Raises Problem: nothing_marked, not_a_supervisor."""
        self._supervise()
        if not marks:
            raise Problem("nothing_marked")
        id = new_id()
        self._team.score(
            Evaluation(
                id, call_id or id, heard, operator, self._context.operator, self._context.now(), marks, note,
                referral_reached,
            )
        )  # fmt: skip
        return self._context.hub.announce(changed(SCORED, id))

    def scored(self) -> list[Scored]:
        """The newest first: of everybody for a supervisor, else one's own."""
        events = self._team.events(TeamStep.SCORE_READ, TeamStep.SCORE_ANSWERED)
        read, answers = read_at(events), answers_to(events)
        own = "" if self.supervisor else self._context.operator
        return [Scored(one, one.id in read, answers.get(one.id, "")) for one in self._team.evaluations(own)]

    def read_score(self, evaluation: Evaluation) -> Changes:
        """The operator has read it: from now on it counts in the statistics."""
        if evaluation.operator != self._context.operator:
            return Changes()
        return self._say(evaluation.id, TeamStep.SCORE_READ, person=evaluation.operator)

    def answer_score(self, evaluation: Evaluation, text: str) -> Changes:
        """The operator has the last word."""
        if evaluation.operator != self._context.operator:
            raise Problem("not_your_score")
        return self._say(evaluation.id, TeamStep.SCORE_ANSWERED, person=evaluation.operator, text=text)

    def calibration(self) -> Calibration:
        return calibration(self._team.evaluations())

    def mean_scores(
        self, since: datetime, until: datetime, operator: str = ""
    ) -> tuple[float | None, float | None, int, int, int]:
        """Mean substance, mean manner, how many; referrals tried in them, and those that failed."""
        read = read_at(self._team.events(TeamStep.SCORE_READ))
        found = counted(self._team.evaluations(operator, since, until), read, self._context.now())
        reached = [one.referral_reached for one in found if one.referral_reached is not None]
        return (*means(found, self.criteria()), len(reached), reached.count(False))

    # test callers

    def plan_test_calls(self, days: int, calls: int, chance: Random) -> list[datetime]:
        """Draw moments for test callers in the next days' opening hours, in place of those drawn before at any post.
        Only supervisors see them, at every post."""
        self._supervise()
        today = self._context.today()
        office = self._greetings.office()
        calendar = self._contacts.calendar()

        wanted = [today + timedelta(days=ahead) for ahead in range(1, days + 1)]
        opening = {
            day: [] if office is None or calendar.holiday(day) else calendar.spans(day, office[1].hours, office[1])
            for day in wanted
        }
        drawn = planned(wanted, calls, lambda day: [_moments(day, span) for span in opening[day]], chance)
        self._say(_PLAN, TeamStep.TEST_CALLS_PLANNED, text=msgspec.json.encode(drawn).decode())
        return drawn

    def planned_test_calls(self) -> list[datetime]:
        """What is still to come; nothing for an operator."""
        if not self.supervisor:
            return []
        events = self._team.events(TeamStep.TEST_CALLS_PLANNED)
        kept = events[-1].text if events else self._context.facts.get(_PLAN)
        try:
            moments = msgspec.json.decode(kept or "[]", type=tuple[_Moment, ...])
        except msgspec.MsgspecError:
            return []
        return [moment for moment in moments if moment >= self._context.now()]

    # difficulties and recognition

    def difficulties(self) -> list[Difficulty]:
        """The open ones first."""
        return difficulties(self._team.events(*_DIFFICULTY_STEPS))

    def raise_difficulty(self, text: str) -> Changes:
        return self._say(new_id(), TeamStep.DIFFICULTY, text=_said(text))

    def add_action(self, difficulty: Difficulty, text: str) -> Changes:
        self._supervise()
        return self._say(difficulty.id, TeamStep.ACTION, text=_said(text))

    def set_owner(self, difficulty: Difficulty, person: str) -> Changes:
        self._supervise()
        return self._say(difficulty.id, TeamStep.OWNER, person=_said(person))

    def close_difficulty(self, difficulty: Difficulty) -> Changes:
        self._supervise()
        return self._say(difficulty.id, TeamStep.CLOSED)

    def nominations(self) -> list[Nomination]:
        """For an operator those of which something came: who was not chosen is nobody's business."""
        found = nominations(self._team.events(*_NOMINATION_STEPS))
        return found if self.supervisor else [one for one in found if one.decided or one.by == self._context.operator]

    def nominate(self, person: str, criterion: str, why: str) -> Changes:
        """Raises Problem("nominate_yourself")."""
        if person == self._context.operator:
            raise Problem("nominate_yourself")
        return self._say(new_id(), TeamStep.NOMINATED, person=_said(person), text=_said(why), about=criterion)

    def decide(self, nomination: Nomination, yes: bool, reason: str = "") -> Changes:
        self._supervise()
        step = TeamStep.RECOGNISED if yes else TeamStep.NOT_RECOGNISED
        said = reason or (nomination.why if yes else "")
        return self._say(nomination.id, step, person=nomination.person, text=said, about=nomination.criterion)

    def _supervise(self) -> None:
        if not self.supervisor:
            raise Problem("not_a_supervisor")

    def _say(self, subject: str, step: TeamStep, *, person: str = "", text: str = "", about: str = "") -> Changes:
        now, by = self._context.now(), self._context.operator
        self._team.add(TeamEvent(new_id(), subject, step, now, by, person, text, about))
        return self._context.hub.announce(changed(CHANGED, subject))


def _said(text: str) -> str:
    """Raises Problem("nothing_written")."""
    if not text.strip():
        raise Problem("nothing_written")
    return text.strip()


def _moments(day: date, span: Span) -> tuple[datetime, datetime]:
    start = datetime.combine(day, span.opens, tzinfo=TUNIS)
    end = datetime.combine(day, span.closes, tzinfo=TUNIS)
    return start, end if end > start else end + timedelta(days=1)
