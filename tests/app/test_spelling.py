"""Hunspell in its own process, over dictionaries that the test writes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from operator_app.app.spelling import HunspellProcess, dictionaries
from operator_app.domain.languages import Language
from tests.dictionaries import write_dictionary

AR, FR, EN = Language.AR, Language.FR, Language.EN


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_dictionary(tmp_path, "fr", "municipalité", "acte", "de")
    write_dictionary(tmp_path, "ar_TN", "بلدية", "مضمون")
    return tmp_path


@pytest.fixture
def speller() -> Iterator[HunspellProcess]:
    made = HunspellProcess()
    yield made
    made.close()


def test_the_dictionaries_of_a_folder(folder: Path) -> None:
    assert dictionaries(str(folder)) == {AR: folder / "ar_TN", FR: folder / "fr"}
    (folder / "fr.dic").unlink()
    assert set(dictionaries(str(folder))) == {AR}
    assert dictionaries(str(folder / "nowhere")) == {}


def test_words_are_looked_up_and_suggested(folder: Path, speller: HunspellProcess) -> None:
    assert speller.languages(str(folder)) == {AR, FR}
    assert speller.wrong(FR, ["acte", "municipalitté", "Municipalité"]) == ["municipalitté"]
    assert speller.wrong(AR, ["بلدية", "بلدديه"]) == ["بلدديه"]
    assert speller.suggest(FR, "municipalitté") == ["municipalité"]
    assert speller.wrong(EN, ["anything"]) == []


def test_without_a_dictionary_no_process_is_begun(tmp_path: Path, speller: HunspellProcess) -> None:
    assert speller.languages(str(tmp_path)) == frozenset()
    assert speller.wrong(FR, ["acte"]) == []
    assert speller.suggest(FR, "acte") == []


@pytest.mark.parametrize("damage", [b"", b"\xff\xfe\x00garbage\x00", b"999999999\n/////\n"])
def test_a_damaged_dictionary_stops_nothing(folder: Path, speller: HunspellProcess, damage: bytes) -> None:
    (folder / "fr.aff").write_bytes(damage)
    (folder / "fr.dic").write_bytes(damage)
    speller.languages(str(folder))
    speller.wrong(FR, ["acte"])
    speller.languages(str(folder))
    assert speller.wrong(AR, ["بلدية"]) == []


def test_after_closing_nothing_is_begun(folder: Path, speller: HunspellProcess) -> None:
    speller.languages(str(folder))
    speller.close()
    assert speller.wrong(FR, ["municipalitté"]) == []
