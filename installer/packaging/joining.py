"""The files that join the program to a Linux desktop, for the .deb and the .tar.gz alike."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from installer.packaging import tree
from installer.packaging.product import APPSTREAM_ID, NAME


@dataclass(frozen=True, slots=True)
class Joining:
    """Their contents."""

    entry: str
    metainfo: str
    man: str
    drawing: Path
    icons: dict[int, Path]
    licences: str
    site_example: str

    def put(self, prefix: Path) -> None:
        """Lay them below a prefix such as /usr. Raises OSError."""
        share = prefix / "share"
        tree.put(share / "applications" / f"{NAME}.desktop", self.entry)
        tree.put(share / "metainfo" / f"{APPSTREAM_ID}.metainfo.xml", self.metainfo)
        tree.put_gzip(share / "man" / "man1" / f"{NAME}.1.gz", self.man)
        for size, file in self.icons.items():
            tree.copy(file, share / "icons" / "hicolor" / f"{size}x{size}" / "apps" / f"{NAME}.png")
        tree.copy(self.drawing, share / "icons" / "hicolor" / "scalable" / "apps" / f"{NAME}.svg")
