"""The files of a folder or of a zip, read with the same care: names, sizes and paths are checked before anything is."""

import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Protocol

from operator_app.domain.problems import Problem
from operator_app.exchange.watching import FILE_BYTES, MEGABYTE, MOST_FILES, UNPACKED_BYTES, Check, unchecked

# The moment that files of a written zip carry: the same guide makes the same file. It is the earliest a zip can hold.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_PIECE = 1 << 16
# What zipfile raises for damaged, encrypted or strangely compressed files.
BROKEN_ZIP = (
    *(zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError, RuntimeError, MemoryError),
    struct.error,
    lzma.LZMAError,
)
_FILE_RIGHTS = 0o644 << 16


class Files(Protocol):
    """Named files, names with `/` as the separator, relative to the top."""

    def names(self) -> tuple[str, ...]:
        """Every name, sorted."""

    def read(self, name: str) -> bytes:
        """Raises Problem."""


class Folder:
    """The files below a folder; hidden ones and links that lead outside are not among them."""

    def __init__(self, top: Path, only: tuple[str, ...] = (), check: Check = unchecked) -> None:
        """`only` restricts the names; `check` is called for each that is found. Raises Problem("file_unreadable"),
        Problem("too_many_files"), and what `check` raises."""
        self._top = top
        self._names = only or self._found(check)

    def names(self) -> tuple[str, ...]:
        return self._names

    def read(self, name: str) -> bytes:
        return read_bytes(self._top / name, name)

    def _found(self, check: Check) -> tuple[str, ...]:
        top = self._top.resolve()
        found: list[str] = []
        try:
            for path in self._top.rglob("*"):
                check()
                relative = path.relative_to(self._top)
                hidden = any(part.startswith((".", "~$")) for part in relative.parts)
                if not hidden and path.is_file() and path.resolve().is_relative_to(top):
                    found.append(relative.as_posix())
                if len(found) > MOST_FILES:
                    raise Problem("too_many_files", file=self._top.name, most=MOST_FILES)
        except OSError as error:
            raise Problem("file_unreadable", file=self._top.name) from error
        return tuple(sorted(found))


class Zip:
    """The files in a zip. Nothing is unpacked to the disk; declared and real sizes are both held to the limits."""

    def __init__(self, path: Path) -> None:
        """Raises Problem("file_unreadable"), Problem("zip_damaged"), Problem("zip_bomb"), Problem("zip_path")."""
        check_size(path, path.name)
        self._file = path.name
        try:
            # Open as long as this lives: its list of files is read at each opening.
            self._archive = zipfile.ZipFile(path)
            entries = [entry for entry in self._archive.infolist() if not entry.is_dir()]
        except BROKEN_ZIP as error:
            raise Problem("zip_damaged", file=self._file) from error
        self._check(entries)
        self._entries = {entry.filename: entry for entry in entries if not _hidden(entry.filename)}

    def names(self) -> tuple[str, ...]:
        return tuple(sorted(self._entries))

    def read(self, name: str) -> bytes:
        pieces: list[bytes] = []
        size = 0
        try:
            with self._archive.open(self._entries[name]) as stream:
                while piece := stream.read(_PIECE):
                    size += len(piece)
                    if size > UNPACKED_BYTES:
                        raise Problem("zip_bomb", file=self._file, megabytes=UNPACKED_BYTES // MEGABYTE)
                    pieces.append(piece)
        except BROKEN_ZIP as error:
            raise Problem("zip_damaged", file=self._file) from error
        return b"".join(pieces)

    def _check(self, entries: list[zipfile.ZipInfo]) -> None:
        if len(entries) > MOST_FILES:
            raise Problem("too_many_files", file=self._file, most=MOST_FILES)
        if sum(entry.file_size for entry in entries) > UNPACKED_BYTES:
            raise Problem("zip_bomb", file=self._file, megabytes=UNPACKED_BYTES // MEGABYTE)
        for entry in entries:
            name = entry.filename
            if PurePosixPath(name).is_absolute() or ".." in name.split("/") or "\\" in name or ":" in name:
                raise Problem("zip_path", file=self._file, name=name[:100])
            if stat.S_ISLNK(entry.external_attr >> 16):
                raise Problem("zip_path", file=self._file, name=name[:100])


class Below:
    """The files below one folder of others: a zip often holds everything in one folder."""

    def __init__(self, files: Files, folder: str) -> None:
        self._files = files
        self._prefix = folder + "/"

    def names(self) -> tuple[str, ...]:
        prefix = self._prefix
        return tuple(name.removeprefix(prefix) for name in self._files.names() if name.startswith(prefix))

    def read(self, name: str) -> bytes:
        return self._files.read(self._prefix + name)


def opened(path: Path, folders: Collection[str], check: Check = unchecked) -> Files:
    """The files of a folder or zip; a single folder at the top of a zip is stepped into, unless it is one of the
    format's own `folders`. `check` is called again and again while a folder is listed. Raises Problem."""
    if path.is_dir():
        return Folder(path, check=check)
    files = Zip(path)
    tops = {name.partition("/")[0] for name in files.names() if "/" in name}
    if len(tops) == 1 and not tops & {*folders} and all("/" in name for name in files.names()):
        return Below(files, tops.pop())
    return files


def check_size(path: Path, name: str) -> None:
    """Raises Problem("file_missing"), Problem("file_too_large"), Problem("file_unreadable")."""
    try:
        size = path.stat().st_size
    except FileNotFoundError as error:
        raise Problem("file_missing", file=name) from error
    except (OSError, ValueError) as error:
        raise Problem("file_unreadable", file=name) from error
    if size > FILE_BYTES:
        raise Problem("file_too_large", file=name, megabytes=FILE_BYTES // MEGABYTE)


def read_bytes(path: Path, name: str) -> bytes:
    """Raises Problem as `check_size`."""
    check_size(path, name)
    try:
        with path.open("rb") as stream:
            content = stream.read(FILE_BYTES + 1)
    except OSError as error:
        raise Problem("file_unreadable", file=name) from error
    if len(content) > FILE_BYTES:
        raise Problem("file_too_large", file=name, megabytes=FILE_BYTES // MEGABYTE)
    return content


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file whole or not at all. Raises Problem("file_not_written")."""
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        _forget(part)
        raise Problem("file_not_written", file=path.name) from error


def write_folder(top: Path, contents: Iterable[tuple[str, bytes]]) -> None:
    """Write files below a folder. Raises Problem("file_not_written")."""
    for name, content in contents:
        write_bytes(top / name, content)


def write_zip(path: Path, contents: Iterable[tuple[str, bytes | Iterator[bytes]]]) -> None:
    """Write a zip, the same bytes for the same contents; a content may come in pieces. Raises
    Problem("file_not_written")."""
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(part, "w") as archive:
            for name, content in contents:
                entry = zipfile.ZipInfo(name, _EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = _FILE_RIGHTS
                with archive.open(entry, "w") as file:
                    for piece in (content,) if isinstance(content, bytes) else content:
                        file.write(piece)
        part.replace(path)
    except OSError as error:
        _forget(part)
        raise Problem("file_not_written", file=path.name) from error


def _forget(part: Path) -> None:
    """Leave no half-written file behind, where that can be helped."""
    with suppress(OSError):
        part.unlink()


def _hidden(name: str) -> bool:
    return any(part.startswith(".") or part == "__MACOSX" for part in name.split("/"))
