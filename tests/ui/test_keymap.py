"""Which keys can be chosen, who has them then, and that every sentence names the key that works."""

import re

import pytest
from PySide6.QtCore import QKeyCombination, Qt

from operator_app.app.language import texts
from operator_app.domain.languages import Language
from operator_app.paths import shipped
from operator_app.ui.actions import ACTIONS, Do
from operator_app.ui.keymap import Keymap, Refused, only_latin, refusal, written
from operator_app.ui.pages.keys import MORE_KEYS
from tests.i18n.sources import PACKAGE, sources
from tests.i18n.test_translations import entries

Key, Mod = Qt.Key, Qt.KeyboardModifier
NONE, SHIFT, CONTROL, ALT = Mod.NoModifier, Mod.ShiftModifier, Mod.ControlModifier, Mod.AltModifier


@pytest.mark.parametrize(
    ("key", "modifiers", "name"),
    [
        (Key.Key_F1, NONE, "F1"),
        (Key.Key_F12, CONTROL | SHIFT, "Ctrl+Shift+F12"),
        (Key.Key_F13, NONE, "F13"),
        (Key.Key_G, CONTROL, "Ctrl+G"),
        (Key.Key_G, CONTROL | SHIFT, "Ctrl+Shift+G"),
        (Key.Key_5, CONTROL, "Ctrl+5"),
        (Key.Key_Hangup, NONE, "Hangup"),
    ],
)
def test_keys_that_can_be_chosen(key: Qt.Key, modifiers: Qt.KeyboardModifier, name: str) -> None:
    combination = QKeyCombination(modifiers, key)
    assert refusal(combination) is None
    assert written(combination) == name
    assert Keymap({"phrases": name}).key(Do.PHRASES) == name, "what is kept is read again"


@pytest.mark.parametrize(
    ("key", "modifiers", "why"),
    [
        (Key.Key_Tab, NONE, Refused.TAB),
        (Key.Key_Return, CONTROL, Refused.TAB),
        (Key.Key_Escape, SHIFT, Refused.ESCAPE),
        (Key.Key_A, NONE, Refused.TYPING),
        (Key.Key_A, SHIFT, Refused.TYPING),
        (Key.Key_Exclam, NONE, Refused.TYPING),
        (Qt.Key(ord("ش")), NONE, Refused.TYPING),
        (Qt.Key(ord("ش")), CONTROL, Refused.OTHER),
        (Key.Key_Ampersand, CONTROL, Refused.OTHER),
        (Key.Key_Left, CONTROL, Refused.TYPING),
        (Key.Key_Space, CONTROL, Refused.TYPING),
        (Key.Key_Insert, NONE, Refused.READER),
        (Key.Key_CapsLock, NONE, Refused.READER),
        (Key.Key_5, Mod.KeypadModifier, Refused.READER),
        (Key.Key_F4, ALT, Refused.SYSTEM),
        (Key.Key_F10, NONE, Refused.SYSTEM),
        (Key.Key_F2, Mod.MetaModifier, Refused.SYSTEM),
        (Key.Key_1, ALT, Refused.SYSTEM),
        (Key.Key_G, CONTROL | ALT, Refused.SYSTEM),
        (Key.Key_C, CONTROL, Refused.EDITING),
        (Key.Key_Z, CONTROL | SHIFT, Refused.EDITING),
        (Key.Key_VolumeUp, NONE, Refused.OTHER),
    ],
)
def test_keys_that_cannot_be_chosen(key: Qt.Key, modifiers: Qt.KeyboardModifier, why: Refused) -> None:
    assert refusal(QKeyCombination(modifiers, key)) is why


def test_what_a_page_does_with_a_key_of_its_own_cannot_be_chosen() -> None:
    """Else the key would do nothing there: Qt does not know which of two shortcuts is meant."""
    named = re.compile(r'"((?:(?:Ctrl|Shift|Alt)\+)+(?:F\d{1,2}|[A-Z]|Return|Enter))"')
    of_actions = {action.key for action in ACTIONS}
    for file in (PACKAGE / "ui").rglob("*.py"):
        if file.name in ("actions.py", "keymap.py", "key_field.py"):
            continue
        for key in set(named.findall(file.read_text(encoding="utf-8"))) - of_actions:
            assert Keymap({"phrases": key}).key(Do.PHRASES) == "", f"{file.name}: {key}"


def test_the_tables_own_keys_can_be_chosen_too() -> None:
    for action in ACTIONS:
        if action.key and action.do is not Do.BACK:
            assert Keymap({"phrases": action.key}).key(Do.PHRASES) == action.key
    keys = [action.key for action in ACTIONS if action.key]
    assert len(set(keys)) == len(keys)


def test_a_key_that_another_action_had_is_taken_from_it() -> None:
    keys = Keymap({}).give(Do.SEARCH, "F2")
    assert (keys.key(Do.SEARCH), keys.key(Do.CALL)) == ("F2", "")
    swapped = keys.give(Do.CALL, "F3")
    assert (swapped.key(Do.SEARCH), swapped.key(Do.CALL)) == ("F2", "F3")
    back = swapped.first(Do.CALL)
    assert (back.key(Do.CALL), back.key(Do.SEARCH)) == ("F2", "")
    assert back.first(Do.SEARCH) == Keymap({})
    without = Keymap({}).give(Do.CALL, "").give(Do.CLOSE, "")
    assert (without.key(Do.CALL), without.key(Do.CLOSE)) == ("", "")


@pytest.mark.parametrize(
    "written_by_hand",
    [
        {"search": "Tab"},
        {"search": "Alt+F4"},
        {"search": "F2, F3"},
        {"search": "nothing known"},
        {"back": "F10"},
        {"back": ""},
        {"unknown": "F2"},
        {"search": "F3"},
    ],
)
def test_what_a_file_has_wrong_counts_as_not_written(written_by_hand: dict[str, str]) -> None:
    assert Keymap(written_by_hand).actions() == ACTIONS


def test_no_key_stands_for_two_actions_whatever_the_file_says() -> None:
    keys = Keymap({"search": "F9", "tips": "f9", "call": "Ctrl+f2", "phrases": "F3"})
    given = [action.key for action in keys.actions() if action.key]
    assert len(set(given)) == len(given)
    assert (keys.key(Do.SEARCH), keys.key(Do.CALL), keys.key(Do.PHRASES)) == ("F9", "Ctrl+F2", "F3")


def test_ctrl_with_a_letter_is_told_to_be_latin_only() -> None:
    assert [only_latin(key) for key in ("Ctrl+G", "Ctrl+Shift+5", "F9", "Ctrl+F2")] == [True, True, False, False]


def test_sentences_name_the_keys_of_this_post() -> None:
    keys = Keymap({}).give(Do.CALL, "Shift+F9").give(Do.READ, "F6").give(Do.EDIT, "Ctrl+G")
    said = {language: keys.renamed(texts(language)) for language in Language}
    assert said[Language.EN]("No call in hand. F2 takes a call.") == "No call in hand. Shift+F9 takes a call."
    assert "Maj+F9" in said[Language.FR]("No call in hand. F2 takes a call.")
    assert "Shift+F9" in said[Language.AR]("No call in hand. F2 takes a call.")
    referred = "Referred to {name}: {number}. The number is copied. F6: the deputy."
    assert said[Language.FR](referred, name="F2", number="F6").startswith("Renvoyé vers F2 : F6"), "values stay"
    assert "“Orienter”" in said[Language.FR](referred, name="", number=""), "without a key it is told by its name"
    spoken = "For a post without a screen reader. Shift+F3 reads the short answer, Shift+F4 goes on, Shift+F5 stops."
    for language in Language:
        assert "F6" in said[language](spoken)
        assert "F4" in said[language](spoken)
        assert "+F3" not in said[language](spoken)
    assert "Ctrl+Entrée" in said[Language.FR]("Enter refers, Ctrl+Enter dials, Ctrl+C copies the number.")
    assert said[Language.FR].in_language(Language.EN)("No call in hand. F2 takes a call.").count("Shift+F9") == 1
    assert Keymap({}).renamed(texts(Language.FR))("No call in hand. F2 takes a call.").count("F2") == 1


def test_every_key_that_a_sentence_names_is_one_of_the_table() -> None:
    """Else it would not be renamed with the action, and nobody would notice."""
    name = re.compile(r"(?<![A-Za-z0-9+])(?:(?:Ctrl|Shift|Maj)\+)*(?:F\d{1,2}|(?<=\+)[A-Z])(?![A-Za-z0-9])")
    known = {action.key for action in ACTIONS} | {key for key, _, _ in MORE_KEYS} | {"Ctrl+C", "Ctrl+Z", "Shift+F7"}
    for source in sources():
        named = set(name.findall(source.text))
        assert named <= known, source
    for language in ("ar", "fr"):
        for entry in entries(language).values():
            named = set(name.findall(entry.msgstr.replace("Maj+", "Shift+")))
            assert named == set(name.findall(entry.msgid)), (language, entry.msgid)
    assert (shipped("resources") / "translations").is_dir()
