"""The .deb: the folder in /usr/lib, joined to the desktop; what the system has to bring stands in Depends.

It has no maintainer scripts: desktop, icons and man page are found by Debian's own triggers, and removing it, also with
`--purge`, leaves what people wrote in their homes and what a technician wrote in /etc/operator-app.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

from installer import system
from installer.packaging import freezing, tree
from installer.packaging.joining import Joining
from installer.packaging.product import MAINTAINER, NAME, SUMMARY, Product
from installer.problems import Problem

# Beyond those that the installer looks for; by the name that the dynamic linker looks for.
_MORE: Mapping[str, str] = {
    "libc.so.6": "libc6", "ld-linux-x86-64.so.2": "libc6", "ld-linux-aarch64.so.1": "libc6", "libm.so.6": "libc6",
    "libdl.so.2": "libc6", "libpthread.so.0": "libc6", "libresolv.so.2": "libc6", "librt.so.1": "libc6",
    "libutil.so.1": "libc6", "libmvec.so.1": "libc6", "libcrypt.so.1": "libcrypt1", "libstdc++.so.6": "libstdc++6",
    "libgcc_s.so.1": "libgcc-s1",
    "libbrotlidec.so.1": "libbrotli1", "libbrotlicommon.so.1": "libbrotli1", "libzstd.so.1": "libzstd1",
    "libfreetype.so.6": "libfreetype6", "libgthread-2.0.so.0": "libglib2.0-0", "libxcb.so.1": "libxcb1",
    "libxcb-render.so.0": "libxcb-render0", "libxcb-shm.so.0": "libxcb-shm0", "libxcb-glx.so.0": "libxcb-glx0",
    "libgomp.so.1": "libgomp1", "libatomic.so.1": "libatomic1",
}  # fmt: skip
# Wanted by a part that Qt does without where it is not there: no printing system, no Wayland.
_RECOMMENDED: Mapping[str, str] = {"libcups.so.2": "libcups2", **system.WAYLAND_LIBRARIES}
_SUGGESTED = ("liblouis-bin", "speech-dispatcher", "hunspell-ar", "hunspell-fr")
OLDEST_LIBC = "2.36"


def depends(libraries: Iterable[str]) -> tuple[list[str], list[str]]:
    """Packages for Depends and for Recommends. Raises Problem for a library that no package is known for."""
    known = {**system.OFFSCREEN_LIBRARIES, **system.X11_LIBRARIES, **_MORE}
    wanted = set(libraries)
    unknown = sorted(wanted - set(known) - set(_RECOMMENDED))
    if unknown:
        raise Problem(f"No Debian package is known for {', '.join(unknown)}: add it to installer/packaging/debian.py.")
    needed = sorted({known[name] for name in wanted if name in known})
    return (
        [f"{name} (>= {OLDEST_LIBC})" if name == "libc6" else name for name in needed],
        sorted({_RECOMMENDED[name] for name in wanted if name in _RECOMMENDED}),
    )


def build(product: Product, folder: Path, joining: Joining, work: Path, out: Path) -> Path | None:
    """Build the package; None, saying so, where there is no dpkg-deb. Raises Problem."""
    if shutil.which("dpkg-deb") is None:
        print("No .deb: dpkg-deb is not there.", flush=True)
        return None
    architecture = subprocess.run(["dpkg", "--print-architecture"], capture_output=True, text=True, check=True).stdout
    root = work / "deb"
    shutil.rmtree(root, ignore_errors=True)
    tree.copy(folder, root / "usr" / "lib" / NAME)
    (root / "usr" / "bin").mkdir(parents=True)
    (root / "usr" / "bin" / NAME).symlink_to(f"../lib/{NAME}/{NAME}")
    joining.put(root / "usr")
    _document(product, joining, root / "usr" / "share" / "doc" / NAME)
    needed, recommended = depends(freezing.lacking(folder / freezing.INNER))
    control = _control(product, architecture.strip(), needed, recommended, tree.size_of(root))
    tree.put(root / "DEBIAN" / "control", control)
    tree.settle(root, product.epoch)
    file = out / f"{NAME}_{product.version}_{architecture.strip()}.deb"
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "-z6", "--build", str(root), str(file)]
    env = {**os.environ, "SOURCE_DATE_EPOCH": str(product.epoch)}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Problem(f"dpkg-deb failed: {done.stderr.strip()}")
    return file


def _control(product: Product, architecture: str, needed: list[str], recommended: list[str], size: int) -> str:
    lines = [f"Package: {NAME}", f"Version: {product.version}", f"Architecture: {architecture}"]
    lines += [f"Maintainer: {MAINTAINER}", f"Installed-Size: {size // 1024}", f"Depends: {', '.join(needed)}"]
    lines += [f"Recommends: {', '.join(recommended)}"] if recommended else []
    lines += [f"Suggests: {', '.join(_SUGGESTED)}", "Section: office", "Priority: optional"]
    return "\n".join([*lines, f"Description: {SUMMARY}", f" {product.description}"]) + "\n"


def _document(product: Product, joining: Joining, folder: Path) -> None:
    """What Debian asks each package to have in /usr/share/doc."""
    tree.put(folder / "copyright", joining.licences)
    stamp = f"{product.moment:%a, %d %b %Y %H:%M:%S} +0000"
    heading = f"{NAME} ({product.version}) stable; urgency=medium"
    entry = f"{heading}\n\n  * Built from the sources.\n\n -- {MAINTAINER}  {stamp}\n"
    tree.put_gzip(folder / "changelog.gz", entry)
    tree.put(folder / "examples" / "site.toml", joining.site_example)
