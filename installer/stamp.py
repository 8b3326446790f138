"""What an environment holds, written into it, so that a second start finds nothing to do."""

from __future__ import annotations

import enum
import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path


class Work(enum.Enum):
    """What is left to do before an environment can be used."""

    NOTHING = "nothing"
    INSTALL = "install"
    """Install over what is there."""
    RECREATE = "recreate"
    """Throw it away and make it anew."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Where an environment belongs and what was installed in it, to the end."""

    place: str
    """Python version, its home, and the checkout: an environment cannot be taken elsewhere."""
    contents: str
    """Digest of the lock files and of pyproject.toml."""
    with_tools: bool
    """Whether the developers' tools are in it too."""


UNFINISHED = Stamp(place="", contents="", with_tools=False)
"""Stands in an environment from before its first file until its last: nothing matches it, so it is made anew."""


def digest(files: Iterable[Path]) -> str:
    """One digest of the files' contents, in order. Raises OSError."""
    return hashlib.sha256(b"\0".join(hashlib.sha256(path.read_bytes()).digest() for path in files)).hexdigest()


def work_left(found: Stamp | None, wanted: Stamp) -> Work:
    """What takes an environment from its stamp to the wanted one. Tools that nobody asked for do no harm."""
    if found is None or found.place != wanted.place:
        return Work.RECREATE
    if found.contents != wanted.contents or (wanted.with_tools and not found.with_tools):
        return Work.INSTALL
    return Work.NOTHING


def read(path: Path) -> Stamp | None:
    """The stamp in the file; UNFINISHED if it can't be understood, None if there is no file."""
    try:
        return Stamp(**json.loads(path.read_text("utf-8")))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError):
        return UNFINISHED


def write(path: Path, stamp: Stamp) -> None:
    """Put the stamp in the file in one step, so that it is whole or absent. Raises OSError."""
    draft = path.with_suffix(".new")
    draft.write_text(json.dumps(asdict(stamp)), "utf-8")
    draft.replace(path)
