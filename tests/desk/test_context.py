"""The hub, the preferences, the ids."""

import threading
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest

from operator_app.desk import Desk
from operator_app.desk.context import Hub, id_of, new_id
from operator_app.domain.changes import Changes, changed
from operator_app.domain.problems import Problem
from operator_app.settings import Theme
from tests.desk.conftest import Clock, Heard


def test_every_subscriber_hears_until_it_leaves() -> None:
    hub = Hub()
    one: list[Changes] = []
    two: list[Changes] = []
    leave = hub.subscribe(one.append)
    hub.subscribe(two.append)
    assert hub.announce(changed("calls", "1")) == changed("calls", "1")
    leave()
    leave()
    hub.announce(changed("news"))
    assert one == [changed("calls", "1")]
    assert two == [changed("calls", "1"), changed("news")]


def test_nothing_changed_is_not_announced() -> None:
    hub = Hub()
    heard: list[Changes] = []
    hub.subscribe(heard.append)
    hub.announce(Changes())
    assert heard == []


def test_a_subscriber_may_announce_leave_and_subscribe() -> None:
    hub = Hub()
    heard: list[Changes] = []

    def follow(changes: Changes) -> None:
        if changes.touches("calls"):
            leave()
            hub.subscribe(heard.append)
            hub.announce(changed("index"))

    leave = hub.subscribe(follow)
    hub.announce(changed("calls"))
    assert heard == [changed("index")]


def test_the_hub_is_safe_from_many_threads() -> None:
    hub = Hub()
    heard: list[Changes] = []
    hub.subscribe(heard.append)

    def work() -> None:
        for _ in range(200):
            leave = hub.subscribe(lambda _: None)
            hub.announce(changed("calls"))
            leave()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert len(heard) == 800


def test_preferences_are_kept_and_announced(desk: Desk, heard: Heard, home: Path, clock: Clock) -> None:
    desk.preferences.change(replace(desk.preferences.now, theme=Theme.DARK))
    assert heard.changes == [changed("settings")]
    again = Desk.open(home, clock)
    assert again.preferences.now == desk.preferences.now
    assert again.preferences.now.theme is Theme.DARK
    again.close()


def test_preferences_that_cannot_be_kept_change_nothing(desk: Desk, heard: Heard, home: Path) -> None:
    before = desk.preferences.now
    (home / "settings.toml").unlink()
    (home / "settings.toml" / "x").mkdir(parents=True)
    with pytest.raises(Problem, match="settings_not_written"):
        desk.preferences.change(replace(before, theme=Theme.DARK))
    assert desk.preferences.now is before
    assert heard.changes == []


def test_what_several_lanes_keep_at_once_is_all_kept(desk: Desk) -> None:
    """Each adds its words to the ones that it saw."""

    def work(lane: int) -> None:
        for n in range(20):
            seen = desk.preferences.now
            desk.preferences.change(replace(seen, our_words=(*seen.our_words, f"{lane}-{n}")), seen)

    threads = [threading.Thread(target=work, args=(lane,)) for lane in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert set(desk.preferences.now.our_words) == {f"{lane}-{n}" for lane in range(4) for n in range(20)}


def test_today_is_the_day_on_the_wall(desk: Desk, clock: Clock) -> None:
    clock.now = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
    assert desk.today() == date(2026, 3, 3)
    assert desk.now() == clock.now


def test_ids_are_ordered_in_time_and_those_from_outside_the_same_everywhere() -> None:
    ids = [new_id() for _ in range(1000)]
    assert ids == sorted(set(ids))
    assert {UUID(id).version for id in ids} == {7}
    assert id_of("birth-extract") == id_of("birth-extract")
    assert id_of("birth-extract") != id_of("birth-extract ")


def test_a_desk_that_cannot_open_lets_go_of_everything(home: Path, clock: Clock) -> None:
    home.mkdir()
    (home / "operator.sqlite3").write_bytes(b"no store at all")
    with pytest.raises(Problem, match="store_damaged"):
        Desk.open(home, clock)
    (home / "operator.sqlite3").unlink()
    Desk.open(home, clock).close()
