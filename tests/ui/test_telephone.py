"""A telephone that rings: from another process or a real softphone to the strip, F2, F9 and the log."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from operator_app.app.messages import send
from operator_app.domain.calls import Ring
from operator_app.local import CallFilter
from operator_app.settings import TelephoneSource
from operator_app.telephony.rings import MOST
from tests.telephony import softphone
from tests.ui.conftest import Program

# Nobody's: no Tunisian range begins with 0.
NUMBER = "01000000"


def ring(program: Program, *arguments: str) -> "subprocess.Popen[bytes]":
    """`operator-app ring …`, a process of its own."""
    words = [sys.executable, "-m", "operator_app", "--home", str(program.desk.home), "ring", *arguments]
    return subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def ringing(program: Program) -> Ring | None:
    return program.window.strip.ringing


def finished(program: Program, process: "subprocess.Popen[bytes]") -> int:
    """Wait for a process while the window goes on."""
    program.player.wait("process", lambda: process.poll() is not None)
    return int(process.returncode)


def test_a_ring_from_another_process_is_shown_taken_and_logged(program: Program) -> None:
    player, window = program.player, program.window
    box = window.desk_page.search.box
    player.type("جوا")
    player.settle()
    assert finished(program, ring(program, "--from", "+216 " + NUMBER, "--line", "80 10 11 11")) == 0
    player.wait("ring", lambda: ringing(program) is not None)
    shown = ringing(program)
    assert shown is not None
    assert (shown.number, shown.line, shown.more) == ("+216" + NUMBER, "80101111", 0)
    assert box.hasFocus()
    assert box.text() == "جوا"
    player.press(Qt.Key.Key_F2)
    player.wait("taken", lambda: window.session.call is not None and ringing(program) is None)
    assert window.session.caller_number == "+216" + NUMBER
    player.press(Qt.Key.Key_F9)
    player.wait("logged", lambda: program.desk.calls.count(CallFilter()) == 1)
    player.settle()
    (call,) = program.desk.calls.log(CallFilter())
    assert call.waiting_seconds is not None
    assert call.line == "80101111"
    assert NUMBER not in repr(call)


def test_taking_the_first_of_two_leaves_the_second_ringing(program: Program) -> None:
    player, window = program.player, program.window
    for number in ("190", "193"):
        assert send(program.desk.home, {"do": "ring", "number": number})
    player.wait("two", lambda: (shown := ringing(program)) is not None and shown.more == 1)
    player.press(Qt.Key.Key_F2)
    player.wait("taken", lambda: window.session.call is not None)
    player.wait("second", lambda: (shown := ringing(program)) is not None and (shown.number, shown.more) == ("193", 0))
    assert window.session.caller_number == "190"


def test_a_ring_that_stops_leaves_the_strip(program: Program) -> None:
    for number in ("190", "193"):
        assert send(program.desk.home, {"do": "ring", "number": number})
    program.player.wait("two", lambda: (shown := ringing(program)) is not None and shown.more == 1)
    assert finished(program, ring(program, "--from", "190", "--end")) == 0
    program.player.wait("one", lambda: (shown := ringing(program)) is not None and shown.number == "193")
    assert finished(program, ring(program, "--end")) == 0
    program.player.wait("none", lambda: ringing(program) is None)


@pytest.mark.parametrize("hostile", ["--help;$(x)", "\u202e190;rm", "x" * 100_000, "';drop table calls--", "9" * 21])
def test_hostile_numbers_ring_without_a_number(program: Program, hostile: str) -> None:
    assert finished(program, ring(program, f"--from={hostile}", f"--line={hostile}")) == 0
    program.player.wait("ring", lambda: ringing(program) is not None)
    shown = ringing(program)
    assert shown is not None
    assert set(shown.number + shown.line) <= set("+0123456789*#")
    assert len(shown.number) <= 20


def test_a_message_of_a_megabyte_is_dropped_and_the_next_one_is_heard(program: Program) -> None:
    send(program.desk.home, {"do": "ring", "number": "1" * 1_000_000})
    assert send(program.desk.home, {"do": "ring", "number": "190"})
    program.player.wait("ring", lambda: (shown := ringing(program)) is not None and shown.number == "190")


def test_a_flood_of_a_thousand_rings_moves_nothing(program: Program) -> None:
    player, window = program.player, program.window
    player.press(Qt.Key.Key_F2)
    player.type("جوا")
    player.settle()
    call = window.session.call
    code = (
        "import sys; from pathlib import Path; from operator_app.app.messages import send\n"
        "sys.exit(0 if all(send(Path(sys.argv[1]), {'do': 'ring', 'number': str(n)}) for n in range(1000)) else 1)"
    )
    flood = subprocess.Popen([sys.executable, "-c", code, str(program.desk.home)])
    player.wait("first", lambda: ringing(program) is not None)
    player.type("ز")
    assert finished(program, flood) == 0
    player.wait("all", lambda: (shown := ringing(program)) is not None and shown.more == MOST - 1)
    player.settle()
    assert window.desk_page.search.box.text() == "جواز"
    assert window.desk_page.search.box.hasFocus()
    assert call is not None
    assert window.session.call is not None
    assert window.session.call.id == call.id
    assert (shown := ringing(program)) is not None
    assert shown.number == "0"


def test_a_promise_begins_with_the_number_that_rang_and_typing_replaces_it(program: Program) -> None:
    player, window = program.player, program.window
    panel = window.desk_page.panel
    assert send(program.desk.home, {"do": "ring", "number": NUMBER})
    player.wait("ring", lambda: ringing(program) is not None)
    player.press(Qt.Key.Key_F2)
    player.wait("taken", lambda: window.session.call is not None)
    player.press(Qt.Key.Key_F8)
    player.wait("panel", window.desk_page.panel_open)
    assert panel.number.text() == "01 000 000"
    player.press(Qt.Key.Key_Escape)
    assert window.session.promised_number == ""
    player.press(Qt.Key.Key_F8)
    player.wait("panel", window.desk_page.panel_open)
    player.type("01000001")
    assert panel.number.text() == "01000001"
    player.press(Qt.Key.Key_Return)
    player.press(Qt.Key.Key_F8)
    player.wait("panel", window.desk_page.panel_open)
    assert panel.number.text() == "01000001"
    player.press(Qt.Key.Key_F9)
    player.wait("logged", lambda: program.desk.calls.count(CallFilter()) == 1)
    player.settle()
    assert [back.number for back in program.desk.calls.call_backs()] == ["01000001"]
    assert NUMBER not in repr(program.desk.calls.log(CallFilter()))


def test_a_promise_without_a_telephone_begins_empty(program: Program) -> None:
    player, window = program.player, program.window
    player.press(Qt.Key.Key_F2)
    player.wait("taken", lambda: window.session.call is not None)
    player.press(Qt.Key.Key_F8)
    player.wait("panel", window.desk_page.panel_open)
    assert window.desk_page.panel.number.text() == ""


def test_a_post_without_a_telephone_hears_none(program: Program) -> None:
    preferences = program.desk.preferences
    preferences.change(replace(preferences.now, telephone=TelephoneSource.NONE))
    program.player.settle()
    assert finished(program, ring(program, "--from", "190")) == 0
    preferences.change(replace(preferences.now, telephone=TelephoneSource.COMMAND))
    program.player.settle()
    assert finished(program, ring(program, "--from", "193")) == 0
    program.player.wait("ring", lambda: ringing(program) is not None)
    shown = ringing(program)
    assert shown is not None
    assert (shown.number, shown.more) == ("193", 0)


@pytest.mark.slow
@pytest.mark.skipif(bool(softphone.missing()), reason=f"not installed: {softphone.missing()}")
def test_a_real_softphone_from_ring_to_hanging_up(program: Program, tmp_path: Path) -> None:
    player, window, preferences = program.player, program.window, program.desk.preferences
    with softphone.softphone(tmp_path / "phone") as phone:
        now = replace(preferences.now, telephone=TelephoneSource.BARESIP, telephone_address=phone.address)
        preferences.change(now)
        player.wait("listening", lambda: program.shell.telephone.up)
        caller = phone.called_by(NUMBER, "موظّف", talk=1200)
        player.wait("ring", lambda: ringing(program) is not None)
        shown = ringing(program)
        assert shown is not None
        assert (shown.number, shown.line) == (NUMBER, softphone.EXTENSION)
        assert window.desk_page.search.box.hasFocus()
        player.press(Qt.Key.Key_F2)
        player.wait("taken", lambda: window.session.call is not None)
        phone.answer()
        player.wait("hung up", lambda: window.session.hung_up)
        assert finished(program, caller) == 0
        player.press(Qt.Key.Key_F9)
        player.wait("logged", lambda: program.desk.calls.count(CallFilter()) == 1)
        player.settle()
        (call,) = program.desk.calls.log(CallFilter())
        assert call.waiting_seconds is not None
        assert call.seconds is not None
        assert call.seconds >= 1
        preferences.change(replace(now, telephone=TelephoneSource.COMMAND))
        player.settle()
