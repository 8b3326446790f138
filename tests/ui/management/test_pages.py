"""The pages of management: they fit, speak, and do with a digit what they say."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from operator_app.app.managing import ExchangeFiles, Rosters
from operator_app.app.reporting import write
from operator_app.desk import Desk
from operator_app.desk.lines import NewNumber
from operator_app.domain.documents import Document, Kind
from operator_app.domain.guide import Procedure, ProcedureText
from operator_app.domain.languages import Language, Text
from operator_app.domain.news import News
from operator_app.domain.rounds import TestResult
from operator_app.domain.scoring import Heard
from operator_app.domain.training import Module
from operator_app.settings import Theme
from operator_app.ui.context import UiContext
from operator_app.ui.managing.chart import BarChart, Series
from operator_app.ui.managing.difficulties import DifficultiesPage
from operator_app.ui.managing.evaluation import EvaluationPage
from operator_app.ui.managing.forms import Asked, Form, Shape, day_in
from operator_app.ui.managing.lines import LinesPage
from operator_app.ui.managing.news_desk import NewsDeskPage
from operator_app.ui.managing.peaks import PeaksPage
from operator_app.ui.managing.roster import RosterPage
from operator_app.ui.managing.scores import ScoresPage
from operator_app.ui.managing.sections import SectionPage
from operator_app.ui.managing.training import TrainingPage
from operator_app.ui.page import Page
from operator_app.ui.pages.parts import Empty
from operator_app.ui.theme import load_fonts, style_for
from tests.ui.pages.conftest import RESOURCES, Clock, ContextIn, Told

Key = Qt.Key
NARROWEST, SCROLL_BAR = 640, 24
Enter = Callable[[Page], None]
Quiet = Callable[[UiContext], None]


def evaluation(context: UiContext) -> EvaluationPage:
    desk = context.desk
    return EvaluationPage(
        context, lambda report, language, path: write(desk, report, language, path), ExchangeFiles(desk)
    )


def peaks(context: UiContext) -> PeaksPage:
    return PeaksPage(context, Rosters())


def roster(context: UiContext) -> RosterPage:
    return RosterPage(context, Rosters())


PAGES: tuple[Callable[[UiContext], Page], ...] = (
    LinesPage, NewsDeskPage, TrainingPage, evaluation, peaks, roster, ScoresPage, DifficultiesPage,
)  # fmt: skip
SECTIONS: tuple[Callable[[UiContext], SectionPage], ...] = (
    LinesPage, NewsDeskPage, TrainingPage, roster, ScoresPage, DifficultiesPage,
)  # fmt: skip


def fill(desk: Desk) -> None:
    """A morning with something of everything."""
    for number, name in (("71 000 100", "الموزع الهاتفي"), ("80 10 00 00", "الرقم الأخضر"), ("1899", "رقم قصير")):
        desk.lines.add_number(NewNumber(number, Text(name, name), Text("", "Accueil")))
    line = desk.lines.all()[0]
    desk.lines.rung(line, TestResult.RINGS_OUT, 40)
    desk.lines.add_place(line, "papier")
    desk.lines.plan_work(line.id, date(2026, 11, 20), "visite")
    desk.news.write(News(Text("خبر"), Text("سطر")), date(2026, 12, 1))
    desk.team.score("Mouna", Heard.TEST, {"right": 2, "clear": 1}, call_id="c")
    desk.team.raise_difficulty("écouteurs")
    desk.team.nominate("Karim", "care", "patient")
    desk.team.plan_test_calls(14, 3, Random(1))
    desk.publishing.publish(Document("m", Kind.MODULE, Module(Text("وحدة", "Module", "Module"))), 0)
    for n in range(8):
        text = ProcedureText(f"Title {n}", delay=f"{n} days")
        desk.publishing.publish(Document(f"p{n}", Kind.PROCEDURE, Procedure(en=text)), 0)
    desk.calls.close(desk.calls.start())


@pytest.fixture
def large(qapp: QApplication) -> Iterator[None]:
    """Twice the text size, as the window sets it."""
    load_fonts(RESOURCES / "fonts")
    before = qapp.font(), qapp.styleSheet()
    style = style_for(Theme.LIGHT, 200, False)
    qapp.setFont(style.font())
    qapp.setStyleSheet(style.sheet(Path(RESOURCES / "themes" / "style.qss").read_text("utf-8"), RESOURCES / "icons"))
    yield
    qapp.setFont(before[0])
    qapp.setStyleSheet(before[1])


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("make", PAGES)
def test_fits_a_narrow_window(
    make: Callable[[UiContext], Page], language: Language, context_in: ContextIn, desk: Desk, enter: Enter, quiet: Quiet
) -> None:
    fill(desk)
    context = context_in(language, 200)
    page = make(context)
    enter(page)
    quiet(context)
    page.resize(NARROWEST, 450)
    if isinstance(page, SectionPage):
        for button in page.choice.buttons():
            button.click()
            quiet(context)
            _narrow(page)
    _narrow(page)


def _narrow(page: Page) -> None:
    assert page.minimumSizeHint().width() <= NARROWEST
    for area in page.findChildren(QScrollArea):
        inner = area.widget()
        assert inner is not None
        assert inner.minimumSizeHint().width() + SCROLL_BAR <= NARROWEST


@pytest.mark.parametrize("make", PAGES)
def test_controls_have_names_and_identifiers(
    make: Callable[[UiContext], Page], context: UiContext, desk: Desk, enter: Enter, quiet: Quiet
) -> None:
    fill(desk)
    page = make(context)
    enter(page)
    quiet(context)
    controls: list[QWidget] = [*page.findChildren(QAbstractButton), *page.findChildren(QLineEdit)]
    for control in (one for one in controls if not one.objectName().startswith("qt_")):
        assert control.accessibleName() or isinstance(control, QAbstractButton), control
        assert control.accessibleIdentifier() or not control.isVisibleTo(page), control


@pytest.mark.parametrize("make", SECTIONS)
def test_every_list_of_every_page_shows_something(
    make: Callable[[UiContext], SectionPage], context: UiContext, desk: Desk, enter: Enter, quiet: Quiet
) -> None:
    fill(desk)
    page = make(context)
    enter(page)
    for button in page.choice.buttons():
        button.click()
        quiet(context)
        shown = page.list.entries()
        if page.section.name != "calibration" and not (page.section.name == "plan" and not shown):
            assert shown, page.section.name
        for entry in shown:
            assert entry.sentence()


@pytest.mark.parametrize("make", [one for one in SECTIONS if one is not roster])
def test_the_focus_stays_on_an_empty_page(
    make: Callable[[UiContext], SectionPage], context: UiContext, enter: Enter, quiet: Quiet
) -> None:
    page = make(context)
    enter(page)
    quiet(context)
    focused = page.focusWidget()
    assert isinstance(focused, Empty)
    assert focused.hasFocus()
    assert focused.accessibleName()


def test_a_round_of_test_calls_is_one_key_a_number(
    context: UiContext, desk: Desk, enter: Enter, quiet: Quiet, qtbot: QtBot
) -> None:
    for number in ("71 000 100", "71 000 200", "71 000 300", "71 000 400"):
        desk.lines.add_number(NewNumber(number, Text(number), Text()))
    page = LinesPage(context)
    enter(page)
    quiet(context)
    dialled: list[str] = []
    page.dial.connect(dialled.append)
    qtbot.keyClick(page.list, Key.Key_5)
    for key in (Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_4):
        qtbot.keyClick(page.list, key)
        quiet(context)
    tests = desk.lines.tests()
    assert [test.result for test in reversed(tests)] == list(TestResult)
    assert dialled == [tests[-1].number]
    assert (tests[-1].waiting_seconds, tests[0].waiting_seconds) == (0, None)
    assert len([fault for fault in desk.lines.faults() if fault.open]) == 3
    assert page.empty.hasFocus()


def test_a_form_keeps_what_was_typed_when_it_is_refused(
    context: UiContext, desk: Desk, enter: Enter, quiet: Quiet, qtbot: QtBot, told: Told
) -> None:
    page = LinesPage(context)
    enter(page)
    page.show_section("inventory")
    quiet(context)
    add = next(b for b in page.findChildren(QAbstractButton) if b.accessibleIdentifier() == "lines.add")
    add.click()
    quiet(context)
    form = page.findChild(Form)
    assert form is not None
    form.send()
    assert form.answers["number"].field.error.text()
    edits = {name: answer.line() for name, answer in form.answers.items()}
    number, name = edits["number"], edits["name_ar"]
    assert number is not None
    assert name is not None
    number.setText("60000000")
    name.setText("خط")
    qtbot.keyClick(number, Key.Key_Return)
    quiet(context)
    assert "60000000" in page.message.label.text()
    assert number.text() == "60000000"
    number.setText("71 000 100")
    qtbot.keyClick(number, Key.Key_Return)
    quiet(context)
    assert len(desk.lines.all()) == 1
    assert page.findChild(Form) is None or page.stack.currentIndex() == 0
    assert told.problems == []


def test_escape_leaves_the_form_before_the_page(context: UiContext, enter: Enter, quiet: Quiet) -> None:
    page = DifficultiesPage(context)
    enter(page)
    quiet(context)
    next(b for b in page.findChildren(QAbstractButton) if b.accessibleIdentifier() == "difficulties.tell").click()
    assert page.back()
    assert not page.back()


def test_a_quiz_is_answered_with_digits_and_comes_again(
    context: UiContext, desk: Desk, enter: Enter, quiet: Quiet, qtbot: QtBot, clock: Clock
) -> None:
    fill(desk)
    page = TrainingPage(context)
    enter(page)
    page.show_section("quiz")
    quiet(context)
    for _ in range(5):
        assert len(page.list.entries()) == 5
        qtbot.keyClick(page.list, Key.Key_2)
        qtbot.keyClick(page.list, Key.Key_1)
        quiet(context)
    assert page.list.entries() == ()
    clock.moment += timedelta(days=1)
    assert desk.training.questions_due() == 5


def test_enter_on_the_question_answers_nothing(
    context: UiContext, desk: Desk, enter: Enter, quiet: Quiet, qtbot: QtBot
) -> None:
    fill(desk)
    page = TrainingPage(context)
    enter(page)
    page.show_section("quiz")
    quiet(context)
    before = page.list.entries()
    page.list.select_row(0)
    qtbot.keyClick(page.list, Key.Key_Return)
    assert page.list.entries() == before
    qtbot.keyClick(page.list, Key.Key_Return)
    assert page.list.entries() != before


def test_a_score_is_written_by_a_form(context: UiContext, desk: Desk, enter: Enter, quiet: Quiet) -> None:
    desk.calls.close(desk.calls.start())
    page = ScoresPage(context)
    enter(page)
    quiet(context)
    next(b for b in page.findChildren(QAbstractButton) if b.accessibleIdentifier() == "scores.score").click()
    quiet(context)
    form = page.findChild(Form)
    assert form is not None
    names = [name for name in form.answers if name.startswith("mark.")]
    assert names[0] == "mark.right"
    for identifier in ("scores.form.person.Mouna", "scores.form.mark.right.2", "scores.form.mark.clear.0"):
        next(b for b in page.findChildren(QAbstractButton) if b.accessibleIdentifier() == identifier).click()
    form.send()
    quiet(context)
    (scored,) = desk.team.scored()
    assert scored.evaluation.marks == {"right": 2, "clear": 0}


def test_evaluation_says_not_measured_and_brings_in_records(
    context: UiContext, desk: Desk, enter: Enter, quiet: Quiet, tmp_path: Path
) -> None:
    desk.calls.close(desk.calls.start())
    page = evaluation(context)
    enter(page)
    quiet(context)
    assert page.list.entries()[0].head == "Answer rate: not measured"
    assert "not measured" in page.note.text()
    file = tmp_path / "queue_log"
    lines = [f"{1795510800 + n * 60}|c{n}|accueil|NONE|ENTERQUEUE||0000000{n}|1" for n in range(4)]
    lines += [f"{1795510805 + n * 60}|c{n}|accueil|NONE|ABANDON|1|1|{n * 10}" for n in range(4)]
    file.write_text("\n".join(sorted(lines)), encoding="utf-8")
    page.bring_from(file)
    quiet(context)
    assert "4 calls, 4 new" in page.records.message.label.text()
    assert page.list.entries()[0].head == "Answer rate: 0 % (0 of 3)"
    page.figures.turn.click()
    assert page.figures.table.rows()[0][1:3] == ("3", "0")
    assert page.figures.chart.isHidden()


@pytest.mark.parametrize("ending", ["pdf", "xlsx", "csv"])
def test_evaluation_is_saved(
    ending: str, context: UiContext, desk: Desk, enter: Enter, quiet: Quiet, tmp_path: Path
) -> None:
    desk.calls.close(desk.calls.start())
    page = evaluation(context)
    enter(page)
    quiet(context)
    page.save_to(tmp_path / f"report.{ending}")
    quiet(context)
    assert (tmp_path / f"report.{ending}").stat().st_size > 500
    page.save_to(tmp_path / "report.odt")
    quiet(context)
    assert page.message.label.property("role") == "bad"


def test_an_operator_has_no_supervisors_sections(context: UiContext, desk: Desk) -> None:
    desk.preferences.change(replace(desk.preferences.now, supervisor=False))
    assert len(ScoresPage(context).choice.buttons()) == 1
    assert len(NewsDeskPage(context).choice.buttons()) == 1
    page = evaluation(context)
    assert page.records.isHidden()
    assert len(page.divide.buttons()) == 6


def test_peaks_show_hours_and_operators_of_the_current_day(
    context: UiContext, desk: Desk, enter: Enter, quiet: Quiet, clock: Clock, qtbot: QtBot
) -> None:
    now = clock.moment
    for day in range(28, 0, -1):
        clock.moment = now - timedelta(days=day)
        for _ in range(3):
            call = desk.calls.start()
            clock.moment += timedelta(minutes=3)
            desk.calls.close(call)
    clock.moment = now
    page = peaks(context)
    enter(page)
    quiet(context)
    assert page.list.entries()[0].badge == "Forecast"
    assert page.operators.isVisible()
    first = page.operators.table.rows()
    assert first[0][1].isdigit()
    qtbot.keyClick(page.list, Key.Key_Down)
    assert page.calls.title.text().endswith("2026")


def test_a_chart_is_told_in_words_and_drawn_without_colour(context_in: ContextIn, qtbot: QtBot) -> None:
    for language in Language:
        chart = BarChart(context_in(language), "chart")
        qtbot.addWidget(chart)
        chart.resize(500, 240)
        chart.show_bars("Calls", ["8", "9", "10"], [Series("a", (1.0, None, 4.0)), Series("b", (2.0, 3.0, 0.5))], "n")
        assert chart.accessibleName() == "Calls"
        assert "4" in chart.accessibleDescription()
        picture = chart.grab().toImage()
        # The second series is hatched: inside its bar both ground and bar show.
        assert len({picture.pixelColor(x, y).name() for x in range(0, 500, 2) for y in range(0, 240, 2)}) > 3
    chart.show_bars("Nothing", ["8"], [Series("a", (None,))])
    assert "measured" in chart.accessibleDescription()
    chart.grab()


def test_days_are_read_as_people_write_them() -> None:
    assert day_in("24/11/2026") == day_in("2026-11-24") == day_in(".".join(("24", "11", "2026"))) == date(2026, 11, 24)
    assert day_in("31/02/2026") is day_in("soon") is day_in("1/2") is None


def test_a_form_asks_again_for_a_day(context: UiContext, qtbot: QtBot) -> None:
    form = Form(context, "F", (Asked("day", "Day", Shape.DAY, value="soon"),), "Go", "f")
    qtbot.addWidget(form)
    with qtbot.assertNotEmitted(form.sent):
        form.send()
    assert form.answers["day"].field.error.text()
