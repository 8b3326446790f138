"""Real procedure sheets become articles with their fields filled."""

from dataclasses import astuple
from pathlib import Path

import pytest

from operator_app import exchange
from operator_app.domain.documents import Document
from operator_app.domain.guide import Procedure, ProcedureText
from operator_app.domain.languages import Language

from . import municipal


@pytest.fixture
def imported(tmp_path: Path) -> dict[str, Document]:
    reading = exchange.read([municipal.write_csv(tmp_path / "sheets.csv")])
    assert (reading.refused, reading.warnings) == ((), ())
    return {candidate.document.external_id: candidate.document for candidate in reading.candidates}


def _text(document: Document, language: Language) -> ProcedureText:
    assert isinstance(document.body, Procedure)
    text = document.body.text(language)
    assert text is not None
    return text


def test_every_sheet_arrives_with_both_titles(imported: dict[str, Document]) -> None:
    assert len(imported) == len(municipal.sheets()) == 19
    for sheet in municipal.sheets():
        document = imported[f"beni-mtir-{sheet['slug']}"]
        assert _text(document, Language.FR).title == sheet["title_fr"].strip()
        assert _text(document, Language.AR).title
        assert document.seal.sources[0].date == sheet["updated"][:10]


@pytest.mark.parametrize("field", ["documents", "place", "delay", "conditions", "legal"])
def test_what_a_sheet_says_is_in_its_field(imported: dict[str, Document], field: str) -> None:
    said = 0
    for sheet in municipal.sheets():
        document = imported[f"beni-mtir-{sheet['slug']}"]
        for language in (Language.AR, Language.FR):
            sections = sheet[f"sections_{language.value}"]
            lines = [line for name, body in sections.items() if municipal.field_of(name) == field for line in body]
            if any(line.strip("- ") for line in lines):
                said += 1
                assert getattr(_text(document, language), field), (sheet["slug"], language)
    assert said >= {"documents": 11, "place": 12, "delay": 11, "conditions": 11, "legal": 12}[field]


def test_nothing_of_a_sheet_is_lost(imported: dict[str, Document]) -> None:
    for sheet in municipal.sheets():
        document = imported[f"beni-mtir-{sheet['slug']}"]
        for language in (Language.AR, Language.FR):
            held = _letters("".join(str(value) for value in astuple(_text(document, language))))
            for lines in sheet[f"sections_{language.value}"].values():
                for line in lines:
                    assert _letters(line) in held, (sheet["slug"], line)


def _letters(text: str) -> str:
    return "".join(ch for ch in text if ch.isalnum() and ch != "ـ")
