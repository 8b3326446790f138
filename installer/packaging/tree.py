"""Files that become a package, the same bytes every time."""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import tarfile
from collections.abc import Sequence
from pathlib import Path


def put(path: Path, text: str, mode: int = 0o644) -> None:
    """Write a text file with its folders. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    path.chmod(mode)


def put_gzip(path: Path, text: str) -> None:
    """Write a text compressed, without the moment and name that gzip adds. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))
    path.chmod(0o644)


def copy(source: Path, target: Path) -> None:
    """Copy a file or a folder, links as links. Raises OSError."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, symlinks=True)
    else:
        shutil.copyfile(source, target)
        target.chmod(0o644)


def settle(root: Path, epoch: int) -> None:
    """Rights and moments that do not depend on who builds when: 755 or 644, the epoch. Raises OSError."""
    for path in [root, *root.rglob("*")]:
        if not path.is_symlink():
            runs = path.is_dir() or bool(path.stat().st_mode & 0o100)
            path.chmod(0o755 if runs else 0o644)
        os.utime(path, (epoch, epoch), follow_symlinks=False)


def archive(root: Path, name: str, epoch: int, out: Path) -> None:
    """`root` as `name/` in a .tar.gz, sorted, owned by root. Raises OSError."""

    def plain(member: tarfile.TarInfo) -> tarfile.TarInfo:
        member.uid = member.gid = 0
        member.uname = member.gname = "root"
        member.mtime = epoch
        return member

    with (
        out.open("wb") as raw,
        gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as tar,
    ):
        tar.add(root, name, recursive=False, filter=plain)
        for path in sorted(root.rglob("*")):
            tar.add(path, f"{name}/{path.relative_to(root).as_posix()}", recursive=False, filter=plain)


def size_of(root: Path) -> int:
    """Bytes of all files of a folder."""
    return sum(path.lstat().st_size for path in root.rglob("*") if path.is_file() and not path.is_symlink())


def write_checksums(files: Sequence[Path], out: Path) -> None:
    """SHA256SUMS, as `sha256sum --check` reads it. Raises OSError."""
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}" for file in sorted(files)]
    out.write_text("\n".join(lines) + "\n", "utf-8")
