"""TOML as people edit it: one line where it fits, one item a line where not; small tables in line.

(`tomli_w` writes every nested table as a section of its own: a contact would take sixty lines.)
"""

from collections.abc import Mapping
from datetime import date, time

from operator_app.exchange.plain import Plain

_WIDTH = 110
_INDENT = "    "
_CONTROLS = {chr(code): f"\\u{code:04X}" for code in (*range(0x20), 0x7F)}
_ESCAPES = str.maketrans(_CONTROLS | {"\\": "\\\\", '"': '\\"', "\t": "\\t", "\n": "\\n"})


def lines_of(table: Plain) -> list[str]:
    """The `key = value` lines of a table."""
    return [_assignment(key, value) for key, value in table.items()]


def section(path: str, table: Plain, nested: tuple[str, ...] = (), array: bool = False) -> list[str]:
    """A table under its header; the keys of `nested` become sections of their own after it."""
    header = f"[[{path}]]" if array else f"[{path}]"
    lines = [header, *lines_of({key: value for key, value in table.items() if key not in nested})]
    for key in nested:
        match table.get(key):
            case None:
                pass
            case dict() as inner:
                lines += ["", *section(f"{path}.{key}", inner, ("sources", "rules"))]
            case list() | tuple() as items:
                for item in items:
                    lines += ["", *section(f"{path}.{key}", item, array=True)]
    return lines


def _assignment(key: str, value: object) -> str:
    line = f"{key} = {_value(value)}"
    if isinstance(value, str) and "\n" in value:
        return f"{key} = {_many_lines(value)}"
    if isinstance(value, list | tuple) and value and (len(line) > _WIDTH or isinstance(value[0], Mapping)):
        items = "".join(f"{_INDENT}{_value(item)},\n" for item in value)
        return f"{key} = [\n{items}]"
    return line


def _value(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return f'"{_escaped(value)}"'
        case date() | time():
            return value.isoformat()
        case Mapping():
            inner = ", ".join(f"{key} = {_value(item)}" for key, item in value.items())
            return f"{{ {inner} }}" if inner else "{}"
        case list() | tuple():
            return f"[{', '.join(_value(item) for item in value)}]"
        case _:
            return str(value)


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)


def _many_lines(text: str) -> str:
    """A string over several lines. Readers drop the line feeds at its ends (see `plain.tidied`)."""
    return '"""\n' + "\n".join(_escaped(line) for line in text.split("\n")) + '\n"""'
