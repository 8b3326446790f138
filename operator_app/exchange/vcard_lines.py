"""The lines of vCard (RFC 6350; 2.1 and 3.0 are read as far as they go): folding, parameters, escapes."""

import quopri
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

_LINE = re.compile(
    r"(?:(?P<group>[\w-]+)\.)?(?P<name>[\w-]+)(?P<params>(?:;(?:\"[^\"]*\"|[^\":;])*)*):(?P<value>.*)", re.DOTALL
)
_PARAM = re.compile(r";((?:\"[^\"]*\"|[^\";])*)")
_ESCAPES = re.compile(r"\\(.)", re.DOTALL)
_PIECES = re.compile(r"\\.|[^\\,;]+|.", re.DOTALL)
# RFC 6868: quotes and line feeds in parameters.
_CARETS = {"^n": "\n", "^'": '"', "^^": "^"}
_OCTETS = 75


@dataclass(frozen=True, slots=True)
class Line:
    """One property: `number` is its line in the file, `value` still has its escapes."""

    name: str
    value: str
    params: Mapping[str, str] = field(default_factory=dict)
    group: str = ""
    number: int = 0

    def text(self) -> str:
        return unescaped(self.value)

    def parts(self, separator: str) -> list[str]:
        """The components of a structured value, or the items of a list."""
        parts = [""]
        for piece in _PIECES.findall(self.value):
            if piece == separator:
                parts.append("")
            else:
                parts[-1] += piece
        return [unescaped(part) for part in parts]


def lines_in(lines: Iterable[str]) -> Iterator[Line]:
    """The properties of the lines of a file, long ones put together again; what is no property is left out."""
    for number, line in _unfolded(lines):
        found = _LINE.fullmatch(line)
        if found is None:
            continue
        params: dict[str, str] = {}
        for param in _PARAM.findall(found["params"]):
            key, equals, value = param.partition("=")
            # Version 2.1 writes the type alone: TEL;WORK;FAX.
            key, value = (key.upper(), value) if equals else ("TYPE", key)
            value = re.sub(r"\^[n'^]", lambda caret: _CARETS[caret[0]], value.replace('"', ""))
            params[key] = f"{params[key]},{value}" if key in params else value
        value = found["value"]
        if params.get("ENCODING", params.get("TYPE", "")).upper() == "QUOTED-PRINTABLE":
            value = quopri.decodestring(value.encode()).decode(_charset(params), "replace").replace("\r\n", "\\n")
        yield Line(found["name"].upper(), value, params, found["group"] or "", number)


def line(name: str, value: str, **params: str) -> str:
    """A property with its value as it stands, folded at 75 octets."""
    told = "".join(f";{key}={_param(text)}" for key, text in params.items() if text)
    return _folded(f"{name}{told}:{value}")


def escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace(",", "\\,").replace(";", "\\;")


def unescaped(text: str) -> str:
    return _ESCAPES.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)


def _charset(params: Mapping[str, str]) -> str:
    return "cp1256" if "1256" in params.get("CHARSET", "") else "utf-8"


def _unfolded(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Whole lines with their numbers: one that begins with a space goes on with the one before, and in version 2.1
    one after a quoted-printable line that ends in "="."""
    start, pieces, soft = 0, [""], False
    for number, told in enumerate(lines, start=1):
        piece = told.removesuffix("\r")
        if soft or piece[:1] in (" ", "\t"):
            pieces.append(piece if soft else piece[1:])
        else:
            yield start, "".join(pieces)
            start, pieces = number, [piece]
        soft = piece.endswith("=") and "QUOTED-PRINTABLE" in pieces[0].upper()
        if soft:
            pieces[-1] = pieces[-1][:-1]
    yield start, "".join(pieces)


def _param(text: str) -> str:
    safe = text.replace("^", "^^").replace("\n", "^n").replace('"', "^'")
    return f'"{safe}"' if re.search("[,;:]", safe) else safe


def _folded(text: str) -> str:
    """Lines of at most 75 octets, broken between characters."""
    lines: list[str] = []
    current, size = "", 0
    for ch in text:
        octets = len(ch.encode("utf-8", "replace"))
        if size + octets > _OCTETS:
            lines.append(current)
            current, size = " ", 1
        current += ch
        size += octets
    return "\r\n".join([*lines, current]) + "\r\n"
