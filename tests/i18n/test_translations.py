"""Nothing is shown half-translated: every sentence of the code is in Arabic and French, with its placeholders."""

import re
from pathlib import Path

import polib
import pytest

from operator_app.paths import shipped
from tests.i18n.sources import PACKAGE, sources

FOLDER = shipped("resources") / "translations"
PLACEHOLDER = re.compile(r"\{(\w*)\}")
FORMS = {"ar": 6, "fr": 2}
# What reads the same in every language.
SAME = {"CSV", "XLSX", "PDF", "BRF"}


def entries(language: str) -> dict[str, polib.POEntry]:
    found: dict[str, polib.POEntry] = {}
    for file in sorted((FOLDER / language).glob("*.po")):
        for entry in polib.pofile(str(file)):
            if entry.msgctxt != "problem":
                found[entry.msgid] = entry
    return found


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_every_sentence_is_translated(language: str) -> None:
    known = entries(language)
    missing = [f"{one.where}: {one.text}" for one in sources() if one.text not in known and one.text not in SAME]
    assert missing == []


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_translations_are_whole(language: str) -> None:
    for entry in entries(language).values():
        forms = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
        assert all(forms), f"empty translation of {entry.msgid!r}"
        assert not entry.fuzzy, entry.msgid
        if entry.msgid_plural:
            assert len(forms) == FORMS[language], entry.msgid


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_placeholders_are_the_same(language: str) -> None:
    for entry in entries(language).values():
        wanted = set(PLACEHOLDER.findall(entry.msgid))
        if entry.msgid_plural:
            wanted |= set(PLACEHOLDER.findall(entry.msgid_plural))
            for form in entry.msgstr_plural.values():
                assert set(PLACEHOLDER.findall(form)) <= wanted, entry.msgid
        else:
            assert set(PLACEHOLDER.findall(entry.msgstr)) == wanted, entry.msgid


def problem_codes() -> set[str]:
    """Every code that the code raises."""
    found: set[str] = set()
    for file in PACKAGE.rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        found |= set(re.findall(r'Problem\(\s*"(\w+)"', text))
    return found


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_every_problem_has_its_sentence(language: str) -> None:
    known: dict[str, str] = {}
    for file in sorted((FOLDER / language).glob("*.po")):
        known |= {e.msgid: e.msgstr for e in polib.pofile(str(file)) if e.msgctxt == "problem"}
    assert sorted(problem_codes() - set(known)) == []
    assert all(known.values())


def test_no_direction_control_is_stored() -> None:
    controls = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
    for file in FOLDER.rglob("*.po"):
        assert not controls.search(Path(file).read_text(encoding="utf-8")), file
