"""The program as a folder that needs no Python: PyInstaller, then everything taken out that nothing uses.

One folder, not one file: a single file unpacks itself at every start (2.4 s). docs/packaging.md has the comparison.
"""

from __future__ import annotations

import fnmatch
import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from installer.packaging import collecting, icu
from installer.packaging.product import NAME, Product
from installer.problems import Problem

INNER = "_internal"
_LOAD = 1  # an ELF program header of this kind is mapped into memory
# Imported by some library for a case that the program does not have.
EXCLUDED = (
    *("tkinter", "unittest", "pydoc", "doctest", "lib2to3", "ensurepip", "venv", "curses", "readline", "test"),
    *("setuptools", "pip", "hatchling", "pytest", "_pytest", "IPython", "PyInstaller", "installer", "tests"),
    *("Cython", "pyximport", "mesonpy", "mesonbuild", "ninja", "distutils", "sqlalchemy.testing", "alembic.testing"),
    *("numpy.f2py", "numpy.testing", "numpy.random", "numpy.fft", "numpy.polynomial", "numpy.distutils"),
    *("lxml.objectify", "lxml.html", "lxml.isoschematron", "lxml.sax", "lxml.builder", "openpyxl"),
    *("rapidfuzz.fuzz_cpp", "rapidfuzz.fuzz_cpp_avx2", "rapidfuzz.utils_cpp"),
    "rapidfuzz.distance.metrics_cpp_avx2",  # one word at a time is compared: nothing for wide registers
    *("rapidfuzz.process_cpp", "rapidfuzz.process_cpp_impl", "rapidfuzz.process_cpp_impl_avx2"),
    *("_codecs_jp", "_codecs_cn", "_codecs_hk", "_codecs_kr", "_codecs_tw", "_codecs_iso2022", "_testcapi"),
    *("PIL._avif", "PIL._webp", "PIL._imagingcms", "PIL._imagingft", "PIL._imagingtk", "PIL.ImageQt"),
    *("sqlalchemy.dialects.mysql", "sqlalchemy.dialects.oracle", "sqlalchemy.dialects.mssql"),
    *("reportlab.graphics", "reportlab.rl_config.test", "pypdfium2._cli", "charset_normalizer"),
)
# Of Qt, below `PySide6`: what a desk without OpenGL scenes, touch screens driven by hand and TLS of Qt's own can spare.
UNUSED_QT = (
    *("Qt/translations/*", "translations/*"),
    *("Qt/plugins/generic/*", "Qt/plugins/networkinformation/*", "Qt/plugins/tls/*", "Qt/plugins/sqldrivers/*"),
    *("Qt/plugins/egldeviceintegrations/*", "Qt/plugins/platformthemes/libqgtk3*", "Qt/plugins/qmltooling/*"),
    *(f"Qt/plugins/platforms/libq{name}*" for name in ("eglfs", "linuxfb", "minimal", "vnc", "vkkhrdisplay")),
    *(f"Qt/plugins/imageformats/libq{name}*" for name in ("tiff", "webp", "gif", "tga", "wbmp", "icns", "pdf")),
    *("plugins/generic/*", "plugins/networkinformation/*", "plugins/tls/*", "plugins/imageformats/qtiff*"),
    *("plugins/imageformats/qwebp*", "opengl32sw.dll", "Qt6Quick*", "Qt6Qml*", "Qt6Pdf*", "Qt6VirtualKeyboard*"),
)
KEPT_QT_TRANSLATIONS = ("qtbase_ar.qm", "qtbase_fr.qm")
# Of the system's libraries only these are taken along: Python's own and the small ones of X11 that desktops lack. The
# rest (X11, GLib, D-Bus, fonts, printing, the C++ runtime) has to be the system's: it is newer there than at the build,
# its security updates are the system's, and graphics drivers are linked against it.
KEPT_SYSTEM = (
    *("libpython3*", "libssl*", "libcrypto*", "libsqlite3*", "libffi*", "libbz2*", "liblzma*", "libuuid*", "libz.so*"),
    *("libexpat*", "libmpdec*"),
    *(f"libxcb-{name}*" for name in ("cursor", "icccm", "image", "keysyms", "render-util", "util")),
)


def freeze(product: Product, work: Path) -> Path:
    """Build the folder; returns it. Raises Problem with PyInstaller's last words."""
    command = [sys.executable, "-m", "PyInstaller", *_arguments(product, work)]
    env = {**os.environ, "PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": str(product.epoch)}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    work.mkdir(parents=True, exist_ok=True)
    (work / "pyinstaller.log").write_text(done.stdout + done.stderr, "utf-8")
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise Problem(f"PyInstaller failed ({last}): see {work / 'pyinstaller.log'}.")
    folder = work / "dist" / NAME
    prune(folder / INNER)
    if sys.platform == "linux":
        if shutil.which("as") and shutil.which("ld"):
            for library in (folder / INNER / "PySide6" / "Qt" / "lib").glob("libicudata.so.*"):
                icu.reduce(library)
        _strip(folder / INNER)
    return folder


def _arguments(product: Product, work: Path) -> list[str]:
    checkout = product.checkout
    words = ["--noconfirm", "--clean", "--onedir", "--name", NAME, "--log-level", "WARN", "--paths", str(checkout)]
    words += ["--distpath", str(work / "dist"), "--workpath", str(work / "work"), "--specpath", str(work)]
    words += ["--contents-directory", INNER, "--copy-metadata", NAME]
    for module in collecting.modules(checkout):
        words += ["--hidden-import", module]
    for source, folder in collecting.data(checkout):
        words += ["--add-data", f"{source}{os.pathsep}{folder}"]
    for module in EXCLUDED:
        words += ["--exclude-module", module]
    if sys.platform == "win32":
        # With a console, for what commands print; hidden at once where a window is opened by a double click.
        words += ["--console", "--hide-console", "hide-early", "--icon", str(work / f"{NAME}.ico")]
        words += ["--version-file", str(work / "version.txt")]
    return [*words, str(checkout / collecting.PACKAGE / "__main__.py")]


def prune(inner: Path) -> None:
    """Take out what nothing uses: Qt parts, libraries that are the system's, then libraries that nobody needs now."""
    qt = inner / "PySide6"
    for file in list(_files(qt)):
        name = file.relative_to(qt).as_posix()
        if any(fnmatch.fnmatch(name, pattern) for pattern in UNUSED_QT) and file.name not in KEPT_QT_TRANSLATIONS:
            file.unlink()
    # Modules of Python lie there too (`_miniaudio.abi3.so`).
    for file in list(inner.glob("lib*.so*")):
        if not any(fnmatch.fnmatch(file.name, pattern) for pattern in KEPT_SYSTEM):
            file.unlink()
    for metadata in inner.glob("*.dist-info"):
        # Where and how it was installed at the build says nothing here, and differs from build to build.
        for name in ("RECORD", "direct_url.json", "INSTALLER", "REQUESTED", "uv_cache.json", "WHEEL"):
            (metadata / name).unlink(missing_ok=True)
    if sys.platform == "linux":
        _drop_unneeded(inner)
    _drop_empty(inner)


def lacking(inner: Path) -> set[str]:
    """Libraries that some file of the folder needs and the folder lacks: the system has to bring them."""
    files = list(_files(inner))
    there = {file.name for file in files}
    return {name for file in files if ".so" in file.name and not file.is_symlink() for name in _needed(file)} - there


def _drop_unneeded(inner: Path) -> None:
    """Libraries of wheels (`*.libs`, Qt's own) that no file needs any more, until none is left; dead links too."""
    while True:
        _drop_dead_links(inner)
        objects = [file for file in _files(inner) if ".so" in file.name and not file.is_symlink()]
        needed = {name for file in objects for name in _needed(file)}
        unneeded = [file for file in objects if _is_library(file) and not needed & _names(file)]
        if not unneeded:
            return
        for file in unneeded:
            file.unlink()


def _is_library(file: Path) -> bool:
    return file.parent.name.endswith(".libs") or file.parent.as_posix().endswith("PySide6/Qt/lib")


def _names(file: Path) -> set[str]:
    """A library's own name and those of the links to it that lie beside it."""
    return {file.name, *(link.name for link in file.parent.iterdir() if link.is_symlink() and link.resolve() == file)}


def _needed(file: Path) -> list[str]:
    told = subprocess.run(["objdump", "-p", str(file)], capture_output=True, text=True, check=False).stdout
    return [line.split()[1] for line in told.splitlines() if line.strip().startswith("NEEDED")]


def _drop_dead_links(folder: Path) -> None:
    for file in list(folder.rglob("*")):
        if file.is_symlink() and not file.exists():
            file.unlink()


def _drop_empty(folder: Path) -> None:
    for inner in sorted((path for path in folder.rglob("*") if path.is_dir()), reverse=True):
        if not any(inner.iterdir()):
            inner.rmdir()


def _strip(inner: Path) -> None:
    """Symbols and debugging tables out of every library; one that stripping broke is put back (see `_loads`)."""
    if shutil.which("strip") is None:
        return
    for file in list(_files(inner)):
        if ".so" in file.name and not file.is_symlink():
            whole = file.read_bytes()
            done = subprocess.run(["strip", "--strip-unneeded", str(file)], check=False, capture_output=True)
            if done.returncode or not _loads(file):
                file.write_bytes(whole)


def _loads(file: Path) -> bool:
    """Whether the loader would take a library: each loaded part of the file lies as its address says, modulo a page.

    patchelf, which the makers of wheels use, leaves files that strip then writes out of step.
    """
    image = file.read_bytes()
    start, size, count = struct.unpack_from("<Q", image, 32)[0], *struct.unpack_from("<HH", image, 54)
    headers = [struct.unpack_from("<IIQQQQQQ", image, start + number * size) for number in range(count)]
    return all((offset - address) % page == 0 for kind, _, offset, address, _, _, _, page in headers if kind == _LOAD)


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file() or path.is_symlink())
