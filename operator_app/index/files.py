"""The index on disk: one folder a saved segment, a small file of the latest changes, and the stamp that names them.

Nothing that a stamp names is ever changed: a write makes new files and then replaces the stamp, in one step. So a
reader sees the state before or after, a power cut leaves the one before, and anything else is found by its size and
checksum when the index is opened.
"""

import json
import mmap
import os
import shutil
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import msgspec
import numpy as np

from operator_app.index.records import Record
from operator_app.index.segment import ARRAY_NAMES, Arrays, Segment
from operator_app.index.words import ANALYSIS

STAMP = "stamp.json"
UNFINISHED = "unfinished"
LOCK = "lock"
FORMAT = 1
_BLOCK = 1 << 20


class Damaged(Exception):
    """The files are not what the stamp says, or the stamp is not ours."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What makes up the index: `segments` (folders, oldest first), `store` (Whoosh's folder), `delta` (a file).

    `files` maps each file's path in the index folder to its size in bytes and CRC-32.
    """

    generation: int = 0
    segments: tuple[str, ...] = ()
    store: str = ""
    delta: str = ""
    files: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    analysis: int = ANALYSIS
    format: int = FORMAT


@dataclass(frozen=True, slots=True)
class Delta:
    """The latest changes: whole records, and the ids of what was removed from the segments."""

    records: tuple[Record, ...] = ()
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What is brought into the index: whole records, and the ids of what leaves it."""

    records: Sequence[Record]
    removed: Sequence[str]


_DELTA = msgspec.msgpack.Decoder(Delta)
_LINKS = msgspec.msgpack.Decoder(dict[str, list[int]])
_STAMP = msgspec.json.Decoder(Stamp)


def read_stamp(folder: Path) -> Stamp:
    """Raises Damaged when it is missing, torn, foreign, or of another analysis or format."""
    try:
        checksum, _, body = (folder / STAMP).read_bytes().partition(b"\n")
        if int(checksum, 16) != zlib.crc32(body):
            raise Damaged(STAMP)
        stamp = _STAMP.decode(body)
    except (OSError, ValueError, msgspec.MsgspecError) as error:
        raise Damaged(STAMP) from error
    if (stamp.analysis, stamp.format) != (ANALYSIS, FORMAT):
        raise Damaged("analysis")
    return stamp


def write_stamp(folder: Path, stamp: Stamp) -> None:
    """Makes `stamp` the state of the index, in one step."""
    body = json.dumps(asdict(stamp)).encode()
    replace_file(folder / STAMP, b"%08x\n%s" % (zlib.crc32(body), body))


def replace_file(path: Path, data: bytes) -> None:
    """Writes beside and renames, flushed to the disk: the file is the old or the new one, never half."""
    beside = path.with_suffix(".new")
    with beside.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def check(folder: Path, stamp: Stamp) -> None:
    """Raises Damaged when a file of the stamp is missing or not as it was written."""
    for name, (size, checksum) in stamp.files.items():
        try:
            if (folder / name).stat().st_size != size or _checksum(folder / name) != checksum:
                raise Damaged(name)
        except OSError as error:
            raise Damaged(name) from error


def listed(folder: Path, names: Iterable[str], known: Mapping[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """Size and checksum of the files and of what is in the folders `names`; `known` ones are not read again."""
    found: dict[str, tuple[int, int]] = {}
    for name in names:
        path = folder / name
        for file in sorted(path.iterdir()) if path.is_dir() else [path]:
            key = file.relative_to(folder).as_posix()
            found[key] = known.get(key) or (file.stat().st_size, _checksum(file))
    return found


def _checksum(path: Path) -> int:
    checksum = 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            checksum = zlib.crc32(block, checksum)
    return checksum


def sweep(folder: Path, stamp: Stamp) -> None:
    """Removes what no stamp names any more; what another process still holds open (Windows) stays until next time."""
    kept = {STAMP, UNFINISHED, LOCK, stamp.store, stamp.delta, *stamp.segments}
    for path in folder.iterdir():
        if path.name not in kept:
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                try:
                    path.unlink(missing_ok=True)
                except OSError:
                    continue


def save_segment(segment: Segment, folder: Path) -> None:
    """Writes a segment into a new folder."""
    folder.mkdir(parents=True)
    for name in ARRAY_NAMES:
        np.save(folder / f"{name}.npy", getattr(segment.arrays, name), allow_pickle=False)
    (folder / "words.txt").write_bytes("\n".join(segment.words).encode())
    (folder / "ids.txt").write_bytes("\n".join(segment.ids).encode())
    (folder / "texts.bin").write_bytes(segment.texts[:])
    (folder / "links.bin").write_bytes(msgspec.msgpack.encode(segment.links))


def load_segment(folder: Path) -> Segment:
    """Maps a saved segment into memory. Raises Damaged."""
    try:
        arrays = Arrays(**{name: np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r")) for name in ARRAY_NAMES})
        words = (folder / "words.txt").read_bytes().decode().split("\n")
        ids = (folder / "ids.txt").read_bytes().decode().split("\n")
        links = _LINKS.decode((folder / "links.bin").read_bytes())
        texts = _mapped(folder / "texts.bin")
    except (OSError, ValueError, EOFError, msgspec.MsgspecError) as error:
        raise Damaged(folder.name) from error
    if ids == [""]:
        ids = []
    if words == [""]:
        words = []
    return Segment(words, ids, arrays, texts, links, {id_: doc for doc, id_ in enumerate(ids)})


def _mapped(path: Path) -> bytes | mmap.mmap:
    with path.open("rb") as file:
        if path.stat().st_size == 0:
            return b""
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def save_delta(path: Path, delta: Delta) -> None:
    replace_file(path, msgspec.msgpack.encode(delta))


def load_delta(path: Path) -> Delta:
    """Raises Damaged."""
    try:
        return _DELTA.decode(path.read_bytes())
    except (OSError, msgspec.MsgspecError) as error:
        raise Damaged(path.name) from error
