"""A network between a post and the server that cuts, delays and freezes."""

import queue
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import ParamSpec

P = ParamSpec("P")
_CHUNK = 65536


class Proxy:
    """Listens on `port`. `cut_after` closes a connection after so many chunks of bytes in both directions; `frozen`
    passes nothing on and closes nothing; `delay` holds each chunk back, in seconds; `bytes_a_second` limits the flow;
    `down` refuses new connections."""

    def __init__(self, upstream: int) -> None:
        self._upstream = upstream
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self.cut_after: int | None = None
        self.frozen = threading.Event()
        self.delay = 0.0
        self.bytes_a_second = 0
        self.down = False
        self.chunks = 0
        self._open: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._closed = False
        self._start(self._accept)

    def cut(self) -> None:
        """Every connection breaks now."""
        for connection in self._open:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self._closed = True
        self.frozen.clear()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.cut()
        for thread in self._threads:
            thread.join()
        for connection in self._open:
            connection.close()

    def _start(self, work: Callable[P, None], *arguments: P.args, **named: P.kwargs) -> None:
        self._threads.append(threading.Thread(target=work, args=arguments, kwargs=named))
        self._threads[-1].start()

    def _accept(self) -> None:
        while not self._closed:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            if self.down:
                near.close()
                continue
            try:
                far = socket.create_connection(("127.0.0.1", self._upstream))
            except OSError:
                near.close()
                continue
            self._open += [near, far]
            self._start(self._pump, near, far)
            self._start(self._pump, far, near)

    def _pump(self, source: socket.socket, target: socket.socket) -> None:
        """Read as fast as the source writes; another thread delivers when the link would."""
        waiting: queue.SimpleQueue[tuple[float, bytes]] = queue.SimpleQueue()
        self._start(self._deliver, waiting, target)
        with suppress(OSError):
            while data := source.recv(_CHUNK):
                self.chunks += 1
                if self.cut_after is not None and self.chunks > self.cut_after:
                    break
                waiting.put((time.monotonic() + self.delay, data))
        waiting.put((time.monotonic() + self.delay, b""))
        with suppress(OSError):
            source.shutdown(socket.SHUT_RD)

    def _deliver(self, waiting: "queue.SimpleQueue[tuple[float, bytes]]", target: socket.socket) -> None:
        free = 0.0
        while True:
            at, data = waiting.get()
            while self.frozen.is_set():
                time.sleep(0.005)
            if not data:
                break
            at = max(at, free)
            if self.bytes_a_second:
                at = free = at + len(data) / self.bytes_a_second
            time.sleep(max(0.0, at - time.monotonic()))
            with suppress(OSError):
                target.sendall(data)
        with suppress(OSError):
            target.shutdown(socket.SHUT_RDWR)
