"""One window on a home: a second start and `ring` speak to it through a local socket."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT_MS = 1000
_LONGEST = 4096
Message = dict[str, str]


def _name(home: Path) -> str:
    """The socket of a home; short, since Unix limits the length of its path."""
    return "operator-app-" + hashlib.sha256(str(home.resolve()).encode()).hexdigest()[:24]


def _answers(name: str) -> bool:
    """Whether somebody listens there."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    connected = socket.waitForConnected(_WAIT_MS)
    socket.abort()
    return bool(connected)


def send(home: Path, message: Message) -> bool:
    """Give a message to the window of a home; False when none runs."""
    socket = QLocalSocket()
    socket.connectToServer(_name(home))
    if not socket.waitForConnected(_WAIT_MS):
        return False
    socket.write(json.dumps(message).encode() + b"\n")
    sent = socket.waitForBytesWritten(_WAIT_MS)
    socket.disconnectFromServer()
    return bool(sent)


def runs(home: Path) -> bool:
    """Whether a window runs on a home."""
    socket = QLocalSocket()
    socket.connectToServer(_name(home))
    found = bool(socket.waitForConnected(_WAIT_MS))
    socket.disconnectFromServer()
    return found


class Listener(QObject):
    """Receives the messages for the window. A message that is too long or not understood is dropped unread."""

    def __init__(self, home: Path, received: Callable[[Message], None]) -> None:
        super().__init__()
        self._received = received
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._accept)
        self._name = _name(home)
        self._callers: dict[int, QLocalSocket] = {}
        self._accepted = 0

    def listen(self) -> bool:
        """False when another window of this home listens already; a socket left by a crash is taken over."""
        # Asked first: with an access option Qt puts its socket in the place of any other, also of a living one.
        if _answers(self._name):
            return False
        QLocalServer.removeServer(self._name)
        return bool(self._server.listen(self._name))

    def close(self) -> None:
        self._server.close()
        for caller in list(self._callers):
            self._leave(caller)

    def _accept(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            # Its slots hold a number and not the socket itself: nothing of a socket then outlives it, and what is
            # dropped is heard of no more. Qt buffers no more than it takes to see that a message is too long.
            self._accepted += 1
            number = self._accepted
            self._callers[number] = socket
            socket.setReadBufferSize(_LONGEST + 1)
            socket.readyRead.connect(lambda caller=number: self._read(caller))
            socket.disconnected.connect(lambda caller=number: self._gone(caller))
            self._read(number)

    def _read(self, caller: int) -> None:
        socket = self._callers.get(caller)
        if socket is None:
            return
        too_long = socket.bytesAvailable() > _LONGEST
        if not too_long and not socket.canReadLine():
            return
        message = {} if too_long else _understood(bytes(socket.readLine(_LONGEST).data()))
        self._leave(caller)
        if message:
            self._received(message)

    def _gone(self, caller: int) -> None:
        """What it said before it left still counts."""
        self._read(caller)
        self._leave(caller)

    def _leave(self, caller: int) -> None:
        socket = self._callers.pop(caller, None)
        if socket is not None:
            socket.abort()
            socket.deleteLater()


def _understood(line: bytes) -> Message:
    try:
        message = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(message, dict):
        return {}
    return {key: value for key, value in message.items() if isinstance(key, str) and isinstance(value, str)}
