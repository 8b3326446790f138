"""What makes packages small: Unicode data of the program's languages only, NumPy without OpenBLAS."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import PySide6
import pytest

from installer.packaging import icu, numerics, parts
from installer.problems import Problem

CHECKOUT = Path(__file__).resolve().parents[2]
HEADER = icu._MAGIC.pack(32, 0xDA, 0x27, 20, 0, 0, 0, 2, 0, b"CmnD").ljust(32, b"\0")
ITEMS = {"icudt73l/ar.res": b"A" * 16, "icudt73l/coll/root.res": b"R" * 20, "icudt73l/zu.res": b"Z" * 16}


def test_a_package_of_unicode_data_is_read_as_it_was_written() -> None:
    again = icu.read(b"\x7fELF" + icu.write(icu.Package(HEADER, ITEMS)))
    assert again.header == HEADER
    assert {name: again.items[name].rstrip(b"\0") for name in ITEMS} == ITEMS


@pytest.mark.parametrize(
    ("name", "size", "kept"),
    [
        ("icudt73l/root.res", 10**6, True),
        ("icudt73l/ar_TN.res", 10, True),
        ("icudt73l/coll/fr.res", 10, True),
        ("icudt73l/arn.res", 10, False),
        ("icudt73l/zone/zh_Hant.res", 10, False),
        ("icudt73l/supplementalData.res", 10, True),
        ("icudt73l/ibm-5352_P100-1998.cnv", 1_000, True),
        ("icudt73l/gb18030.cnv", 200_000, False),
        ("icudt73l/brkitr/thaidict.dict", 10, False),
        ("icudt73l/translit/en.res", 10, False),
    ],
)
def test_what_is_of_our_languages_or_of_none_is_kept(name: str, size: int, kept: bool) -> None:
    assert icu.is_kept(name, size) is kept


def test_a_library_without_unicode_data_stops_the_build() -> None:
    with pytest.raises(Problem, match="CmnD"):
        icu.read(b"\x7fELF" + bytes(100))


@pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("as") is None or shutil.which("ld") is None, reason="needs Linux's binutils"
)
def test_qt_sorts_and_writes_the_same_with_the_reduced_data(tmp_path: Path) -> None:
    whole = next((Path(PySide6.__file__).parent / "Qt" / "lib").glob("libicudata.so.*"))
    reduced = Path(shutil.copy(whole, tmp_path))
    icu.reduce(reduced)
    assert reduced.stat().st_size < whole.stat().st_size / 4
    script = [sys.executable, str(Path(__file__).with_name("sorting.py")), str(CHECKOUT / "knowledge_base")]
    told = [
        subprocess.run(script, env={**os.environ, **more}, capture_output=True, check=True).stdout.decode().splitlines()
        for more in ({}, {"LD_LIBRARY_PATH": str(tmp_path)})
    ]
    assert [lines[0] for lines in told] == [str([str(whole)]), str([str(reduced)])]  # which library was in use
    assert told[0][1:] == told[1][1:]
    assert len(told[0]) > 50


def test_the_lock_pins_the_source_archive_that_numpy_is_built_from() -> None:
    lock = f"numpy==2.4.6 ; x \\\n    --hash=sha256:{'a' * 64} \\\n    --hash=sha256:{'b' * 64}\nnumpy==2.4.61 \\\n"
    assert numerics.requirement(lock, "2.4.6") == f"numpy==2.4.6 --hash=sha256:{'a' * 64} --hash=sha256:{'b' * 64}\n"
    with pytest.raises(Problem, match=r"does not pin numpy 2\.4\.61"):
        numerics.requirement(lock, "2.4.61")


def test_the_bill_has_the_locks_hashes_of_every_package() -> None:
    lock = (CHECKOUT / "installer" / "lock.txt").read_text("utf-8")
    pins = re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", lock, re.MULTILINE)
    assert len(pins) > 30
    assert all(parts.hashes(name, version, lock) for name, version in pins)


def test_without_a_compiler_the_ordinary_numpy_stays_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(numerics, "_has_blas", lambda: True)
    monkeypatch.setattr(numerics, "_kept", lambda *_: None)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "needs `python3 installer package`" in numerics.use_lean_numpy(tmp_path, "2.4.6", may_build=False)
    assert "needs cc, c++" in numerics.use_lean_numpy(tmp_path, "2.4.6", may_build=True)
    assert not list(tmp_path.iterdir())
