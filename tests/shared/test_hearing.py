"""What one post hands over reaches the others that may know it, over a real PostgreSQL."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from operator_app.domain.exchange_records import ExchangeCall, Oddities, Result
from operator_app.domain.faults import LineEvent, LineStep
from operator_app.domain.languages import Text
from operator_app.domain.reports import Divide, Period
from operator_app.domain.roster import Shift
from operator_app.domain.rounds import TestCall as RingTest
from operator_app.domain.rounds import TestResult
from operator_app.domain.scoring import Criterion
from operator_app.domain.scoring import Heard as How
from operator_app.domain.sharing import Parcel
from operator_app.local import CallFilter, Lines
from operator_app.tables.records import to_json

from .conftest import Database
from .samples import NOON, call, new_id
from .site import Site, SiteMaker


def records(n: int, line: str = "71000100") -> list[ExchangeCall]:
    return [
        ExchangeCall(f"c-{k}", NOON - timedelta(days=2, minutes=k), Result.ANSWERED, line, waiting_seconds=k % 60,
                     talk_seconds=60)
        for k in range(n)
    ][::-1]  # fmt: skip


def report_of(one: Site) -> tuple[int, int, int]:
    found = one.desk.evaluation.report(Period(date(2026, 11, 1), date(2026, 11, 30)), Divide.DAY)
    return found.exchange.offered, found.exchange.answered, found.log.calls


def test_records_of_the_exchange_reach_another_supervisors_reports(site: SiteMaker, colleague: str) -> None:
    """What is imported at one post is counted at the other, once, also when both read the same file."""
    salma, hedi = site("salma"), site(colleague)
    hedi.desk.evaluation.add_records(records(5), Oddities(), "Master.csv", "cdr")
    assert report_of(hedi)[0] == 5
    imported = salma.desk.evaluation.add_records(records(1300), Oddities(), "Master.csv", "cdr")
    assert imported.new == 1300
    salma.sync.once()
    hedi.sync.once()
    assert report_of(hedi) == report_of(salma) == (1300, 1300, 0)
    salma.sync.once()
    assert report_of(salma) == (1300, 1300, 0)
    assert (salma.sync.state.waiting, salma.sync.state.refused) == (0, 0)
    assert salma.desk.evaluation.add_records(records(1300), Oddities(), "Master.csv", "cdr").new == 0


def test_another_site_and_operators_hear_nothing_of_them(site: SiteMaker) -> None:
    salma, hedi, amira = site("salma"), site("hedi"), site("amira")
    salma.desk.evaluation.add_records(records(10), Oddities(), "Master.csv", "cdr")
    salma.sync.once()
    for other in (hedi, amira):
        other.sync.once()
        assert report_of(other)[0] == 0


def test_a_supervisor_hears_the_calls_of_the_site_and_of_no_other(site: SiteMaker) -> None:
    salma, amira, sonia = site("salma"), site("amira"), site("sonia")
    for one in (amira, sonia):
        logged = replace(call("extrait de naissance"), operator=one.desk.preferences.now.operator_name)
        one.desk.calls.close(replace(logged, outcome=None))
        one.sync.once()
    salma.sync.once()
    assert report_of(salma)[2] == 1
    assert salma.desk.team.people() == ["Amira", "Salma"]
    amira.sync.once()
    assert report_of(amira)[2] == 1


def test_a_scored_call_reaches_its_operator_alone_and_the_answer_comes_back(site: SiteMaker, colleague: str) -> None:
    """Private first: the other supervisor hears of it only when it was read."""
    salma, hedi, amira, bilel = site("salma"), site(colleague), site("amira"), site("bilel")
    salma.desk.team.score("Amira", How.TEST, {"right": 2, "clear": 1}, note="Bien dit")
    salma.sync.once()
    for other in (hedi, amira, bilel):
        other.sync.once()
    (own,) = amira.desk.team.scored()
    assert (own.evaluation.operator, own.evaluation.evaluator) == ("Amira Ben Salah", "Salma")
    assert hedi.desk.team.scored() == bilel.desk.team.scored() == []
    amira.desk.team.read_score(own.evaluation)
    amira.desk.team.answer_score(own.evaluation, "La ligne était mauvaise")
    amira.sync.once()
    for other in (salma, hedi, bilel):
        other.sync.once()
    assert [(one.read, one.answer) for one in salma.desk.team.scored()] == [(True, "La ligne était mauvaise")]
    assert [one.evaluation.note for one in hedi.desk.team.scored()] == ["Bien dit"]
    assert bilel.desk.team.scored() == []


def test_two_people_of_one_name_hear_of_neithers_scores(site: SiteMaker, database: Database) -> None:
    with database.server.superuser(database.name) as connection:
        connection.execute("update app.people set name = 'Amira' where login = 'bilel'")
    salma, amira, bilel = site("salma"), site("amira"), site("bilel")
    salma.desk.team.score("Amira", How.TEST, {"right": 0})
    salma.sync.once()
    for other in (amira, bilel):
        other.sync.once()
        assert other.desk.team.scored() == []


def test_an_operator_can_neither_score_nor_bring_in_records(site: SiteMaker) -> None:
    amira, bilel = site("amira"), site("bilel")
    amira.desk.preferences.change(replace(amira.desk.preferences.now, supervisor=True))
    amira.desk.team.score("Bilel", How.TEST, {"right": 0})
    amira.desk.evaluation.add_records(records(3), Oddities(), "Master.csv", "cdr")
    amira.sync.once()
    assert (amira.sync.state.waiting, amira.sync.state.refused) == (0, 2)
    bilel.sync.once()
    assert bilel.desk.team.scored() == []


def test_who_wrote_it_is_what_the_database_says(site: SiteMaker, database: Database) -> None:
    salma, amira = site("salma"), site("amira")
    forged = replace(call("forgée"), operator="Bilel")
    line = database.connect("amira")
    line.push([Parcel(1, "call", forged.id, to_json(forged))])
    line.close()
    salma.sync.once()
    assert [one.operator for one in salma.desk.calls.log(CallFilter())] == ["Amira"]
    assert amira.desk.calls.log(CallFilter()) == []


def test_faults_and_difficulties_are_known_to_the_site(site: SiteMaker) -> None:
    salma, amira, sonia = site("salma"), site("amira"), site("sonia")
    salma.sync.exchange()
    amira.desk.team.raise_difficulty("écouteurs")
    amira.sync.once()
    salma.sync.once()
    (known,) = salma.desk.team.difficulties()
    assert (known.text, known.raised_by) == ("écouteurs", "Amira")
    salma.desk.team.add_action(known, "commandés")
    salma.desk.team.nominate("Amira", "care", "patiente")
    (nominated,) = salma.desk.team.nominations()
    salma.sync.once()
    amira.sync.once()
    assert amira.desk.team.difficulties()[0].actions == ("commandés",)
    assert amira.desk.team.nominations() == []
    salma.desk.team.decide(nominated, True)
    salma.sync.once()
    for other in (amira, sonia):
        other.sync.once()
    (recognised,) = amira.desk.team.nominations()
    assert (recognised.person, recognised.criterion, recognised.decided) == ("Amira Ben Salah", "care", True)
    assert sonia.desk.team.nominations() == []


def test_the_roster_reaches_the_site_and_is_written_by_supervisors(site: SiteMaker) -> None:
    salma, amira, sonia = site("salma"), site("amira"), site("sonia")
    day = date(2026, 11, 24)
    salma.desk.roster.plan([day], "8-12 Amira")
    for one in (salma, amira, sonia):
        one.sync.once()
    assert [one.shifts for one in amira.desk.roster.days([day])] == [(Shift(16, 24, 0, ("Amira",)),)]
    assert [one.shifts for one in sonia.desk.roster.days([day])] == [None]
    amira.desk.preferences.change(replace(amira.desk.preferences.now, supervisor=True))
    amira.desk.roster.plan([day], "")
    amira.sync.once()
    salma.sync.once()
    assert amira.sync.state.refused == 1
    assert salma.desk.roster.days([day])[0].shifts


def test_edited_criteria_reach_who_is_scored(site: SiteMaker) -> None:
    salma, amira = site("salma"), site("amira")
    salma.desk.team.change_criteria([*salma.desk.team.criteria(), Criterion("own", Text("معيار", "Critère"), True)])
    salma.desk.team.score("Amira", How.TEST, {"own": 2})
    salma.sync.once()
    amira.sync.once()
    assert amira.desk.team.criteria() == salma.desk.team.criteria()
    assert amira.desk.team.criteria()[-1].name.fr == "Critère"


def test_evaluators_of_two_posts_are_calibrated(site: SiteMaker, colleague: str) -> None:
    """Both scored the same call; once the operator has read them, either supervisor sees how far they agree."""
    salma, hedi, amira = site("salma"), site(colleague), site("amira")
    for one, marks in ((salma, {"right": 2, "clear": 2}), (hedi, {"right": 2, "clear": 0})):
        one.desk.team.score("Amira", How.LISTENED, marks, call_id="mardi 10 h")
        one.sync.once()
    assert salma.desk.team.calibration().calls == 0
    amira.sync.once()
    for scored in amira.desk.team.scored():
        amira.desk.team.read_score(scored.evaluation)
    amira.sync.once()
    for one in (salma, hedi):
        one.sync.once()
        found = one.desk.team.calibration()
        assert (found.calls, found.agreement, found.disputed) == (1, 0.5, ("clear",))
        assert found.bias == {"Hedi": -0.5, "Salma": 0.5}


def test_pages_and_cuts_bring_everything_once(site: SiteMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("operator_app.desk.hearing.HEARD_PAGE", 3)
    salma, amira = site("salma"), site("amira")
    for n in range(10):
        amira.desk.calls.close(replace(call(f"numéro {n}"), id=new_id(), operator="Amira", outcome=None))
    amira.sync.once()
    salma.sync.once()
    assert report_of(salma)[2] == 10
    amira.desk.calls.close(replace(call("encore"), operator="Amira", outcome=None))
    amira.sync.once()
    salma.sync.once()
    salma.sync.once()
    assert report_of(salma)[2] == 11


def test_test_calls_and_faults_are_heard(site: SiteMaker, colleague: str) -> None:
    """A round is the supervisors' business; a line that is down everybody's."""
    salma, hedi, amira = site("salma"), site(colleague), site("amira")
    rung = RingTest(new_id(), new_id(), "71000100", NOON, "Salma", TestResult.RINGS_OUT)
    fault = LineEvent(new_id(), new_id(), rung.line_id, LineStep.FAULT_OPENED, NOON, "Salma", "rings_out")
    Lines(salma.desk.store).add(rung, fault)
    for one in (salma, hedi, amira):
        one.sync.once()
    assert [one.number for one in hedi.desk.lines.tests()] == ["71000100"]
    assert amira.desk.lines.tests() == []
    assert [one.open for one in amira.desk.lines.faults()] == [True]
