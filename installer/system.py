"""Debian and Ubuntu packages that a minimal system lacks.

Library packages go by their Debian 12 names: where a release renamed one (`libglib2.0-0t64`, Debian 13 and Ubuntu
24.04), the new package provides the old name and apt-get takes it.
"""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence

from installer.machine import Machine
from installer.problems import Problem
from installer.shell import Shell

# File name that the dynamic linker looks for → package that brings it.
OFFSCREEN_LIBRARIES: Mapping[str, str] = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libX11.so.6": "libx11-6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
}
X11_LIBRARIES: Mapping[str, str] = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
}
WAYLAND_LIBRARIES: Mapping[str, str] = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
# What the tests use the program with: a real window, a screen reader's view, PDF and braille tools, Unicode's tables.
TEST_PACKAGES = (
    *("xvfb", "xauth", "openbox", "xdotool", "x11-utils", "x11-xkb-utils", "imagemagick"),
    *("dbus", "at-spi2-core", "gir1.2-atspi-2.0", "python3-gi"),
    *("baresip", "sip-tester"),
    *("poppler-utils", "qpdf", "liblouis-bin", "liblouis-data", "unicode-data"),
)

# What building packages uses: objdump and strip; dpkg-deb is part of every Debian.
BUILD_PACKAGES = ("binutils",)

_NETWORK_SIGNS = ("Could not resolve", "Temporary failure", "Could not connect", "Unable to fetch", "Failed to fetch")


def libraries_for_window(machine: Machine) -> dict[str, str]:
    """Libraries that Qt needs here: always those without a screen, and those of each display that there is."""
    needed = dict(OFFSCREEN_LIBRARIES)
    if machine.environ.get("DISPLAY"):
        needed |= X11_LIBRARIES
    if machine.environ.get("WAYLAND_DISPLAY"):
        needed |= WAYLAND_LIBRARIES
    return needed


def libraries_for_tests() -> dict[str, str]:
    """Libraries that Qt needs for the tests, which open windows offscreen and under Xvfb."""
    return {**OFFSCREEN_LIBRARIES, **X11_LIBRARIES}


def missing_libraries(machine: Machine, libraries: Mapping[str, str]) -> list[str]:
    """Packages whose library does not load. Raises Problem where there is no apt-get to fetch them with."""
    if not machine.is_linux:
        return []
    lacking = {file: package for file, package in libraries.items() if not machine.can_load(file)}
    if lacking and not machine.has_apt:
        files = ", ".join(lacking)
        raise Problem(f"Install these libraries with your system's package manager, then start again: {files}.")
    return list(lacking.values())


def missing_packages(machine: Machine, shell: Shell, packages: Sequence[str]) -> list[str]:
    """Those of the packages that dpkg does not call installed. Without dpkg none is: the tests skip what needs them."""
    if not machine.has_apt:
        return []
    query = ["dpkg-query", "--show", "--showformat=${Package} ${db:Status-Status}\n", *packages]
    lines = shell.listen(query, {"LC_ALL": "C"}, _ignore).output.splitlines()
    return [name for name in packages if f"{name} installed" not in lines]


def missing_venv(machine: Machine) -> list[str]:
    """The package that brings ensurepip, where this Python lacks it. Raises Problem where no package can help."""
    if machine.has_ensurepip:
        return []
    if machine.base != "/usr" or not machine.has_apt:
        raise Problem(
            f"The Python at {machine.base} lacks ensurepip, which makes environments: start the installer with another."
        )
    return ["python{}.{}-venv".format(*machine.python)]


def install(machine: Machine, shell: Shell, packages: Sequence[str]) -> None:
    """Install through apt-get as root or sudo; raises Problem with the one command where neither is to be had."""
    if not packages:
        return
    prefix = _as_root(machine, shell)
    if prefix is None:
        raise Problem(f"Run this once, then start again: {printed_command(machine, packages)}")
    print(f"Installing system packages: {' '.join(packages)}", flush=True)
    for command in (_update(), _install(packages)):
        result = shell.listen([*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "LC_ALL=C", *command], {}, _ignore)
    if result.status:
        raise Problem(_apt_failure(result.output, printed_command(machine, packages)))


def printed_command(machine: Machine, packages: Sequence[str]) -> str:
    """The one line for a person to paste: with sudo where there is one, else as root through su."""
    update, fetch = shlex.join(_update()), shlex.join(_install(packages))
    if machine.is_root:
        return f"{update} && {fetch}"
    if machine.which("sudo"):
        return f"sudo {update} && sudo {fetch}"
    return f"su -c {shlex.quote(f'{update} && {fetch}')}"


def _update() -> list[str]:
    return ["apt-get", "update"]


def _install(packages: Sequence[str]) -> list[str]:
    return ["apt-get", "install", "--yes", "--no-install-recommends", *packages]


def _as_root(machine: Machine, shell: Shell) -> list[str] | None:
    """What to put before a command so that root runs it; None if that cannot be had without a password."""
    if machine.is_root:
        return []
    allowed = machine.which("sudo") and shell.listen(["sudo", "-n", "true"], {}, _ignore).status == 0
    return ["sudo", "-n"] if allowed else None


def _apt_failure(output: str, command: str) -> str:
    """One sentence for what apt-get printed before it gave up."""
    if "No space left" in output or "enough free space" in output:
        return "The disk is full: free about 1 GB, then start again."
    if "Could not get lock" in output:
        return "Another program is installing packages: wait until it is done, then start again."
    if any(sign in output for sign in _NETWORK_SIGNS):
        return f"The package servers cannot be reached: check the network and apt's proxy, then run: {command}"
    errors = [text for text in output.splitlines() if text.startswith("E:")]
    return f"apt-get failed ({(errors or ['no reason given'])[0]}): run this to see why: {command}"


def _ignore(_: str) -> None:
    """For programs whose lines nobody needs to see as they come."""
