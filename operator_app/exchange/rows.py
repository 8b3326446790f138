"""A table of documents, one row each: what CSV and XLSX have in common."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice

from operator_app.domain.documents import Document, Kind
from operator_app.domain.languages import Language
from operator_app.domain.matching import Matched
from operator_app.domain.problems import Problem
from operator_app.domain.text import fold
from operator_app.exchange.cells import day_in, parsed, shown
from operator_app.exchange.cleaning import cleaned, cleaned_markdown, short_enough
from operator_app.exchange.columns import COLUMNS, NAMES, SEAL_DATES, SEAL_TEXTS, SOURCES, Column, Shape
from operator_app.exchange.headings import Heading, language_of, understood
from operator_app.exchange.plain import Plain, document_from, plain_body, plain_seal
from operator_app.exchange.watching import Gathering, Watch

_KINDS = {
    Kind.PROCEDURE: "procédure; article; démarche; إجراء; خدمة; الإجراء",
    Kind.TIP: "conseil; نصيحة; إرشاد",
    Kind.CONTACT: "service; personne; interlocuteur; جهة اتصال; مصلحة; جهة",
    Kind.GREETING: "accueil; phrase; تحية; عبارة",
    Kind.NEWS: "nouvelle; actualité; خبر; مستجد",
    Kind.SYNONYMS: "synonymes; مرادفات",
    Kind.LINE: "ligne; خط",
}
_KIND_WORDS = {fold(word.strip()): kind for kind, words in _KINDS.items() for word in (kind, *words.split(";"))}
_SAMPLES, _SAMPLE_LENGTH = 3, 200
_SOURCE_COLUMNS = frozenset(SOURCES)
# Cells that keep the line feeds at their ends: they mean something in lists, and line up the columns of sources.
_RAW = frozenset((*SOURCES, *(c.name for columns in COLUMNS.values() for c in columns if c.shape is Shape.LIST)))


@dataclass(frozen=True, slots=True)
class Row:
    """`line` is where people find it: the line of a text file, the row of a sheet."""

    line: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it stands in a file; `rows` can be gone through once."""

    headings: list[str]
    rows: Iterable[Row]


def matched(table: Table) -> tuple[Matched, ...]:
    """What each heading was taken for, for people to correct."""
    first = [row.cells for row in islice(table.rows, _SAMPLES)]
    found = []
    for number, (written, meaning) in enumerate(zip(table.headings, understood(table.headings), strict=True)):
        cells = tuple(cleaned(cells[number])[:_SAMPLE_LENGTH] for cells in first if number < len(cells))
        found.append(Matched(cleaned(written), meaning.name if meaning else "", cells))
    return tuple(found)


def read_table(
    file: str, table: Table, columns: Mapping[str, str], gathering: Gathering, kind: Kind = Kind.PROCEDURE
) -> None:
    """Offer the document of each row. `columns` says for headings as written (cleaned) which column they are, empty for
    none; `kind` is what a row is that does not say.

    Raises Problem("no_title_column") when no column is a title, and Problem("import_cancelled").
    """
    headings = table.headings
    meanings = understood([columns.get(cleaned(written), written) for written in headings])
    for written, meaning in zip(headings, meanings, strict=True):
        if meaning is None and columns.get(cleaned(written), cleaned(written)):
            gathering.warn(Problem("column_unknown", file=file, column=cleaned(written)[:60]))
    if not any(meaning is not None and meaning.field == "title" for meaning in meanings):
        told = ", ".join(cleaned(written)[:30] for written in headings[:8])
        raise Problem("no_title_column", file=file, columns=told)
    for row in table.rows:
        gathering.step()
        where = f"{file}:{row.line}"
        try:
            cells = _named(row.cells, headings, meanings)
            if cells:
                gathering.offer(_document(cells, where, gathering, kind), where)
        except Problem as problem:
            gathering.refuse(where, problem)


def kind_of_rows(columns: Collection[str]) -> Kind:
    """What the rows of a table most likely are that do not say it: the kind with most of these columns."""
    bases = {_base(name) for name in columns}
    counts = {kind: len(bases & {_base(c.name) for c in COLUMNS[kind]}) for kind in COLUMNS}
    return max(counts, key=lambda kind: counts[kind])


def _base(column: str) -> str:
    ending = column[-3:]
    return column[:-3] if ending in {f"_{language.value}" for language in Language} else column


def table_of(documents: Sequence[Document], watch: Watch) -> tuple[list[str], list[list[str]], tuple[Problem, ...]]:
    """Headings, rows, and what does not fit into a table. Columns that no document fills are left out."""
    rows: list[dict[str, str]] = []
    left_out: dict[Kind, int] = {}
    for done, document in enumerate(documents):
        watch.step(done)
        if document.kind in COLUMNS:
            rows.append(_cells(document))
        else:
            left_out[document.kind] = left_out.get(document.kind, 0) + 1
    used = {name for row in rows for name in row} | {"external_id", "kind", "title_ar", "title_fr"}
    headings = [name for name in NAMES if name in used]
    warnings = tuple(Problem("kind_not_in_table", kind=kind.value, count=count) for kind, count in left_out.items())
    return headings, [[row.get(name, "") for name in headings] for row in rows], warnings


def _named(cells: list[str], headings: list[str], meanings: list[Heading | None]) -> dict[str, str]:
    """Column → cell, without the empty ones. Raises Problem("row_too_long"), Problem("field_too_long")."""
    if any(cell.strip() for cell in cells[len(headings) :]):
        raise Problem("row_too_long", cells=len(cells), columns=len(headings))
    named: dict[str, str] = {}
    for written, meaning, cell in zip(headings, meanings, cells, strict=False):
        if meaning is None or not cell:
            continue
        short_enough(cell, written)
        column = meaning.column(cell)
        text = _tidy(column, cell)
        if text.strip():
            # A column without a language never overwrites one that names it.
            if meaning.translated and meaning.language is None and column in named:
                continue
            named[column] = text
    return named


def _tidy(column: str, cell: str) -> str:
    text = cleaned_markdown(cell) if column.startswith("body_") else cleaned(cell)
    if column in _RAW:
        ending = "\n" if cell.endswith(("\n", "\r")) and "\n" not in text else ""
        beginning = "\n" * (len(cell) - len(cell.lstrip("\r\n"))) if column in _SOURCE_COLUMNS else ""
        return beginning + text + ending
    return text


def _document(cells: dict[str, str], where: str, gathering: Gathering, unsaid: Kind) -> Document:
    """Raises Problem."""
    kind = _kind(cells.get("kind", ""), unsaid)
    plain: Plain = {}
    columns = {column.name: column for column in COLUMNS[kind]}
    for name, cell in cells.items():
        column = columns.get(name)
        if column is not None:
            _put(plain, column, cell, where, gathering)
        elif name not in _COMMON:
            gathering.warn(Problem("column_not_for_kind", where=where, column=name, kind=kind.value))
    if not any(name.startswith("title_") for name in cells):
        raise Problem("title_missing")
    return document_from(kind, cells.get("external_id") or _derived_id(kind, cells), plain, _seal(cells))


_COMMON = frozenset(("external_id", "kind", *SOURCES, *SEAL_TEXTS, *SEAL_DATES))


def _kind(cell: str, unsaid: Kind) -> Kind:
    """Raises Problem("kind_unknown")."""
    word = " ".join(fold(cell).split())
    if not word:
        return unsaid
    if word not in _KIND_WORDS:
        raise Problem("kind_unknown", value=cell[:60], choices=", ".join(COLUMNS))
    return _KIND_WORDS[word]


def _put(plain: Plain, column: Column, cell: str, where: str, gathering: Gathering) -> None:
    try:
        value = parsed(column.shape, cell, column.name)
    except Problem as problem:
        if problem.code != "hours_unclear":
            raise
        # Hours in words are worth keeping: they are shown, and only "open now" is not known.
        gathering.warn(Problem("hours_as_note", where=where, value=cell[:60]))
        value, column = cell, Column(column.name, ("hours_note", language_of(cell).value))
    inner = plain
    for step in column.path[:-1]:
        deeper = inner.setdefault(step, {})
        inner = deeper if isinstance(deeper, dict) else {}
    inner.setdefault(column.path[-1], value)


def _derived_id(kind: Kind, cells: dict[str, str]) -> str:
    """A row without an id is recognised by its titles, so that a second import changes nothing."""
    titles = "\n".join(fold(cells.get(f"title_{language.value}", "")) for language in Language)
    return f"{kind.value}-{sha256(titles.encode()).hexdigest()[:16]}"


def _seal(cells: dict[str, str]) -> Plain:
    seal: Plain = {name: cells[name] for name in SEAL_TEXTS if name in cells}
    seal |= {name: day_in(cells[name], name) for name in SEAL_DATES if name in cells}
    sources = list(_sources(cells))
    return seal | ({"sources": sources} if sources else {})


def _sources(cells: dict[str, str]) -> Iterator[Plain]:
    """The sources, one a line of their columns."""
    lines = {field: cells[name].split("\n") for name, field in SOURCES.items() if name in cells}
    for number in range(max((len(values) for values in lines.values()), default=0)):
        source: Plain = {}
        for field, values in lines.items():
            if number < len(values) and values[number].strip():
                source[field] = values[number].strip()
        if source:
            yield {"title": ""} | source


def _cells(document: Document) -> dict[str, str]:
    """The filled cells of a document."""
    plain = plain_body(document.body)
    cells = {"external_id": document.external_id or document.id, "kind": document.kind.value}
    for column in COLUMNS[document.kind]:
        value: object = plain
        for step in column.path:
            value = value.get(step) if isinstance(value, dict) else None
        if value is not None:
            cells[column.name] = shown(column.shape, value)
    return cells | _seal_cells(document)


def _seal_cells(document: Document) -> dict[str, str]:
    plain = plain_seal(document.seal)
    cells = {name: str(plain[name]) for name in (*SEAL_TEXTS, *SEAL_DATES) if name in plain}
    found = plain.get("sources")
    sources = found if isinstance(found, list | tuple) else ()
    for name, field in SOURCES.items():
        lines = [" ".join(str(source[field]).split()) for source in sources]
        if any(lines):
            cells[name] = "\n".join(lines)
    return cells
