"""The one function of liblouis that is used here, through ctypes (liblouis 3.2 or newer)."""

import ctypes
import ctypes.util
from dataclasses import dataclass, field

from operator_app.domain.problems import Problem

PACKAGE = "liblouis-bin"
_DOTS = 4  # dotsIO: cells instead of the characters of a display table
_UNICODE = 64  # ucBrl: cells as U+2800…
_NO_HEX = 128  # noUndefined: nothing for a character that the table lacks
_ROOM = 8  # cells that one character may become


@dataclass(slots=True, eq=False)
class Louis:
    """liblouis, loaded. Raises `Problem("braille_missing", package=…)` where it is not installed."""

    _library: ctypes.CDLL = field(init=False)
    _wide: int = field(init=False)
    _known: dict[tuple[str, str], str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        name = ctypes.util.find_library("louis") or ctypes.util.find_library("liblouis")
        if name is None:
            raise Problem("braille_missing", package=PACKAGE)
        try:
            self._library = ctypes.CDLL(name)
        except OSError as error:
            raise Problem("braille_missing", package=PACKAGE) from error
        self._wide = int(self._library.lou_charSize())

    def cells(self, text: str, table: str) -> str:
        """The text as Unicode braille. Raises `Problem("braille_table_missing", table=…)`."""
        key = (text, table)
        if key not in self._known:
            self._known[key] = self._translate(text, table)
        return self._known[key]

    def _translate(self, text: str, table: str) -> str:
        encoding = "utf-32-le" if self._wide == 4 else "utf-16-le"
        data = text.encode(encoding)
        given = ctypes.c_int(len(data) // self._wide)
        room = ctypes.c_int(given.value * _ROOM + 64)
        source = ctypes.create_string_buffer(data, max(1, len(data)))
        target = ctypes.create_string_buffer(room.value * self._wide)
        done = self._library.lou_translateString(
            table.encode("ascii"),
            source,
            ctypes.byref(given),
            target,
            ctypes.byref(room),
            None,
            None,
            _DOTS | _UNICODE | _NO_HEX,
        )
        if not done:
            raise Problem("braille_table_missing", table=table)
        return target.raw[: room.value * self._wide].decode(encoding)
