"""What a screen reader is told: after quiet, as much as is wanted, nothing over a caller."""

from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from operator_app.desk.sync_state import Status, SyncState
from operator_app.settings import Spoken
from operator_app.ui.announcer import Announcer, Weight
from operator_app.ui.sync_told import SyncTold

DETAIL, EVENT, ALWAYS = Weight.DETAIL, Weight.EVENT, Weight.ALWAYS


@pytest.mark.parametrize(
    ("spoken", "said"),
    [(Spoken.FULL, [DETAIL, EVENT, ALWAYS]), (Spoken.SHORT, [EVENT, ALWAYS]), (Spoken.URGENT, [ALWAYS])],
)
def test_as_much_is_said_as_is_wanted(qtbot: QtBot, spoken: Spoken, said: list[Weight]) -> None:
    announcer = Announcer(spoken)
    heard = []
    for weight in Weight:
        announcer.last = ""
        announcer.say("now", weight)
        now = announcer.last
        announcer.last = "nothing yet"
        announcer.say_when_quiet("then", weight)
        qtbot.waitUntil(lambda: announcer.last != "nothing yet")
        assert bool(now) == bool(announcer.last)
        heard += [weight] if now else []
    assert heard == said


def test_the_latest_of_quick_changes_is_said_once(qtbot: QtBot) -> None:
    announcer = Announcer()
    for text in ("1 result", "2 results", "3 results"):
        announcer.say_when_quiet(text)
        assert announcer.last == ""
    qtbot.waitUntil(lambda: announcer.last == "3 results")


def test_where_less_is_wanted_the_short_form_is_said(qtbot: QtBot) -> None:
    announcer = Announcer(Spoken.SHORT)
    announcer.say_when_quiet("3 results. Passport. Procedure", short="3 results")
    qtbot.waitUntil(lambda: announcer.last == "3 results")


def test_what_waits_is_dropped_when_a_caller_speaks(qtbot: QtBot) -> None:
    announcer = Announcer()
    announcer.say_when_quiet("3 results")
    announcer.hush()
    announcer.say_when_quiet("said later")
    qtbot.waitUntil(lambda: announcer.last == "said later")


def test_the_shared_database_is_told_of_after_the_call_and_once(qtbot: QtBot) -> None:
    announcer = Announcer()
    told = SyncTold(announcer)
    since = datetime(2026, 11, 24, 8, tzinfo=UTC)
    lost, back = SyncState(Status.OFFLINE, since), SyncState(Status.CONNECTED, since)
    told.follow(back, "connected from the start", in_call=False)
    told.follow(lost, "lost", in_call=True)
    told.follow(lost, "lost, told after the call", in_call=False)
    qtbot.waitUntil(lambda: announcer.last == "lost, told after the call")
    told.follow(lost, "lost, 2 changes wait", in_call=False)
    told.follow(back, "back", in_call=False)
    qtbot.waitUntil(lambda: announcer.last == "back")
