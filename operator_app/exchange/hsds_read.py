"""Reading HSDS packages: folders and zips of CSV, and JSON in the shapes that there are."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath

from operator_app.domain.letting_go import let_go
from operator_app.domain.problems import Problem
from operator_app.exchange.cleaning import cleaned, short_enough
from operator_app.exchange.csvfile import csv_rows
from operator_app.exchange.encodings import text_of
from operator_app.exchange.files import Files, Folder, opened, read_bytes
from operator_app.exchange.hsds_tables import LINKS, Record, Tables, renamed, table_named
from operator_app.exchange.json_pieces import loads
from operator_app.exchange.watching import Gathering

_DESCRIPTOR = "datapackage.json"
_DEEPEST = 12
# Parent table → the column that links a child to it.
_PARENT = {
    "organizations": "organization_id",
    "programs": "program_id",
    "services": "service_id",
    "service_at_location": "service_at_location_id",
    "locations": "location_id",
    "contacts": "contact_id",
    "phones": "phone_id",
    "taxonomies": "taxonomy_id",
    "taxonomy_terms": "taxonomy_term_id",
}
# Keys of JSON objects that hold other objects, where the key is not the table's name.
_OBJECTS = {"taxonomy_detail": "taxonomies", "location": "locations", "organization": "organizations"}


def read_tables(path: Path, gathering: Gathering) -> Tables:
    """The tables of a package. Raises Problem for what concerns all of it."""
    if path.name == _DESCRIPTOR:
        return _from_files(Folder(path.parent), path.name, gathering)
    if path.is_dir() or path.suffix.lower() == ".zip":
        return _from_files(opened(path, (), gathering.check), path.name, gathering)
    return tables_from_json(text_of(read_bytes(path, path.name), path.name), path.name)


def tables_from_json(text: str, file: str) -> Tables:
    """Tables from one JSON document: an object or a list of them, a page of an API, or tables by name.

    Raises Problem("json_invalid"), Problem("format_unknown").
    """
    content = _json(text, file)
    flat = _Flat()
    top = _top(content)
    for table, item in top:
        flat.take(table, item)
    _let_go(content)
    let_go(top)
    if not any(flat.tables.rows.values()):
        raise Problem("format_unknown", file=file)
    return flat.tables


def _from_files(files: Files, file: str, gathering: Gathering) -> Tables:
    tables = Tables()
    found = _resources(files)
    names = [name for name in files.names() if PurePosixPath(name).name != _DESCRIPTOR]
    written = {name: found.get(name, PurePosixPath(name).name) for name in names if name.casefold().endswith(".csv")}
    known = {name: told for name, told in written.items() if table_named(told)}
    # A package with tables may bring schemas and examples along, which are JSON and no data.
    known |= {} if known else {name: "" for name in names if name.casefold().endswith(".json")}
    for name in names:
        if name not in known:
            gathering.warn(Problem("file_ignored", file=name))
        elif known[name]:
            _read_csv(files, name, table_named(known[name]), known[name], tables, gathering)
        else:
            _read_json(files, name, tables, gathering)
    if not any(tables.rows.values()):
        raise Problem("format_unknown", file=file)
    return tables


def _resources(files: Files) -> dict[str, str]:
    """Path → name of each resource, as the package's descriptor has them; a package without a readable one goes by its
    file names."""
    found: dict[str, str] = {}
    for name in files.names():
        if PurePosixPath(name).name != _DESCRIPTOR:
            continue
        try:
            content = _json(text_of(files.read(name), name), name)
        except Problem:
            continue
        resources = content.get("resources") if isinstance(content, dict) else None
        for resource in resources if isinstance(resources, list) else ():
            told, target = (resource.get("name"), resource.get("path")) if isinstance(resource, dict) else (None, None)
            if isinstance(told, str) and isinstance(target, str) and table_named(told):
                found[str(PurePosixPath(name).parent / target).removeprefix("./")] = told
    return found


def _read_csv(files: Files, name: str, table: str, written: str, tables: Tables, gathering: Gathering) -> None:
    try:
        found = csv_rows(files.read(name), name, gathering)
    except Problem as problem:
        if problem.code != "file_empty":
            gathering.refuse(name, problem)
        return
    headings = [cleaned(heading) for heading in found.headings]
    for row in found.rows:
        gathering.check()
        try:
            cells = {heading: short_enough(cell, heading) for heading, cell in zip(headings, row.cells, strict=False)}
        except Problem as problem:
            gathering.refuse(f"{name}:{row.line}", problem)
            continue
        record = renamed(table, {heading: cleaned(cell) for heading, cell in cells.items()}, written)
        if record:
            if "id" not in record:
                record["id"] = _made_id(table, record)
            tables.add(table, record)


def _read_json(files: Files, name: str, tables: Tables, gathering: Gathering) -> None:
    try:
        found = tables_from_json(text_of(files.read(name), name), name)
    except Problem as problem:
        gathering.refuse(name, problem)
        return
    for table, rows in found.rows.items():
        tables.rows.setdefault(table, []).extend(rows)


def _json(text: str, file: str) -> object:
    try:
        return loads(text)
    except (ValueError, RecursionError) as error:
        raise Problem("json_invalid", file=file, why=str(error)[:100]) from error


def _let_go(content: object) -> None:
    for part in (content, *content.values()) if isinstance(content, dict) else (content,):
        if isinstance(part, list):
            let_go(part)


def _top(content: object) -> list[tuple[str, object]]:
    """The objects at the top, each with its table."""
    if isinstance(content, list):
        return [(_guessed(item), item) for item in content]
    if not isinstance(content, dict):
        return []
    if isinstance(content.get("contents"), list):
        return _top(content["contents"])
    named = [(table_named(str(key)), value) for key, value in content.items() if isinstance(value, list)]
    if "id" not in content and "name" not in content:
        return [(table, item) for table, items in named if table for item in items]
    return [(_guessed(content), content)]


def _guessed(item: object) -> str:
    """What an object without a label is, by the keys that only its kind has."""
    if not isinstance(item, dict):
        return ""
    if "location_type" in item or "latitude" in item:
        return "locations"
    if ("service_id" in item and "location_id" in item) or "service" in item:
        return "service_at_location"
    if "taxonomy" in item or "term_uri" in item or "parent_id" in item:
        return "taxonomy_terms"
    if "version" in item:
        return "taxonomies"
    if "status" in item or "service_at_locations" in item or "organization" in item or "organization_id" in item:
        return "services"
    return "organizations"


@dataclass(slots=True)
class _Flat:
    """Nested objects laid out into tables; one that is told in several places becomes one row with all its links."""

    tables: Tables = field(default_factory=Tables)
    _rows: dict[tuple[str, str], Record] = field(default_factory=dict)

    def take(self, table: str, item: object, parent: tuple[str, str] = ("", ""), depth: int = 0) -> str:
        """Take in an object and everything in it; returns its id. Raises Problem("json_deep")."""
        if depth > _DEEPEST:
            raise Problem("json_deep")
        if not table or not isinstance(item, Mapping):
            return ""
        row = renamed(table, {str(key): _text(value) for key, value in item.items()}, table)
        row |= self._link(table, parent)
        if "id" not in row:
            row["id"] = _made_id(table, row)
        inner = [(str(key), value) for key, value in item.items() if isinstance(value, list | dict)]
        # What an object holds as an object is what it links to: a service's organization, an entry's location.
        for key, value in inner:
            target = _OBJECTS.get(key) or (table_named(key) if isinstance(value, dict) else "")
            if target and isinstance(value, dict):
                row[_PARENT.get(target, f"{key}_id")] = self.take(target, value, depth=depth + 1)
        self._keep(table, row)
        for key, value in inner:
            for child in value if isinstance(value, list) else ():
                self.take(table_named(key), child, (table, row["id"]), depth + 1)
        return row["id"]

    def _link(self, table: str, parent: tuple[str, str]) -> Record:
        if not parent[0]:
            return {}
        if table == "attributes":
            return {"link_id": parent[1], "link_entity": parent[0]}
        if table == "metadata":
            return {"resource_id": parent[1]}
        column = _PARENT.get(parent[0], "")
        return {column: parent[1]} if column in LINKS[table] else {}

    def _keep(self, table: str, row: Record) -> None:
        known = self._rows.get((table, row["id"]))
        links = {key: row[key] for key in LINKS[table] if key in row}
        if known is not None and all(known.get(key, value) == value for key, value in links.items()):
            for key, value in row.items():
                known.setdefault(key, value)
            return
        if known is None:
            self._rows[table, row["id"]] = row
        self.tables.add(table, row)


def _text(value: object) -> str:
    if value is None or isinstance(value, list | dict):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return cleaned(short_enough(str(value), ""))


def _made_id(table: str, row: Record) -> str:
    """An id for a row that has none: the same for the same row."""
    return sha256(json.dumps([table, sorted(row.items())]).encode()).hexdigest()[:32]
