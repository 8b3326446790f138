"""Against a server that neither answers nor hangs up: it would block libpq for ever."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Timer


@contextmanager
def limit(descriptor: int, seconds: float) -> Iterator[None]:
    """Shut the socket behind a descriptor when what is inside takes longer: it fails as when the peer hangs up."""
    timer = Timer(seconds, _shut, (descriptor,))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()


def _shut(descriptor: int) -> None:
    with suppress(OSError), socket.socket(fileno=os.dup(descriptor)) as connection:
        connection.shutdown(socket.SHUT_RDWR)
