"""A second start and `ring` speak to the window of a home: what comes through, and what is dropped unread."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from socket import AF_UNIX, socket
from tempfile import gettempdir

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from operator_app.app import messages
from operator_app.app.messages import Listener, Message, send
from tests.app.conftest import Command


class Ear:
    """A listener and what it heard; a message that was told after another proves that the other was dropped."""

    def __init__(self, home: Path) -> None:
        self.heard: list[Message] = []
        self.listener = Listener(home, self.heard.append)

    def __contains__(self, message: object) -> bool:
        return message in self.heard


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "place"


@pytest.fixture
def ear(qapp: QApplication, place: Path) -> Iterator[Ear]:
    ear = Ear(place)
    assert ear.listener.listen()
    yield ear
    ear.listener.close()
    ear.listener.deleteLater()
    QCoreApplication.sendPostedEvents()
    qapp.processEvents()


def throw(place: Path, content: bytes, qtbot: QtBot) -> None:
    """Raw bytes to the socket of a home, whose end is waited for."""
    caller = QLocalSocket()
    caller.connectToServer(messages._name(place))
    assert caller.waitForConnected(1000)
    caller.write(content)
    caller.flush()
    caller.disconnectFromServer()
    qtbot.waitUntil(lambda: caller.state() is QLocalSocket.LocalSocketState.UnconnectedState, timeout=5000)
    caller.deleteLater()


def test_a_message_arrives_as_it_was_sent(ear: Ear, place: Path, qtbot: QtBot) -> None:
    message = {"do": "ring", "number": "+000012", "line": "الأخضر\n"}
    assert send(place, message)
    qtbot.waitUntil(lambda: message in ear, timeout=5000)
    assert ear.heard == [message]


def test_many_messages_arrive_each_once(ear: Ear, place: Path, qtbot: QtBot) -> None:
    for number in range(20):
        assert send(place, {"do": str(number)})
    qtbot.waitUntil(lambda: len(ear.heard) == 20, timeout=5000)
    assert [message["do"] for message in ear.heard] == [str(number) for number in range(20)]


def test_nobody_listening_is_told(qapp: QApplication, tmp_path: Path) -> None:
    assert qapp is not None
    assert not send(tmp_path / "empty", {"do": "raise"})


@pytest.mark.parametrize(
    "content",
    [
        b"x" * 1_000_000,
        b"x" * 1_000_000 + b"\n",
        b'{"do": "' + b"x" * 5000 + b'"}\n',
        b"[" * 4000 + b"\n",
        b'{"do": "ring"}' + b" " * 5000 + b"\n",
        b"not json\n",
        b"\xff\xfe\x00\n",
        b"[1, 2]\n",
        b"null\n",
        b'"ring"\n',
        b'{"do": 3, "number": ["1"]}\n',
        b"\n",
        b"",
        b'{"do": "ring"',
        b"GET / HTTP/1.1\r\n\r\n",
    ],
    ids=lambda content: repr(content[:14]),
)
def test_garbage_is_dropped_and_the_next_is_heard(ear: Ear, place: Path, qtbot: QtBot, content: bytes) -> None:
    throw(place, content, qtbot)
    assert send(place, {"do": "raise"})
    qtbot.waitUntil(lambda: bool(ear.heard), timeout=5000)
    assert ear.heard == [{"do": "raise"}]


def test_what_is_no_text_in_a_message_is_left_out(ear: Ear, place: Path, qtbot: QtBot) -> None:
    throw(place, json.dumps({"do": "ring", "number": 12, "line": None, "x": {"y": "z"}}).encode() + b"\n", qtbot)
    qtbot.waitUntil(lambda: bool(ear.heard), timeout=5000)
    assert ear.heard == [{"do": "ring"}]


def test_a_second_window_of_a_home_does_not_take_over(ear: Ear, place: Path, qtbot: QtBot) -> None:
    other = Ear(place)
    assert not other.listener.listen()
    assert send(place, {"do": "raise"})
    qtbot.waitUntil(lambda: bool(ear.heard), timeout=5000)
    assert other.heard == []
    other.listener.close()
    other.listener.deleteLater()


@pytest.mark.skipif(os.name != "posix", reason="a pipe of Windows leaves nothing")
def test_a_socket_left_by_a_crash_is_taken_over(qapp: QApplication, place: Path, qtbot: QtBot) -> None:
    assert qapp is not None
    with socket(AF_UNIX) as left:
        left.bind(str(Path(gettempdir()) / messages._name(place)))
    assert not send(place, {"do": "raise"})
    ear = Ear(place)
    assert ear.listener.listen()
    assert send(place, {"do": "raise"})
    qtbot.waitUntil(lambda: bool(ear.heard), timeout=5000)
    ear.listener.close()
    ear.listener.deleteLater()


def test_homes_do_not_hear_each_other(ear: Ear, tmp_path: Path) -> None:
    assert not send(tmp_path / "other", {"do": "raise"})
    assert ear.heard == []


@pytest.mark.parametrize(
    ("number", "heard"),
    [
        ("00 000 012", "+000012"),
        ("+216 00 000 012", "+21600000012"),
        ("\u202e00 000 012\u202c", "+000012"),
        ("1;$(reboot)", "1"),
        ("`x`'\"|&<>", ""),
        ("anonymous", ""),
        ("1" * 1_000_000, ""),
        ("1" * 21, ""),
        ("", ""),
    ],
)
def test_only_a_number_ever_rings(
    ear: Ear, place: Path, qtbot: QtBot, command: Command, number: str, heard: str
) -> None:
    done = command("ring", "--from", number, "--line", number, "--home", str(place))
    assert (done.status, done.out, done.err) == (0, "", "")
    qtbot.waitUntil(lambda: bool(ear.heard), timeout=5000)
    assert ear.heard == [{"do": "ring", "number": heard, "line": heard}]


def test_the_end_of_ringing(ear: Ear, place: Path, qtbot: QtBot, command: Command) -> None:
    assert command("ring", "--end", "--home", str(place)).status == 0
    qtbot.waitUntil(lambda: bool(ear.heard), timeout=5000)
    assert ear.heard[0]["do"] == "ring_end"


@pytest.mark.parametrize("hostile", ["--help;$(x)", "--end", "--home=/tmp/x", "-h"])
def test_an_option_chosen_by_the_caller_does_nothing(
    ear: Ear, place: Path, qtbot: QtBot, command: Command, hostile: str
) -> None:
    done = command("ring", "--home", str(place), "--from", hostile)
    assert (done.status, done.out) == (2, "")
    assert send(place, {"do": "raise"})
    qtbot.waitUntil(lambda: bool(ear.heard), timeout=5000)
    assert ear.heard == [{"do": "raise"}]


def test_ringing_without_a_window_is_told(qapp: QApplication, command: Command, tmp_path: Path) -> None:
    assert qapp is not None
    done = command("ring", "--from", "1", "--home", str(tmp_path / "none"))
    assert (done.status, done.out, len(done.err.splitlines())) == (1, "", 1)
