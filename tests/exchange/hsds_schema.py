"""The official HSDS schemas of ../shared, and what of JSON Schema they use."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

HSDS = Path(__file__).parents[3] / "shared/data/hsds/3.0"
_TYPES: dict[str, type | tuple[type, ...]] = {"string": str, "number": (int, float), "array": list, "object": dict}
_FORMATS = {"uri": r"[a-z][a-z0-9+.\-]*:\S+", "email": r"[^@\s]+@[^@\s]+", "date-time": r"\d{4}-\d\d-\d\dT.*"}


def shared(part: str) -> Path:
    """A file or folder of the standard; skips the test where ../shared is not there."""
    if not (HSDS / part).exists():
        pytest.skip("../shared/data/hsds is not here")
    return HSDS / part


@cache
def _schema(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(shared(f"schema/{name}").read_text(encoding="utf-8"))
    return loaded


def errors(value: object, name: str) -> list[str]:
    """What in an object is against the schema of this name ("service.json")."""
    return list(_errors(value, _schema(name), name.removesuffix(".json")))


def _errors(value: object, schema: dict[str, Any], path: str) -> Iterator[str]:
    if "$ref" in schema:
        schema = _schema(schema["$ref"])
    kind = schema.get("type")
    if kind and (not isinstance(value, _TYPES[kind]) or isinstance(value, bool)):
        yield f"{path}: not {kind}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{path}: {value} not one of {schema['enum']}"
    if isinstance(value, str) and not _formatted(value, schema.get("format", "")):
        yield f"{path}: {value} is no {schema['format']}"
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from _errors(item, schema["items"], f"{path}[{number}]")
    if isinstance(value, dict):
        yield from (f"{path}: {key} is missing" for key in schema.get("required", ()) if key not in value)
        yield from (f"{path}: {key} is unknown" for key in value if key not in schema["properties"])
        for key, inner in value.items():
            if key in schema["properties"]:
                yield from _errors(inner, schema["properties"][key], f"{path}.{key}")


def _formatted(value: str, format: str) -> bool:
    if format == "uuid":
        try:
            UUID(value)
        except ValueError:
            return False
        return len(value) == 36
    return format not in _FORMATS or re.fullmatch(_FORMATS[format], value) is not None


def package_errors(rows: dict[str, list[dict[str, str]]]) -> list[str]:
    """What in the tables of a package (file name → rows) is against the official data package."""
    return list(_package_errors(rows))


def _package_errors(rows: dict[str, list[dict[str, str]]]) -> Iterator[str]:
    resources = json.loads(shared("datapackage.json").read_text(encoding="utf-8"))["resources"]
    known = {resource["path"]: resource["schema"] for resource in resources}
    paths = {resource["name"]: resource["path"] for resource in resources}
    for path, table in rows.items():
        if path not in known:
            yield f"{path} is unknown"
            continue
        schema = known[path]
        for field in schema["fields"]:
            rules = field.get("constraints", {})
            values = [row.get(field["name"], "") for row in table]
            if rules.get("required") and not all(values):
                yield f"{path}: {field['name']} is missing"
            if rules.get("unique") and len(set(filter(None, values))) < len([v for v in values if v]):
                yield f"{path}: {field['name']} is not unique"
            if rules.get("enum") and set(filter(None, values)) - set(rules["enum"]):
                yield f"{path}: {field['name']} holds a value not listed"
        names = {field["name"] for field in schema["fields"]}
        yield from (f"{path}: {key} is unknown" for key in table[0] if key not in names)
        for foreign in schema.get("foreignKeys", ()):
            (column,) = [foreign["fields"]] if isinstance(foreign["fields"], str) else foreign["fields"]
            there = {row["id"] for row in rows.get(paths[foreign["reference"]["resource"]], ())}
            if {row.get(column, "") for row in table} - there - {""}:
                yield f"{path}: {column} refers to nothing"
