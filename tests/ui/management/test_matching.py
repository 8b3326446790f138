"""Columns of somebody's tables are matched by keys, the dry run follows, the next file like it is not asked about."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from operator_app.app.guide_files import GuideFiles
from operator_app.app.managing import ExchangeFiles
from operator_app.desk import Desk
from operator_app.domain.contacts import Contact
from operator_app.domain.documents import Kind
from operator_app.domain.languages import Language
from operator_app.ui.actions import Do
from operator_app.ui.context import UiContext
from operator_app.ui.managing.records import RecordsImport
from operator_app.ui.page import Page
from operator_app.ui.pages.importing import ImportPage
from operator_app.ui.pages.matching import MatchingPanel
from operator_app.ui.pages.parts import column
from tests.exchange.samples import write_sheet
from tests.ui.conftest import Program
from tests.ui.pages.conftest import ContextIn

Key = Qt.Key
HORIZONTAL = Qt.Orientation.Horizontal
Enter = Callable[[Page], None]
Quiet = Callable[[UiContext], None]
GUIDE = "Bureau;Guichet;Poste 1;Divers\nÉtat civil;2;01 000 000;a\nVoirie;3;01 000 001;b\n;4;01 000 002;c\n"
CALLS = "T0;W;Z;Qui\n2026-11-20 10:00:00;12;60;Salma\n2026-11-20 10:05:00;40;0;\nbientôt;1;1;\n"


@pytest.fixture
def guide(tmp_path: Path) -> Path:
    path = tmp_path / "annuaire.csv"
    path.write_text(GUIDE, encoding="utf-8")
    return path


@pytest.fixture
def calls(tmp_path: Path) -> Path:
    path = tmp_path / "central.csv"
    path.write_text(CALLS, encoding="utf-8")
    return path


def pick(qtbot: QtBot, panel: MatchingPanel, letters: str) -> None:
    """Enter on the current row, some letters, Enter."""
    assert panel.table.hasFocus()
    qtbot.keyClick(panel.table, Key.Key_Return)
    assert panel.filter.hasFocus()
    qtbot.keyClicks(panel.filter, letters)
    qtbot.keyClick(panel.filter, Key.Key_Return)


def test_a_directory_with_headings_of_its_own_is_matched_by_keys(
    context: UiContext, enter: Enter, quiet: Quiet, desk: Desk, guide: Path, qtbot: QtBot
) -> None:
    page = ImportPage(context, GuideFiles())
    enter(page)
    page.open_path(guide)
    quiet(context)
    panel = page.panel
    assert panel.isVisible()
    assert panel.table.rows()[0] == ("Bureau", "Left out", "État civil", "Voirie", "")
    assert "title or name" in page.panel.needed.text()
    assert not page.go.isEnabled()
    pick(qtbot, panel, "title or name")
    quiet(context)
    assert page.message.label.text() == "2 new"
    qtbot.keyClick(panel.table, Key.Key_Down)
    pick(qtbot, panel, "telephone")
    next(one for one in page.kind.buttons() if one.accessibleIdentifier() == "import.kind.contact").click()
    quiet(context)
    assert panel.columns() == {"Bureau": "title", "Guichet": "", "Poste 1": "phones", "Divers": ""}
    assert [entry.badge for entry in page.list.entries()] == ["Refused", "New", "New"]
    page.keep_good.setChecked(True)
    page.go.click()
    quiet(context)
    (first, _) = desk.publishing.export((Kind.CONTACT,))
    assert isinstance(first.body, Contact)
    assert first.body.phones[0].number == "01000000"
    page.open_path(guide)
    quiet(context)
    assert panel.isHidden(), "a file with the same headings is not asked about again"
    assert page.message.label.text() == "2 the same, 1 refused"
    page.match.click()
    assert panel.isVisible()
    assert panel.table.hasFocus()


def test_a_column_is_left_out_and_a_name_is_given_once(
    context: UiContext, enter: Enter, quiet: Quiet, guide: Path, qtbot: QtBot
) -> None:
    page = ImportPage(context, GuideFiles())
    enter(page)
    page.open_path(guide)
    quiet(context)
    panel = page.panel
    pick(qtbot, panel, "title or name")
    pick(qtbot, panel, "title or name")
    assert panel.columns() == {"Bureau": "", "Guichet": "title", "Poste 1": "", "Divers": ""}
    qtbot.keyClick(panel.table, Key.Key_Up)
    qtbot.keyClick(panel.table, Key.Key_Delete)
    assert not any(panel.columns().values())
    quiet(context)
    assert "title or name" in page.panel.needed.text()
    qtbot.keyClick(panel.table, Key.Key_Return)
    assert page.back()
    assert panel.table.hasFocus(), "Esc leaves the choice"
    assert page.back()
    assert page.choose_file.hasFocus(), "then the file"


def test_a_table_of_calls_is_matched_sampled_and_remembered(
    context: UiContext, enter: Enter, quiet: Quiet, desk: Desk, calls: Path, qtbot: QtBot
) -> None:
    page, records = records_page(context, desk)
    enter(page)
    records.open_path(calls)
    quiet(context)
    panel = records.panel
    assert "Still needed" in panel.needed.text()
    pick(qtbot, panel, "day and time")
    pick(qtbot, panel, "waiting")
    pick(qtbot, panel, "seconds of talk")
    quiet(context)
    assert records.message.label.text().startswith("In the first 2000 lines: 2 new, 0 the same, 1 refused, 1 answered")
    assert records.message.label.text().endswith("line 4.")
    records.go.click()
    quiet(context)
    assert records.message.label.text().startswith("central.csv: 2 calls, 2 new")
    assert (desk.evaluation.imports()[0].calls, records.choose.isVisible()) == (2, True)
    records.open_path(calls)
    quiet(context)
    assert records.panel.isHidden()
    assert records.message.label.text().startswith("central.csv: 2 calls, 0 new")


def test_numbers_of_callers_are_not_shown(
    context: UiContext, enter: Enter, quiet: Quiet, desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    file.write_text("Debut;Appelant;Autre\n2026-11-20 10:00:00;01000000;x\n", encoding="utf-8")
    page, records = records_page(context, desk)
    enter(page)
    records.open_path(file)
    quiet(context)
    assert records.panel.table.rows()[1][2] == "••••••••"


def records_page(context: UiContext, desk: Desk) -> tuple[Page, RecordsImport]:
    page = Page()
    records = RecordsImport(context, ExchangeFiles(desk), "records")
    column(context, page).addWidget(records)
    return page, records


@pytest.mark.parametrize("language", list(Language))
def test_the_table_is_told_with_its_headings(
    language: Language, context_in: ContextIn, enter: Enter, quiet: Quiet, guide: Path
) -> None:
    context = context_in(language)
    page = ImportPage(context, GuideFiles())
    page.setLayoutDirection(
        Qt.LayoutDirection.RightToLeft if language.right_to_left else Qt.LayoutDirection.LeftToRight
    )
    enter(page)
    page.open_path(guide)
    quiet(context)
    panel = page.panel
    assert panel.table.accessibleName()
    heading, first = (panel.table.model().index(0, place) for place in (0, 2))
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert panel.table.model().data(heading, spoken) == f"{panel.table.model().headerData(0, HORIZONTAL)}: Bureau"
    assert str(panel.table.model().data(first, spoken)).endswith(": État civil")
    page.grab().save(f"/tmp/shots/matching-{language.value}.png")
    assert page.panel.needed.text()


def test_a_spreadsheet_is_matched_like_a_text(
    context: UiContext, enter: Enter, quiet: Quiet, tmp_path: Path, qtbot: QtBot
) -> None:
    rows: list[list[object]] = [["Bureau", "Poste 1"], ["État civil", "01 000 000"], ["Voirie", "01 000 001"]]
    page = ImportPage(context, GuideFiles())
    enter(page)
    page.open_path(write_sheet(tmp_path / "annuaire.xlsx", rows))
    quiet(context)
    pick(qtbot, page.panel, "title or name")
    pick(qtbot, page.panel, "telephone")
    quiet(context)
    assert page.panel.columns() == {"Bureau": "title", "Poste 1": "phones"}
    assert page.message.label.text().startswith("2 new")


def test_a_dry_run_can_be_stopped_and_the_columns_stay(
    context: UiContext, enter: Enter, quiet: Quiet, tmp_path: Path
) -> None:
    """Two thousand rows: stopped while they are read, nothing is planned, and matching goes on."""
    path = tmp_path / "long.csv"
    lines = [f"Service {n};01 000 {n % 1000:03}" for n in range(2_000)]
    path.write_text("\n".join(["Bureau;Poste 1", *lines]), encoding="utf-8")
    page = ImportPage(context, GuideFiles())
    enter(page)
    page.open_path(path)
    quiet(context)
    page.panel.choose("Bureau", "title")
    assert page.stop.isVisible()
    page.stop.click()
    quiet(context)
    assert page.panel.isVisible()
    assert not page.go.isEnabled()
    page.panel.choose("Poste 1", "phones")
    page.panel.choose("Bureau", "title_fr")
    quiet(context)
    assert page.message.label.text().startswith("2000 new")
    assert page.go.isEnabled()


@pytest.mark.parametrize(("language", "letters"), [(Language.AR, "العنوان أو الاسم"), (Language.FR, "titre ou nom")])
def test_matching_by_real_keys_in_the_window(
    language: Language, letters: str, program_in: Callable[[Language], Program], guide: Path
) -> None:
    program = program_in(language)
    page, player = program.window.open_page(Do.IMPORT), program.player
    assert isinstance(page, ImportPage)
    player.settle()
    page.open_path(guide)
    player.settle()
    assert page.panel.table.hasFocus()
    player.press(Key.Key_Return)
    player.type(letters)
    player.press(Key.Key_Return)
    player.settle()
    assert page.panel.columns()["Bureau"] == "title"
    assert page.go.isEnabled()
    for _ in range(30):
        if page.go.hasFocus():
            break
        player.press(Key.Key_Tab)
    assert page.go.hasFocus()
    player.press(Key.Key_Space)
    player.settle()
    brought = [one for one in program.desk.publishing.export() if one.external_id.startswith("procedure-")]
    assert len(brought) == 2
