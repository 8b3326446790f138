"""JSON of many megabytes, read member by member: `json.loads` of a whole package holds the interpreter, and with it the
window, for as long as it takes (90 ms for 26 MB)."""

import json
import re

_DECODER = json.JSONDecoder()
_SPACE = re.compile(r"[ \t\n\r]*")
# The tables of a package and their rows are read one by one, a row at once.
_LEVELS = 2


def loads(text: str) -> object:
    """What `json.loads` gives. Raises ValueError and RecursionError as it does."""
    value, at = _value(text, _after_space(text, 0), _LEVELS)
    at = _after_space(text, at)
    if at != len(text):
        raise json.JSONDecodeError("Extra data", text, at)
    return value


def _value(text: str, at: int, levels: int) -> tuple[object, int]:
    """The value that begins at a place, and where it ends."""
    if not levels or text[at : at + 1] not in ("{", "["):
        value: tuple[object, int] = _DECODER.raw_decode(text, at)
        return value
    return _object(text, at, levels) if text[at] == "{" else _array(text, at, levels)


def _array(text: str, at: int, levels: int) -> tuple[list[object], int]:
    found: list[object] = []
    at, more = _begun(text, at, "]")
    while more:
        value, at = _value(text, at, levels - 1)
        found.append(value)
        at, more = _next(text, at, "]")
    return found, at


def _object(text: str, at: int, levels: int) -> tuple[dict[str, object], int]:
    found: dict[str, object] = {}
    at, more = _begun(text, at, "}")
    while more:
        if text[at : at + 1] != '"':
            raise json.JSONDecodeError("Expecting property name enclosed in double quotes", text, at)
        key, at = _DECODER.raw_decode(text, at)
        at = _after_space(text, at)
        if text[at : at + 1] != ":":
            raise json.JSONDecodeError("Expecting ':' delimiter", text, at)
        found[key], at = _value(text, _after_space(text, at + 1), levels - 1)
        at, more = _next(text, at, "}")
    return found, at


def _begun(text: str, at: int, closing: str) -> tuple[int, bool]:
    """Where the first member begins, or what follows when there is none."""
    at = _after_space(text, at + 1)
    return (at + 1, False) if text[at : at + 1] == closing else (at, True)


def _next(text: str, at: int, closing: str) -> tuple[int, bool]:
    """Where the next member begins, or what follows after the last."""
    at = _after_space(text, at)
    mark = text[at : at + 1]
    if mark == closing:
        return at + 1, False
    if mark != ",":
        raise json.JSONDecodeError("Expecting ',' delimiter", text, at)
    return _after_space(text, at + 1), True


def _after_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at
