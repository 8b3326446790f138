"""Every part of what is installed: name, version, licence, and the licence's words.

Python packages are those that the program requires, followed through their own requirements as installed here; the
rest (Python, its libraries, fonts, icons) is listed by hand, since no tool knows it.
"""

from __future__ import annotations

import platform
import re
import sqlite3
import ssl
import sys
import sysconfig
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

from installer.packaging.product import NAME, Product

_LICENCE_FILE = re.compile(r"(licen[cs]e|copying|notice|copyright|ofl)", re.IGNORECASE)
_SPDX = {
    "MIT License": "MIT", "MIT": "MIT", "BSD License": "BSD-3-Clause", "BSD": "BSD-3-Clause",
    "Apache Software License": "Apache-2.0", "Python Software Foundation License": "PSF-2.0",
    "GNU Library or Lesser General Public License (LGPL)": "LGPL-3.0-only", "LGPL": "LGPL-3.0-only",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0", "GNU Lesser General Public License v3 (LGPLv3)": "LGPL-3.0-only",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """One part. `licence` is an SPDX expression where one is known; `texts` are the licence's files, by name."""

    name: str
    version: str
    licence: str
    address: str
    texts: tuple[tuple[str, str], ...] = ()
    is_package: bool = True
    hashes: tuple[str, ...] = ()


def parts(product: Product) -> list[Part]:
    """All of them, by name."""
    lock = (product.checkout / "installer" / "lock.txt").read_text("utf-8")
    packages = [_package(name, lock) for name in _required(NAME) if name != NAME]
    return sorted([*packages, *_others(product)], key=lambda part: part.name.lower())


def _required(root: str) -> list[str]:
    """Names of the packages that one requires here, itself included, each once."""
    found: dict[str, None] = {}
    waiting = [Requirement(root)]
    while waiting:
        requirement = waiting.pop()
        name = _normal(requirement.name)
        if name in found:
            continue
        found[name] = None
        environments = [{"extra": extra} for extra in ("", *requirement.extras)]
        for text in metadata.requires(name) or ():
            wanted = Requirement(text)
            if wanted.marker is None or any(wanted.marker.evaluate(one) for one in environments):
                waiting.append(wanted)
    return list(found)


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _package(name: str, lock: str) -> Part:
    found = metadata.distribution(name)
    files = [file for file in found.files or () if _LICENCE_FILE.search(file.name) and ".dist-info" in str(file)]
    texts = [(file.name, Path(str(found.locate_file(file))).read_text("utf-8", "replace")) for file in sorted(files)]
    about = found.metadata
    address = _field(about, "Home-page") or f"https://pypi.org/project/{name}/"
    return Part(name, found.version, _licence(about), address, tuple(texts), hashes=hashes(name, found.version, lock))


def _licence(about: metadata.PackageMetadata) -> str:
    """The SPDX expression of a package, from the newest of the three ways in which packages tell it."""
    expression = _field(about, "License-Expression")
    if expression:
        return expression
    classifiers = [line.rpartition(" :: ")[2] for line in about.get_all("Classifier") or () if "License ::" in line]
    told = [*classifiers, _field(about, "License").partition("\n")[0]]
    known = [_SPDX[name] for name in told if name in _SPDX]
    return known[0] if known else next((name for name in told if name and name != "OSI Approved"), "see its files")


def _field(about: metadata.PackageMetadata, name: str) -> str:
    return str((about.get_all(name) or [""])[0])


def hashes(name: str, version: str, lock: str) -> tuple[str, ...]:
    """The SHA-256 sums that the lock allows for a version of a package: one for each file that is published."""
    pin = rf"^{re.escape(name)}=={re.escape(version)}[ \\][^\n]*\n((?: +--hash=[^\n]*\n)+)"
    entry = re.search(pin, lock, re.MULTILINE)
    return tuple(re.findall(r"sha256:([0-9a-f]{64})", entry.group(1))) if entry else ()


def _others(product: Product) -> list[Part]:
    """Python itself with what it brings, and the files of `resources`."""
    stdlib = Path(sysconfig.get_path("stdlib"))
    licences = (stdlib / "LICENSE.txt", Path(sys.base_prefix, "LICENSE.txt"))
    python = tuple((file.name, file.read_text("utf-8")) for file in licences if file.exists())
    openssl = ssl.OPENSSL_VERSION.split()[1]
    texts = {
        "IBM Plex Sans Arabic": product.resource("fonts", "IBMPlexSansArabic-OFL.txt"),
        "Amiri": product.resource("fonts", "Amiri-OFL.txt"),
        "Lucide icons": product.resource("icons", "LICENSE.txt"),
    }
    read = {name: ((file.name, file.read_text("utf-8")),) for name, file in texts.items()}
    return [
        Part("Python", platform.python_version(), "PSF-2.0", "https://www.python.org/", python, is_package=False),
        Part("OpenSSL", openssl, "Apache-2.0", "https://www.openssl.org/", is_package=False),
        Part("SQLite", sqlite3.sqlite_version, "blessing", "https://www.sqlite.org/", is_package=False),
        *(
            Part(name, "", licence_of, address, read[name], is_package=False)
            for name, licence_of, address in (
                ("IBM Plex Sans Arabic", "OFL-1.1", "https://github.com/IBM/plex"),
                ("Amiri", "OFL-1.1", "https://github.com/aliftype/amiri"),
                ("Lucide icons", "ISC AND MIT", "https://lucide.dev/"),
            )
        ),
    ]
