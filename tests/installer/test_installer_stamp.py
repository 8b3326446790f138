"""When an environment is used as it is, filled, or made anew."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from installer import stamp
from installer.stamp import UNFINISHED, Stamp, Work

WANTED = Stamp(place="3.11 /usr /home/op/app", contents="abc", with_tools=False)


@pytest.mark.parametrize(
    ("found", "work"),
    [
        (None, Work.RECREATE),
        (UNFINISHED, Work.RECREATE),
        (replace(WANTED, place="3.12 /usr /home/op/app"), Work.RECREATE),
        (replace(WANTED, contents="older"), Work.INSTALL),
        (WANTED, Work.NOTHING),
        (replace(WANTED, with_tools=True), Work.NOTHING),
    ],
)
def test_work_left_to_run(found: Stamp | None, work: Work) -> None:
    assert stamp.work_left(found, WANTED) is work


def test_tests_need_the_tools_too() -> None:
    wanted = replace(WANTED, with_tools=True)
    assert stamp.work_left(WANTED, wanted) is Work.INSTALL
    assert stamp.work_left(wanted, wanted) is Work.NOTHING


def test_a_stamp_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "stamp.json"
    assert stamp.read(path) is None
    stamp.write(path, WANTED)
    assert stamp.read(path) == WANTED
    assert [entry.name for entry in tmp_path.iterdir()] == ["stamp.json"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"place": "here"}'])
def test_a_damaged_stamp_counts_as_unfinished(tmp_path: Path, text: str) -> None:
    path = tmp_path / "stamp.json"
    path.write_text(text, "utf-8")
    assert stamp.read(path) == UNFINISHED


def test_the_digest_follows_contents_and_their_order(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("1", "utf-8")
    two.write_text("2", "utf-8")
    before = stamp.digest([one, two])
    assert before != stamp.digest([two, one])
    two.write_text("2 ", "utf-8")
    assert before != stamp.digest([one, two])
