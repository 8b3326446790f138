"""How a person arranged a page (column widths, what is folded), kept in a small file in the home."""

import json
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

FILE = "view.json"


@dataclass(frozen=True, slots=True)
class ViewState:
    """`widths` are the column widths of each table in pixels at 100 % text."""

    widths: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def with_widths(self, table: str, widths: tuple[int, ...]) -> "ViewState":
        return replace(self, widths={**self.widths, table: widths})


def read_view(home: Path) -> ViewState:
    """What was kept; nothing when the file is missing or cannot be read: the arrangement is no work of anybody's."""
    try:
        return msgspec.json.decode((home / FILE).read_bytes(), type=ViewState)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return ViewState()


def keep_widths(home: Path, table: str, widths: tuple[int, ...]) -> None:
    """Remember the widths of a table. A full or read-only disk loses the arrangement, nothing else."""
    state = read_view(home).with_widths(table, widths)
    partial = home / (FILE + ".tmp")
    try:
        partial.write_text(json.dumps(msgspec.to_builtins(state)), encoding="utf-8")
        partial.replace(home / FILE)
    except OSError:
        return
