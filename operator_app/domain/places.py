"""Places in a record: "ar.short_answer", "name.fr", "phones". The editor, the checks and the comparison name the parts
of a body by them."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, time
from enum import Enum

from operator_app.domain.guide import Procedure, ProcedureText, Tip, TipText

SEAL = "seal"


def read(record: object, place: str) -> object:
    """What stands at a place; None below a part that is not there (an English text that was never begun)."""
    for name in place.split("."):
        record = None if record is None else getattr(record, name)
    return record


def write(record: object, place: str, value: object) -> object:
    """The record with another value at a place; a missing text on the way is begun.

    Raises TypeError when the way leads through something that is not a record.
    """
    name, _, rest = place.partition(".")
    if not is_dataclass(record) or isinstance(record, type):
        raise TypeError(place)
    if rest:
        inner = getattr(record, name)
        value = write(_begun(record) if inner is None else inner, rest, value)
        if name == "en" and inner is None and value == _begun(record):
            value = None
    return replace(record, **{name: value})


def flat(record: object, before: str = "") -> dict[str, str]:
    """Place to text, for every part that holds something, in the order of the fields. Items of a list are lines."""
    found: dict[str, str] = {}
    for name, value in _parts(record):
        place = f"{before}{name}"
        if is_dataclass(value) and not isinstance(value, type):
            found |= flat(value, f"{place}.")
        elif text := as_text(value):
            found[place] = text
    return found


def as_text(value: object) -> str:
    """A value as text: a list one item a line, a record its parts in one line."""
    match value:
        case None | False:
            return ""
        case True:
            return "✓"
        case Enum():
            return str(value.value)
        case str():
            return value
        case date():
            return value.isoformat()
        case time():
            return f"{value:%H:%M}"
        case tuple() if value and all(isinstance(item, int) for item in value):
            return " ".join(str(item) for item in value)
        case tuple():
            return "\n".join(as_text(item) for item in value)
        case _ if is_dataclass(value):
            return " · ".join(text for _, part in _parts(value) if (text := as_text(part)))
        case _:
            return str(value)


def _parts(record: object) -> Iterator[tuple[str, object]]:
    if is_dataclass(record):
        for item in fields(record):
            yield item.name, getattr(record, item.name)


def _begun(record: object) -> ProcedureText | TipText:
    """The empty text of a language of this article."""
    match record:
        case Procedure():
            return ProcedureText()
        case Tip():
            return TipText()
        case _:
            raise TypeError(type(record).__name__)
