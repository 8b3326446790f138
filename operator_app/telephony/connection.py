"""A thread that keeps one connection to a telephone program, for as long as the window is open."""

import logging
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from operator_app.domain.problems import Problem
from operator_app.telephony.events import Linked, PhoneEvent

_LOG = logging.getLogger(__name__)
_CONNECT_SECONDS = 5.0
# Between two attempts: at first soon, since a softphone may start after us.
_FIRST_WAIT, _LONGEST_WAIT = 0.5, 15.0
_BLOCK = 4096
Received = Callable[[PhoneEvent], None]


class Speech(Protocol):
    """How one kind of telephone speaks. A new one is made for each connection."""

    def hello(self) -> bytes:
        """What to say first."""

    def take(self, data: bytes) -> tuple[bytes, list[PhoneEvent]]:
        """What to answer, and what happened. Raises Problem when the other side refuses or talks nonsense."""

    def idle(self) -> bytes:
        """What to say when nothing was heard for `IDLE_SECONDS`; a second silence ends the connection."""


IDLE_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Place:
    """Where a telephone program listens."""

    host: str
    port: int


def place_of(address: str, port: int) -> Place:
    """`host`, `host:port`, `[::1]:port` or nothing (this machine). Raises Problem("telephone_address")."""
    text = address.strip()
    host, colon, given = text.rpartition(":") if text.count(":") == 1 or text.startswith("[") else (text, "", "")
    if colon and not (given.isascii() and given.isdigit() and 0 < int(given) < 65536):
        raise Problem("telephone_address", address=text[:80])
    host = (host if colon else text).strip("[]") or "127.0.0.1"
    if any(letter.isspace() or letter == "/" for letter in host):
        raise Problem("telephone_address", address=text[:80])
    return Place(host, int(given) if colon else port)


class Connection:
    """Tells what a telephone says, from a thread of its own; begins again when the line breaks."""

    def __init__(self, place: Place, speak: Callable[[], Speech], received: Received) -> None:
        self._place = place
        self._speak = speak
        self._received = received
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self._thread = threading.Thread(target=self._run, name="telephone")
        self._told: str | None = None

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        """Nothing is told any more once this returns."""
        self._stop.set()
        with self._lock:
            if self._socket is not None:
                _shut(self._socket)
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        wait = _FIRST_WAIT
        while not self._stop.is_set():
            try:
                self._once()
                wait = _FIRST_WAIT
            except Problem as problem:
                self._tell(Linked(problem.code))
                wait = _LONGEST_WAIT
            except OSError:
                self._tell(Linked("telephone_unreachable"))
            self._stop.wait(wait)
            wait = min(wait * 2, _LONGEST_WAIT)

    def _once(self) -> None:
        """One connection, to its end."""
        with socket.create_connection((self._place.host, self._place.port), _CONNECT_SECONDS) as link:
            with self._lock:
                self._socket = link
            link.settimeout(IDLE_SECONDS)
            spoken = self._speak()
            link.sendall(spoken.hello())
            silent = False
            while not self._stop.is_set():
                try:
                    data = link.recv(_BLOCK)
                except TimeoutError:
                    if silent:
                        raise
                    link.sendall(spoken.idle())
                    silent = True
                    continue
                if not data:
                    break
                silent = False
                self._hear(link, spoken, data)
        if not self._stop.is_set():
            self._tell(Linked("telephone_unreachable"))

    def _hear(self, link: socket.socket, spoken: Speech, data: bytes) -> None:
        answer, events = spoken.take(data)
        if answer:
            link.sendall(answer)
        for event in events:
            self._tell(event)

    def _tell(self, event: PhoneEvent) -> None:
        if isinstance(event, Linked):
            if self._told == event.problem:
                return
            self._told = event.problem
            _LOG.info("telephone %s", event.problem or "up")
        if not self._stop.is_set():
            self._received(event)


def _shut(link: socket.socket) -> None:
    try:
        link.shutdown(socket.SHUT_RDWR)
    except OSError:
        return
