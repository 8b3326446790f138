"""The municipal sheets of ../shared as a table that the program imports.

The sheets stay in ../shared: they are real texts of a municipality, and never part of the project.
"""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from operator_app.domain.text import fold

SHEETS = Path(__file__).parents[3] / "shared/data/tn-procedures/beni_mtir_municipality_procedures.json"
FIELDS = ("conditions", "documents", "steps", "place", "delay", "fee", "legal", "notes", "body")
_JOINED = ("place", "delay", "fee", "notes")

# The beginnings (folded, words only) of the headings that mean a field, in the order in which they are tried.
_HEADINGS = (
    ("legal", "المراجع", "النصوص القانونيه", "الوثايق الرسميه المعتمده", "references", "le cadre reglementaire"),
    ("conditions", "شروط", "conditions", "les conditions", "formalites", "qui declare", "a qui"),
    ("documents", "الوثايق", "documents", "pieces", "les pieces"),
    ("steps", "اجراات", "procedure"),
    ("place", "مكان", "المصلحه المسداه", "service prestataire", "lieu", "qui recoit", "qui le delivre"),
    ("delay", "اجل", "الاجال", "delai", "quand"),
    ("fee", "معاليم", "taxes"),
    ("notes", "ملاحظات", "notes"),
)


def sheets() -> list[dict[str, Any]]:
    """The sheets as they are; skips the test where ../shared is not there."""
    if not SHEETS.is_file():
        pytest.skip("../shared/data/tn-procedures is not here")
    loaded: list[dict[str, Any]] = json.loads(SHEETS.read_text(encoding="utf-8"))
    return loaded


def rows() -> list[dict[str, str]]:
    """One row a sheet, columns of the CSV import; skips the test where ../shared is not there."""
    return [_row(sheet) for sheet in sheets()]


def write_csv(path: Path) -> Path:
    """The rows as a CSV file."""
    found = rows()
    columns = ["external_id", "kind", "title_ar", "title_fr"]
    columns += [f"{field}_{language}" for field in FIELDS for language in ("ar", "fr")]
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, [*columns, "source", "source_date", "owner"])
        writer.writeheader()
        writer.writerows(found)
    return path


def field_of(heading: str) -> str:
    """The field that a section's heading means; the body where no field does."""
    words = " ".join(re.findall(r"\w+", fold(heading)))
    for field, *beginnings in _HEADINGS:
        if words.startswith(tuple(beginnings)):
            return field
    return "body"


def _row(sheet: dict[str, Any]) -> dict[str, str]:
    row = {
        "external_id": f"beni-mtir-{sheet['slug']}",
        "kind": "procedure",
        "title_ar": _tidy(sheet["title_ar"]),
        "title_fr": _tidy(sheet["title_fr"]),
        "source": "بلدية بني مطير",
        "source_date": sheet["updated"][:10],
        "owner": "بلدية بني مطير",
    }
    for language in ("ar", "fr"):
        fields: dict[str, list[str]] = {}
        for heading, lines in sheet[f"sections_{language}"].items():
            kept = list(_lines(lines))
            field = "body" if heading == "_intro" else field_of(heading)
            if kept and field == "body" and heading != "_intro":
                kept = [f"## {_tidy(heading)}", "", *kept, ""]
            fields.setdefault(field, []).extend(kept)
        row |= {f"{field}_{language}": _cell(field, kept) for field, kept in fields.items()}
    return row


def _cell(field: str, lines: list[str]) -> str:
    if field in _JOINED:
        return "\n".join(line.removeprefix("- ") for line in lines)
    # A line feed at the end: a single item may hold semicolons.
    return "\n".join(lines) + "\n" if lines and field != "body" else "\n".join(lines).strip()


def _lines(lines: list[str]) -> Iterator[str]:
    for line in lines:
        text = _tidy(re.sub(r"^(?:[-•]\s*)+", "- ", line))
        if text.strip("- "):
            yield text


def _tidy(text: str) -> str:
    """Without the tatweel that the sheets stretch their headings with."""
    return " ".join(text.replace("ـ", "").split())
