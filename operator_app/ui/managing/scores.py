"""Scored calls: substance before manner, private to the operator first, calibrated between evaluators."""

from collections.abc import Callable, Sequence
from datetime import datetime
from random import SystemRandom
from uuid import uuid4

from operator_app.desk.team import CHANGED as TEAM
from operator_app.desk.team import SCORED, Scored
from operator_app.domain import indicator_words
from operator_app.domain.languages import Text
from operator_app.domain.scoring import MOST, Calibration, Criterion, Heard, score
from operator_app.ui.context import UiContext
from operator_app.ui.managing.forms import Asked, Form, Shape, Values
from operator_app.ui.managing.sections import Act, Row, Rows, Section, SectionPage
from operator_app.ui.pages.entries import Entry

_PLANNED_DAYS, _PLANNED_CALLS = 14, 6
_NOT_APPLICABLE = "none"


class ScoresPage(SectionPage):
    """A supervisor's sections are the scored calls, calibration, criteria and planned test calls; an operator's own."""

    def __init__(self, context: UiContext) -> None:
        self._desk = context.desk.team
        super().__init__(context, context.t("Scored calls"), "scores", self._made(context))

    def _made(self, context: UiContext) -> Sequence[Section]:
        t = context.t
        kinds = (SCORED, TEAM)
        note = t("Substance first: “I don't know, I pass you on” can be right. Whoever was scored reads it first.")
        add = Act(t("Score a call…"), "score", self._ask_score)
        scored = Section(
            "scored", t("Scored calls"), self._load_scored, t("No call was scored"),
            t("Calls that were listened to, with the caller's knowledge, or test calls are scored here."), note,
            (add,) if self._desk.supervisor else (), kinds,
        )  # fmt: skip
        if not self._desk.supervisor:
            return (scored,)
        draw = Act(t("Draw new moments"), "draw", self._draw)
        edit = Act(t("Add a criterion…"), "criterion", self._ask_criterion)
        return (
            scored,
            Section("calibration", t("Calibration"), self._load_calibration, t("No call was scored twice"),
                    t("Give two evaluators the same name for a call: it then shows how far they agree."), kinds=kinds),
            Section("criteria", t("Criteria"), self._load_criteria, t("No criteria"), "", acts=(edit,), kinds=kinds),
            Section("plan", t("Planned test calls"), self._load_plan, t("No test call is planned"),
                    t("Draw moments at random in the opening hours of the next two weeks."),
                    t("Drawn at random, shown to supervisors only: no day, hour or gap gives a test caller away."),
                    (draw,), kinds),
        )  # fmt: skip

    def _load_scored(self) -> Callable[[], Rows]:
        found, criteria = self._desk.scored(), self._desk.criteria()
        return lambda: [self._scored(one, criteria) for one in found]

    def _scored(self, one: Scored, criteria: Sequence[Criterion]) -> Row:
        t, dates, language = self.context.t, self.context.dates, self.context.language
        evaluation, result = one.evaluation, score(one.evaluation.marks, criteria)
        marks = {0: t("missed"), 1: t("partly"), 2: t("met")}
        heard = t("Test call") if evaluation.heard is Heard.TEST else t("Listened call")
        substance = "good" if (result.substance or 0) >= 0.5 else "bad"
        lines = [
            (t("Substance {share}", share=self._share(result.substance)), substance),
            (t("Manner {share}", share=self._share(result.manner)), ""),
        ]
        lines += [
            (t("{criterion}: {mark}", criterion=c.name.best(language)[0], mark=marks[evaluation.marks[c.id]]), "muted")
            for c in criteria
            if c.id in evaluation.marks
        ]
        lines += [(evaluation.note, "")] if evaluation.note else []
        lines += [(t("Answer: {text}", text=one.answer), "")] if one.answer else []
        lines.append((t("Read by the operator") if one.read else t("Not read by the operator yet"), "muted"))
        head = t("{who}, {heard}, {moment}", who=evaluation.operator, heard=heard, moment=dates.moment(evaluation.at))
        return Row(Entry(evaluation.id, head, tuple(lines)), self._own_acts(one))

    def _own_acts(self, one: Scored) -> tuple[Act, ...]:
        t, desk = self.context.t, self._desk
        if one.evaluation.operator != self.context.desk.preferences.now.operator_name:
            return ()
        read = Act(t("I have read it"), "read", lambda: self.run(lambda: desk.read_score(one.evaluation), t("Noted.")))
        return (read, Act(t("Answer…"), "answer", lambda: self._ask_answer(one)))

    def _ask_answer(self, one: Scored) -> None:
        t, desk = self.context.t, self._desk
        fields = (Asked("text", t("Your answer"), Shape.LINES, value=one.answer, needed=True),)
        form = Form(self.context, t("Answer to a scored call"), fields, t("Send"), "scores.reply")
        told = t("Your answer stands.")
        self.ask(form, lambda v: self.run(lambda: desk.answer_score(one.evaluation, v["text"]), told))

    def _ask_score(self) -> None:
        context = self.context
        desk = self._desk
        work = context.lanes.store
        context.bridge.run(work, lambda: (desk.people(), desk.criteria()), lambda got: self._score_form(*got))

    def _score_form(self, people: list[str], criteria: Sequence[Criterion]) -> None:
        t = self.context.t
        marks = (("2", t("met")), ("1", t("partly")), ("0", t("missed")), (_NOT_APPLICABLE, t("does not apply")))
        heard = ((Heard.LISTENED.value, t("Listened call")), (Heard.TEST.value, t("Test call")))
        reached = (("yes", t("Yes")), ("no", t("No")), (_NOT_APPLICABLE, t("No referral")))
        fields = [
            Asked("person", t("Operator"), Shape.CHOICE, options=tuple((one, one) for one in people), needed=True),
            Asked("heard", t("How it was heard"), Shape.CHOICE, value=Heard.TEST.value, options=heard),
        ]
        ordered = sorted(criteria, key=lambda one: not one.substance)
        fields += [
            Asked(f"mark.{c.id}", self._criterion(c), Shape.CHOICE, value=_NOT_APPLICABLE, options=marks)
            for c in ordered
        ]
        fields += [
            Asked(
                "reached", t("Did the referral reach somebody?"), Shape.CHOICE, value=_NOT_APPLICABLE, options=reached
            ),
            Asked("call", t("Name of the call"), help=t("The same for every evaluator of it; empty for none.")),
            Asked("note", t("Note"), Shape.LINES),
        ]
        self.ask(Form(self.context, t("Score a call"), fields, t("Keep"), "scores.form"), self._send)

    def _send(self, values: Values) -> None:
        t, desk = self.context.t, self._desk
        marks = {
            name.removeprefix("mark."): int(value)
            for name, value in values.items()
            if name.startswith("mark.") and value not in ("", _NOT_APPLICABLE)
        }
        reached = {"yes": True, "no": False}.get(values["reached"])
        heard = Heard(values["heard"] or Heard.TEST.value)
        self.run(
            lambda: desk.score(
                values["person"], heard, marks, call_id=values["call"], note=values["note"], referral_reached=reached
            ),
            t("Kept. The operator reads it first."),
        )

    def _load_calibration(self) -> Callable[[], Rows]:
        found, criteria = self._desk.calibration(), self._desk.criteria()
        return lambda: self._calibration(found, criteria)

    def _calibration(self, found: Calibration, criteria: Sequence[Criterion]) -> Rows:
        t, language = self.context.t, self.context.language
        if not found.calls:
            return []
        names = {one.id: one.name.best(language)[0] for one in criteria}
        over = t.count("{n} call scored by several", "{n} calls scored by several", found.calls)
        agreement = t("Evaluators agree on {share} of the marks", share=self._share(found.agreement))
        lines = [(over, "muted")]
        if found.disputed:
            disputed = t(", ").join(names.get(id, id) for id in found.disputed)
            lines.append((t("Talk about: {criteria}", criteria=disputed), "warn"))
        rows = [Row(Entry("agreement", agreement, tuple(lines)))]
        for who, bias in found.bias.items():
            said = t("{bias} of {most} from the mean of all", bias=f"{bias:+.2f}", most=MOST)
            rows.append(Row(Entry(who, who, ((said, "warn" if abs(bias) > 0.25 else "muted"),))))
        return rows

    def _load_criteria(self) -> Callable[[], Rows]:
        criteria = self._desk.criteria()
        return lambda: [self._criterion_row(one, criteria) for one in criteria]

    def _criterion_row(self, one: Criterion, criteria: Sequence[Criterion]) -> Row:
        t, desk = self.context.t, self._desk
        rest = [other for other in criteria if other.id != one.id]
        part = t("Substance") if one.substance else t("Manner")
        drop = Act(t("Remove"), "remove", lambda: self.run(lambda: desk.change_criteria(rest), t("Removed.")))
        lines = ((t("{part}, weight {n}", part=part, n=one.weight), "muted"),)
        return Row(Entry(one.id, one.name.best(self.context.language)[0], lines), (drop,))

    def _ask_criterion(self) -> None:
        t, desk = self.context.t, self._desk
        parts = (("yes", t("Substance")), ("no", t("Manner")))
        weights = tuple((str(n), str(n)) for n in (1, 2, 3))
        fields = (
            Asked("ar", t("Criterion, in Arabic"), needed=True),
            Asked("fr", t("Criterion, in French"), needed=True),
            Asked("part", t("Part"), Shape.CHOICE, value="yes", options=parts),
            Asked("weight", t("Weight"), Shape.CHOICE, value="1", options=weights),
        )

        def send(values: Values) -> None:
            name = Text(values["ar"], values["fr"])
            new = Criterion(f"own-{uuid4().hex[:8]}", name, values["part"] == "yes", int(values["weight"]))
            self.run(lambda: desk.change_criteria([*desk.criteria(), new]), t("Added."))

        self.ask(Form(self.context, t("Add a criterion"), fields, t("Add"), "scores.new"), send)

    def _load_plan(self) -> Callable[[], Rows]:
        moments = self._desk.planned_test_calls()
        return lambda: [self._planned(moment) for moment in moments]

    def _planned(self, moment: datetime) -> Row:
        dates = self.context.dates
        return Row(Entry(moment.isoformat(), dates.moment(moment), ((dates.weekday(moment.date()), "muted"),)))

    def _draw(self) -> None:
        chance, desk = SystemRandom(), self._desk
        self.run(lambda: desk.plan_test_calls(_PLANNED_DAYS, _PLANNED_CALLS, chance), self.context.t("Drawn."))

    def _criterion(self, one: Criterion) -> str:
        t = self.context.t
        part = t("Substance") if one.substance else t("Manner")
        return t("{part}: {criterion}", part=part, criterion=one.name.best(self.context.language)[0])

    def _share(self, share: float | None) -> str:
        t = self.context.t
        return t("not measured") if share is None else indicator_words.share_said(t, share)
