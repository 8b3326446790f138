"""Qt's Unicode data (ICU) for the languages of the program only: 5 MB instead of 32.

Qt's wheel brings `libicudata.so.NN`: one symbol, `icudtNN_dat`, which is a "common data package" of some 4,000 items
for every language of the world. It is read here, most items are left out and a library of the same name is made of the
rest with `as` and `ld` (binutils, which packaging needs anyway).

Format of a package (icu4c/source/common/ucmndata.h): a header whose first 16 bits are its length; then, from there on
counted, the number of items, for each item the offsets of its name and of its data, the names, the data. Items are
sorted by name and begin at multiples of 16.
"""

from __future__ import annotations

import re
import struct
import subprocess
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from installer.problems import Problem

LANGUAGES = ("ar", "fr", "en")
LARGEST_CONVERTER = 20_000
"""Bytes. Arabic, Latin, Greek, Cyrillic character sets are smaller; those of East Asia and of mainframes larger."""
_MAGIC = struct.Struct("<HBBHHBBBB4s")
_FORMAT = b"CmnD"
_LOCALE = re.compile(r"([a-z]{2,3})(_\w+)?\.res")
_ALIGNMENT = 16
_SOURCE = """\
    .section .rodata
    .balign {alignment}
    .globl {symbol}
    .type {symbol}, STT_OBJECT
{symbol}:
    .incbin "{file}"
    .size {symbol}, . - {symbol}
    .section .note.GNU-stack,"",%progbits
"""


@dataclass(frozen=True, slots=True)
class Package:
    """Items by name, and the header as it was."""

    header: bytes
    items: dict[str, bytes]


def reduce(library: Path) -> None:
    """Put a library with the program's languages in the place of Qt's. Raises Problem."""
    image = library.read_bytes()
    package = read(image)
    kept = Package(package.header, {name: data for name, data in package.items.items() if is_kept(name, len(data))})
    symbol = re.search(rb"\0(icudt\d+_dat)\0", image)
    if symbol is None:
        raise Problem(f"{library.name} has no symbol icudtNN_dat: Qt brings its Unicode data in another way now.")
    _assemble(write(kept), symbol.group(1).decode(), library)


def is_kept(name: str, size: int) -> bool:
    """Whether the program needs an item: what is of no language, and what is of one of ours."""
    _, *folders, file = name.split("/")
    if file.endswith(".cnv"):
        return size <= LARGEST_CONVERTER
    if file.endswith(".dict") or "translit" in folders:  # where words end in Thai or Chinese; transliteration
        return False
    locale = _LOCALE.fullmatch(file)
    return locale is None or locale.group(1) in LANGUAGES


def read(image: bytes) -> Package:
    """The package inside a library. Raises Problem."""
    start = image.find(_FORMAT) - (_MAGIC.size - len(_FORMAT))
    if start < 0:
        raise Problem("There is no ICU data package (CmnD) in the library.")
    length, first, second, _, _, is_big, *_ = _MAGIC.unpack_from(image, start)
    if (first, second, is_big) != (0xDA, 0x27, 0):
        raise Problem("The ICU data package is of another kind than little-endian.")
    base = start + length
    (count,) = struct.unpack_from("<I", image, base)
    entries = [struct.unpack_from("<II", image, base + 4 + 8 * number) for number in range(count)]
    # Nothing tells where the last item ends; it is a small one, and what follows in the library does it no harm.
    ends = [offset for _, offset in entries[1:]] + [len(image) - base]
    items = {}
    for (name_at, data_at), end in zip(entries, ends, strict=True):
        name = image[base + name_at : image.index(b"\0", base + name_at)].decode("ascii")
        items[name] = image[base + data_at : base + end]
    return Package(image[start:base], items)


def write(package: Package) -> bytes:
    """A package as bytes."""
    table = 4 + 8 * len(package.items)
    names = b"".join(name.encode("ascii") + b"\0" for name in package.items)
    # The header's length is a multiple of 16 too, so offsets from its end may be aligned by themselves.
    position = _aligned(table + len(names))
    entries, data, name_at = [], [], table
    for name, item in package.items.items():
        entries.append(struct.pack("<II", name_at, position))
        name_at += len(name) + 1
        data.append(item.ljust(_aligned(len(item)), b"\0"))
        position += len(data[-1])
    front = struct.pack("<I", len(package.items)) + b"".join(entries) + names
    return package.header + front.ljust(_aligned(len(front)), b"\0") + b"".join(data)


def _aligned(size: int) -> int:
    return -(-size // _ALIGNMENT) * _ALIGNMENT


def _assemble(data: bytes, symbol: str, library: Path) -> None:
    """A shared library whose one symbol is the data, under the name of `library`."""
    with TemporaryDirectory() as folder:
        raw, source, compiled, made = (f"{folder}/{name}" for name in ("data", "data.s", "data.o", "made"))
        Path(raw).write_bytes(data)
        Path(source).write_text(_SOURCE.format(alignment=_ALIGNMENT, symbol=symbol, file=raw), "ascii")
        link = ["ld", "-shared", "-soname", library.name, "--hash-style=gnu", "--build-id=none", "--strip-all"]
        for command in (["as", "-o", compiled, source], [*link, "-z", "noexecstack", "-o", made, compiled]):
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                raise Problem(f"{library.name} could not be made smaller: {done.stderr.strip()[-300:]}")
        library.write_bytes(Path(made).read_bytes())
