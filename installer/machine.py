"""What kind of machine this is: read once, handed to everything that decides."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass


def _can_load(library: str) -> bool:
    """Whether the dynamic linker finds the library: the question that Qt will ask."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Machine:
    """Facts about this machine and about the Python that runs the installer."""

    platform: str
    """As `sys.platform`: linux, win32, darwin."""
    python: tuple[int, int]
    interpreter: str
    base: str
    """Where this Python is installed; `/usr` for the distribution's own."""
    has_ensurepip: bool
    """Debian leaves ensurepip, which puts pip into a new environment, to a package of its own."""
    is_root: bool
    environ: Mapping[str, str]
    which: Callable[[str], str | None]
    can_load: Callable[[str], bool]

    @property
    def is_windows(self) -> bool:
        """Windows lays an environment out differently and cannot replace a running program."""
        return self.platform == "win32"

    @property
    def is_linux(self) -> bool:
        """Only there do Qt's system libraries and a display have to be looked for."""
        return self.platform == "linux"

    @property
    def has_apt(self) -> bool:
        """Debian, Ubuntu and what is made from them."""
        return self.is_linux and bool(self.which("apt-get") and self.which("dpkg-query"))

    @property
    def has_display(self) -> bool:
        """Whether a window can be opened. Elsewhere than on Linux we believe so."""
        return not self.is_linux or bool(self.environ.get("DISPLAY") or self.environ.get("WAYLAND_DISPLAY"))


def this_machine() -> Machine:
    """Look around."""
    return Machine(
        platform=sys.platform,
        python=sys.version_info[:2],
        interpreter=sys.executable,
        base=sys.base_prefix,
        has_ensurepip=importlib.util.find_spec("ensurepip") is not None,
        is_root=hasattr(os, "geteuid") and os.geteuid() == 0,
        environ=os.environ,
        which=shutil.which,
        can_load=_can_load,
    )
