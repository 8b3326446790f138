"""NumPy without OpenBLAS: 28 MB less, and search multiplies no matrices.

The wheels of NumPy all bring OpenBLAS. On Linux NumPy is built here from its source archive, which `lock.txt` names by
its hash, with the options that NumPy documents for doing without. It takes minutes, so the wheel is kept in
`build/wheels` and built again only when version, options, tools or Python change. Where there is no compiler the
ordinary wheel stays, and that is said.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
from importlib import metadata
from pathlib import Path

from installer.packaging import parts
from installer.problems import Problem

# X86_V3: AVX2 beside the SSE4.2 that every processor has. AVX-512 would be 4 MB for sorting 10,000 numbers.
OPTIONS = ("-Dblas=none", "-Dlapack=none", "-Dallow-noblas=true", "-Dcpu-dispatch=X86_V3")
_TOOLS = ("cython", "meson", "meson-python")


def use_lean_numpy(checkout: Path, version: str, *, may_build: bool) -> str:
    """See to it that this environment's NumPy has no OpenBLAS; a note where that can't be. Raises Problem."""
    if sys.platform != "linux" or not _has_blas():
        return ""
    wheel = _kept(checkout, version)
    if wheel is None:
        lacking = _lacking() if may_build else ["`python3 installer package` once"]
        if lacking:
            return f"NumPy is packaged with OpenBLAS, 28 MB more: without it needs {', '.join(lacking)}."
        wheel = _built(checkout, version)
    _pip("install", "--no-deps", "--force-reinstall", "--no-index", str(wheel), log=wheel.with_suffix(".log"))
    return ""


def requirement(lock: str, version: str) -> str:
    """What pip is asked for: this version with the lock's hashes, and nothing else. Raises Problem."""
    sums = parts.hashes("numpy", version, lock)
    if not sums:
        raise Problem(f"installer/lock.txt does not pin numpy {version}: run `python3 installer lock`.")
    return " ".join((f"numpy=={version}", *(f"--hash=sha256:{sum_}" for sum_ in sums))) + "\n"


def _lacking() -> list[str]:
    """What building needs and is not there."""
    header = Path(sysconfig.get_path("include"), "Python.h")
    return [
        *(name for name in ("cc", "c++") if shutil.which(name) is None),
        *([] if header.exists() else [str(header)]),
    ]


def _has_blas() -> bool:
    """The wheels' OpenBLAS lies in a folder of its own beside the package."""
    return any("numpy.libs" in str(file) for file in metadata.files("numpy") or ())


def _folder(checkout: Path, version: str) -> Path:
    made_of = [version, sys.version, *OPTIONS, *(metadata.version(name) for name in _TOOLS)]
    return checkout / "build" / "wheels" / hashlib.sha256("\n".join(made_of).encode()).hexdigest()[:16]


def _kept(checkout: Path, version: str) -> Path | None:
    return next(_folder(checkout, version).glob("numpy-*.whl"), None)


def _built(checkout: Path, version: str) -> Path:
    folder = _folder(checkout, version)
    folder.mkdir(parents=True, exist_ok=True)
    asked = folder / "numpy.txt"
    asked.write_text(requirement((checkout / "installer" / "lock.txt").read_text("utf-8"), version), "utf-8")
    print("Building NumPy without OpenBLAS (once, about 10 minutes)", flush=True)
    options = [word for option in OPTIONS for word in ("-C", f"setup-args={option}")]
    # Not from pip's own cache, which does not ask with which options a wheel was built.
    source = [
        "--no-cache-dir",
        "--no-deps",
        "--no-build-isolation",
        "--no-binary",
        "numpy",
        "--require-hashes",
        "-r",
        str(asked),
    ]
    _pip("wheel", *source, *options, "--wheel-dir", str(folder), log=folder / "build.log")
    wheel = _kept(checkout, version)
    if wheel is None:
        raise Problem(f"NumPy's build left no wheel in {folder}.")
    return wheel


def _pip(command: str, *arguments: str, log: Path) -> None:
    words = [sys.executable, "-m", "pip", command, "--no-input", "--disable-pip-version-check", *arguments]
    tools = str(Path(sys.executable).parent)  # cython and ninja are looked for on the PATH
    env = {**os.environ, "PIP_USER": "0", "PATH": os.pathsep.join((tools, os.environ.get("PATH", "")))}
    done = subprocess.run(words, env=env, capture_output=True, text=True, check=False)
    log.write_text(done.stdout + done.stderr, "utf-8")
    if done.returncode:
        raise Problem(f"NumPy could not be built without OpenBLAS: see {log}.")
