"""What packages are made of, and the packages themselves: built, installed in a clean Debian, started by a person.

The folder is built and played in every run (about three minutes). Wrapping it takes five more and clean roots as many
again, so those are part of the tests only where PACKAGE_TESTS asks (docs/packaging.md): `all` builds everything,
`debian` also installs in clean roots of Debian 12 and 13.
"""

from __future__ import annotations

import argparse
import dataclasses
import gzip
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tarfile
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from packaging.requirements import Requirement

from installer import lock
from installer.packaging import bill, collecting, debian, freezing, tree, windows
from installer.packaging.man_page import man_page
from installer.packaging.parts import Part
from installer.packaging.product import NAME, Product
from installer.problems import Problem
from operator_app.app.command_line import parser
from operator_app.settings import Settings

CHECKOUT = Path(__file__).resolve().parents[2]
LARGEST = 180_000_000
WANTED = os.environ.get("PACKAGE_TESTS", "")
building = pytest.mark.skipif(
    not WANTED, reason="wraps every package: set PACKAGE_TESTS=all, or debian for clean roots too"
)
in_debian = pytest.mark.skipif(
    WANTED != "debian" or shutil.which("debootstrap") is None or os.geteuid() != 0,
    reason="needs PACKAGE_TESTS=debian, debootstrap and root",
)


@pytest.fixture
def product() -> Product:
    return Product(CHECKOUT, "1.2.3", "The desk.", 1_767_225_600)


def test_every_module_is_taken_along_and_every_script_as_a_file() -> None:
    modules = collecting.modules(CHECKOUT)
    commands = {file.stem for file in (CHECKOUT / "operator_app/app/commands").glob("*.py")} - {"__init__"}
    assert {f"operator_app.app.commands.{name}" for name in commands} <= set(modules)
    assert {"uharfbuzz", "operator_app.exchange", "operator_app.telephony.source", "alembic"} <= set(modules)
    files = {source.relative_to(CHECKOUT).as_posix() for source, _ in collecting.data(CHECKOUT)}
    assert {"resources", "knowledge_base", "operator_app/local/migrations/env.py"} <= files
    assert any(name.endswith(".sql") for name in files)
    assert not any("__pycache__" in name for name in files)


def test_lock_of_the_builder_is_pinned_within_its_range() -> None:
    pyproject = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))
    wanted = {
        requirement.name.lower(): requirement
        for requirement in map(Requirement, pyproject["dependency-groups"]["package"])
    }
    pins = dict(
        line.split()[0].split("==")
        for line in lock.package_path(CHECKOUT).read_text("utf-8").splitlines()
        if "==" in line
    )
    assert all(requirement.specifier.contains(pins[name]) for name, requirement in wanted.items())


def test_man_page_names_every_command_and_no_line_is_taken_for_a_request(product: Product) -> None:
    page = man_page(product, parser())
    found = next(a for a in parser()._actions if isinstance(a, argparse._SubParsersAction))
    assert all(f".SS {name}\n" in page for name in found.choices)
    requests = {line.split()[0] for line in page.splitlines() if line.startswith(".")}
    assert requests <= {".TH", ".SH", ".SS", ".B", ".TP", ".RS", ".RE", ".I"}


def test_a_library_that_no_package_brings_stops_the_build() -> None:
    assert debian.depends({"libc.so.6", "libm.so.6", "libcups.so.2"}) == (
        [f"libc6 (>= {debian.OLDEST_LIBC})"],
        ["libcups2"],
    )
    with pytest.raises(Problem, match=r"libnobody\.so\.1"):
        debian.depends({"libnobody.so.1"})


@pytest.mark.skipif(shutil.which("objdump") is None, reason="objdump (binutils) is not here")
@pytest.mark.parametrize("module", ["_miniaudio", "_cffi_backend", "msgspec._core", "rapidfuzz.utils_cpp"])
def test_debian_has_what_compiled_modules_ask_for(module: str, tmp_path: Path) -> None:
    """As the build would find out after ten minutes. Windows and macOS ask their own libraries."""
    spec = importlib.util.find_spec(module)
    assert spec is not None
    assert spec.origin is not None
    shutil.copy(spec.origin, tmp_path)
    if spec.origin.endswith(".so"):
        assert "libc6" in " ".join(debian.depends(freezing.lacking(tmp_path))[0])


def test_bill_is_the_same_every_time_and_names_licences(product: Product, tmp_path: Path) -> None:
    parts = [Part("a", "1", "MIT", "https://a"), Part("b c", "", "ISC AND MIT", "https://b", is_package=False)]
    bill.write_bill(product, parts, tmp_path / "one")
    bill.write_bill(product, parts, tmp_path / "two")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    components = json.loads((tmp_path / "one").read_text("utf-8"))["components"]
    assert components[0]["purl"] == "pkg:pypi/a@1"
    assert components[0]["licenses"] == [{"license": {"id": "MIT"}}]
    assert components[1]["licenses"] == [{"expression": "ISC AND MIT"}]


def test_archives_do_not_depend_on_who_packs_when(tmp_path: Path) -> None:
    made = []
    for name in ("one", "two"):
        root = tmp_path / name
        tree.put(root / "b" / "run", "x", 0o700)
        tree.put_gzip(root / "a.gz", "words")
        tree.settle(root, 1_000)
        tree.archive(root, "top", 1_000, tmp_path / f"{name}.tar.gz")
        made.append((tmp_path / f"{name}.tar.gz").read_bytes())
    assert made[0] == made[1]
    assert gzip.decompress((tmp_path / "one" / "a.gz").read_bytes()) == b"words"


def test_windows_script_leaves_no_placeholder_and_keeps_the_sites_settings(product: Product) -> None:
    script = windows.script(product, Path("C:/build"), Path("C:/dist"))
    assert "operator-app-1.2.3-windows-setup" in script
    assert "uninsneveruninstall" in script
    assert not {"APP_ID", "FOLDER", "VERSION"} & set(script.replace("=", " ").replace("\\", " ").split())
    compile(windows.version_file(product), "version.txt", "eval")


def test_the_example_of_site_settings_can_be_read() -> None:
    values = tomllib.loads((CHECKOUT / "installer/packaging/site.toml").read_text("utf-8"))
    assert msgspec.convert(values, Settings).ready


def test_the_technicians_page_shows_settings_that_there_are() -> None:
    page = (CHECKOUT / "docs/installing.md").read_text("utf-8")
    values = tomllib.loads(page.split("```toml\n")[1].split("```")[0])
    assert len(values) >= 7
    assert set(values) <= {field.name for field in dataclasses.fields(Settings)}
    assert msgspec.convert(values, Settings).ready


@pytest.fixture(scope="module")
def folder() -> Path:
    """The program as a folder, built as a person would."""
    if WANTED:
        return CHECKOUT / "build" / "package" / "dist" / NAME
    command = [sys.executable, "installer", "package", "--folder"]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return CHECKOUT / "build" / "package" / "dist" / NAME


@pytest.fixture(scope="module")
def dist() -> Path:
    """Everything built, as a person would."""
    done = subprocess.run(
        [sys.executable, "installer", "package"], cwd=CHECKOUT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return CHECKOUT / "dist"


@pytest.mark.slow
def test_folder_plays_the_tour(folder: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    if WANTED:
        request.getfixturevalue("dist")
    program = folder / NAME
    env = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "LC_ALL": "C.UTF-8"}
    manual = ["print", "manual", "-o", str(tmp_path / "manual.pdf")]
    for words in (["doctor"], ["search", "جواز"], ["tour", "--out", str(tmp_path / "tour")], manual):
        done = subprocess.run([program, *words], env=env, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    assert len(list((tmp_path / "tour").glob("*.png"))) > 50


@pytest.mark.slow
@building
def test_what_is_installed_is_small(dist: Path, folder: Path) -> None:
    assert dist.exists()
    assert tree.size_of(folder) <= LARGEST
    assert not (folder / "_internal" / "numpy.libs").exists()


@pytest.mark.slow
@building
def test_sums_are_those_of_the_files(dist: Path) -> None:
    sums = (dist / "SHA256SUMS").read_text("utf-8").splitlines()
    assert len(sums) >= 6
    for line in sums:
        total, name = line.split()
        assert hashlib.sha256((dist / name).read_bytes()).hexdigest() == total


@pytest.mark.slow
@building
def test_archive_installs_and_leaves_again(dist: Path, tmp_path: Path) -> None:
    with tarfile.open(next(dist.glob(f"{NAME}-*.tar.gz"))) as archive:
        archive.extractall(tmp_path, filter="data")
    (folder,) = tmp_path.iterdir()
    prefix = tmp_path / "prefix"
    env = {"PATH": "/usr/sbin:/usr/bin:/bin", "HOME": str(tmp_path), "PREFIX": str(prefix)}
    subprocess.run([folder / "install.sh"], env=env, check=True)
    assert subprocess.run([prefix / "bin" / NAME, "--help"], env=env, capture_output=True, check=False).returncode == 0
    subprocess.run([folder / "install.sh", "--remove"], env=env, check=True)
    assert [path for path in prefix.rglob("*") if path.is_file() or path.is_symlink()] == []


@pytest.fixture(scope="module", params=["bookworm", "trixie"])
def root(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A clean Debian."""
    root = tmp_path_factory.mktemp("root") / request.param
    made = subprocess.run(["debootstrap", "--variant=minbase", request.param, root], capture_output=True, check=False)
    if made.returncode:
        pytest.skip(f"Debian {request.param} cannot be had here")
    for kind, source, target in (("proc", "proc", "proc"), ("", "/dev", "dev")):
        command = ["mount", "-t", kind, source] if kind else ["mount", "--bind", source]
        subprocess.run([*command, root / target], check=True)
    try:
        yield root
    finally:
        for target in ("dev", "proc"):
            subprocess.run(["umount", "-l", root / target], check=False)


def inside(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    env = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
    return subprocess.run(["chroot", root, *words], env=env, capture_output=True, text=True, check=False)


@pytest.mark.slow
@in_debian
def test_deb_in_a_clean_debian(dist: Path, root: Path) -> None:
    package = next(dist.glob("*.deb"))
    shutil.copy(package, root / "tmp")
    assert inside(root, "apt-get", "-qq", "update").returncode == 0
    install = ("apt-get", "-y", "-qq", "install", "--no-install-recommends", f"/tmp/{package.name}")
    assert inside(root, *install, "--download-only").returncode == 0
    started = time.monotonic()
    done = inside(root, *install)
    took = time.monotonic() - started
    assert done.returncode == 0, done.stdout + done.stderr
    size = tree.size_of(root / "usr/lib" / NAME) / 1_000_000
    # Seen with `pytest -s`.
    sys.stdout.write(f"\n{root.name}: installed in {took:.1f} s without downloading, {size:.1f} MB\n")
    inside(root, "useradd", "-m", "salma")
    as_salma = ("setpriv", "--reuid=salma", "--regid=salma", "--clear-groups", "env", "HOME=/home/salma")
    for words in ("doctor", "tour --out /home/salma/tour", "call log --query x", "print manual -o /home/salma/m.pdf"):
        ran = inside(root, *as_salma, NAME, *words.split())
        assert ran.returncode == 0, ran.stdout + ran.stderr
    assert len(list((root / "home/salma/tour").glob("*.png"))) > 50
    assert inside(root, "dpkg", "--purge", NAME).returncode == 0
    assert (root / "home/salma/.local/share" / NAME / "operator.sqlite3").exists()
    assert not (root / "usr/lib" / NAME).exists()
    assert not list((root / "usr/share").rglob(f"{NAME}*"))


def test_pruning_keeps_modules_of_python_and_drops_the_systems_libraries(tmp_path: Path) -> None:
    for name in ("_miniaudio.abi3.so", "_cffi_backend.cpython-311-x86_64-linux-gnu.so", "libX11.so.6"):
        (tmp_path / name).write_bytes(b"")
    freezing.prune(tmp_path)
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "_cffi_backend.cpython-311-x86_64-linux-gnu.so",
        "_miniaudio.abi3.so",
    ]
