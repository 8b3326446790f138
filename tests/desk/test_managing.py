"""Numbers and lines, scored calls, difficulties, training and news, as the desk does them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from operator_app.desk import Desk
from operator_app.desk.lines import NewNumber
from operator_app.domain.contacts import PhoneKind
from operator_app.domain.documents import Document, Kind
from operator_app.domain.languages import Language, Text
from operator_app.domain.lines import Line, LineState
from operator_app.domain.news import News
from operator_app.domain.problems import Problem
from operator_app.domain.rounds import TestResult
from operator_app.domain.scoring import DEFAULT_CRITERIA, Heard
from operator_app.domain.training import Module
from tests.desk.conftest import Clock
from tests.desk.samples import document

Load = Callable[..., dict[str, Document]]


def add(desk: Desk, number: str = "71 000 100") -> Document:
    desk.lines.add_number(NewNumber(number, Text("الموزع", "Standard"), Text("", "Accueil"), "SG", "lettre 12"))
    return desk.lines.all()[-1]


def body_of(document: Document | None) -> Line:
    assert document is not None
    assert isinstance(document.body, Line)
    return document.body


@pytest.mark.parametrize(
    ("written", "number", "kind"),
    [("71 000 100", "71000100", PhoneKind.FIXED), ("80 10 00 00", "80100000", PhoneKind.GREEN),
     ("1899", "1899", PhoneKind.SHORT), ("+216 71 000 100", "71000100", PhoneKind.FIXED),
     ("٧١٠٠٠١٠٠", "71000100", PhoneKind.FIXED)],
)  # fmt: skip
def test_numbers_are_of_the_numbering_plan(desk: Desk, written: str, number: str, kind: PhoneKind) -> None:
    assert (body_of(add(desk, written)).phone.number, body_of(add(desk, "193")).phone.kind) == (number, PhoneKind.SHORT)
    assert next(body_of(d).phone.kind for d in desk.lines.all() if body_of(d).phone.number == number) is kind


def test_what_is_no_number_or_known_is_refused(desk: Desk) -> None:
    add(desk)
    for number, code in (("", "number_not_dialled"), ("99", "number_known"), ("60 000 000", "number_without_kind")):
        if code == "number_known":
            number = "71000100"
        with pytest.raises(Problem, match=code):
            add(desk, number)


def test_a_failed_test_call_opens_one_fault_and_every_home_shows_it(desk: Desk, clock: Clock) -> None:
    line = add(desk)
    desk.lines.rung(line, TestResult.RINGS_OUT, 40)
    line = desk.lines.all()[0]
    assert body_of(line).state is LineState.OUT_OF_ORDER
    assert desk.lines.out_of_order() == [line]
    clock.forward(hours=3)
    desk.lines.rung(line, TestResult.BUSY)
    (fault,) = desk.lines.faults()
    assert (fault.reason, fault.open) == ("rings_out", True)
    desk.lines.supplier_told(fault, "TT")
    clock.forward(hours=2)
    desk.lines.repaired(fault)
    assert desk.lines.out_of_order() == []
    assert body_of(desk.lines.all()[0]).state is LineState.IN_SERVICE
    assert desk.lines.faults()[0].lasts(clock()) == timedelta(hours=5)


def test_the_round_of_the_day(desk: Desk, clock: Clock) -> None:
    first, second = add(desk), add(desk, "80100000")
    assert {document.id for document, _ in desk.lines.round_today()} == {first.id, second.id}
    desk.lines.rung(first, TestResult.WORKS, 4)
    assert [document.id for document, _ in desk.lines.round_today()] == [second.id]
    clock.forward(days=31)
    (never, _), (again, due) = desk.lines.round_today()
    assert (never.id, again.id, due.days) == (second.id, first.id, 1)


def test_a_changed_number_raises_an_alarm_where_the_old_one_stands(desk: Desk) -> None:
    line = add(desk)
    desk.lines.add_place(line, "papier à en-tête")
    assert desk.lines.alarms() == []
    desk.lines.change_number(line, "71 000 200")
    (place,) = desk.lines.alarms()
    assert place.number == "71000100"
    desk.lines.place_checked(place, "71000200")
    assert desk.lines.alarms() == []


def test_maintenance(desk: Desk) -> None:
    line = add(desk)
    desk.lines.plan_work(line.id, date(2026, 3, 1), "visite")
    (work,) = desk.lines.works()
    assert work.overdue(desk.today())
    desk.lines.end_work(work, done=True)
    assert desk.lines.works()[0].done


def test_scores_are_private_first_and_can_be_answered(desk: Desk, clock: Clock) -> None:
    desk.team.score("Salma", Heard.TEST, {"right": 2, "clear": 0}, call_id="c1")
    since, until = clock() - timedelta(days=1), clock() + timedelta(days=30)
    assert desk.team.mean_scores(since, until)[2] == 0
    (scored,) = desk.team.scored()
    desk.team.read_score(scored.evaluation)
    assert desk.team.mean_scores(since, until)[:3] == (1.0, 0.0, 1)
    desk.team.answer_score(scored.evaluation, "ligne mauvaise")
    assert desk.team.scored()[0].answer == "ligne mauvaise"
    with pytest.raises(Problem, match="nothing_marked"):
        desk.team.score("Salma", Heard.TEST, {})


def test_nobody_answers_for_another_and_operators_see_their_own(desk: Desk) -> None:
    desk.team.score("Karim", Heard.LISTENED, {"right": 0})
    (other,) = desk.team.scored()
    with pytest.raises(Problem, match="not_your_score"):
        desk.team.answer_score(other.evaluation, "x")
    desk.preferences.change(replace(desk.preferences.now, supervisor=False))
    assert desk.team.scored() == []
    assert desk.team.planned_test_calls() == []
    for forbidden in (
        lambda: desk.team.score("Karim", Heard.TEST, {"right": 2}),
        lambda: desk.team.plan_test_calls(7, 3, Random(1)),
        lambda: desk.team.change_criteria(DEFAULT_CRITERIA),
    ):
        with pytest.raises(Problem, match="not_a_supervisor"):
            forbidden()


def test_criteria_can_be_edited_but_never_to_manner_alone(desk: Desk) -> None:
    desk.team.change_criteria(DEFAULT_CRITERIA[:2])
    assert desk.team.criteria() == DEFAULT_CRITERIA[:2]
    with pytest.raises(Problem, match="criteria_without_substance"):
        desk.team.change_criteria([one for one in DEFAULT_CRITERIA if not one.substance])


def test_difficulties_and_recognition(desk: Desk) -> None:
    desk.team.raise_difficulty("écouteurs")
    (one,) = desk.team.difficulties()
    desk.team.add_action(one, "commandés")
    desk.team.set_owner(one, "Karim")
    desk.team.close_difficulty(one)
    (one,) = desk.team.difficulties()
    assert (one.actions, one.owner, one.closed_at is not None) == (("commandés",), "Karim", True)
    desk.team.nominate("Karim", "care", "patient")
    desk.team.decide(desk.team.nominations()[0], yes=True)
    assert desk.team.nominations()[0].decided
    with pytest.raises(Problem, match="nominate_yourself"):
        desk.team.nominate("Salma", "care", "moi")
    with pytest.raises(Problem, match="nothing_written"):
        desk.team.raise_difficulty("  ")


def test_training_is_recorded_and_due_again(desk: Desk, load: Load) -> None:
    module = load(document(Kind.MODULE, "m1", Module(Text("وحدة"))))["m1"]
    assert [(one.person, one.last) for one in desk.training.record()] == [("Salma", None)]
    desk.training.taken(module.id)
    desk.training.set_due(module.id, "Karim", date(2026, 2, 1))
    karim, salma = desk.training.record()
    assert karim.overdue(desk.today())
    assert salma.due == date(2027, 3, 2)
    assert desk.training.quiz(Language.AR, Random(1)) == []
    assert desk.training.questions_due() == 0


def test_news_is_three_lines_until_a_day_and_who_has_read_it_is_known(desk: Desk) -> None:
    desk.news.write(News(Text("خبر"), Text("سطر\nسطر\nسطر")), date(2026, 3, 9))
    (reading,) = desk.news.readings()
    assert reading.missing == ("Salma",)
    desk.news.acknowledge(reading.document)
    assert list(desk.news.readings()[0].read) == ["Salma"]
    for news, until, code in (
        (News(Text("x"), Text("1\n2\n3\n4")), date(2026, 3, 9), "news_too_long"),
        (News(Text("x")), date(2026, 3, 1), "news_ended"),
        (News(Text()), date(2026, 3, 9), "nothing_written"),
    ):
        with pytest.raises(Problem, match=code):
            desk.news.write(news, until)


def test_what_changed_since_my_last_shift(desk: Desk, clock: Clock) -> None:
    desk.calls.close(desk.calls.start())
    clock.forward(hours=1)
    add(desk)
    clock.forward(days=1)
    assert desk.news.last_shift() < clock() - timedelta(hours=20)
    (novelty,) = desk.news.novelties()
    assert novelty.document.kind is Kind.LINE
    desk.calls.close(desk.calls.start())
    clock.forward(days=1)
    assert desk.news.novelties() == []
