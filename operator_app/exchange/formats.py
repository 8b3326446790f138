"""One face for every format of files."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from operator_app.domain.documents import Document, Kind
from operator_app.domain.importing import Reading
from operator_app.domain.languages import Language
from operator_app.domain.matching import Matched
from operator_app.domain.problems import Problem
from operator_app.exchange.bundle import is_bundle, read_bundle
from operator_app.exchange.bundle_layout import ARTICLE_FILE, BUNDLE_FOLDERS, MODULE_FOLDER
from operator_app.exchange.bundle_write import write_bundle
from operator_app.exchange.csvfile import csv_table, write_csv
from operator_app.exchange.files import Folder, check_size, opened
from operator_app.exchange.hsds_in import offer_documents
from operator_app.exchange.hsds_read import read_tables
from operator_app.exchange.hsds_tables import is_hsds
from operator_app.exchange.hsds_write import write_hsds
from operator_app.exchange.rows import Table, matched, read_table
from operator_app.exchange.vcard import read_vcard, write_vcard
from operator_app.exchange.watching import Cancelled, Check, Gathering, Progress, Watch, never, unwatched
from operator_app.exchange.xlsx import xlsx_table
from operator_app.exchange.xlsx_write import write_xlsx


class Format(StrEnum):
    """A format of files; AUTO goes by what a path holds."""

    AUTO = "auto"
    CSV = "csv"
    XLSX = "xlsx"
    HSDS = "hsds"
    VCARD = "vcard"
    BUNDLE = "bundle"


@dataclass(frozen=True, slots=True)
class Written:
    """How many documents were written, and what had no place in the format."""

    documents: int
    warnings: tuple[Problem, ...] = ()


NO_COLUMNS: Mapping[str, str] = MappingProxyType({})
_LEFT_OUT = ("kind_not_in_table", "kind_not_in_hsds", "kind_not_in_vcard")
_ENDINGS = {
    ".csv": Format.CSV,
    ".tsv": Format.CSV,
    ".txt": Format.CSV,
    ".xlsx": Format.XLSX,
    ".xlsm": Format.XLSX,
    ".vcf": Format.VCARD,
    ".vcard": Format.VCARD,
    ".json": Format.HSDS,
    ".toml": Format.BUNDLE,
    ".md": Format.BUNDLE,
}


def read(
    paths: Sequence[Path],
    format: Format = Format.AUTO,
    progress: Progress = unwatched,
    cancelled: Cancelled = never,
    columns: Mapping[str, str] = NO_COLUMNS,
    kind: Kind = Kind.PROCEDURE,
) -> Reading:
    """Everything that files and folders hold.

    `columns` tells for headings of a table which of `NAMES` they are, empty for none (see `matched_columns`), `kind`
    what a row is that does not say.
    What cannot be used is refused with its place, a whole file too; `progress` is told how many records are done.
    Raises nothing but Problem("import_cancelled").
    """
    gathering = Gathering(Watch(progress, cancelled))
    for path in paths:
        try:
            found = format if format is not Format.AUTO else detected(path, gathering.check)
            if found in _TABLES:
                read_table(path.name, _TABLES[found](path, gathering), columns, gathering, kind)
            else:
                _READERS[found](path, gathering)
        except Problem as problem:
            if problem.code == "import_cancelled":
                gathering.forget()
                raise
            gathering.refuse(path.name, problem)
    return gathering.reading()


def matched_columns(path: Path, format: Format = Format.AUTO, cancelled: Cancelled = never) -> tuple[Matched, ...]:
    """The headings of a table, what each was taken for and what stands below it; nothing for what is no table.

    Raises Problem for a file that cannot be read, Problem("import_cancelled").
    """
    gathering = Gathering(Watch(cancelled=cancelled))
    found = format if format is not Format.AUTO else detected(path, gathering.check)
    return matched(_TABLES[found](path, gathering)) if found in _TABLES else ()


def write(
    documents: Sequence[Document],
    path: Path,
    format: Format = Format.AUTO,
    progress: Progress = unwatched,
    cancelled: Cancelled = never,
) -> Written:
    """Write documents, their references being external ids (see `PublishingDesk.export`).

    AUTO goes by the ending of the path, and is a bundle for a folder. Raises Problem("file_not_written"),
    Problem("format_unknown"), Problem("export_cancelled"), Problem("cell_too_long").
    """
    found = format
    if format is Format.AUTO:
        found = _ENDINGS.get(path.suffix.lower(), Format.BUNDLE)
    warnings = _WRITERS[found](documents, path, Watch(progress, cancelled, "export_cancelled"))
    missing = sum(int(problem.details["count"]) for problem in warnings if problem.code in _LEFT_OUT)
    return Written(len(documents) - missing, warnings)


def detected(path: Path, check: Check) -> Format:
    """The format of a file or folder. Raises Problem("file_missing"), Problem("format_unknown"), and what `check`
    raises: it is called again and again while a folder is listed."""
    if path.is_dir() or path.suffix.lower() == ".zip":
        names = opened(path, BUNDLE_FOLDERS, check).names()
        if is_bundle(names):
            return Format.BUNDLE
        if is_hsds(names):
            return Format.HSDS
        raise Problem("format_unknown", file=path.name)
    check_size(path, path.name)
    if path.suffix.lower() not in _ENDINGS:
        raise Problem("format_unknown", file=path.name)
    return _ENDINGS[path.suffix.lower()]


def _read_hsds(path: Path, gathering: Gathering) -> None:
    tables = read_tables(path, gathering)
    try:
        offer_documents(tables, gathering)
    finally:
        tables.forget()


def _read_bundle(path: Path, gathering: Gathering) -> None:
    """A folder or zip, or one file of a bundle: an article comes with its other languages, or they would be lost."""
    if path.is_dir() or path.suffix.lower() == ".zip":
        read_bundle(opened(path, BUNDLE_FOLDERS, gathering.check), gathering)
        return
    check_size(path, path.name)
    folder = path.resolve().parent
    article = ARTICLE_FILE.fullmatch(path.name)
    if article is not None:
        slug = article["slug"]
        every = [f"{slug}.{language.value}.md" for language in Language]
        files = [file for file in every if (folder / file).is_file()]
    else:
        files = [path.name]
    if article is not None or folder.name == MODULE_FOLDER:
        read_bundle(Folder(folder.parent, tuple(f"{folder.name}/{file}" for file in files)), gathering)
    else:
        read_bundle(Folder(folder, tuple(files)), gathering)


_TABLES: dict[Format, Callable[[Path, Gathering], Table]] = {Format.CSV: csv_table, Format.XLSX: xlsx_table}
_READERS: dict[Format, Callable[[Path, Gathering], None]] = {
    Format.BUNDLE: _read_bundle,
    Format.HSDS: _read_hsds,
    Format.VCARD: read_vcard,
}
_WRITERS: dict[Format, Callable[[Sequence[Document], Path, Watch], tuple[Problem, ...]]] = {
    Format.CSV: write_csv,
    Format.XLSX: write_xlsx,
    Format.BUNDLE: write_bundle,
    Format.HSDS: write_hsds,
    Format.VCARD: write_vcard,
}
