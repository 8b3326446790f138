"""Home reminds of what would be forgotten: old numbers, maintenance, training, scores to read, recognition."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from operator_app.desk import Desk
from operator_app.desk.lines import NewNumber
from operator_app.domain.documents import Document, Kind
from operator_app.domain.languages import Language, Text
from operator_app.domain.scoring import Criterion, Heard
from operator_app.domain.training import Module
from operator_app.ui.actions import Do
from operator_app.ui.context import UiContext
from operator_app.ui.home import Home, load_home
from operator_app.ui.reminders import cards, load_reminders
from tests.ui.pages.conftest import ContextIn


def forgotten(desk: Desk) -> None:
    """Something of everything that is due."""
    today = desk.today()
    desk.lines.add_number(NewNumber("71 000 100", Text("الموزع"), Text()))
    (line,) = desk.lines.all()
    desk.lines.add_place(line, "Papier à en-tête")
    desk.lines.change_number(line, "71 000 200")
    desk.lines.plan_work(line.id, today + timedelta(days=3), "Batteries")
    desk.lines.plan_work(line.id, today + timedelta(days=30), "Câbles")
    desk.publishing.publish(Document("m", Kind.MODULE, Module(Text("وحدة", "Accueil", "Greeting"))), 0)
    desk.training.set_due("m", "Mouna", today + timedelta(days=2))
    desk.training.set_due("m", "Karim", today - timedelta(days=1))
    desk.team.score("Mouna", Heard.TEST, {"right": 2})
    desk.team.raise_difficulty("écouteurs")


def test_home_reminds_a_supervisor(context: UiContext, desk: Desk) -> None:
    forgotten(desk)
    found = cards(context, load_reminders(desk))
    assert [(one.title, one.offer[1]) for one in found] == [
        ("1 place shows an old number", Do.LINES),
        ("Maintenance", Do.LINES),
        ("1 scored call to read first", Do.SCORES),
        ("Training", Do.TRAINING),
        ("1 difficulty that nobody takes care of", Do.DIFFICULTIES),
    ]
    assert "Papier à en-tête" in found[0].lines[0]
    assert [line.split(": ")[1] for line in found[1].lines] == ["Batteries"]
    assert [line.split(":")[0] for line in found[3].lines] == ["Greeting, Karim", "Greeting"]
    assert found[3].tone == "bad"


def test_an_operator_is_reminded_of_what_is_their_own(context: UiContext, desk: Desk) -> None:
    forgotten(desk)
    desk.team.nominate("Karim", "care", "patient")
    desk.team.decide(desk.team.nominations()[0], True)
    desk.preferences.change(replace(desk.preferences.now, supervisor=False))
    assert [one.title for one in cards(context, load_reminders(desk))] == ["1 scored call to read first", "Training"]
    desk.team.read_score(desk.team.scored()[0].evaluation)
    desk.training.taken("m")
    assert cards(context, load_reminders(desk)) == []
    desk.preferences.change(replace(desk.preferences.now, operator_name="Karim"))
    (late, told) = cards(context, load_reminders(desk))
    assert (late.tone, told.title, told.lines) == ("bad", "You were recognised", ("patient",))


def test_the_cards_are_shown_in_three_languages(context_in: ContextIn, desk: Desk, tmp_path: Path) -> None:
    forgotten(desk)
    for language in Language:
        home = Home(context_in(language))
        home.show_state(load_home(desk))
        home.resize(700, 900)
        assert home.grab().save(str(tmp_path / f"{language}.png"))
        home.deleteLater()


def test_an_inventory_knows_hours_end_and_since(desk: Desk) -> None:
    desk.lines.add_number(NewNumber("71 000 100", Text("خط"), Text(), regime="r", until=desk.today()))
    (line,) = desk.lines.all()
    assert line.seal.valid_until == desk.today()
    assert desk.lines.since() == {}
    desk.lines.open_fault(line, "coupure")
    desk.lines.repaired(desk.lines.faults()[0])
    assert desk.lines.since() == {line.id: desk.now()}


def test_edited_criteria_are_the_last_that_were_written(desk: Desk) -> None:
    before = desk.team.criteria()
    mine = Criterion("own", Text("معيار", "Critère"), substance=True)
    desk.team.change_criteria([*before, mine])
    assert desk.team.criteria()[-1] == mine
    desk.team.change_criteria(before)
    assert desk.team.criteria() == before
