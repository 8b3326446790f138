"""Everything in its order."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from importlib import metadata
from pathlib import Path

from installer.packaging import bill, debian, desktop, freezing, numerics, portable, tree, windows
from installer.packaging.joining import Joining
from installer.packaging.man_page import man_page
from installer.packaging.parts import parts
from installer.packaging.product import NAME, Product, product_of
from installer.problems import Problem
from operator_app.app.command_line import parser

MEGABYTE = 1_000_000


def build(checkout: Path, out: Path, *, only_folder: bool = False) -> int:
    """Build everything that can be built on this system into `out`; the exit status."""
    product = product_of(checkout)
    work = checkout / "build" / "package"
    work.mkdir(parents=True, exist_ok=True)
    out.mkdir(parents=True, exist_ok=True)
    try:
        if only_folder:
            _folder(product, work, may_build=False)
            return 0
        made = _build(product, work, out)
    except Problem as problem:
        print(f"installer: {problem}", file=sys.stderr)
        return 1
    tree.write_checksums(made, out / "SHA256SUMS")
    for file in (*made, out / "SHA256SUMS"):
        print(f"{file.stat().st_size / MEGABYTE:8.1f} MB  {file}", flush=True)
    return 0


def _folder(product: Product, work: Path, *, may_build: bool) -> Path:
    """The program's folder, and its size told."""
    started = time.monotonic()
    note = numerics.use_lean_numpy(product.checkout, metadata.version("numpy"), may_build=may_build)
    if note:
        print(f"installer: {note}", file=sys.stderr, flush=True)
    desktop.windows_icon(desktop.icons(product, work / "icons"), work / f"{NAME}.ico")
    tree.put(work / "version.txt", windows.version_file(product))
    folder = freezing.freeze(product, work)
    size = tree.size_of(folder) / MEGABYTE
    print(f"{size:8.1f} MB  {folder} ({time.monotonic() - started:.0f} s)", flush=True)
    return folder


def _build(product: Product, work: Path, out: Path) -> list[Path]:
    made = _sources(product, out)
    everything = parts(product)
    bill_file = out / f"{NAME}-{product.version}.cdx.json"
    licences_file = out / "LICENSES.txt"
    bill.write_bill(product, everything, bill_file)
    bill.write_licences(product, everything, licences_file)
    folder = _folder(product, work, may_build=True)
    licences = licences_file.read_text("utf-8")
    wrapped = [windows.build(product, folder, licences, work, out)]
    if sys.platform == "linux":
        joining = _joining(product, desktop.icons(product, work / "icons"), licences)
        wrapped.append(debian.build(product, folder, joining, work, out))
        wrapped.append(portable.build(product, folder, joining, work, out))
    return [*made, bill_file, licences_file, *(file for file in wrapped if file is not None)]


def _joining(product: Product, icons: dict[int, Path], licences: str) -> Joining:
    return Joining(
        entry=desktop.entry(),
        metainfo=desktop.metainfo(product),
        man=man_page(product, parser()),
        drawing=product.resource("icons", "app.svg"),
        icons=icons,
        licences=licences,
        site_example=(product.checkout / "installer" / "packaging" / "site.toml").read_text("utf-8"),
    )


def _sources(product: Product, out: Path) -> list[Path]:
    """Wheel and source archive. Raises Problem."""
    for old in (*out.glob("operator_app-*"), *out.glob(f"{NAME}[-_]*")):
        old.unlink() if old.is_file() else shutil.rmtree(old)
    env = {**os.environ, "SOURCE_DATE_EPOCH": str(product.epoch)}
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(out)]
    done = subprocess.run(command, env=env, cwd=product.checkout, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Problem(f"The wheel could not be built: {done.stderr.strip()[-300:]}")
    return sorted(out.glob("operator_app-*"))
