"""Sentences from .po files: plurals by the rules of CLDR, problems, and what is not translated."""

from pathlib import Path

import pytest
from babel import Locale

from operator_app.domain.languages import Language
from operator_app.domain.problems import Problem
from operator_app.i18n import Texts, msgid

PO = """
msgid "Search"
msgstr "بحث"

msgid "{n} of {all}"
msgstr "{all} / {n}"

msgid "Not yet"
msgstr ""

msgctxt "menu"
msgid "Search"
msgstr "ابحث"

msgctxt "problem"
msgid "store_full"
msgstr "امتلأ القرص: {file}"

msgid "{n} call"
msgid_plural "{n} calls"
msgstr[0] "صفر {n}"
msgstr[1] "واحد {n}"
msgstr[2] "اثنان {n}"
msgstr[3] "قليل {n} {word}"
msgstr[4] "كثير {n}"
msgstr[5] "غيره {n}"
"""
FORMS = {
    Language.AR: ("zero", "one", "two", "few", "many", "other"),
    Language.FR: ("one", "other"),
    Language.EN: ("one", "other"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for language in Language:
        (tmp_path / language).mkdir()
    (tmp_path / "ar" / "desk.po").write_text(PO, encoding="utf-8")
    (tmp_path / "ar" / "more.po").write_text('msgid "Close"\nmsgstr "إغلاق"\n', encoding="utf-8")
    return tmp_path


@pytest.fixture
def t(folder: Path) -> Texts:
    return Texts(Language.AR, folder)


def test_a_sentence_and_its_context(t: Texts) -> None:
    assert t("Search") == "بحث"
    assert t("Search", context="menu") == "ابحث"
    assert t("Close") == "إغلاق"
    assert t("{n} of {all}", n=1, all=3) == "3 / 1"


def test_what_is_not_translated_is_said_in_english(t: Texts) -> None:
    assert t("Unknown {x}", x=1) == "Unknown 1"
    assert t("Not yet") == "Not yet"
    assert t("Search", context="unknown") == "Search"
    assert t.count("{n} day", "{n} days", 1) == "1 day"
    assert t.count("{n} day", "{n} days", 0) == "0 days"


def test_braces_without_values_stay(t: Texts) -> None:
    assert t("tel:{number}") == "tel:{number}"


def test_values_are_not_filled_again(t: Texts) -> None:
    assert t("{n} of {all}", n="{all}", all="x") == "x / {all}"


def test_a_problem_is_told_with_its_details(t: Texts) -> None:
    assert t.problem(Problem("store_full", file="{x}.sqlite")) == "امتلأ القرص: {x}.sqlite"


@pytest.mark.parametrize("n", [0, 1, 2, 3, 10, 11, 99, 100, 101, 102, 103, 110, 111, 199, 200, 1000, 1003])
def test_arabic_counts(t: Texts, n: int) -> None:
    form = ("صفر", "واحد", "اثنان", "قليل", "كثير", "غيره")[FORMS[Language.AR].index(Locale("ar").plural_form(n))]
    assert t.count("{n} call", "{n} calls", n, word="و").startswith(f"{form} {n}")


@pytest.mark.parametrize("language", list(Language))
def test_plurals_are_those_of_cldr(folder: Path, language: Language) -> None:
    forms = FORMS[language]
    lines = "".join(f'msgstr[{place}] "{form}"\n' for place, form in enumerate(forms))
    (folder / language / "plural.po").write_text(f'msgid "a"\nmsgid_plural "b"\n{lines}', encoding="utf-8")
    t = Texts(language, folder)
    rule = Locale(language.value).plural_form
    for n in range(1300):
        # French "many" is for millions alone.
        assert t.count("a", "b", n) == rule(n), n


def test_a_folder_without_files_speaks_english(tmp_path: Path) -> None:
    assert Texts(Language.FR, tmp_path / "nothing")("Search") == "Search"


def test_a_marked_source_is_itself() -> None:
    assert msgid("Search") == "Search"
