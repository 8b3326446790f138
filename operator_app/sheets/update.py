"""An incremental update of a PDF: new objects in compressed object streams after the end of a finished file.

(ISO 32000-1, 7.5.6 to 7.5.8.) A library that holds every object takes two kilobytes for each; a guide of a thousand
procedures has a hundred thousand structure elements, so these are written as they are made.
"""

import zlib
from dataclasses import dataclass, field

_PER_STREAM = 200
_FIELDS = (1, 4, 2)  # bytes of the three columns of a cross-reference stream
_ROW = sum(_FIELDS)
_IN_FILE, _IN_STREAM = 1, 2


@dataclass(slots=True, eq=False)
class Update:
    """`start` is where the base file is long; new objects get numbers from `next_number` on."""

    start: int
    next_number: int
    _parts: list[bytes] = field(default_factory=list)
    _first: int = field(init=False)
    _rows: bytearray = field(default_factory=bytearray)
    _replaced: dict[int, bytes] = field(default_factory=dict)
    _waiting: list[tuple[int, bytes]] = field(default_factory=list)
    _length: int = 0

    def __post_init__(self) -> None:
        self._first = self.next_number

    def reserve(self) -> int:
        """The number of an object to come."""
        number = self.next_number
        self.next_number += 1
        self._rows += bytes(_ROW)
        return number

    def _enter(self, number: int, *fields: int) -> None:
        """The row of the cross-reference of an object."""
        row = b"".join(value.to_bytes(size, "big") for value, size in zip(fields, _FIELDS, strict=True))
        if number < self._first:
            self._replaced[number] = row
        else:
            self._rows[(number - self._first) * _ROW : (number - self._first + 1) * _ROW] = row

    def add(self, number: int, content: bytes) -> None:
        """An object that is no stream; a number of the base file is replaced."""
        self._waiting.append((number, content))
        if len(self._waiting) == _PER_STREAM:
            self._flush()

    def _flush(self) -> None:
        if not self._waiting:
            return
        stream = self.reserve()
        heads: list[str] = []
        bodies: list[bytes] = []
        offset = 0
        for index, (number, content) in enumerate(self._waiting):
            heads.append(f"{number} {offset}")
            bodies.append(content + b"\n")
            offset += len(content) + 1
            self._enter(number, _IN_STREAM, stream, index)
        head = (" ".join(heads) + "\n").encode("ascii")
        entries = f"/Type/ObjStm/N {len(heads)}/First {len(head)}"
        self._write_stream(stream, entries, head + b"".join(bodies))
        self._waiting.clear()

    def _write_stream(self, number: int, entries: str, data: bytes) -> None:
        self._enter(number, _IN_FILE, self.start + self._length, 0)
        packed = zlib.compress(data, 6)
        # Latin-1 gives each byte of the base file's trailer back: its /ID may be a string of any bytes.
        head = f"{number} 0 obj\n<<{entries}/Filter/FlateDecode/Length {len(packed)}>>\nstream\n".encode("latin-1")
        self._append(head + packed + b"\nendstream\nendobj\n")

    def _append(self, data: bytes) -> None:
        self._parts.append(data)
        self._length += len(data)

    def finish(self, previous: int, trailer: str) -> bytes:
        """What follows the base file. `previous` is its last `startxref`, `trailer` its /Root, /Info and /ID."""
        self._flush()
        number = self.reserve()
        at = self.start + self._length
        self._enter(number, _IN_FILE, at, 0)
        replaced = sorted(self._replaced)
        rows = b"".join(self._replaced[one] for one in replaced) + bytes(self._rows)
        index = "".join(f"{one} 1 " for one in replaced) + f"{self._first} {self.next_number - self._first}"
        widths = " ".join(map(str, _FIELDS))
        entries = f"/Type/XRef/Size {self.next_number}/W[{widths}]/Index[{index}]/Prev {previous}{trailer}"
        self._write_stream(number, entries, rows)
        self._append(f"startxref\n{at}\n%%EOF\n".encode("ascii"))
        return b"".join(self._parts)


def text_string(text: str) -> str:
    """A PDF text string in UTF-16, written in hexadecimal digits."""
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"
