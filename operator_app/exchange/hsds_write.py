"""Writing HSDS 3.0: a folder or zip of CSV with its descriptor, or JSON."""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from operator_app.domain.documents import Document
from operator_app.domain.problems import Problem
from operator_app.exchange.csvfile import guarded
from operator_app.exchange.files import write_bytes, write_folder, write_zip
from operator_app.exchange.hsds_out import hsds_tables
from operator_app.exchange.hsds_tables import Record, Tables
from operator_app.exchange.watching import Watch

# Table → name of its resource, and its columns in the order of the official descriptor, as far as we fill them.
_WRITTEN: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "organizations": (
        "organization",
        ("id", "name", "alternate_name", "description", "email", "website", "parent_organization_id"),
    ),
    "services": (
        "service",
        (
            *("id", "organization_id", "name", "alternate_name", "description", "status", "application_process"),
            *("fees_description", "wait_time", "eligibility_description", "assured_date"),
        ),
    ),
    "locations": ("location", ("id", "location_type", "organization_id", "name", "alternate_name")),
    "phones": ("phone", ("id", "organization_id", "number", "type", "description")),
    "addresses": (
        "address",
        ("id", "location_id", "address_1", "city", "state_province", "postal_code", "country", "address_type"),
    ),
    "schedules": (
        "schedule",
        ("id", "location_id", "timezone", "freq", "interval", "byday", "description", "opens_at", "closes_at"),
    ),
    "languages": ("language", ("id", "location_id", "name", "code")),
    "accessibility": ("accessibility", ("id", "location_id", "description")),
    "required_documents": ("required_document", ("id", "service_id", "document")),
    "attributes": ("attribute", ("id", "link_id", "taxonomy_term_id", "link_type", "link_entity", "value")),
    "taxonomy_terms": ("taxonomy_term", ("id", "code", "name", "description", "taxonomy", "language", "taxonomy_id")),
    "taxonomies": ("taxonomy", ("id", "name", "description", "version")),
}
_NUMBERS = frozenset(("timezone", "interval"))
_OF_PLACES = ("addresses", "schedules", "languages", "accessibility")
_VERSION = "3.0.0"


def write_hsds(documents: Sequence[Document], path: Path, watch: Watch) -> tuple[Problem, ...]:
    """Write JSON when the path ends in .json, a zip when in .zip, else a folder. Returns the kinds that had no place.

    Raises Problem("file_not_written"), Problem("export_cancelled").
    """
    tables, warnings = hsds_tables(documents, watch)
    match path.suffix.lower():
        case ".json":
            write_bytes(path, _json(nested(tables)))
        case ".zip":
            write_zip(path, _files(tables))
        case _:
            write_folder(path, _files(tables))
    return warnings


def nested(tables: Tables) -> dict[str, list[dict[str, object]]]:
    """The package as HSDS objects: each service and each organization is one of the standard's own."""
    attributes = tables.linked("attributes", "link_id")
    documents = tables.linked("required_documents", "service_id")
    phones, places = tables.linked("phones", "organization_id"), tables.linked("locations", "organization_id")
    of_places = {table: tables.linked(table, "location_id") for table in _OF_PLACES}
    known = {row["id"]: row for row in tables.of("organizations")}
    services = [
        {
            **_object(row),
            "organization": _object({key: known[row["organization_id"]][key] for key in ("id", "name", "description")}),
            **_inner(required_documents=documents.get(row["id"]), attributes=attributes.get(row["id"])),
        }
        for row in tables.of("services")
    ]
    organizations = []
    for row in tables.of("organizations"):
        locations = [
            {**_object(place), **_inner(**{table: rows.get(place["id"]) for table, rows in of_places.items()})}
            for place in places.get(row["id"], ())
        ]
        inner = _inner(phones=phones.get(row["id"]), attributes=attributes.get(row["id"]))
        organizations.append({**_object(row), **({"locations": locations} if locations else {}), **inner})
    return {"organizations": organizations, "services": services}


def _inner(**lists: list[Record] | None) -> dict[str, object]:
    return {key: [_object(row) for row in rows] for key, rows in lists.items() if rows}


def _object(row: Record) -> dict[str, object]:
    """A row as JSON has it: numbers as numbers, nothing empty."""
    return {key: int(value) if key in _NUMBERS else value for key, value in row.items() if value}


def _files(tables: Tables) -> Iterator[tuple[str, bytes]]:
    """The descriptor and a CSV file for each table that has rows."""
    written = [(table, *spec) for table, spec in _WRITTEN.items() if tables.of(table)]
    resources = [
        {
            "name": name,
            "path": f"{table}.csv",
            "profile": "tabular-data-resource",
            "schema": {
                "fields": [{"name": key, "type": "number" if key in _NUMBERS else "string"} for key in columns],
                "primaryKey": "id",
            },
        }
        for table, name, columns in written
    ]
    package = {"name": "human-services-data", "profile": "tabular-data-package", "version": _VERSION}
    yield "datapackage.json", _json({**package, "resources": resources})
    for table, _, columns in written:
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(columns)
        writer.writerows([guarded(row.get(key, "")) for key in columns] for row in tables.of(table))
        yield f"{table}.csv", text.getvalue().encode()


def _json(content: object) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
