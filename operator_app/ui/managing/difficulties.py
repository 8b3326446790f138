"""Difficulties and what is done about them; recognition on written criteria, decided by people."""

from collections.abc import Callable, Sequence

from operator_app.desk.team import CHANGED
from operator_app.domain.moments import local
from operator_app.domain.team import CRITERIA, Difficulty, Nomination
from operator_app.ui.context import UiContext
from operator_app.ui.managing.forms import Asked, Form, Shape, Values
from operator_app.ui.managing.sections import Act, Row, Rows, Section, SectionPage
from operator_app.ui.pages.entries import Entry


class DifficultiesPage(SectionPage):
    """Everybody raises difficulties and nominates; supervisors act, decide and close."""

    def __init__(self, context: UiContext) -> None:
        self._desk = context.desk.team
        super().__init__(context, context.t("Difficulties and recognition"), "difficulties", self._made(context))

    def _made(self, context: UiContext) -> Sequence[Section]:
        t = context.t
        tell = Act(t("Tell a difficulty…"), "tell", self._ask_difficulty)
        nominate = Act(t("Nominate somebody…"), "nominate", self._ask_nomination)
        return (
            Section("difficulties", t("Difficulties"), self._load_difficulties, t("No difficulty is known"),
                    t("Whatever keeps you from answering well: equipment, guide, services that do not answer."),
                    acts=(tell,), kinds=(CHANGED,)),
            Section("recognition", t("Recognition"), self._load_nominations, t("Nobody was nominated"),
                    t("For what somebody did, on a written criterion. Calls are never counted for it."),
                    t("People decide, on written criteria. There is no ranking of calls."), (nominate,), (CHANGED,)),
        )  # fmt: skip

    def _load_difficulties(self) -> Callable[[], Rows]:
        found = self._desk.difficulties()
        return lambda: [self._difficulty(one) for one in found]

    def _difficulty(self, one: Difficulty) -> Row:
        t, dates, desk = self.context.t, self.context.dates, self._desk
        if one.closed_at is None:
            days = max(0, (self.context.desk.now() - one.raised_at).days)
            state = (t.count("Open for {n} day", "Open for {n} days", days), "warn")
        else:
            state = (t("Closed on {day}", day=dates.day(local(one.closed_at).date())), "good")
        lines = [state, *((action, "") for action in one.actions)]
        lines += [(t("Owner: {owner}", owner=one.owner), "")] if one.owner else []
        raised = t("{who}, {moment}", who=one.raised_by, moment=dates.moment(one.raised_at))
        lines.append((raised, "muted"))
        acts: tuple[Act, ...] = ()
        if desk.supervisor and one.closed_at is None:
            acts = (
                Act(t("What is done about it…"), "action", lambda: self._ask_action(one)),
                Act(t("Who takes care of it…"), "owner", lambda: self._ask_owner(one)),
                Act(t("Close"), "close", lambda: self.run(lambda: desk.close_difficulty(one), t("Closed."))),
            )
        return Row(Entry(one.id, one.text, tuple(lines)), acts)

    def _ask_difficulty(self) -> None:
        t, desk = self.context.t, self._desk
        fields = (Asked("text", t("What is difficult"), Shape.LINES, needed=True),)
        form = Form(self.context, t("Tell a difficulty"), fields, t("Send"), "difficulties.form")
        self.ask(form, lambda v: self.run(lambda: desk.raise_difficulty(v["text"]), t("Supervisors see it now.")))

    def _ask_action(self, one: Difficulty) -> None:
        t, desk = self.context.t, self._desk
        fields = (Asked("text", t("What is done about it"), Shape.LINES, needed=True),)
        form = Form(self.context, one.text, fields, t("Keep"), "difficulties.doing")
        self.ask(form, lambda v: self.run(lambda: desk.add_action(one, v["text"]), t("Noted.")))

    def _ask_owner(self, one: Difficulty) -> None:
        t, desk = self.context.t, self._desk
        fields = (Asked("person", t("Who takes care of it"), value=one.owner, needed=True),)
        form = Form(self.context, one.text, fields, t("Keep"), "difficulties.caring")
        self.ask(form, lambda v: self.run(lambda: desk.set_owner(one, v["person"]), t("Noted.")))

    def _load_nominations(self) -> Callable[[], Rows]:
        found = self._desk.nominations()
        return lambda: [self._nomination(one) for one in found]

    def _nomination(self, one: Nomination) -> Row:
        t, dates, desk = self.context.t, self.context.dates, self._desk
        names = {id: name.best(self.context.language)[0] for id, name in CRITERIA}
        states = {True: (t("Recognised"), "good"), False: (t("Not this time"), "muted"), None: (t("To decide"), "warn")}
        lines = [states[one.decided], (names.get(one.criterion, one.criterion), ""), (one.why, "")]
        lines += [(one.reason, "")] if one.reason not in ("", one.why) else []
        lines.append((t("{who}, {moment}", who=one.by, moment=dates.moment(one.at)), "muted"))
        acts: tuple[Act, ...] = ()
        if desk.supervisor and one.decided is None:
            acts = (
                Act(t("Recognise"), "yes", lambda: self.run(lambda: desk.decide(one, True), t("Recognised."))),
                Act(t("Not this time"), "no", lambda: self.run(lambda: desk.decide(one, False), t("Noted."))),
            )
        return Row(Entry(one.id, one.person, tuple(lines)), acts)

    def _ask_nomination(self) -> None:
        self.context.bridge.run(self.context.lanes.store, self._desk.people, self._nomination_form)

    def _nomination_form(self, people: list[str]) -> None:
        t, desk, language = self.context.t, self._desk, self.context.language
        own = self.context.desk.preferences.now.operator_name
        options = tuple((id, name.best(language)[0]) for id, name in CRITERIA)
        others = tuple((one, one) for one in people if one != own)
        person = Asked("person", t("Who"), Shape.CHOICE, options=others, needed=True)
        if not others:
            person = Asked("person", t("Who"), needed=True)
        fields = (
            person,
            Asked("criterion", t("For what"), Shape.CHOICE, value=options[0][0], options=options),
            Asked("why", t("What happened"), Shape.LINES, needed=True),
        )

        def send(values: Values) -> None:
            self.run(
                lambda: desk.nominate(values["person"], values["criterion"], values["why"]), t("Supervisors decide.")
            )

        self.ask(Form(self.context, t("Nominate somebody"), fields, t("Send"), "difficulties.nominee"), send)
