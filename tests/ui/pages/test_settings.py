"""The settings page, made from the declarations."""

from collections.abc import Callable
from dataclasses import fields, replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from operator_app.domain.languages import Language, Text
from operator_app.i18n import Texts
from operator_app.settings import Settings, Theme
from operator_app.ui.context import UiContext
from operator_app.ui.page import Page
from operator_app.ui.pages.editors import ChoiceEditor, LineEditor, NumberEditor, RowsEditor, TextEditor
from operator_app.ui.pages.settings import SettingsPage
from operator_app.ui.pages.settings_rules import wrong

from .conftest import RESOURCES

Enter = Callable[[Page], None]


@pytest.fixture
def page(context: UiContext, enter: Enter) -> SettingsPage:
    made = SettingsPage(context)
    enter(made)
    return made


def line(page: SettingsPage, name: str) -> LineEditor:
    editor = page.editors[name]
    assert isinstance(editor, LineEditor)
    return editor


def test_every_setting_has_a_control_that_keeps_it(page: SettingsPage, context: UiContext) -> None:
    assert set(page.editors) == {item.name for item in fields(Settings)} - {"keys"}
    everything = Settings(
        language=Language.FR,
        theme=Theme.CONTRAST_DARK,
        text_percent=150,
        body_name=Text("بلدية", "Municipalité", "Municipality"),
        lines=("1", "الرقم الأخضر"),
        operator_name="Mouna",
        supervisor=False,
        waiting_target_seconds=20,
        rings_target=3,
        call_target_seconds=0,
        dial_command="sip:{number}",
    )
    page.show_settings(everything)
    assert page.settings() == everything
    assert not page.changed
    assert page.editors["operator_name"].focus_widget().accessibleName() == context.t("Your name")


def test_saved_is_what_the_controls_say(page: SettingsPage, context: UiContext, qtbot: QtBot) -> None:
    line(page, "operator_name").line.setText("  Sami  ")
    theme = page.editors["theme"]
    assert isinstance(theme, ChoiceEditor)
    theme.choice.choose(Theme.DARK)
    with qtbot.waitSignal(page.saved) as saved:
        page.save_button.click()
    expected = replace(context.desk.preferences.now, operator_name="Sami", theme=Theme.DARK)
    assert saved.args == [expected]
    assert page.changed, "the caller could not keep them yet"
    page.refresh(context.desk.preferences.change(expected))
    assert not page.changed


def test_what_is_wrong_is_said_where_it_is(page: SettingsPage, qtbot: QtBot) -> None:
    line(page, "dial_command").line.setText("tel:")
    with qtbot.assertNotEmitted(page.saved):
        page.save()
    assert page.fields["dial_command"].error.text() == "Write {number} where the number goes, or leave it empty."
    assert line(page, "dial_command").line.hasFocus()
    line(page, "dial_command").line.setText("")
    with qtbot.waitSignal(page.saved):
        page.save()
    assert not page.fields["dial_command"].error.isVisible()


def test_escape_asks_before_it_loses_anything(page: SettingsPage, qtbot: QtBot) -> None:
    field = line(page, "operator_name").line
    field.setFocus()
    field.setText("Sami")
    assert page.back()
    assert page.message.asking
    assert page.back(), "Esc again goes on"
    assert field.text() == "Sami"
    assert field.hasFocus()
    page.back()
    with qtbot.waitSignal(page.left):
        page._discard()
    assert field.text() == "Mouna"


def test_escape_leaves_when_nothing_changed(page: SettingsPage, qtbot: QtBot) -> None:
    assert not page.back()
    with qtbot.waitSignal(page.left):
        page.cancel_button.click()


def test_what_was_typed_survives_leaving_the_page(page: SettingsPage) -> None:
    line(page, "operator_name").line.setText("Sami")
    page.entered()
    assert line(page, "operator_name").line.text() == "Sami"


def test_lines_are_one_a_row(page: SettingsPage) -> None:
    rows = page.editors["lines"]
    assert isinstance(rows, RowsEditor)
    rows.text.setPlainText(" 71 000 \n\n80 10\n")
    assert rows.value() == ("71 000", "80 10")


def test_numbers_keep_their_bounds(page: SettingsPage) -> None:
    spin = page.editors["text_percent"]
    assert isinstance(spin, NumberEditor)
    assert (spin.spin.minimum(), spin.spin.maximum(), spin.spin.singleStep()) == (100, 200, 10)
    assert spin.spin.suffix() == " %"


def test_names_are_written_in_their_own_direction(page: SettingsPage) -> None:
    names = page.editors["body_name"]
    assert isinstance(names, TextEditor)
    directions = [names.lines[language].layoutDirection() for language in (Language.AR, Language.FR)]
    assert directions == [Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight]


def test_rules() -> None:
    t = Texts(Language.EN, RESOURCES / "translations")
    assert set(wrong(Settings(lines=("1", "1")), t)) == {"language", "body_name", "lines"}
    assert wrong(Settings(language=Language.AR, body_name=Text(ar="بلدية")), t) == {}


def test_settings_changed_elsewhere_leave_what_is_typed(page: SettingsPage, context: UiContext) -> None:
    line(page, "operator_name").line.setText("Sami")
    changes = context.desk.preferences.change(replace(context.desk.preferences.now, text_percent=150))
    page.refresh(changes)
    assert page.settings() == replace(context.desk.preferences.now, operator_name="Sami")
    assert page.changed
