"""The .tar.gz for other Linux: the folder, and a script that joins it to the desktop of one person or of everybody.

No AppImage: its tool is in no package index, so it could be neither pinned nor checked.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from installer.packaging import freezing, tree
from installer.packaging.joining import Joining
from installer.packaging.product import NAME, Product

_INSTALL = """\
#!/bin/sh
# Installs this folder: `./install.sh` for you (~/.local), as root for everybody (/usr/local).
# `./install.sh --remove` takes it away again; what people wrote stays.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
if [ "$(id -u)" = 0 ]; then prefix=${PREFIX:-/usr/local}; else prefix=${PREFIX:-$HOME/.local}; fi
rm -rf "$prefix/lib/NAME"
rm -f "$prefix/bin/NAME"
(cd "$here/share" && find . -type f) | while read -r file; do rm -f "$prefix/share/$file"; done
if [ "${1:-}" = --remove ]; then
    echo "Removed from $prefix. The data in people's homes is still there."
    exit 0
fi
missing=$(LD_LIBRARY_PATH="$here/_internal:$here/_internal/PySide6/Qt/lib" \\
    ldd "$here/_internal/PySide6/Qt/lib/libQt6Gui.so.6" "$here/_internal/PySide6/Qt/lib/libQt6XcbQpa.so.6" 2>/dev/null |
    awk '/not found/ { print $1 }' | sort -u | tr '\\n' ' ')
mkdir -p "$prefix/lib/NAME" "$prefix/bin" "$prefix/share"
cp -a "$here/NAME" "$here/_internal" "$prefix/lib/NAME/"
cp -a "$here/share/." "$prefix/share/"
ln -sf "../lib/NAME/NAME" "$prefix/bin/NAME"
echo "Installed in $prefix; start it with $prefix/bin/NAME."
if [ -n "$missing" ]; then
    echo "Install these libraries with your system's package manager before the first start: $missing"
fi
"""


def build(product: Product, folder: Path, joining: Joining, work: Path, out: Path) -> Path:
    """Build the archive. Raises OSError."""
    name = f"{NAME}-{product.version}-{product.machine}"
    root = work / "portable"
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    tree.copy(folder / freezing.INNER, root / freezing.INNER)
    shutil.copy2(folder / NAME, root / NAME)
    joining.put(root)
    tree.put(root / "share" / "doc" / NAME / "LICENSES.txt", joining.licences)
    tree.put(root / "share" / "doc" / NAME / "site.toml", joining.site_example)
    tree.put(root / "install.sh", _INSTALL.replace("NAME", NAME), 0o755)
    tree.settle(root, product.epoch)
    file = out / f"{name}.tar.gz"
    tree.archive(root, name, product.epoch, file)
    return file
