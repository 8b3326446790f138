"""What concerns the people of a switchboard: training taken, nominations, difficulties, answers to evaluations.

All are events that were written once. Never a league table: nothing here counts calls.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from operator_app.domain.languages import Text


class TeamStep(StrEnum):
    """What an event tells. Stored as written here."""

    TRAINED = "trained"
    TRAINING_DUE = "training_due"
    QUIZ_RIGHT = "quiz_right"
    QUIZ_WRONG = "quiz_wrong"
    NOMINATED = "nominated"
    RECOGNISED = "recognised"
    NOT_RECOGNISED = "not_recognised"
    DIFFICULTY = "difficulty"
    ACTION = "action"
    OWNER = "owner"
    CLOSED = "closed"
    SCORE_READ = "score_read"
    SCORE_ANSWERED = "score_answered"
    ROSTERED = "rostered"
    CRITERIA = "criteria"
    TEST_CALLS_PLANNED = "test_calls_planned"
    """Moments drawn for test callers, as JSON in `text`: supervisors alone hear of it. The last one counts."""
    WORD_ADDED = "word_added"
    """The spell check lets `text` pass: one list for the supervisors of every site."""
    WORD_DROPPED = "word_dropped"


@dataclass(frozen=True, slots=True)
class TeamEvent:
    """One step. `subject` is the id of what it belongs to (a difficulty, a nomination, an evaluation, a module, a
    question), `person` whom it concerns, `operator` who wrote it, `about` a criterion or a title, `due` a day."""

    id: str
    subject: str
    step: TeamStep
    at: datetime
    operator: str
    person: str = ""
    text: str = ""
    about: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Difficulty:
    """Something that keeps operators from answering well. Open until it is closed."""

    id: str
    raised_at: datetime
    raised_by: str
    text: str
    actions: tuple[str, ...] = ()
    owner: str = ""
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Nomination:
    """Somebody was proposed for recognition on a written criterion. `decided` None until people have decided."""

    id: str
    at: datetime
    by: str
    person: str
    criterion: str
    why: str
    decided: bool | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """Who took what and when, and when it is due again. `last` None: never."""

    person: str
    module: str
    last: datetime | None
    due: date | None

    def overdue(self, today: date) -> bool:
        return self.due is not None and self.due < today


# Modules are taken again after this time (the circular: "periodically").
AGAIN = timedelta(days=365)
# The written criteria on which somebody may be nominated: conduct that helps callers or colleagues.
CRITERIA: tuple[tuple[str, Text], ...] = (
    ("care", Text("عناية بمتصل ذي حاجة خصوصية", "Attention à un appelant à besoins particuliers",
                  "Care for a caller with a special need")),
    ("correct", Text("تنبيه إلى خطإ في الدليل", "Signale une erreur du guide", "Found a mistake in the guide")),
    ("help", Text("مساعدة زميل أو تكوين زميل جديد", "Aide ou forme un collègue", "Helped or trained a colleague")),
    ("calm", Text("هدوء في مكالمة صعبة", "Garde son calme dans un appel difficile", "Stayed calm in a hard call")),
    ("idea", Text("اقتراح حسّن الخدمة", "Idée qui a amélioré le service", "An idea that improved the service")),
)  # fmt: skip


def difficulties(events: Iterable[TeamEvent]) -> list[Difficulty]:
    """Every difficulty, the open ones first, the oldest of them on top."""
    found: dict[str, Difficulty] = {}
    for event in _in_order(events):
        if event.step is TeamStep.DIFFICULTY:
            found[event.subject] = Difficulty(event.subject, event.at, event.operator, event.text)
            continue
        known = found.get(event.subject)
        if known is None:
            continue
        if event.step is TeamStep.ACTION:
            found[event.subject] = replace(known, actions=(*known.actions, event.text))
        elif event.step is TeamStep.OWNER:
            found[event.subject] = replace(known, owner=event.person)
        elif event.step is TeamStep.CLOSED:
            found[event.subject] = replace(known, closed_at=event.at)
    return sorted(found.values(), key=lambda one: (one.closed_at is not None, one.raised_at))


def nominations(events: Iterable[TeamEvent]) -> list[Nomination]:
    """Every nomination, those to decide first."""
    found: dict[str, Nomination] = {}
    for event in _in_order(events):
        if event.step is TeamStep.NOMINATED:
            found[event.subject] = Nomination(
                event.subject, event.at, event.operator, event.person, event.about, event.text
            )
        elif event.subject in found and event.step in (TeamStep.RECOGNISED, TeamStep.NOT_RECOGNISED):
            decided = event.step is TeamStep.RECOGNISED
            found[event.subject] = replace(found[event.subject], decided=decided, reason=event.text)
        elif event.step is TeamStep.RECOGNISED:
            # Who is not of the supervisors hears of a nomination only when something came of it.
            found[event.subject] = Nomination(
                event.subject, event.at, event.operator, event.person, event.about, event.text, True
            )
    return sorted(found.values(), key=lambda one: (one.decided is not None, one.at))


def training(events: Iterable[TeamEvent], people: Iterable[str], modules: Iterable[str]) -> list[Taken]:
    """For each person and module when it was last taken and when it is due: a year later, or as a supervisor set it."""
    last: dict[tuple[str, str], datetime] = {}
    due: dict[tuple[str, str], date | None] = {}
    for event in _in_order(events):
        key = (event.person, event.subject)
        if event.step is TeamStep.TRAINED:
            last[key] = event.at
            due[key] = event.at.date() + AGAIN
        elif event.step is TeamStep.TRAINING_DUE:
            due[key] = event.due
    known = list(modules)
    return [Taken(p, m, last.get((p, m)), due.get((p, m))) for p in sorted(set(people)) for m in known]


def read_at(events: Iterable[TeamEvent]) -> dict[str, datetime]:
    """Evaluation to the moment when its operator first read it."""
    read: dict[str, datetime] = {}
    for event in _in_order(events):
        if event.step is TeamStep.SCORE_READ:
            read.setdefault(event.subject, event.at)
    return read


def answers_to(events: Iterable[TeamEvent]) -> dict[str, str]:
    """Evaluation to what its operator answered, the last word."""
    return {event.subject: event.text for event in _in_order(events) if event.step is TeamStep.SCORE_ANSWERED}


def shared_words(events: Iterable[TeamEvent]) -> tuple[str, ...]:
    """The words that were added and not dropped since, in the order of their adding."""
    words: dict[str, None] = {}
    for event in _in_order(events):
        if event.step is TeamStep.WORD_DROPPED:
            words.pop(event.text, None)
        elif event.step is TeamStep.WORD_ADDED:
            words.setdefault(event.text)
    return tuple(words)


def _in_order(events: Iterable[TeamEvent]) -> list[TeamEvent]:
    return sorted(events, key=lambda event: (event.at, event.id))
