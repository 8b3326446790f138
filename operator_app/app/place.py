"""Where a person's data lies: for that person's eyes only, and not on a network drive."""

import os
import sys
from contextlib import suppress
from pathlib import Path

_MOUNTS = Path("/proc/self/mounts")
# SQLite's locks and its shared memory (WAL) are not kept by these between two computers.
_NETWORK = ("nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "9p", "fuse.sshfs", "fuse.glusterfs", "davfs")
_WINDOWS_NETWORK = r"\\"
_OTHERS = 0o077


def make_private(home: Path) -> None:
    """Take a home's rights from everybody but its owner. Windows keeps it in the person's own profile already."""
    if sys.platform == "win32":
        return
    # A folder that is not ours, or that cannot be changed, is left as its owner wants it.
    with suppress(OSError):
        found = home.stat()
        if found.st_uid == os.geteuid() and found.st_mode & _OTHERS:
            home.chmod(found.st_mode & ~_OTHERS & 0o7777)


def network_drive(home: Path, mounts: str | None = None) -> str:
    """The kind of network drive that a home lies on; empty for a disk of this PC. `mounts` is text as in /proc."""
    place = home.resolve()
    if str(place).startswith(_WINDOWS_NETWORK):
        return "SMB"
    if mounts is None:
        mounts = _MOUNTS.read_text("utf-8", "replace") if _MOUNTS.exists() else ""
    found, kind = -1, ""
    for line in mounts.splitlines():
        fields = line.split()
        point = Path(fields[1].replace(r"\040", " ")) if len(fields) > 2 else None
        # A later mount on the same folder hides the earlier one.
        if point is not None and place.is_relative_to(point) and len(point.parts) >= found:
            found, kind = len(point.parts), fields[2]
    return kind if kind in _NETWORK else ""
