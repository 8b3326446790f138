"""A supervisor's morning (INTERACTION.md) by real key events, in Arabic and in French."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import Qt

from operator_app.desk import Desk
from operator_app.desk.lines import NewNumber
from operator_app.domain.exchange_records import ExchangeCall, Oddities, Result
from operator_app.domain.languages import Language, Text
from operator_app.domain.lines import Line
from operator_app.domain.moments import local
from operator_app.domain.news import News
from operator_app.domain.rounds import TestResult
from operator_app.ui.managing.evaluation import EvaluationPage
from operator_app.ui.managing.forms import Form
from operator_app.ui.managing.lines import LinesPage
from operator_app.ui.managing.news_desk import NewsDeskPage
from operator_app.ui.managing.peaks import PeaksPage
from tests.ui.conftest import Program

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
TITLES = {Language.AR: "تغيير المعلوم", Language.FR: "Nouveau tarif"}
NEXT = {Language.AR: Key.Key_Left, Language.FR: Key.Key_Right}


def weeks_of_calls(desk: Desk) -> list[ExchangeCall]:
    """Four weeks, up to yesterday."""
    chance = Random(4)
    now = local(desk.now()).replace(hour=9, minute=0, second=0, microsecond=0)
    made = []
    for day in range(28, 0, -1):
        for n in range(20):
            at = now - timedelta(days=day) + timedelta(seconds=chance.randrange(20_000))
            result = Result.ANSWERED if n % 5 else Result.ABANDONED
            talk = chance.randrange(30, 300) if n % 5 else None
            made.append(ExchangeCall(f"{day}-{n}", at, result, "71000100", waiting_seconds=30, talk_seconds=talk))
    return sorted(made, key=lambda call: call.started_at)


def prepared(program: Program) -> Desk:
    desk = program.desk
    desk.evaluation.add_records(weeks_of_calls(desk), Oddities(), "Master.csv", "cdr")
    for number in ("71 000 100", "80 10 00 00", "1899"):
        desk.lines.add_number(NewNumber(number, Text("خط", "Ligne"), Text("إرشاد", "Accueil")))
    program.player.settle()
    return desk


class Morning:
    """The steps of a morning; each presses real keys and looks at what the desk holds then."""

    def __init__(self, program: Program, language: Language) -> None:
        self.language = language
        self.desk, self.player, self.window = prepared(program), program.player, program.window

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.player.press(key, modifiers)
        self.player.settle()

    def yesterday_in_one_line(self) -> EvaluationPage:
        self.press(Key.Key_F7, CONTROL)
        page = self.window.pages.currentWidget()
        assert isinstance(page, EvaluationPage)
        assert "80 %" in page.headline.text()
        assert page.list.hasFocus()
        return page

    def numbers_one_key_each(self) -> None:
        """A failure opens a fault, which every home shows."""
        self.press(Key.Key_F6, CONTROL)
        assert isinstance(self.window.pages.currentWidget(), LinesPage)
        self.player.keys = 0
        for key in (Key.Key_1, Key.Key_2, Key.Key_1):
            self.press(key)
        assert self.player.keys == len(self.desk.lines.tests()) == 3
        (fault,) = self.desk.lines.faults()
        assert fault.reason == TestResult.RINGS_OUT
        self.press(Key.Key_Escape)
        assert self.window.desk_page.isVisible()
        assert [fault.line_id] == [document.id for document in self.desk.lines.out_of_order()]

    def news_to_acknowledge(self) -> None:
        self.press(Key.Key_F3, CONTROL)
        page = self.window.pages.currentWidget()
        assert isinstance(page, NewsDeskPage)
        page.choice.focus_widget().setFocus()
        self.press(NEXT[self.language])
        assert page.section.name == "readers"
        for key in (Key.Key_Tab, Key.Key_Tab, Key.Key_Return):
            self.press(key)
        assert page.findChild(Form) is not None
        self.player.type(TITLES[self.language])
        self.press(Key.Key_Tab)
        self.player.type(TITLES[self.language])
        self.press(Key.Key_Return, CONTROL)
        (reading,) = self.desk.news.readings()
        assert isinstance(reading.document.body, News)
        assert reading.document.body.title.ar == TITLES[self.language]
        assert reading.missing == ("Salma",)

    def peaks_hour_by_hour(self) -> None:
        """Operators for 20 s and for 5 min side by side."""
        self.press(Key.Key_F8, CONTROL)
        page = self.window.pages.currentWidget()
        assert isinstance(page, PeaksPage)
        shown = page.operators.title.text()
        self.press(Key.Key_Down)
        assert page.operators.title.text() != shown
        assert all(row[1].isdigit() and row[2].isdigit() for row in page.operators.table.rows())


@pytest.mark.parametrize("language", [Language.AR, Language.FR])
def test_a_supervisors_morning(
    language: Language, program_in: Callable[[Language], Program], tmp_path: Path
) -> None:
    morning = Morning(program_in(language), language)
    morning.yesterday_in_one_line()
    morning.numbers_one_key_each()
    morning.news_to_acknowledge()
    morning.peaks_hour_by_hour()
    morning.yesterday_in_one_line().save_to(tmp_path / "evaluation.pdf")
    morning.player.settle()
    assert (tmp_path / "evaluation.pdf").read_bytes().startswith(b"%PDF")


def test_a_repaired_line_is_in_service_again_by_keys(program_in: Callable[[Language], Program]) -> None:
    program = program_in(Language.AR)
    desk, player, window = prepared(program), program.player, program.window
    desk.lines.open_fault(desk.lines.all()[0], "انقطاع")
    player.settle()
    player.press(Key.Key_F6, CONTROL)
    player.settle()
    page = window.pages.currentWidget()
    assert isinstance(page, LinesPage)
    page.show_section("faults")
    player.settle()
    player.press(Key.Key_Return)
    player.settle()
    assert desk.lines.out_of_order() == []
    assert isinstance(desk.lines.all()[0].body, Line)
    assert page.list.entries()[0].lines[0][1] == "good"
