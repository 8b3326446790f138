"""Training modules and practice callers; who took what and when; a short quiz made from the articles."""

from datetime import date
from random import Random

from operator_app.desk.context import Context, new_id
from operator_app.domain.changes import Changes, changed
from operator_app.domain.documents import Document, Kind
from operator_app.domain.languages import Language
from operator_app.domain.moments import local
from operator_app.domain.problems import Problem
from operator_app.domain.quiz import Answer, Question, due_on, quiz
from operator_app.domain.team import Taken, TeamEvent, TeamStep, training
from operator_app.domain.training import Module
from operator_app.local import Team

CHANGED = "team_events"


class TrainingDesk:
    def __init__(self, context: Context) -> None:
        self._context = context
        self._team = Team(context.store)

    def modules(self) -> list[Document]:
        """The published modules in the order of their rank."""
        ranked = [
            (document.body.rank, document.external_id, document)
            for document in self._context.documents.of_kind(Kind.MODULE)
            if isinstance(document.body, Module)
        ]
        return [document for _, _, document in sorted(ranked, key=lambda item: item[:2])]

    def record(self) -> list[Taken]:
        """Who took which module and when it is due: of everybody for a supervisor, else one's own."""
        own = self._context.operator
        everybody = self._context.preferences.now.supervisor
        people = [*self._team.people(), own] if everybody else [own]
        events = self._team.events(TeamStep.TRAINED, TeamStep.TRAINING_DUE)
        return training(events, {one for one in people if one}, [document.id for document in self.modules()])

    def due(self) -> list[Taken]:
        """What has a day, as `record`; quick, since only those are looked at for whom a day was set."""
        own = self._context.operator
        events = self._team.events(TeamStep.TRAINED, TeamStep.TRAINING_DUE)
        people = {event.person for event in events}
        if not self._context.preferences.now.supervisor:
            people &= {own}
        found = training(events, people, [document.id for document in self.modules()])
        return [one for one in found if one.due is not None]

    def taken(self, module_id: str, person: str = "") -> Changes:
        """This person (without one, whoever is here) has taken a module today."""
        return self._say(module_id, TeamStep.TRAINED, person or self._context.operator)

    def set_due(self, module_id: str, person: str, due: date) -> Changes:
        """A supervisor wants a module taken by a day. Raises Problem("not_a_supervisor")."""
        if not self._context.preferences.now.supervisor:
            raise Problem("not_a_supervisor")
        return self._say(module_id, TeamStep.TRAINING_DUE, person, due)

    def quiz(self, language: Language, chance: Random) -> list[Question]:
        """The questions of today for whoever is here."""
        articles = self._context.documents.of_kind(Kind.PROCEDURE)
        return quiz(articles, language, self._answers(), self._context.today(), chance)

    def questions_due(self) -> int:
        """How many questions that were asked once are to be asked again today."""
        return sum(day <= self._context.today() for day in due_on(self._answers()).values())

    def answered(self, question: Question, right: bool) -> Changes:
        """Private: it says when the question comes again, and nothing else."""
        step = TeamStep.QUIZ_RIGHT if right else TeamStep.QUIZ_WRONG
        return self._say(question.key, step, self._context.operator)

    def _answers(self) -> list[Answer]:
        events = self._team.events(TeamStep.QUIZ_RIGHT, TeamStep.QUIZ_WRONG, person=self._context.operator)
        return [Answer(e.subject, local(e.at).date(), e.step is TeamStep.QUIZ_RIGHT) for e in events]

    def _say(self, subject: str, step: TeamStep, person: str, due: date | None = None) -> Changes:
        now, by = self._context.now(), self._context.operator
        self._team.add(TeamEvent(new_id(), subject, step, now, by, person, due=due))
        return self._context.hub.announce(changed(CHANGED, subject))
