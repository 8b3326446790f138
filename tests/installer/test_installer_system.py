"""What a machine lacks, and the command that brings it."""

from __future__ import annotations

import pytest

from installer import system
from installer.problems import Problem
from installer.shell import Result
from tests.installer.installer_fakes import FakeShell, machine

APT = ["env", "DEBIAN_FRONTEND=noninteractive", "LC_ALL=C", "apt-get"]


def test_only_libraries_that_do_not_load_are_missing() -> None:
    bare = machine(unloadable=["libEGL.so.1", "libglib-2.0.so.0"])
    assert system.missing_libraries(bare, system.OFFSCREEN_LIBRARIES) == ["libegl1", "libglib2.0-0"]


def test_nothing_is_looked_for_elsewhere_than_on_linux() -> None:
    mac = machine(platform="darwin", unloadable=list(system.OFFSCREEN_LIBRARIES))
    assert system.missing_libraries(mac, system.OFFSCREEN_LIBRARIES) == []
    assert system.missing_packages(mac, FakeShell(), ["xvfb"]) == []


def test_without_apt_the_libraries_are_named() -> None:
    fedora = machine(programs=["dnf"], unloadable=["libEGL.so.1"])
    with pytest.raises(Problem, match=r"libEGL\.so\.1"):
        system.missing_libraries(fedora, system.OFFSCREEN_LIBRARIES)


@pytest.mark.parametrize(
    ("environ", "library", "needed"),
    [
        ({}, "libxcb-cursor.so.0", False),
        ({"DISPLAY": ":0"}, "libxcb-cursor.so.0", True),
        ({"DISPLAY": ":0"}, "libwayland-client.so.0", False),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "libwayland-client.so.0", True),
    ],
)
def test_each_display_has_its_libraries(environ: dict[str, str], library: str, needed: bool) -> None:
    assert (library in system.libraries_for_window(machine(environ=environ))) is needed


def test_a_package_counts_only_when_it_is_installed() -> None:
    dpkg = Result(1, "xvfb installed\nqpdf config-files\ndpkg-query: no packages found matching openbox\n")
    missing = system.missing_packages(machine(), FakeShell({"dpkg-query": dpkg}), ["xvfb", "qpdf", "openbox"])
    assert missing == ["qpdf", "openbox"]


def test_debian_python_without_ensurepip_gets_its_own_package() -> None:
    assert system.missing_venv(machine(has_ensurepip=False)) == ["python3.11-venv"]
    assert system.missing_venv(machine()) == []


def test_other_python_without_ensurepip_is_a_problem() -> None:
    with pytest.raises(Problem, match="/opt/python"):
        system.missing_venv(machine(has_ensurepip=False, base="/opt/python"))


def test_nothing_missing_starts_no_program() -> None:
    shell = FakeShell()
    system.install(machine(), shell, [])
    assert shell.commands == []


@pytest.mark.parametrize(("is_root", "prefix"), [(True, []), (False, ["sudo", "-n"])])
def test_apt_runs_as_root_or_through_sudo(is_root: bool, prefix: list[str]) -> None:
    shell = FakeShell()
    system.install(machine(is_root=is_root), shell, ["libegl1"])
    install = ["install", "--yes", "--no-install-recommends", "libegl1"]
    assert shell.commands[-2:] == [[*prefix, *APT, "update"], [*prefix, *APT, *install]]


def test_sudo_that_asks_for_a_password_leaves_the_command_to_the_person() -> None:
    shell = FakeShell({"sudo": Result(1, "sudo: a password is required")})
    with pytest.raises(Problem, match=r"sudo apt-get update && sudo apt-get install --yes .* libegl1 libgl1$"):
        system.install(machine(), shell, ["libegl1", "libgl1"])
    assert not any("apt-get" in command for command in shell.commands)


def test_without_sudo_the_command_goes_through_su() -> None:
    with pytest.raises(Problem, match=r"su -c 'apt-get update && apt-get install .* libegl1'$"):
        system.install(machine(programs=["apt-get", "dpkg-query"]), FakeShell(), ["libegl1"])


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("E: Failed to fetch http://deb.example/x.deb  Could not resolve 'deb.example'", "check the network"),
        ("E: You don't have enough free space in /var/cache/apt/archives/.", "disk is full"),
        ("E: Could not get lock /var/lib/dpkg/lock-frontend.", "wait until it is done"),
        ("Reading…\nE: Unable to locate package libegl1\nE: more", r"\(E: Unable to locate package libegl1\)"),
    ],
)
def test_what_apt_says_becomes_one_sentence(output: str, sentence: str) -> None:
    with pytest.raises(Problem, match=sentence):
        system.install(machine(is_root=True), FakeShell({"install": Result(100, output)}), ["libegl1"])
