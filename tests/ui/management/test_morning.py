"""A supervisor's morning (INTERACTION.md) by real key events, in Arabic and in French."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton

from operator_app.desk import Desk
from operator_app.desk.lines import NewNumber
from operator_app.domain.exchange_records import ExchangeCall, Oddities, Result
from operator_app.domain.languages import Language, Text
from operator_app.domain.lines import Line
from operator_app.domain.moments import local
from operator_app.domain.news import News
from operator_app.domain.rounds import TestResult
from operator_app.ui.actions import Do
from operator_app.ui.editing.work_entries import Lists
from operator_app.ui.managing.evaluation import EvaluationPage
from operator_app.ui.managing.forms import Form
from operator_app.ui.managing.lines import LinesPage
from operator_app.ui.managing.news_desk import NewsDeskPage
from operator_app.ui.managing.peaks import PeaksPage
from operator_app.ui.managing.scores import ScoresPage
from operator_app.ui.pages.news import NewsPage
from operator_app.ui.pages.worklist import WorkListPage
from tests.ui.conftest import Program
from tests.ui.editing.writing import Supervisor, procedure, show

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
TITLES = {Language.AR: "تغيير المعلوم", Language.FR: "Nouveau tarif"}
ASKED = {Language.AR: "ككك زرقاء", Language.FR: "kkk bleu"}
PASSPORT = {Language.AR: "جواز سفر", Language.FR: "passeport"}
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
        self.program = program
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

    def news_read_by_an_operator(self) -> None:
        """The person of this post acknowledges it from the home, with keys; the supervisor sees nobody is missing."""
        self.press(Key.Key_Escape)
        self.press(Key.Key_Escape)
        self.window.open_page(Do.NEWS)
        self.player.settle()
        page = self.window.pages.currentWidget()
        assert isinstance(page, NewsPage)
        assert page.list.hasFocus()
        self.press(Key.Key_Return)
        (reading,) = self.desk.news.readings()
        assert list(reading.read) == ["Salma"]
        assert reading.missing == ()

    def gap_becomes_an_article(self) -> None:
        """Enter on a search without answer begins an article with those words as synonyms."""
        asked = ASKED[self.language]
        self.press(Key.Key_F2)
        self.player.type(asked)
        self.player.settle()
        self.press(Key.Key_F7)
        self.press(Key.Key_F9)
        supervisor = Supervisor(self.program)
        work = supervisor.menu(Do.WORK_LIST, WorkListPage)
        assert asked in [entry.head for entry in work.list.entries()]
        self.press(Key.Key_Return)
        page = supervisor.editor()
        assert page.session.document is not None
        assert procedure(page.session.document).keywords == (asked,)
        for text in ("شهادة زرقاء", "Certificat bleu", "تُسلَّم في البلدية.", "Se retire à la mairie."):
            self.player.type(text)
            self.press(Key.Key_Tab)
        supervisor.publish()
        assert self.desk.worklists.gaps() == []
        supervisor.home()

    def report_is_corrected(self) -> None:
        """From "this is wrong" to the next edition; who reported it is told."""
        supervisor = Supervisor(self.program)
        reported = show(supervisor, PASSPORT[self.language])
        self.press(Key.Key_F12)
        work = supervisor.menu(Do.WORK_LIST, WorkListPage)
        work.show_list(Lists.REPORTS)
        self.player.settle()
        work.list.setFocus()
        self.press(Key.Key_Return)
        supervisor.editor()
        supervisor.write(f"{self.language.value}.short_answer", " 2026.")
        supervisor.publish()
        assert supervisor.stored(reported.id).edition == reported.edition + 1
        assert self.desk.worklists.reports() == []
        supervisor.home()
        state = self.window.desk_page.home.state
        assert state is not None
        assert [one.remark.to for one in state.answers] == ["Salma"]

    def still_right_in_one_key(self) -> None:
        supervisor = Supervisor(self.program)
        shown = show(supervisor, PASSPORT[self.language])
        overdue = replace(shown, seal=replace(shown.seal, review_by=self.desk.today().replace(year=2020)))
        self.desk.publishing.publish(overdue, shown.edition)
        work = supervisor.menu(Do.WORK_LIST, WorkListPage)
        work.show_list(Lists.DUE)
        self.player.settle()
        work.list.setFocus()
        self.press(Key.Key_Space)
        assert supervisor.stored(shown.id).seal.verified_on == self.desk.today()
        supervisor.home()

    def call_is_scored(self) -> None:
        """Substance first; it is private to the operator before it counts."""
        self.press(Key.Key_F9, CONTROL)
        page = self.window.pages.currentWidget()
        assert isinstance(page, ScoresPage)
        page.page_acts.findChildren(QPushButton)[0].setFocus()
        self.press(Key.Key_Space)
        form = page.findChild(Form)
        assert form is not None
        # The operator, how it was heard, then the first criterion: met.
        for key in (Key.Key_Space, Key.Key_Tab, Key.Key_Tab, NEXT[self.language]):
            self.press(key)
        for answer in ("mark.right",):
            form.answers[answer].focus()
            self.press({Language.AR: Key.Key_Right, Language.FR: Key.Key_Left}[self.language])
        form.send()
        self.player.settle()
        (scored,) = self.desk.team.scored()
        assert scored.evaluation.operator == "Salma"
        assert list(scored.evaluation.marks) == ["right"]
        assert not scored.read
        assert self.desk.team.mean_scores(*self.month())[2] == 0, "private first"
        self.press(Key.Key_1)
        assert self.desk.team.mean_scores(*self.month())[2] == 1

    def month(self) -> tuple[datetime, datetime]:
        now = self.desk.now()
        return now - timedelta(days=30), now + timedelta(days=1)

    def report_is_printed(self, path: Path) -> None:
        """From the page's button to a file, in the program's own dialog, with keys."""
        page = self.yesterday_in_one_line()
        for _ in range(40):
            if page.save.hasFocus():
                break
            self.press(Key.Key_Tab)
        assert page.save.hasFocus()
        self.press(Key.Key_Space)
        dialog = page.findChild(QFileDialog)
        assert dialog is not None
        self.player.wait("dialog", dialog.isVisible)
        name = dialog.findChild(QLineEdit)
        assert name is not None
        name.setFocus()
        self.press(Key.Key_A, CONTROL)
        self.player.type(str(path))
        self.press(Key.Key_Return)
        self.player.wait("printed", path.exists)
        self.player.settle()
        assert page.message.isVisible()
        content = path.read_bytes()
        assert content.startswith(b"%PDF")
        assert b"%%EOF" in content[-64:]

    def roster_is_written(self) -> None:
        """Needed and planned side by side, what is missing in words."""
        self.press(Key.Key_F8, CONTROL)
        page = self.window.pages.currentWidget()
        assert isinstance(page, PeaksPage)
        page.to_roster.setFocus()
        self.press(Key.Key_Space)
        for _ in range(self.desk.today().weekday()):
            self.press(Key.Key_Down)
        self.press(Key.Key_1)
        self.player.type("8-10 1")
        self.press(Key.Key_Return, CONTROL)
        assert self.desk.roster.days([self.desk.today()])[0].shifts
        self.press(Key.Key_Escape)
        first = page.list.entries()[0]
        assert any(role in ("bad", "warn") for _, role in first.lines[2:])

    def peaks_hour_by_hour(self) -> None:
        """Operators for 20 s and for 5 min side by side."""
        self.press(Key.Key_F8, CONTROL)
        page = self.window.pages.currentWidget()
        assert isinstance(page, PeaksPage)
        shown = page.operators.title.text()
        self.press(Key.Key_Down)
        assert page.operators.title.text() != shown
        assert all(row[1].isdigit() and row[2].isdigit() for row in page.operators.table.rows())


# The offscreen platform says of every dialog what it cannot do.
@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.parametrize("language", [Language.AR, Language.FR])
def test_a_supervisors_morning(language: Language, program_in: Callable[[Language], Program], tmp_path: Path) -> None:
    morning = Morning(program_in(language), language)
    morning.yesterday_in_one_line()
    morning.gap_becomes_an_article()
    morning.report_is_corrected()
    morning.still_right_in_one_key()
    morning.numbers_one_key_each()
    morning.news_to_acknowledge()
    morning.news_read_by_an_operator()
    morning.peaks_hour_by_hour()
    morning.roster_is_written()
    morning.call_is_scored()
    morning.report_is_printed(tmp_path / "evaluation.pdf")


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
