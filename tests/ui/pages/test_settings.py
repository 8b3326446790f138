"""The settings page, made from the declarations."""

from collections.abc import Callable
from dataclasses import fields, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from operator_app.domain.changes import Changes, changed
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
    before = context.desk.preferences.now
    expected = replace(before, operator_name="Sami", theme=Theme.DARK)
    assert saved.args == [expected, before]
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


@pytest.fixture
def our_words(page: SettingsPage, context: UiContext) -> RowsEditor:
    """The field with two words in it, the cursor after them; what is saved is kept, as the program does."""
    page.saved.connect(context.desk.preferences.change)
    page.refresh(now_words(context, "Ezzahra", "الكرم"))
    rows = page.editors["our_words"]
    assert isinstance(rows, RowsEditor)
    rows.text.moveCursor(QTextCursor.MoveOperation.End)
    return rows


def now_words(context: UiContext, *words: str) -> Changes:
    """The words as another post has made them."""
    preferences = context.desk.preferences
    return preferences.change(replace(preferences.now, our_words=words))


@pytest.mark.parametrize("heard", [True, False], ids=["heard of", "not yet heard of"])
def test_words_that_came_or_went_meanwhile_are_left_to_whoever_moved_them(
    page: SettingsPage, our_words: RowsEditor, context: UiContext, heard: bool
) -> None:
    """One word is typed, one struck out; meanwhile another came. Then one more goes that stands in the field."""
    our_words.text.insertPlainText("\nZarzouna")
    typed = our_words.text.toPlainText()
    for words in (("Ezzahra", "الكرم", "guichetière"), ("الكرم", "guichetière")):
        changes = now_words(context, *words)
        if heard:
            page.refresh(changes)
    assert our_words.text.toPlainText() == typed, "nothing moves under the fingers"
    assert page.changed
    page.save_button.click()
    assert context.desk.preferences.now.our_words == ("الكرم", "Zarzouna", "guichetière")
    page.refresh(changed("settings"))
    assert our_words.value() == ("الكرم", "Zarzouna", "guichetière")
    assert not page.changed
    our_words.text.setPlainText("guichetière")
    now_words(context, "الكرم", "Zarzouna", "guichetière", "Radès")
    page.save_button.click()
    assert context.desk.preferences.now.our_words == ("guichetière", "Radès")


def test_a_field_that_nobody_typed_in_strikes_nothing_out(
    page: SettingsPage, our_words: RowsEditor, context: UiContext
) -> None:
    """Something else is saved before the page has heard of the new word."""
    line(page, "operator_name").line.setText("Sami")
    now_words(context, "Ezzahra", "guichetière")
    page.save_button.click()
    assert context.desk.preferences.now.our_words == ("Ezzahra", "guichetière")
    assert context.desk.preferences.now.operator_name == "Sami"
    page.refresh(changed("settings"))
    assert our_words.value() == ("Ezzahra", "guichetière")
    assert not page.changed


def test_discarded_is_what_was_typed_and_not_what_came(
    page: SettingsPage, our_words: RowsEditor, context: UiContext
) -> None:
    our_words.text.insertPlainText("\nZarzouna")
    page.refresh(now_words(context, "Ezzahra", "guichetière"))
    page.back()
    page._discard()
    assert our_words.value() == ("Ezzahra", "guichetière")
    assert not page.changed
