"""Faults, places, rounds, scores, quiz, people: what stands is read from what was written."""

from datetime import date, datetime, timedelta
from itertools import pairwise
from random import Random

from operator_app.domain.documents import Document, Kind
from operator_app.domain.faults import LineEvent, LineStep, faults, mean_repair_hours, places, works
from operator_app.domain.guide import Procedure, ProcedureText
from operator_app.domain.languages import Language
from operator_app.domain.moments import TUNIS
from operator_app.domain.quiz import Answer, due_on, quiz
from operator_app.domain.rounds import TestCall, TestResult, due_today, planned
from operator_app.domain.scoring import DEFAULT_CRITERIA, Evaluation, Heard, calibration, counted, means, score
from operator_app.domain.team import TeamEvent, TeamStep, difficulties, nominations, training

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=TUNIS)
TODAY = NOW.date()


def line(
    step: LineStep, subject: str = "s", days: float = 0, text: str = "", number: str = "", due: date | None = None
) -> LineEvent:
    at = NOW + timedelta(days=days)
    return LineEvent(f"{step}{days}{subject}", subject, "line", step, at, "منى", text, number, due)


def test_a_fault_from_opening_to_repair() -> None:
    opened = line(LineStep.FAULT_OPENED, text="rings_out")
    (fault,) = faults([line(LineStep.REPAIRED, days=2), opened, line(LineStep.SUPPLIER_TOLD, days=1, text="TT")])
    assert not fault.open
    assert fault.lasts(NOW + timedelta(days=9)) == timedelta(days=2)
    assert (fault.told, fault.repeated) == ("TT", False)
    assert mean_repair_hours([fault]) == (48.0, 1)
    assert mean_repair_hours([]) == (None, 0)


def test_a_second_fault_within_a_month_is_a_repeated_one() -> None:
    events = [line(LineStep.FAULT_OPENED, "a"), line(LineStep.REPAIRED, "a", 1), line(LineStep.FAULT_OPENED, "b", 20)]
    first, second = faults(events)
    assert first.repeated
    assert first.open
    assert not second.repeated


def test_a_place_with_another_number_raises_its_alarm() -> None:
    added = line(LineStep.PLACE_ADDED, text="papier", number="71000100")
    (place,) = places([added])
    assert place.alarm("71000200")
    assert not place.alarm("71000100")
    (checked,) = places([added, line(LineStep.PLACE_CHECKED, days=3, number="71000200")])
    assert not checked.alarm("71000200")
    assert places([added, line(LineStep.PLACE_GONE, days=4)]) == []


def test_maintenance_is_overdue_until_done() -> None:
    plan = line(LineStep.WORK_PLANNED, due=TODAY - timedelta(days=1), text="visite")
    assert works([plan])[0].overdue(TODAY)
    assert not works([plan, line(LineStep.WORK_DONE, days=1)])[0].overdue(TODAY)


def test_never_rung_comes_first_then_the_most_overdue() -> None:
    def rung(days: int, result: TestResult = TestResult.WORKS) -> TestCall:
        return TestCall("t", "x", "71000100", NOW - timedelta(days=days), "منى", result)

    last = {"late": rung(60), "fresh": rung(3), "due": rung(30), "failed": rung(4, TestResult.BUSY)}
    found = due_today([*last, "never"], last, TODAY)
    assert [due.line_id for due in found] == ["never", "late", "failed", "due"]
    assert [due.days for due in found] == [0, 30, 3, 0]
    assert len(due_today([str(n) for n in range(30)], {}, TODAY)) == 10


def test_planned_test_calls_are_in_opening_hours_and_give_nothing_away() -> None:
    days = [TODAY + timedelta(days=n) for n in range(1, 15)]

    def spans(day: date) -> list[tuple[datetime, datetime]]:
        start = datetime(day.year, day.month, day.day, 8, tzinfo=TUNIS)
        return [] if day.weekday() >= 5 else [(start, start + timedelta(hours=9))]

    drawn = [moment for seed in range(200) for moment in planned(days, 6, spans, Random(seed))]
    assert len(drawn) == 1200
    assert {moment.hour for moment in drawn} == set(range(8, 17))
    counts = [sum(moment.date() == day for moment in drawn) for day in days if day.weekday() < 5]
    assert min(counts) > 0.6 * max(counts)
    assert all(moment.weekday() < 5 for moment in drawn)
    one = planned(days, 6, spans, Random(1))
    assert all(b - a >= timedelta(minutes=20) for a, b in pairwise(one))
    assert planned([], 3, spans, Random(1)) == []


def marks(evaluator: str, call: str = "c", days: float = 0, **given: int) -> Evaluation:
    at = NOW - timedelta(days=days)
    return Evaluation(f"{evaluator}{call}{days}", call, Heard.TEST, "منى", evaluator, at, given)


def test_substance_and_manner_are_never_averaged() -> None:
    kind_and_wrong = score({"right": 0, "whole": 0, "courteous": 2, "greeting": 2}, DEFAULT_CRITERIA)
    assert (kind_and_wrong.substance, kind_and_wrong.manner) == (0.0, 1.0)
    assert score({}, DEFAULT_CRITERIA).substance is None
    passed_on = score({"right": 2, "referred": 2}, DEFAULT_CRITERIA)
    assert passed_on.substance == 1.0


def test_scores_are_private_until_they_were_read_or_a_week_old() -> None:
    fresh, old = marks("a", days=1, right=2), marks("b", days=8, right=0)
    assert counted([fresh, old], {}, NOW) == [old]
    assert counted([fresh, old], {fresh.id: NOW}, NOW) == [fresh, old]
    assert means([fresh, old], DEFAULT_CRITERIA) == (0.5, None, 2)


def test_calibration_tells_who_is_strict_and_what_is_disputed() -> None:
    found = calibration([marks("a", right=2, clear=1), marks("b", right=0, clear=1), marks("a", "other", right=2)])
    assert found.calls == 1
    assert found.agreement == 0.5
    assert found.bias == {"a": 0.5, "b": -0.5}
    assert found.disputed == ("right",)
    assert calibration([marks("a", right=1)]).agreement is None


def articles(count: int) -> list[Document]:
    def one(n: int) -> Document:
        text = ProcedureText(f"Titre {n}", documents=(f"pièce {n}",), delay=f"{n} jours", fee="", place="")
        return Document(f"d{n}", Kind.PROCEDURE, Procedure(fr=text))

    return [one(n) for n in range(count)]


def test_a_quiz_asks_five_questions_with_one_right_answer() -> None:
    found = quiz(articles(8), Language.FR, [], TODAY, Random(1))
    assert len(found) == 5
    for question in found:
        n = question.article_id.removeprefix("d")
        assert question.choices[question.right] in (f"pièce {n}", f"{n} jours")
        assert len(set(question.choices)) == 4
    assert quiz(articles(2), Language.FR, [], TODAY, Random(1)) == []


def test_what_was_known_comes_later_and_what_was_not_tomorrow() -> None:
    key = "d1/delay"
    one_right = [Answer(key, TODAY, True)]
    assert due_on(one_right)[key] == TODAY + timedelta(days=1)
    assert due_on([*one_right, Answer(key, TODAY + timedelta(days=1), True)])[key] == TODAY + timedelta(days=4)
    wrong = [*one_right, Answer(key, TODAY + timedelta(days=1), False)]
    assert due_on(wrong)[key] == TODAY + timedelta(days=2)
    asked = quiz(articles(8), Language.FR, wrong, TODAY + timedelta(days=9), Random(3))
    assert asked[0].key == key


def team(
    step: TeamStep, subject: str = "s", days: float = 0, person: str = "", text: str = "", due: date | None = None
) -> TeamEvent:
    at = NOW + timedelta(days=days)
    return TeamEvent(f"{step}{days}", subject, step, at, "منى", person, text, due=due)


def test_a_difficulty_from_raised_to_closed() -> None:
    events = [
        team(TeamStep.DIFFICULTY, text="écouteurs"), team(TeamStep.ACTION, days=1, text="commandés"),
        team(TeamStep.OWNER, days=2, person="كريم"),
    ]  # fmt: skip
    (one,) = difficulties(events)
    assert (one.text, one.actions, one.owner, one.closed_at) == ("écouteurs", ("commandés",), "كريم", None)
    assert difficulties([*events, team(TeamStep.CLOSED, days=3)])[0].closed_at is not None


def test_a_nomination_is_decided_by_people() -> None:
    (one,) = nominations([team(TeamStep.NOMINATED, person="كريم")])
    assert one.decided is None
    (other,) = nominations([team(TeamStep.NOMINATED, person="كريم"), team(TeamStep.RECOGNISED, days=1)])
    assert other.decided


def test_training_is_due_again_after_a_year_or_as_it_was_set() -> None:
    events = [team(TeamStep.TRAINED, "m", person="منى")]
    taken, never = training(events, ["منى", "كريم"], ["m"])[::-1]
    assert taken.due == TODAY + timedelta(days=365)
    assert (never.last, never.due) == (None, None)
    later = training([*events, team(TeamStep.TRAINING_DUE, "m", 1, person="منى", due=TODAY)], ["منى"], ["m"])
    assert later[0].overdue(TODAY + timedelta(days=1))


def test_substance_comes_before_manner() -> None:
    assert DEFAULT_CRITERIA[0].substance
    assert [one.substance for one in DEFAULT_CRITERIA] == sorted((c.substance for c in DEFAULT_CRITERIA), reverse=True)
