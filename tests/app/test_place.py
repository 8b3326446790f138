"""A person's data: nobody else's to read, one home a person, told when it lies on a network drive."""

import os
import sys
from pathlib import Path

import pytest

from operator_app.app.commands import doctor
from operator_app.app.opening import open_desk
from operator_app.app.place import make_private, network_drive
from tests.app.conftest import Command

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
srv:/home /home nfs4 rw 0 0
/dev/sdb1 /home/my\\040disk ext4 rw 0 0
//srv/profiles /media/profiles cifs rw 0 0
broken
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps it in the person's own profile")
def test_a_home_is_for_its_owner_only_also_one_made_before(tmp_path: Path) -> None:
    old = tmp_path / "old"
    old.mkdir(mode=0o755)
    for home in (old, tmp_path / "new"):
        open_desk(home).close()
        assert home.stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="only root can make another's folder")
def test_another_persons_folder_is_left_as_it_is(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir(mode=0o755)
    os.chown(other, 65534, 65534)
    make_private(other)
    assert other.stat().st_mode & 0o777 == 0o755
    make_private(tmp_path / "nowhere")


def test_two_people_at_once_write_each_in_their_own_home(tmp_path: Path) -> None:
    homes = [tmp_path / "salma", tmp_path / "amira"]
    desks = [open_desk(home) for home in homes]
    for desk in desks:
        desk.calls.close(desk.calls.start(language="fr"))
    for desk in desks:
        desk.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["amira", "salma"]
    assert {file.name for file in homes[0].iterdir()} == {file.name for file in homes[1].iterdir()}


@pytest.mark.parametrize(
    ("home", "kind"),
    [
        ("/home/salma/.local", "nfs4"),
        ("/home/my disk/salma", ""),
        ("/homework", ""),
        ("/media/profiles/x", "cifs"),
        ("/srv", ""),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="mounts are Linux's")
def test_a_network_drive_is_told_from_a_disk(home: str, kind: str) -> None:
    assert network_drive(Path(home), MOUNTS) == kind


def test_the_doctor_says_when_the_data_lies_on_a_network_drive(
    home: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert home.exists()
    assert "ok  drive" in command("doctor").out
    monkeypatch.setattr(doctor, "network_drive", lambda _: "nfs4")
    done = command("doctor")
    assert done.status == 1
    assert "BAD drive: " in done.out
    assert "nfs4" in done.out
