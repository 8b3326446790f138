"""What home reminds of: numbers published wrongly, maintenance, training, scored calls, recognition."""

from dataclasses import dataclass
from datetime import timedelta

from operator_app.desk import Desk
from operator_app.domain.direction import left_to_right
from operator_app.domain.documents import Document
from operator_app.domain.faults import REMIND, Place, Work
from operator_app.domain.lines import Line
from operator_app.domain.numbers import display
from operator_app.domain.team import Nomination, Taken
from operator_app.domain.training import Module
from operator_app.ui.actions import Do
from operator_app.ui.context import UiContext

# Training is announced this long before its day; a recognition is told for so long.
_TRAINING = timedelta(days=14)
_TOLD = timedelta(days=14)
_MOST_LISTED = 5


@dataclass(frozen=True, slots=True)
class Reminders:
    """`alarms`: places that show another number than the line has, with the line. `works` that are near or late.
    `training` that is due: one's own, and for supervisors what others are late with. `scores` that whoever is here has
    not read. `recognised`: whoever is here was. `unowned` difficulties, for supervisors."""

    alarms: tuple[tuple[Place, Document], ...] = ()
    works: tuple[Work, ...] = ()
    training: tuple[tuple[Taken, Document], ...] = ()
    scores: int = 0
    recognised: tuple[Nomination, ...] = ()
    unowned: int = 0


@dataclass(frozen=True, slots=True)
class Reminder:
    """A card of home: its title, its lines, how pressing it is, and where it leads."""

    title: str
    lines: tuple[str, ...]
    tone: str
    offer: tuple[str, Do]


def load_reminders(desk: Desk) -> Reminders:
    """Blocks on disk."""
    today, own, supervisor = desk.today(), desk.preferences.now.operator_name, desk.preferences.now.supervisor
    modules = {document.id: document for document in desk.training.modules()}
    due = [
        one for one in desk.training.due()
        if one.due is not None and one.module in modules
        and (one.due - today <= _TRAINING if one.person == own else one.overdue(today))
    ]  # fmt: skip
    unread = [one for one in desk.team.scored() if one.evaluation.operator == own and not one.read]
    recognised = [one for one in desk.team.nominations() if one.decided and one.person == own]
    lines = {document.id: document for document in desk.lines.all()} if supervisor else {}
    return Reminders(
        tuple((place, lines[place.line_id]) for place in desk.lines.alarms()) if supervisor else (),
        tuple(w for w in desk.lines.works() if w.done is None and w.due - today <= REMIND) if supervisor else (),
        tuple((one, modules[one.module]) for one in due),
        len(unread),
        tuple(one for one in recognised if desk.now() - one.at <= _TOLD),
        sum(one.closed_at is None and not one.owner for one in desk.team.difficulties()) if supervisor else 0,
    )


def cards(context: UiContext, found: Reminders) -> list[Reminder]:
    """The most pressing first."""
    t, made = context.t, []
    if found.alarms:
        head = t.count("{n} place shows an old number", "{n} places show an old number", len(found.alarms))
        made.append(Reminder(head, tuple(_alarm(context, *one) for one in found.alarms[:_MOST_LISTED]), "bad",
                             (t("Numbers and lines"), Do.LINES)))  # fmt: skip
    if found.works:
        late = any(work.overdue(context.desk.today()) for work in found.works)
        lines = tuple(_work(context, one) for one in found.works[:_MOST_LISTED])
        made.append(Reminder(t("Maintenance"), lines, "bad" if late else "warn", (t("Open maintenance"), Do.LINES)))
    if found.scores:
        head = t.count("{n} scored call to read first", "{n} scored calls to read first", found.scores)
        made.append(Reminder(head, (t("Nobody else reads it before you."),), "warn", (t("Scored calls"), Do.SCORES)))
    if found.training:
        late = any(one.overdue(context.desk.today()) for one, _ in found.training)
        lines = tuple(_training(context, *one) for one in found.training[:_MOST_LISTED])
        made.append(Reminder(t("Training"), lines, "bad" if late else "warn", (t("Open training"), Do.TRAINING)))
    if found.unowned:
        head = t.count("{n} difficulty that nobody takes care of", "{n} difficulties that nobody takes care of",
                       found.unowned)  # fmt: skip
        made.append(Reminder(head, (), "warn", (t("Difficulties and recognition"), Do.DIFFICULTIES)))
    if found.recognised:
        lines = tuple(one.reason or one.why for one in found.recognised[:_MOST_LISTED])
        made.append(Reminder(t("You were recognised"), lines, "good", (t("Open recognition"), Do.DIFFICULTIES)))
    return made


def _alarm(context: UiContext, place: Place, line: Document) -> str:
    now = line.body.phone.number if isinstance(line.body, Line) else ""
    old, new = left_to_right(display(place.number)), left_to_right(display(now))
    return context.t("{place}: shows {old}, the number is {new}", place=place.name, old=old, new=new)


def _work(context: UiContext, work: Work) -> str:
    t, day = context.t, context.dates.day(work.due)
    when = t("Overdue since {moment}", moment=day) if work.overdue(context.desk.today()) else t("On {day}", day=day)
    return t("{name}: {value}", name=when, value=work.text)


def _training(context: UiContext, taken: Taken, document: Document) -> str:
    t, body = context.t, document.body
    name = body.title.best(context.language)[0] if isinstance(body, Module) else ""
    if taken.person != context.desk.preferences.now.operator_name:
        name = t("{title}, {who}", title=name, who=taken.person)
    day = context.dates.day(taken.due) if taken.due is not None else ""
    return t("{name}: {value}", name=name, value=t("Due by {day}", day=day))
