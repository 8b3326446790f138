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

    def listen(self) -> bool:
        """False when another window of this home listens already; a socket left by a crash is taken over."""
        # Asked first: with an access option Qt puts its socket in the place of any other, also of a living one.
        if _answers(self._name):
            return False
        QLocalServer.removeServer(self._name)
        return bool(self._server.listen(self._name))

    def close(self) -> None:
        self._server.close()

    def _accept(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda source=socket: self._read(source))
            socket.disconnected.connect(lambda source=socket: self._end(source))
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if socket.bytesAvailable() > _LONGEST:
            socket.abort()
            return
        if not socket.canReadLine():
            return
        message = _understood(bytes(socket.readLine(_LONGEST).data()))
        socket.disconnectFromServer()
        if message:
            self._received(message)

    def _end(self, socket: QLocalSocket) -> None:
        self._read(socket)
        socket.deleteLater()


def _understood(line: bytes) -> Message:
    try:
        message = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(message, dict):
        return {}
    return {key: value for key, value in message.items() if isinstance(key, str) and isinstance(value, str)}
