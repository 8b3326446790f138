"""Every problem of the shared database has its sentence in the three languages, and its details fill it."""

import re

import polib
import pytest

from operator_app.desk.sync_state import STUBBORN
from operator_app.paths import shipped

FOLDER = shipped("resources") / "translations"
_LANGUAGES = ("ar", "fr", "en")


def _sentences(language: str) -> dict[str, str]:
    entries = polib.pofile(str(FOLDER / language / "shared-problems.po"))
    return {entry.msgid: entry.msgstr for entry in entries if entry.msgctxt == "problem"}


@pytest.mark.parametrize("language", _LANGUAGES)
def test_every_code_has_its_sentence(language: str) -> None:
    source = (shipped("resources").parent / "operator_app" / "shared" / "failures.py").read_text(encoding="utf-8")
    codes = set(re.findall(r'"(shared_\w+)"', source)) | (STUBBORN - {"store_full"})
    checks = (shipped("resources").parent / "operator_app" / "shared" / "sql" / "chain.sql").read_text(encoding="utf-8")
    codes |= set(re.findall(r"'(shared_check_\w+)'", checks))
    known = _sentences(language)
    assert sorted(codes - set(known)) == []
    assert all(known.values())


def test_placeholders_are_the_same_in_every_language() -> None:
    arabic, french, english = (_sentences(language) for language in _LANGUAGES)
    assert set(arabic) == set(french) == set(english)
    for code, sentence in english.items():
        names = re.findall(r"\{(\w+)\}", sentence)
        for other in (arabic[code], french[code]):
            assert sorted(re.findall(r"\{(\w+)\}", other)) == sorted(names), code
